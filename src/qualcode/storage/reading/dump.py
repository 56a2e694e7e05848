"""The whole study as plain JSON values: equal studies give equal values on every database.

Left out: the journal, versions, times of writing, places of files, their original bytes, and derived tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from qualcode.storage.tables import JOURNALLED, TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LEFT_OUT: Final = frozenset({"version", "created_at", "imported_at"})
_PLACES: Final = frozenset({("sources", "origin"), ("revisions", "origin")})
"""Columns that name a place on somebody's disk; the origin of a coding is none."""
FORMAT: Final = "qualcode-study-1"


def dump(connection: Connection) -> dict[str, Any]:
    """Return every noun's rows by id, and the texts that documents refer to, or did before a correction."""
    study: dict[str, Any] = {noun: _rows(connection, noun) for noun in JOURNALLED}
    used = {row["text_sha256"] for noun in ("documents", "revisions") for row in study[noun]}
    texts = TABLES["texts"]
    rows = connection.execute(select(texts.c.sha256, texts.c.content))
    study["texts"] = {sha256: content for sha256, content in sorted(rows) if sha256 in used}
    return {"format": FORMAT, **study}


def _rows(connection: Connection, noun: str) -> list[dict[str, Any]]:
    table = TABLES[noun]
    left_out = _LEFT_OUT | {column for place, column in _PLACES if place == noun}
    columns = [column for column in table.columns if column.name not in left_out]
    rows = connection.execute(select(*columns).order_by(table.c.id)).mappings()
    return [dict(row) for row in rows]
