"""Former texts of documents, the passages that corrections left to be looked at, and all that lies in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from qualcode.model.records import Revision, Unsettled
from qualcode.storage.reading.names import ends_in
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_REVISIONS = TABLES["revisions"]
_UNSETTLED = TABLES["unsettled"]
_TEXTS = TABLES["texts"]
LYING: Final = ("codings", "askings", "case_links", "reading_marks")
"""The nouns that lie on a passage of a text; turns do too, and have their own way."""
_FIELDS: Final = (
    "id", "document_id", "noun", "passage_id", "ending", "start", "end", "text", "before", "after",
    "code_id", "coder_id", "detail",
)  # fmt: skip


def of_document(connection: Connection, document: str) -> list[Revision]:
    """Return the former texts of a document, the first one first."""
    coders = TABLES["coders"]
    names = ("id", "document_id", "number", "text_sha256", "source_name", "created_at")
    counts = ("kept", "moved", "fuzzy", "lost")
    rows = connection.execute(
        select(
            *(_REVISIONS.c[name] for name in names),
            coders.c.name.label("coder"),
            *(_REVISIONS.c[name] for name in counts),
        )
        .join(coders, coders.c.id == _REVISIONS.c.coder_id)
        .where(_REVISIONS.c.document_id == document)
        .order_by(_REVISIONS.c.number)
    )
    return [Revision(*row) for row in rows]


def next_number(connection: Connection, document: str) -> int:
    """Return the number of the text that a document has now."""
    last = select(func.max(_REVISIONS.c.number)).where(_REVISIONS.c.document_id == document)
    return (connection.execute(last).scalar_one_or_none() or 0) + 1


def former_text(connection: Connection, document: str, number: int) -> str | None:
    """Return a former text of a document by its number, or None where there is none of that number."""
    content: str | None = connection.execute(
        select(_TEXTS.c.content)
        .join(_REVISIONS, _REVISIONS.c.text_sha256 == _TEXTS.c.sha256)
        .where(_REVISIONS.c.document_id == document, _REVISIONS.c.number == number)
    ).scalar_one_or_none()
    return content


def lying_in(connection: Connection, document: str) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that lie on passages of a document, by noun, the first passage first."""
    found = {}
    for noun in LYING:
        table = TABLES[noun]
        rows = connection.execute(
            select(table)
            .where(table.c.document_id == document, table.c.start.is_not(None), table.c.end.is_not(None))
            .order_by(table.c.start, table.c.end.desc(), table.c.id)
        )
        found[noun] = [dict(row) for row in rows.mappings()]
    return found


def unsettled(connection: Connection, document: str | None = None) -> list[Unsettled]:
    """Return the passages to be looked at, of a document or of all, by document and former place."""
    statement = select(*(_UNSETTLED.c[name] for name in _FIELDS)).order_by(
        _UNSETTLED.c.document_id, _UNSETTLED.c.start, _UNSETTLED.c.end, _UNSETTLED.c.id
    )
    if document is not None:
        statement = statement.where(_UNSETTLED.c.document_id == document)
    return [Unsettled(*row) for row in connection.execute(statement)]


def lying_of(connection: Connection, passages: Sequence[Unsettled]) -> dict[str, dict[str, Any]]:
    """Return what lies where passages to be looked at went, by the id of each; nothing for one lost, or gone since."""
    found: dict[str, dict[str, Any]] = {}
    for noun in LYING:
        table = TABLES[noun]
        went = {one.passage: one.id for one in passages if one.noun == noun and one.ending != "lost"}
        for few in pieces(list(went)):
            rows = connection.execute(select(table).where(table.c.id.in_(few))).mappings()
            found |= {went[row["id"]]: dict(row) for row in rows}
    return found


def unsettled_ending(connection: Connection, typed: str) -> list[Unsettled]:
    """Return the passages to be looked at whose ids end in what was typed."""
    statement = select(*(_UNSETTLED.c[name] for name in _FIELDS)).where(ends_in(_UNSETTLED, typed))
    return [Unsettled(*row) for row in connection.execute(statement)]
