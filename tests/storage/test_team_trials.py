"""Several who code in one database at once: nothing is lost, nothing is there twice, nobody is overruled."""

from __future__ import annotations

import multiprocessing
import random
import sys
import threading
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from qualcode.coding.codebook.codes import AddCode, EditCode, RemoveCode
from qualcode.coding.codebook.tidying import MergeCodes
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.model.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.postgres
FORK = multiprocessing.get_context("fork") if sys.platform != "win32" else multiprocessing.get_context()
LOST = (errors.DatabaseUnreachable, errors.DatabaseFailed)
TRIES = 50


def together(act: Callable[..., Any], given: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Run an act in a process each, all at once, and return what they answer."""
    with FORK.Pool(len(given)) as pool:
        return pool.starmap(act, given)


def coded(url: str, coder: str, count: int) -> list[str]:
    """Code so often, a code of one's own among them; return the ids of what was acknowledged."""
    done = []
    with Project.open(url, coder=coder, write=True) as project:
        document, places = project.documents.all()[0], [(start, end) for end in range(1, 29) for start in range(end)]
        for number in range(count):
            if number % len(places) == 0:
                code = AddCode(f"{number} de {coder}")
                project.perform(code)
            action = ApplyCode(document.id, *places[number % len(places)], code.id)
            project.perform(action)
            done.append(action.id)
    return done


def codings_there(url: str) -> list[str]:
    with Project.open(url) as project, project._database.reading() as connection:
        return list(connection.execute(text("SELECT id FROM codings")).scalars())


def two_at_once(url: str, each: int) -> None:
    """Let two coders code at once; nothing of either is lost or doubled."""
    acknowledged = together(coded, [(url, "Zoé", each), (url, "Max", each)])
    there = codings_there(url)
    ids = [identifier for done in acknowledged for identifier in done]
    assert len(ids) == len(set(ids)) == 2 * each
    assert set(ids) < set(there)
    assert len(there) == len(ids) + 1  # and the one of the beginning
    sound(url)
    sys.stdout.write(f"two coders, {len(ids)} codings at once, none lost, none doubled\n")


def sound(url: str) -> None:
    with Project.open(url) as project:
        assert project.care.check() == []


def tidied(url: str, coder: str, count: int) -> dict[str, list[Any]]:
    """Rename, code, merge and remove among the same few codes; return what was acknowledged and what was refused."""
    chance, told = random.Random(coder), {"renamed": [], "coded": [], "refused": []}
    with Project.open(url, coder=coder, write=True) as project:
        document = project.documents.all()[0]
        for number in range(count):
            codes = project.codes.all()
            code = chance.choice(codes)
            kind = chance.choices(("rename", "code", "merge", "remove", "add"), (40, 40, 4, 4, 12))[0]
            renaming = EditCode(code.id, f"{coder} {number}", version=code.version)
            coding = ApplyCode(document.id, chance.randrange(9), chance.randrange(10, 29), code.id)
            act = {
                "rename": renaming,
                "code": coding,
                "merge": MergeCodes(code.id, (chance.choice(codes).id,)),
                "remove": RemoveCode(code.id),
                "add": AddCode(f"{coder} +{number}"),
            }["add" if len(codes) < 4 else kind]
            try:
                project.perform(act)
            except errors.DatabaseFailed:
                raise
            except errors.Refusal as refused:
                told["refused"].append(type(refused).__name__)
            else:
                if act is renaming:
                    told["renamed"].append((code.id, code.version))
                elif act is coding:
                    told["coded"].append(coding.id)
    return told


def four_at_once(url: str, each: int) -> None:
    """Let four change the same codes; two who changed from one state are never both told that it was done."""
    with Project.open(url, coder="Zoé", write=True) as project:
        for number in range(6):
            project.perform(AddCode(f"c{number}"))
    answers = together(tidied, [(url, coder, each) for coder in ("Ana", "Léa", "Max", "Zoé")])
    renamed = [one for told in answers for one in told["renamed"]]
    coded_ids = {one for told in answers for one in told["coded"]}
    refused = Counter(name for told in answers for name in told["refused"])
    assert len(renamed) == len(set(renamed))
    with Project.open(url) as project:
        entries = project.history()
        assert sum(entry.action == "EditCode" for entry in entries) == len(renamed)
        changes = project.changes_since(None)
        added = {one for change in changes if change.kind == "ApplyCode" for one in change.touched["codings"].added}
        removed = {
            one for change in changes if "codings" in change.touched for one in change.touched["codings"].removed
        }
    assert coded_ids < added
    assert len(added) == len(coded_ids) + 1  # and the one of the beginning
    assert coded_ids - removed <= set(codings_there(url))
    sound(url)
    sys.stdout.write(
        f"four coders: {len(renamed)} renamed, {len(coded_ids)} coded, {len(entries)} acts in the journal,"
        f" refused: {dict(refused)}\n"
    )


def cut_again_and_again(url: str, cuts: int) -> None:
    """Let every connection be ended while somebody codes, time and again; each act is asked again by its name."""
    import psycopg  # noqa: PLC0415 - an extra

    stop, done, lost = threading.Event(), [], 0
    ended = 0

    def cut() -> None:
        nonlocal ended
        chance = random.Random(7)
        with psycopg.connect(url, autocommit=True) as connection:
            while ended < cuts:
                stop.wait(chance.random() / 30)
                ended += len(
                    connection.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    ).fetchall()
                )

    with Project.open(url, coder="Zoé", write=True) as project:
        document = project.documents.all()[0]
        cutter = threading.Thread(target=cut)
        cutter.start()
        while cutter.is_alive() or len(done) < cuts:
            code = AddCode(f"c{len(done)}")
            for action in (code, ApplyCode(document.id, 0, 4, code.id)):
                lost += again_until_done(project, action)
            done.append(code.id)
        cutter.join()
    with Project.open(url) as project, project._database.reading() as connection:
        coded_codes = Counter(connection.execute(text("SELECT code_id FROM codings")).scalars())
        kinds = Counter(connection.execute(text("SELECT kind FROM actions")).scalars())
    assert all(coded_codes[code] == 1 for code in done)
    assert kinds["ApplyCode"] == len(done) + 1
    sound(url)
    sys.stdout.write(f"{ended} connections cut, {lost} answers lost, {len(done)} codings, each there once\n")


