"""The migrations lead from nothing to the same schema as the tables, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.storage import engine, schema
from qualcode.storage.migrations import running
from qualcode.storage.migrations.running import configuration, upgrade
from qualcode.storage.study_tables import SHAPE
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Table

    from qualcode.storage.engine import Database


@pytest.fixture
def empty(location: str) -> Iterator[Database]:
    database = engine.new_database(location)
    yield database
    database.close()


def differences(database: Database) -> list[Any]:
    with database.reading() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        found: list[Any] = compare_metadata(MigrationContext.configure(connection, opts=options), SHAPE)
        return found


def described(database: Database) -> dict[str, Any]:
    """Return each table with its columns and constraints, CHECKs too, which comparing metadata leaves out."""
    with database.reading() as connection:
        asked = inspect(connection)
        return {
            table: {
                "columns": {column["name"]: (str(column["type"]), column["nullable"]) for column in columns},
                "key": asked.get_pk_constraint(table),
                "unique": sorted(map(str, asked.get_unique_constraints(table))),
                "checks": sorted((str(c["name"]), c["sqltext"]) for c in asked.get_check_constraints(table)),
                "foreign": sorted(map(str, asked.get_foreign_keys(table))),
                "indexes": sorted(map(str, asked.get_indexes(table))),
            }
            for table in asked.get_table_names()
            if (columns := asked.get_columns(table)) and table != "alembic_version"
        }


def test_migrations_make_what_the_tables_say(empty: Database) -> None:
    upgrade(empty)
    assert differences(empty) == []
    with empty.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == schema.REVISION


def test_a_new_project_is_what_migrations_make(empty: Database, tmp_path: Any, request: Any) -> None:
    upgrade(empty)
    place = str(tmp_path / "new.qualcode") if empty.is_file else request.getfixturevalue("postgres_server").create()
    with Project.create(place) as project:
        assert differences(project._database) == []
        assert described(project._database) == described(empty)


def test_down_and_up_again_leads_to_the_same_place(empty: Database) -> None:
    upgrade(empty)
    before = described(empty)
    with empty.writing() as connection:
        command.downgrade(configuration(connection), "base")
    assert described(empty) == {}
    upgrade(empty)
    assert described(empty) == before


def test_every_released_schema_has_its_file(empty: Database) -> None:
    with empty.reading() as connection:
        scripts = ScriptDirectory.from_config(configuration(connection))
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == schema.KNOWN
    assert scripts.get_current_head() == schema.REVISION


def test_an_earlier_project_is_brought_forward_by_its_writer(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Project.create(location, coder="Zoé") as project, project._database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    def pretended(database: Database) -> None:
        with database.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :now"), {"now": schema.REVISION})

    monkeypatch.setattr(schema, "KNOWN", ("0000", *schema.KNOWN))
    monkeypatch.setattr(running, "upgrade", pretended)
    with pytest.raises(errors.ProjectOlder):
        Project.open(location)
    Project.open(location, coder="Zoé", write=True).close()
    Project.open(location).close()


def test_a_migration_that_fails_leaves_the_project_as_it_was(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Project.create(location, coder="Zoé") as project, project._database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    def failing(database: Database) -> None:
        with database.writing() as connection:
            connection.execute(text("ALTER TABLE codes ADD COLUMN half text"))
            connection.execute(text("SELECT nonsense FROM nowhere"))

    monkeypatch.setattr(schema, "KNOWN", ("0000", *schema.KNOWN))
    monkeypatch.setattr(running, "upgrade", failing)
    with pytest.raises(errors.Refusal):
        Project.open(location, coder="Zoé", write=True)
    found = engine.database(location)
    with found.reading() as connection:
        assert "half" not in {column["name"] for column in inspect(connection).get_columns("codes")}
    found.close()


def columns_of(tables: Mapping[str, Table]) -> dict[str, list[tuple[object, ...]]]:
    """Return the columns of tables in order: name, type, may nothing stand there, is it the key, what it names."""
    return {
        name: [
            (one.name, repr(one.type), one.nullable, one.primary_key, {key.target_fullname for key in one.foreign_keys})
            for one in table.columns
        ]
        for name, table in tables.items()
    }


def test_questions_and_writes_use_the_columns_that_a_project_is_made_with() -> None:
    assert columns_of(TABLES) == columns_of(SHAPE.tables)
