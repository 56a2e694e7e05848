"""The words that the study treats in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from qualcode.model.own_words import OwnWord
from qualcode.storage.tables import TABLES
from qualcode.words.folding import sort_key

if TYPE_CHECKING:
    from sqlalchemy import Connection

_WORDS = TABLES["own_words"]
_FIELDS: Final = ("id", "kind", "language", "word", "meant")


def listed(connection: Connection) -> tuple[OwnWord, ...]:
    """Return the study's own words, by kind, then by alphabet."""
    rows = [OwnWord(*row) for row in connection.execute(select(*(_WORDS.c[name] for name in _FIELDS)))]
    return tuple(sorted(rows, key=lambda row: (row.kind, sort_key(row.word), row.language, row.id)))