def again_until_done(project: Project, action: Any) -> int:
    """Do an action, again where the answer was lost; return how often it was."""
    identifier, lost = new_id(), 0
    while lost < TRIES:
        try:
            project.perform(action, identifier=identifier)
        except LOST:
            lost += 1
        else:
            return lost
    raise AssertionError


@pytest.fixture
def team(postgres_url: str, new_study: Any) -> str:
    """Return the URL of a small study on a server."""
    new_study(postgres_url).close()
    return postgres_url


def test_two_who_code_at_once_lose_nothing(team: str) -> None:
    two_at_once(team, 12)


def test_four_who_tidy_at_once_are_told_of_each_conflict(team: str) -> None:
    four_at_once(team, 12)


def test_a_connection_cut_while_coding_loses_nothing(team: str) -> None:
    cut_again_and_again(team, 8)


def test_an_answer_lost_after_the_commit_is_given_again_and_nothing_is_done_twice(team: str) -> None:
    import psycopg  # noqa: PLC0415 - an extra

    with Project.open(team, coder="Zoé", write=True) as project:
        action, dialect = AddCode("une fois"), project._database.engine.dialect
        commit, left = dialect.do_commit, [1]

        def lose(connection: Any) -> None:
            commit(connection)
            if left:
                left.clear()
                connection.dbapi_connection.close()
                raise psycopg.OperationalError("server closed the connection unexpectedly")

        dialect.do_commit = lose
        identifier = new_id()
        with pytest.raises(errors.DatabaseUnreachable):
            project.perform(action, identifier=identifier)
        change = project.perform(action, identifier=identifier)
        assert change.touched["codes"].added == {action.id}
        assert [code.name for code in project.codes.all()].count("une fois") == 1
        assert sum(entry.action == "AddCode" for entry in project.history()) == 2
    sound(team)


@pytest.mark.nightly
def test_twenty_thousand_codings_by_two_at_once(team: str) -> None:
    two_at_once(team, 10_000)


@pytest.mark.nightly
def test_four_who_tidy_two_thousand_times(team: str) -> None:
    four_at_once(team, 500)


@pytest.mark.nightly
def test_two_hundred_cuts(team: str) -> None:
    cut_again_and_again(team, 200)
