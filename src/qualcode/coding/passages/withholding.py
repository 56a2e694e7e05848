"""Passages of people who did not agree to be quoted: they are coded and counted, and never starred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.errors.consent import NotToBeQuoted
from qualcode.model.moments import today
from qualcode.storage.reading import cases
from qualcode.storage.reading.consents import Withholding
from qualcode.storage.reading.places import read_places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.coding.work import Work

Place = tuple[str, int, int]
"""The id of a document, and half-open bounds in it."""


def withheld_among(work: Work, places: Iterable[Place]) -> dict[Place, str]:
    """Return the passages that are not to be quoted, each with the id of a case that stands against it."""
    withholding = Withholding(work.connection, today())
    asked = sorted(set(places)) if withholding.cases else []
    if not asked:
        return {}
    turns = read_places(work.connection, {document for document, _start, _end in asked})
    found = ((place, withholding.against(turns, *place)) for place in asked)
    return {place: case for place, case in found if case is not None}


def refuse_withheld(work: Work, places: Iterable[Place], what: str) -> None:
    """Refuse passages of somebody who did not agree to be quoted.

    Raises:
        NotToBeQuoted: with the names of those people.
    """
    against = set(withheld_among(work, places).values())
    if against:
        names = [case.name for case in cases.listed(work.connection) if case.id in against]
        raise NotToBeQuoted(what, names=", ".join(names))
