"""What the journal still knows of rows that are there no more: documents removed, and what lay in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from qualcode.storage.columns import frames
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import Image

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NOUNS: Final = frozenset({"documents", "cases", "turns", "case_links", "outline_quotes"})

_QUOTED: Final = frozenset({"codings", "outline_quotes"})


@dataclass(slots=True)
class Removed:
    """Rows that are gone, as the journal knew them last, and whose they ever were."""

    rows: defaultdict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: defaultdict(dict))
    """By noun and id."""
    cases: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Every case that a turn or a link ever had, by its id: of those too that are there still."""
    voices: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Under which labels a case ever spoke, by its id."""


def removed(connection: Connection) -> Removed:
    """Return the rows that the journal knows and that are gone: removed, or of an act taken back.

    Args:
        connection: reads the project.
    """
    there = {noun: set(connection.execute(select(TABLES[noun].c.id)).scalars()) for noun in _NOUNS}
    actions, found = TABLES["actions"], Removed()
    for blob in connection.execute(select(actions.c.blob).order_by(actions.c.number)).scalars():
        for part in frames(blob):
            if Image.noun_of(part) in _NOUNS:
                _look(Image.unpacked(part), there, found)
    return found


def _look(image: Image, there: dict[str, set[str]], found: Removed) -> None:
    """Take in what one image says of rows that are gone."""
    for rows in (image.rows_before(), image.rows_after()):
        for identifier, row in zip(image.ids, rows, strict=True):
            if row and identifier not in there[image.noun]:
                found.rows[image.noun].setdefault(identifier, {}).update(row)
            if row.get("case_id"):
                found.cases[identifier].add(row["case_id"])
                found.voices[row["case_id"]].update(filter(None, [row.get("speaker", "").strip()]))


def quoted_ever(connection: Connection) -> dict[str, str]:
    """Return the codings that the journal knows, there still or not, and the quotes of outlines with theirs, by id."""
    actions, found = TABLES["actions"], dict[str, str]()
    for blob in connection.execute(select(actions.c.blob).order_by(actions.c.number)).scalars():
        for part in frames(blob):
            if Image.noun_of(part) in _QUOTED:
                image = Image.unpacked(part)
                for rows in (image.rows_before(), image.rows_after()):
                    for identifier, row in zip(image.ids, rows, strict=True):
                        found[identifier] = row.get("coding_id") or found.get(identifier, identifier)
    return found


def texts_kept(connection: Connection) -> list[str]:
    """Return every text that is kept: of documents that are there, were corrected or were removed."""
    return list(connection.execute(select(TABLES["texts"].c.content)).scalars())


def text_of(connection: Connection, sha256: str) -> str:
    """Return a text that is kept, or nothing where it is kept no more."""
    texts = TABLES["texts"]
    kept: str | None = connection.execute(select(texts.c.content).where(texts.c.sha256 == sha256)).scalar_one_or_none()
    return kept or ""
