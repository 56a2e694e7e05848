"""The whole study as plain JSON values: equal studies give equal values on every database.

Left out: the journal, versions, times of writing, places of files, their original bytes, and derived tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from qualcode.storage.tables import JOURNALLED, TABLES
from qualcode.storage.writing import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_LEFT_OUT: Final = frozenset({"version", "created_at", "imported_at"})
_PLACES: Final = frozenset({("sources", "origin"), ("revisions", "origin")})
"""Columns that name a place on somebody's disk; the origin of a coding is none."""
FORMAT: Final = "qualcode-study-1"
_ROWS_AT_ONCE: Final = 1_000
_TEXTS_AT_ONCE: Final = 10


def dump(connection: Connection) -> dict[str, Any]:
    """Return every noun's rows by id, and the texts that documents refer to, or did before a correction."""
    study: dict[str, Any] = {noun: list(rows(connection, noun)) for noun in JOURNALLED}
    return {"format": FORMAT, **study, "texts": dict(used_texts(connection))}


def members(connection: Connection) -> Iterator[tuple[str, str, Any]]:
    """Give the members of the same values in the order of their names, rows and texts one by one.

    Returns:
        The name; `value`, `rows` or `object`; the value, or what gives its rows, or the names and values of its own.
    """
    for name in sorted({"format", "texts", *JOURNALLED}):
        if name == "format":
            yield name, "value", FORMAT
        elif name == "texts":
            yield name, "object", used_texts(connection)
        else:
            yield name, "rows", rows(connection, name)


def used_texts(connection: Connection) -> Iterator[tuple[str, str]]:
    """Give the texts by their sums, in the order of these: those of documents, and those that were theirs before."""
    of = (TABLES[noun].c.text_sha256 for noun in ("documents", "revisions"))
    used = {sha256 for column in of for sha256 in connection.execute(select(column)).scalars()}
    texts = TABLES["texts"]
    for few in pieces(sorted(used), _TEXTS_AT_ONCE):
        found = connection.execute(select(texts.c.sha256, texts.c.content).where(texts.c.sha256.in_(few)))
        yield from sorted((sha256, content) for sha256, content in found)


def rows(connection: Connection, noun: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a noun by their ids.

    Args:
        connection: inside a transaction.
        noun: the name of its table, a journalled one.
    """
    table = TABLES[noun]
    left_out = _LEFT_OUT | {column for place, column in _PLACES if place == noun}
    columns = [column for column in table.columns if column.name not in left_out]
    found = connection.execute(select(*columns).order_by(table.c.id), execution_options={"yield_per": _ROWS_AT_ONCE})
    return map(dict, found.mappings())
