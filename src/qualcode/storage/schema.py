"""The shape of a project: made whole for a new one, asked of an old one, brought up to date with a copy kept."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, inspect, select, text

from qualcode.model import errors
from qualcode.storage.engine import APPLICATION_ID
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, MetaData

    from qualcode.storage.engine import Database

REVISION: Final = "0009"
"""The schema this program writes; the newest file of migrations/versions."""
KNOWN: Final = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
"""Every released schema, oldest first; a test compares it with the files."""
UNDOABLE: Final = frozenset(KNOWN)
"""Schemas whose rows have the columns of today's: what was done under them can be taken back.

0002 to 0004 and 0007 to 0009 only add tables, 0005 a column of the journal, 0006 a type that attributes may have."""

_REVISION_TABLE = TABLES["alembic_version"]
_INSTRUCTIONS: Final = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') LIMIT 1"


def shape() -> MetaData:
    """Return every table with its rules and indexes; their classes are made where somebody asks for them."""
    whole: MetaData = import_module("qualcode.storage.study_tables").SHAPE
    return whole


def create(database: Database, begin: Callable[[Connection], None]) -> None:
    """Make every table in an empty database and mark it as ours, with the first rows, all in one transaction.

    Args:
        database: where nothing is yet.
        begin: writes the first rows.

    Raises:
        ProjectExists: where the database already holds a project or anything else.
    """
    with database.writing() as connection:
        if not database.is_file and inspect(connection).get_table_names():
            raise errors.ProjectExists(database.label)
        if database.is_file:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        shape().create_all(connection, checkfirst=False)  # asked above; on a server it would ask fifty times
        connection.execute(insert(_REVISION_TABLE).values(version_num=REVISION))
        begin(connection)
    if database.is_file:
        database.settle()


def is_current(database: Database) -> bool:
    """Tell whether the database holds a project of this program's schema, rather than an earlier one.

    Raises:
        NotAProject: where it holds something else.
        NoProject: where a server's database is empty.
        ProjectNewer: where a later program wrote it; it is left untouched.
        ProjectTampered: where the file holds triggers or views, which we never make: they would run when we write.
    """
    with database.reading() as connection:
        if database.is_file and connection.execute(text(_INSTRUCTIONS)).first() is not None:
            raise errors.ProjectTampered(database.label)
        if not inspect(connection).has_table(_REVISION_TABLE.name):
            empty = not database.is_file and not inspect(connection).get_table_names()
            raise (errors.NoProject if empty else errors.NotAProject)(database.label)
        revision = _revision(connection)
    if revision not in KNOWN:
        raise errors.ProjectNewer(database.label)
    return revision == REVISION


def _revision(connection: Connection) -> str:
    return connection.execute(select(_REVISION_TABLE.c.version_num)).scalar_one_or_none() or ""


def upgrade(database: Database) -> None:
    """Run the migrations; alembic takes half a second to import, so it is asked for only here."""
    import_module("qualcode.storage.migrations.running").upgrade(database)
