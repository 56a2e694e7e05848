"""Reads outlines: as they are, found by name, written with names instead of ids, and such a plan found here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.outlines.plans import Places, written
from qualcode.model import errors
from qualcode.model.errors import outlining
from qualcode.model.outlines import numbers
from qualcode.storage.reading import codes, codings, documents, names, outlines, studies, themes
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from qualcode.coding.outlines.plans import Fault
    from qualcode.model.outlines import Outline, OutlinePart, PlannedPart
    from qualcode.storage.engine import Database


class OutlineReader:
    """Outlines of reports."""

    def __init__(self, database: Database) -> None:
        """Read from this database."""
        self._database = database

    def all(self) -> list[Outline]:
        """Return every outline in its order, with its parts in the order of reading."""
        with self._database.reading() as connection:
            return outlines.listed(connection)

    def get(self, typed: str) -> Outline:
        """Return the outline that a name or an id stands for.

        Raises:
            NoSuchOutline, NotUnique.
        """
        with self._database.reading() as connection:
            found = names.find(connection, "outlines", typed)
            return next(outline for outline in outlines.listed(connection) if outline.id == found.id)

    def written(self, outline: Outline) -> tuple[PlannedPart, ...]:
        """Return the parts of an outline with names instead of ids, passages by their place, for a file."""
        with self._database.reading() as connection:
            return written(outline, _places(connection, [q.coding for part in outline.parts for q in part.quotes]))

    def planned(self, parts: Sequence[PlannedPart]) -> tuple[tuple[PlannedPart, ...], list[Fault]]:
        """Return the parts of a file with the ids of what they name here, and what fits nothing, by line."""
        with self._database.reading() as connection:
            places = _places(connection, [])
            named = {quote.document for part in _every(parts) for quote in part.quotes}
            for name in named & places.documents.keys():
                places.lying[name] = codings.of_document(connection, places.documents[name])
        return places.resolved(parts)


def _places(connection: Connection, quoted: Sequence[str]) -> Places:
    return Places(
        themes={theme.id: theme.name for theme in themes.listed(connection)},
        codes=codes.listed(connection),
        documents={document.name: document.id for document in documents.listed(connection)},
        coders={coder.id: coder.name for coder in studies.coders(connection)},
        codings={coding.id: coding for coding in codings.records(connection, quoted)},
    )


def _every(parts: Sequence[PlannedPart]) -> list[PlannedPart]:
    return [each for part in parts for each in (part, *_every(part.parts))]


def part_called(outline: Outline, typed: str, called: Mapping[str, str]) -> OutlinePart:
    """Return the part of an outline that a number, a title or an id stands for.

    Args:
        outline: where to look.
        typed: 2.1, its title, or the end of its id.
        called: what each part is called, by id.

    Raises:
        NoSuchPart: where none does.
        NotUnique: where several do; the sentence gives their numbers.
    """
    given = numbers(outline.parts)
    tests = (
        lambda part: given[part.id] == typed.strip(),
        lambda part: folded(called[part.id]) == folded(typed),
        lambda part: len(typed) >= names.SHORTEST_ID and part.id.endswith(typed.strip().lower()),
    )
    for test in tests:
        fitting = [part for part in outline.parts if test(part)]
        if len(fitting) > 1:
            raise errors.NotUnique(typed, names=", ".join(given[part.id] for part in fitting))
        if fitting:
            return fitting[0]
    raise outlining.NoSuchPart(typed)
