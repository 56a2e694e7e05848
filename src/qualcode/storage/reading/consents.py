"""What participants agreed to, their own and what holds for them by the case they are inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from qualcode.model.consent import Consent, nearest
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from qualcode.model.consent import Withheld
    from qualcode.storage.reading.places import Places

    _Link = tuple[str, int, int | None]
    """A case, and from where to where the words are that are linked to it."""

_CONSENTS = TABLES["consents"]
_CASES = TABLES["cases"]
_LINKS = TABLES["case_links"]
_ASKS: Final = "interviewer"
_FIELDS: Final = ("case_id", "analysis", "quotation", "reuse", "until", "note")


def own(connection: Connection) -> dict[str, Consent]:
    """Return what was agreed with each case itself, by its id; those of whom nothing is known are left out."""
    rows = connection.execute(select(*(_CONSENTS.c[name] for name in _FIELDS)))
    return {row.case_id: Consent(*row) for row in rows}


def holding(connection: Connection) -> dict[str, Consent]:
    """Return what holds for each case, by its id: of each use its own word, else that of what it is inside.

    Those for whom nothing is known are left out; where nothing is known of anybody, no case is read.
    """
    given = own(connection)
    if not given:
        return {}
    inside: dict[str, str | None] = dict(connection.execute(select(_CASES.c.id, _CASES.c.inside_id)).all())
    around = {case: [given[one] for one in _around(case, inside) if one in given] for case in inside}
    return {case: nearest(case, found) for case, found in around.items() if found}


def _around(case: str, inside: Mapping[str, str | None]) -> list[str]:
    """Return a case and all it is inside, from the inmost outward."""
    found: list[str] = []
    place: str | None = case
    while place is not None and place not in found:
        found.append(place)
        place = inside.get(place)
    return found


class Withholding:
    """Says of a passage why it is not to be quoted: by the voices that it holds words of."""

    def __init__(self, connection: Connection, today: str) -> None:
        """Read who is not to be quoted on a day, ISO 8601."""
        told = {case: one.withheld(today) for case, one in holding(connection).items()}
        self.cases: dict[str, Withheld] = {case: why for case, why in told.items() if why}
        self._linked = _linked(connection, self.cases) if self.cases else {}

    def why(self, places: Places, document: str, start: int, end: int) -> Withheld:
        """Return why a passage is not to be quoted; empty where it may."""
        case = self.against(places, document, start, end)
        return self.cases[case] if case is not None else ""

    def against(self, places: Places, document: str, start: int, end: int) -> str | None:
        """Return the id of a case whose consent does not allow that a passage is quoted, or None.

        A passage that holds words of several voices is withheld where one of them is. Where no turn tells the voice,
        every case is one that is linked to the words or to all of the document: the strictest holds.
        """
        if not self.cases:
            return None
        voices: set[str | None] = set()
        untold = [] if places.has_turns(document) else [(start, end)]
        for place in places.touching(document, start, end):
            voices.add(place.case)
            if place.case is None and place.role != _ASKS:
                untold.append((max(start, place.start), min(end, place.end)))
        for case, first, last in self._linked.get(document, ()):
            if any(first < upto and (last is None or since < last) for since, upto in untold):
                voices.add(case)
        return min((case for case in voices if case is not None and case in self.cases), default=None)


def _linked(connection: Connection, cases: Collection[str]) -> dict[str, list[_Link]]:
    """Return what is linked to some cases, by the document's id: of a whole document the end is None."""
    found: dict[str, list[_Link]] = {}
    every = select(_LINKS.c.document_id, _LINKS.c.case_id, _LINKS.c.start, _LINKS.c.end)
    for document, case, start, end in connection.execute(every):
        if case in cases:
            found.setdefault(document, []).append((case, start or 0, end))
    return found
