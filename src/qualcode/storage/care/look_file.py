"""Looks at the file and its tables: what SQLite itself finds, and whether the schema is whole and ours alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, inspect, select, text

from qualcode.model.care import Fault
from qualcode.storage.care.looking import place
from qualcode.storage.schema import shape
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_MOST: Final = 20
"""Faults of one kind that SQLite is asked for."""
_FINE: Final = "ok"


def look_at_file(connection: Connection) -> Iterator[Fault]:
    """Let SQLite look at every page, index and constraint, and at every reference."""
    for (said,) in connection.execute(text(f"PRAGMA integrity_check({_MOST})")).all():
        if said != _FINE:
            yield Fault("integrity", "file", str(said).partition("\n")[0])
    sealed = connection.execute(text("PRAGMA cipher_integrity_check"))  # SQLite itself does not know the word
    for (said,) in sealed.all()[:_MOST] if sealed.returns_rows else ():
        yield Fault("integrity", "file", str(said))
    for table, number, parent, _key in connection.execute(text("PRAGMA foreign_key_check")).all():
        identifier = _id_of(connection, table, number)
        yield Fault("reference", place(table, identifier), str(parent), (table, identifier))


def _id_of(connection: Connection, table: str, number: int | None) -> str:
    if table not in TABLES or "id" not in TABLES[table].c:
        return str(number)
    where = text("rowid = :number").bindparams(number=number)
    return str(connection.execute(select(TABLES[table].c.id).where(where)).scalar_one_or_none() or number)


def look_at_schema(connection: Connection) -> Iterator[Fault]:
    """Compare tables, columns and indexes with those of the schema."""
    asked = inspect(connection)
    there = set(asked.get_table_names())
    for name, table in shape().tables.items():
        if name not in there:
            yield Fault("schema", name)
            continue
        columns = {str(column["name"]) for column in asked.get_columns(name)}
        yield from (Fault("schema", f"{name}.{column.name}") for column in table.columns if column.name not in columns)
        indexes = {str(index["name"]) for index in asked.get_indexes(name)}
        yield from (Fault("schema", str(index.name)) for index in table.indexes if index.name not in indexes)


def look_at_study(connection: Connection) -> Iterator[Fault]:
    """See that the project has one record of itself, and one revision of its schema."""
    for noun in ("study", "alembic_version"):
        if connection.execute(select(func.count()).select_from(TABLES[noun])).scalar_one() != 1:
            yield Fault("study", noun)


def look_at_derived(connection: Connection) -> Iterator[Fault]:
    """See that what is kept for speed lies under its own kind."""
    table = TABLES["derived"]
    for key, kind in connection.execute(select(table.c.key, table.c.kind)).all():
        if not key.startswith(f"{kind}:"):
            yield Fault("derived", f"derived {kind}", row=("derived", key))
