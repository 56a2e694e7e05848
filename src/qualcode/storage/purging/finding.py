"""What a purge has to know before it begins: the texts that hold the words, and who bears which name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import select

from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from qualcode.words.purging import Edit, Replacer

_TEXTS, _DOCUMENTS, _REVISIONS, _TURNS = (TABLES[noun] for noun in ("texts", "documents", "revisions", "turns"))
NAMED: Final = {
    "coders": "name", "documents": "name", "cases": "name", "attributes": "name", "codes": "name", "themes": "name",
    "rounds": "name", "document_sets": "name", "outlines": "name", "questions": "text", "choices": "key",
    "own_words": "word", "dismissals": "key",
}  # fmt: skip
"""The nouns of which no two bear one name, and the column of the name."""

UNITED: Final = ("own_words", "dismissals")
"""Those of them of which two that come to be the same are one: the second goes."""
_ABOVE: Final = ("kind", "language")
"""The columns by which these may bear the same word."""


class Held(NamedTuple):
    """A text that holds the words: its SHA-256, whose it is and was, and what is to be put where."""

    sha256: str
    documents: list[str]
    revisions: list[str]
    edits: list[Edit]


class Named(NamedTuple):
    """Something with a name: its id, the name, and under what no other one bears it."""

    id: str
    name: str
    above: str


def texts_with(connection: Connection, replacer: Replacer) -> Iterator[Held]:
    """Give the texts that hold some words; words never run from one turn into another."""
    for sha256 in connection.execute(select(_TEXTS.c.sha256).order_by(_TEXTS.c.sha256)).scalars().all():
        content = connection.execute(select(_TEXTS.c.content).where(_TEXTS.c.sha256 == sha256)).scalar_one()
        if replacer.holds(content):
            now, former = (
                list(connection.execute(select(table.c.id).where(table.c.text_sha256 == sha256)).scalars())
                for table in (_DOCUMENTS, _REVISIONS)
            )
            bounds = connection.execute(select(_TURNS.c.start, _TURNS.c.end).where(_TURNS.c.document_id.in_(now)))
            yield Held(sha256, now, former, replacer.edits(content, [place for turn in bounds for place in turn]))


def names(connection: Connection, noun: str) -> list[Named]:
    """Return everything of a noun that bears a name."""
    table = TABLES[noun]
    above = [table.c[column] for column in _ABOVE if column in table.c] if noun in UNITED else []
    above += [table.c.parent_key] if "parent_key" in table.c else []
    rows = connection.execute(select(table.c.id, table.c[NAMED[noun]], *above))
    return [Named(identifier, name, "\n".join(beside)) for identifier, name, *beside in rows]
