"""The margin: each coded passage a band beside its rows, overlapping ones side by side, named where it fits."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.tui.layout.page import Page

NOWHERE: Final = -1
LANES: Final = 4
"""Bands side by side in the margin; what does not fit stays in the text's underline and in the list of passages."""


class Passage(NamedTuple):
    """A coding as the page shows it: its place, its code's name, colour and sign, what was noted of it."""

    start: int
    end: int
    coding: str
    code: str
    name: str
    colour: str
    sign: str
    starred: bool = False
    noted: bool = False
    coder: str = ""
    """The name of whose it is; empty for one's own."""


@dataclass(frozen=True, slots=True)
class Band:
    """A passage in the margin: rows from `top` to `bottom`, in a lane; its name stands in row `named`, -1 for none."""

    passage: Passage
    top: int
    bottom: int
    lane: int
    named: int = -1


_Entry = tuple[int, int, int, str, Passage]
"""A passage as the margin orders it: first row, last row below zero, start, coding: longer ones come first."""


class Margin:
    """The bands of a page, kept while codings come and go: only the lanes that a change moves are laid anew."""

    def __init__(self, page: Page, passages: Iterable[Passage] = ()) -> None:
        """Give each passage the first lane that is free over its rows."""
        self._page = page
        self._entries = sorted(map(self._entry, passages))
        self._lanes = [NOWHERE] * len(self._entries)
        self._free: list[tuple[int, ...]] = [(NOWHERE,) * LANES] * (len(self._entries) + 1)
        """Down to which row each lane is taken, before each entry; the last holds behind them all."""
        self._lane_of: dict[str, int] = {}
        self._known: dict[str, Passage] = {}
        self._rows: dict[int, list[Passage]] = {}
        self._steps: list[int] = []
        """How many more passages lie in each part of the map than in the one before."""
        for entry in self._entries:
            self._index(entry)
        self._lay(0, len(self._entries), self._free[0])

    def _entry(self, passage: Passage) -> _Entry:
        top, bottom = self._page.row_of(passage.start), self._page.row_of(max(passage.end - 1, passage.start))
        return (top, -bottom, passage.start, passage.coding, passage)

    def _index(self, entry: _Entry) -> None:
        self._known[entry[3]] = entry[4]
        for row in range(entry[0], -entry[1] + 1):
            self._rows.setdefault(row, []).append(entry[4])

    def _lay(self, place: int, until: int, free: tuple[int, ...]) -> set[int]:
        """Give lanes from a place on, past `until` only as far as they differ; return the rows of what moved."""
        moved: set[int] = set()
        for number in range(place, len(self._entries)):
            top, below, _start, coding, _passage = self._entries[number]
            if number > until and _alike(free, self._free[number], top):
                return moved
            self._free[number] = free
            lane = next((lane for lane, taken in enumerate(free) if taken < top), NOWHERE)
            if lane != self._lanes[number]:
                moved.update(range(top, -below + 1))
            self._lanes[number] = self._lane_of[coding] = lane
            free = self._behind(number)
        self._free[len(self._entries)] = free
        return moved

    def alter(self, gone: Iterable[Passage], came: Iterable[Passage]) -> set[int]:
        """Take passages out and put others in; return the rows that show something else now."""
        rows: set[int] = set()
        for passage in gone:
            rows |= self._take(self._entry(passage))
        for passage in came:
            rows |= self._put(self._entry(passage))
        beside = {passage.coding: passage for row in rows for passage in self._rows.get(row, ())}
        for passage in beside.values():  # a name moves where there is room: perhaps to a row further down
            top, below, *_rest = self._entry(passage)
            rows.update(range(top, -below + 1))
        return rows

    def _take(self, entry: _Entry) -> set[int]:
        place = bisect_left(self._entries, entry)
        rows = set(range(entry[0], -entry[1] + 1))
        for row in rows:
            self._rows[row].remove(entry[4])
        free = self._free[place]
        self._count(entry, -1)
        del self._entries[place], self._lanes[place], self._free[place]
        del self._lane_of[entry[3]], self._known[entry[3]]
        return rows | self._lay(place, place - 1, free)

    def _put(self, entry: _Entry) -> set[int]:
        place = bisect_left(self._entries, entry)
        free = self._behind(place - 1)
        self._count(entry, 1)
        self._entries.insert(place, entry)
        self._lanes.insert(place, NOWHERE)
        self._free.insert(place, free)
        self._index(entry)
        return set(range(entry[0], -entry[1] + 1)) | self._lay(place, place, free)

    def _behind(self, place: int) -> tuple[int, ...]:
        """Return how the lanes are taken behind an entry; what is kept before the next holds only for its own rows."""
        if place < 0:
            return (NOWHERE,) * LANES
        free, lane = self._free[place], self._lanes[place]
        return free if lane == NOWHERE else (*free[:lane], -self._entries[place][1], *free[lane + 1 :])

    def passage(self, coding: str) -> Passage | None:
        """Return the passage of a coding, None where this document has no such one in sight."""
        return self._known.get(coding)

    def passages(self, row: int) -> Sequence[Passage]:
        """Return the passages that a row shows some of."""
        return self._rows.get(row, ())

    def bands(self, row: int) -> list[Band]:
        """Return the bands beside a row."""
        placed = [(passage, self._lane_of[passage.coding]) for passage in self.passages(row)]
        return [self._band(passage, lane) for passage, lane in placed if lane != NOWHERE]

    def _band(self, passage: Passage, lane: int) -> Band:
        """Return a band; its name stands in the first of its rows with nothing to its right."""
        top, below, *_rest = self._entry(passage)
        named = next((row for row in range(top, -below + 1) if self._last(row) == lane), NOWHERE)
        return Band(passage, top, -below, lane, named)

    def _last(self, row: int) -> int:
        return max((self._lane_of[passage.coding] for passage in self.passages(row)), default=NOWHERE)

    def density(self, cells: int) -> list[int]:
        """Count the passages that lie in each of `cells` equal parts of a document: the map of where codes are."""
        if len(self._steps) != cells + 1:
            self._steps = [0] * (cells + 1)
            for entry in self._entries:
                self._count(entry, 1)
        return list(accumulate(self._steps[:cells]))

    def _count(self, entry: _Entry, by: int) -> None:
        """Let a passage rise in the map where it begins, and fall behind its end; as long as there is a map."""
        cells = len(self._steps) - 1
        if cells > 0:
            total = max(len(self._page.rows), 1)
            self._steps[entry[0] * cells // total] += by
            self._steps[min(-entry[1] * cells // total, cells - 1) + 1] -= by


def _alike(free: Sequence[int], others: Sequence[int], top: int) -> bool:
    """Tell whether lanes are taken alike for all that begins at a row or below it."""
    return all(one == other or (one < top and other < top) for one, other in zip(free, others, strict=True))
