"""Team databases: what goes wrong on a server is one sentence, and never shows a password."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from sqlalchemy import text

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.storage.faults import _refusal

if TYPE_CHECKING:
    from sqlalchemy import Connection

SECRET = "mot-de-passe"  # noqa: S105 - the one that must not show
pytest_postgres = pytest.mark.postgres


def changed(url: str, **parts: Any) -> str:
    """Return a URL with another user, host or database."""
    found = urlsplit(url)
    user = parts.get("user", found.username)
    host = parts.get("host", f"{found.hostname}:{found.port}")
    return urlunsplit(found._replace(netloc=f"{user}:{SECRET}@{host}", path=parts.get("path", found.path)))


def refused(location: str, kind: type[errors.Refusal] | tuple[type[errors.Refusal], ...]) -> errors.Refusal:
    """Check that a database can be neither opened nor made, without its password being shown."""
    for act in (lambda: Project.open(location, coder="Zoé", write=True), lambda: Project.create(location, coder="Zoé")):
        with pytest.raises(kind) as caught:
            act()
        assert SECRET not in str(caught.value) + repr(caught.value) + repr(caught.value.fields)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__
    return caught.value


@pytest.mark.parametrize(
    "location",
    [
        f"postgresql://zoe:{SECRET}@127.0.0.1:1/etude",
        f"postgresql://zoe:{SECRET}@127.0.0.1:1/etude?connect_timeout=2",
        f"postgres://zoe@127.0.0.1:1/etude?password={SECRET}",
        f"postgresql+psycopg://zoe:{SECRET}@nowhere.invalid/etude",
        f"postgresql://zoe:{SECRET}@127.0.0.1:port/etude",
        f"postgresql://zoe:{SECRET}/@[::1/etude?password={SECRET}",
    ],
)
def test_a_server_that_cannot_be_reached_is_one_sentence(location: str) -> None:
    pytest.importorskip("psycopg")
    sentence = str(refused(location, errors.DatabaseUnreachable))
    assert "the database server does not answer" in sentence


def test_without_the_driver_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "qualcode[postgres]" in str(refused("postgresql://zoe@localhost/etude", errors.PostgresMissing))


@pytest_postgres
def test_a_database_that_is_not_there_is_named(postgres_url: str) -> None:
    assert "/absent" in str(refused(changed(postgres_url, path="/absent"), errors.NoDatabase))


@pytest_postgres
def test_an_unknown_user_is_denied(postgres_url: str) -> None:
    refused(changed(postgres_url, user="nobody_here"), errors.DatabaseDenied)


@pytest_postgres
def test_an_empty_database_is_no_project_yet(postgres_url: str) -> None:
    with pytest.raises(errors.NoProject, match="qualcode new"):
        Project.open(postgres_url)


@pytest_postgres
def test_a_database_with_anything_in_it_is_not_taken(postgres_url: str) -> None:
    Project.create(postgres_url, coder="Zoé").close()
    with pytest.raises(errors.ProjectExists):
        Project.create(postgres_url, coder="Zoé")
    with Project.open(postgres_url) as project:
        assert project.label == project._database.label
        assert project.study.corpus_language == "fr-CA"


@pytest_postgres
def test_another_programs_database_is_left_alone(postgres_url: str) -> None:
    import psycopg  # noqa: PLC0415 - an extra

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE theirs (x int)")
    with pytest.raises(errors.ProjectExists):
        Project.create(postgres_url, coder="Zoé")
    with pytest.raises(errors.NotAProject):
        Project.open(postgres_url)
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == [("theirs",)]


@pytest_postgres
def test_a_creation_refused_leaves_an_empty_database(postgres_url: str) -> None:
    with pytest.raises(errors.NameTooLong):
        Project.create(postgres_url, coder="x" * 251)
    Project.create(postgres_url, coder="Zoé").close()


@pytest_postgres
def test_a_newer_schema_is_refused(postgres_url: str) -> None:
    with Project.create(postgres_url, coder="Zoé") as project, project._database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(errors.ProjectNewer):
        Project.open(postgres_url, coder="Zoé", write=True)


@pytest_postgres
def test_two_write_at_once_and_numbers_never_collide(postgres_url: str) -> None:
    with Project.create(postgres_url, coder="Zoé") as one, Project.open(postgres_url, coder="Max", write=True) as two:
        for number in range(3):
            one.perform(AddCode(f"z{number}"))
            two.perform(AddCode(f"m{number}"))
        assert [code.name for code in one.codes.all()] == ["z0", "m0", "z1", "m1", "z2", "m2"]
        assert len(one.changes_since(None)) == len(two.history()) == 8
        two.undo()
        one.undo()
        assert [code.name for code in two.codes.all()] == ["z0", "m0", "z1", "m1"]


@pytest_postgres
def test_a_connection_lost_between_two_acts_is_made_anew(postgres_url: str) -> None:
    with Project.create(postgres_url, coder="Zoé") as project:
        end_others(project, postgres_url)
        project.perform(AddCode("x"))
        assert len(project.codes.all()) == 1


@pytest_postgres
def test_a_connection_lost_within_an_act_changes_nothing(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Project.create(postgres_url, coder="Zoé") as project:

        def lose(_: Connection, **__: object) -> list[Any]:
            end_others(project, postgres_url)
            return []

        with monkeypatch.context() as patch:
            patch.setattr("qualcode.storage.reading.codes.listed", lose)
            with pytest.raises(errors.DatabaseUnreachable):
                project.perform(AddCode("x"))
        assert project.codes.all() == []


def end_others(_: Project, url: str) -> None:
    """End every other connection to a database, as a restart of the server does."""
    import psycopg  # noqa: PLC0415 - an extra

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest_postgres
def test_a_wrong_password_is_denied(postgres_url: str) -> None:
    import psycopg  # noqa: PLC0415 - an extra

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(
            "DO $$ BEGIN CREATE ROLE qualcode_secured LOGIN PASSWORD 'right'; EXCEPTION WHEN OTHERS THEN NULL; END $$"
        )
        asked = connection.execute(
            "SELECT count(*) FROM pg_hba_file_rules WHERE 'qualcode_secured' = ANY (user_name)"
            " AND auth_method IN ('scram-sha-256', 'md5')"
        ).fetchone()
    if not asked[0]:
        pytest.skip("this server asks nobody for a password")
    refused(changed(postgres_url, user="qualcode_secured"), errors.DatabaseDenied)


def test_a_letter_that_cannot_be_sent_is_a_refusal_that_repeats_nothing() -> None:
    found = _refusal(UnicodeEncodeError("utf-8", "secret unique \ud800", 0, 1, "surrogates not allowed"), "etude")
    assert (type(found), "secret" in str(found)) == (errors.DatabaseFailed, False)


class Said(Exception):
    """What a driver says, in words or by PostgreSQL's code."""

    def __init__(self, words: str, state: str | None = None) -> None:
        super().__init__(words)
        self.sqlstate = state


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Said("FATAL: le rôle « zoe » n'existe pas"), errors.DatabaseDenied),
        (Said("FATAL: la base de données « etude » n'existe pas"), errors.NoDatabase),
        (Said("connection failed: FATAL: authentification par mot de passe échouée"), errors.DatabaseDenied),
        (Said("connection failed: FATAL: password authentication failed for user"), errors.DatabaseDenied),
        (Said("connection failed: FATAL: the database system is starting up"), errors.DatabaseUnreachable),
        (Said("connection failed: FATAL: sorry, too many clients already"), errors.ProjectBusy),
        (Said("connection timeout expired"), errors.DatabaseUnreachable),
        (Said("droit refusé pour la table codes", "42501"), errors.DatabaseDenied),
        (Said("la valeur d'une clé dupliquée rompt la contrainte", "23505"), errors.ChangedMeanwhile),
        (Said("n'a pas pu étendre le fichier", "53100"), errors.DiskFull),
        (Said("disk I/O error"), errors.ProjectDamaged),
        (Said("no such function: x"), errors.DatabaseFailed),
    ],
)
def test_a_fault_is_told_by_its_code_or_its_words(said: Said, refusal: type[errors.Refusal]) -> None:
    found = _refusal(said, "etude")
    assert type(found) is refusal
    assert str(found).startswith("etude: ")
    assert str(said) not in str(found)
