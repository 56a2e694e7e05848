"""Who speaks where: turns found by place, without asking the database for each passage."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_TURNS = TABLES["turns"]


class Place(NamedTuple):
    """A turn as a place: bounds of the speech, and who speaks."""

    start: int
    end: int
    speaker: str
    role: str
    case: str | None


class Places:
    """The turns of some documents, by document and by start."""

    def __init__(self, turns: Iterable[tuple[str, int, int, str, str, str | None]]) -> None:
        """Sort turns given as document, start, end, speaker, role and case."""
        self._turns: dict[str, list[Place]] = {}
        for document, *place in turns:
            self._turns.setdefault(document, []).append(Place(*place))  # type: ignore[arg-type]
        for places in self._turns.values():
            places.sort()
        self._ends = {document: [place.end for place in places] for document, places in self._turns.items()}

    def has_turns(self, document: str) -> bool:
        """Tell whether a document has turns."""
        return document in self._turns

    def touching(self, document: str, start: int, end: int) -> list[Place]:
        """Return the turns that share a character with a passage, in order."""
        places = self._turns.get(document, [])
        first = bisect_right(self._ends.get(document, []), start)
        found = []
        for index in range(first, len(places)):
            if places[index].start >= end:
                break
            found.append(places[index])
        return found

    def voice(self, document: str, start: int, end: int) -> Place | None:
        """Return the turn whose voice a passage is taken for: the first of a participant, else the first."""
        touching = self.touching(document, start, end)
        return next((place for place in touching if place.role != "interviewer"), touching[0] if touching else None)


def read_places(connection: Connection, documents: Iterable[str] | None = None) -> Places:
    """Read the turns of some documents, or of all."""
    names = ("document_id", "start", "end", "speaker", "role", "case_id")
    statement = select(*(_TURNS.c[name] for name in names))
    if documents is not None:
        statement = statement.where(_TURNS.c.document_id.in_(list(documents)))
    return Places(connection.execute(statement))
