"""What coders marked while reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from qualcode.model.records import ReadingMark
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MARKS = TABLES["reading_marks"]
_FIELDS: Final = ("id", "document_id", "start", "end", "kind", "coder_id", "created_at")


def listed(connection: Connection, coder: str | None = None, document: str | None = None) -> list[ReadingMark]:
    """Return the marks of a coder, or everyone's, in a document, or in all, by document and place."""
    statement = select(*(_MARKS.c[name] for name in _FIELDS)).order_by(
        _MARKS.c.document_id, _MARKS.c.start, _MARKS.c.end, _MARKS.c.id
    )
    if coder is not None:
        statement = statement.where(_MARKS.c.coder_id == coder)
    if document is not None:
        statement = statement.where(_MARKS.c.document_id == document)
    return [ReadingMark(*row) for row in connection.execute(statement)]
