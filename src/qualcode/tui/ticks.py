"""Ticks that a person set or took away in a list of places, kept while the list is made anew."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from qualcode.tui.shown.found import TYPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.tui.shown.found import Place

_Bounds = tuple[str, int, int]
"""The id of a document, and the half-open bounds of a place in it."""


class Ticks:
    """Knows which places a person ticked or unticked, by each way of finding; what was said last counts."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._said: dict[str, dict[_Bounds, bool]] = {}

    def say(self, by: str, place: Place, *, ticked: bool) -> None:
        """Keep that a person ticked a place, or unticked it.

        Args:
            by: the way it was found by.
            place: which.
            ticked: whether it is ticked now.
        """
        said, bounds = self._said.setdefault(by, {}), _bounds(by, place)
        said.pop(bounds, None)  # the latest stands last
        said[bounds] = ticked

    def of(self, by: str, places: Sequence[Place]) -> set[int]:
        """Return the numbers of the places that are ticked; of what nothing was said, the interviewer's are not.

        Args:
            by: the way they are found by.
            places: those that are listed.
        """
        ticked = {number for number, place in enumerate(places) if not place.asks}
        there = _Listed(by, places)
        for bounds, is_ticked in self._said.get(by, {}).items():
            (ticked.update if is_ticked else ticked.difference_update)(there.over(bounds))
        return ticked


class _Listed:
    """The places of a list, found by bounds they overlap."""

    def __init__(self, by: str, places: Sequence[Place]) -> None:
        """Put them in order."""
        by_document: dict[str, list[tuple[int, int, int]]] = {}
        for number, place in enumerate(places):
            document, start, end = _bounds(by, place)
            by_document.setdefault(document, []).append((start, end, number))
        self._of = {document: sorted(each) for document, each in by_document.items()}
        self._starts = {document: [one[0] for one in each] for document, each in self._of.items()}
        self._reached = {
            document: list(accumulate((one[1] for one in each), max)) for document, each in self._of.items()
        }

    def over(self, bounds: _Bounds) -> set[int]:
        """Return the numbers of those that overlap some bounds."""
        document, start, end = bounds
        if document not in self._of:
            return set()
        first = bisect_right(self._reached[document], start)
        last = bisect_left(self._starts[document], end)
        return {number for _start, reached, number in self._of[document][first:last] if reached > start}


def _bounds(by: str, place: Place) -> _Bounds:
    """Return by what a place is known again: what is typed for by its start, since more letters end it elsewhere."""
    start, end = place.span
    return place.document, start, start + 1 if by in TYPED else max(end, start + 1)
