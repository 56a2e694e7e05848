"""The margin: each coded passage a band beside its rows, overlapping ones side by side, named where it fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.tui.layout.page import Page

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


@dataclass(frozen=True, slots=True)
class Band:
    """A passage in the margin: rows from `top` to `bottom`, in a lane; its name stands in row `named`, -1 for none."""

    passage: Passage
    top: int
    bottom: int
    lane: int
    named: int = -1


def bands(page: Page, passages: Sequence[Passage]) -> list[Band]:
    """Give each passage the first lane that is free over its rows; longer ones first where they begin together."""
    free = [-1] * LANES
    placed: list[Band] = []
    rows = [(page.row_of(p.start), page.row_of(max(p.end - 1, p.start)), p) for p in passages]
    for top, bottom, passage in sorted(rows, key=lambda row: (row[0], -row[1], row[2].start, row[2].coding)):
        lane = next((lane for lane, until in enumerate(free) if until < top), None)
        if lane is not None:
            free[lane] = bottom
            placed.append(Band(passage, top, bottom, lane))
    return _named(placed)


def _named(placed: Sequence[Band]) -> list[Band]:
    """Find for each band the first of its rows with nothing to its right: there its name has room."""
    last: dict[int, int] = {}
    for band in placed:
        for row in range(band.top, band.bottom + 1):
            last[row] = max(last.get(row, 0), band.lane)
    return [
        Band(b.passage, b.top, b.bottom, b.lane, next((r for r in range(b.top, b.bottom + 1) if last[r] == b.lane), -1))
        for b in placed
    ]


def density(page: Page, passages: Sequence[Passage], cells: int) -> list[int]:
    """Count the passages that lie in each of `cells` equal parts of a document: the map of where codes are."""
    total = max(len(page.rows), 1)
    counts = [0] * cells
    for passage in passages:
        first = page.row_of(passage.start) * cells // total
        last = page.row_of(max(passage.end - 1, passage.start)) * cells // total
        for cell in range(first, min(last, cells - 1) + 1):
            counts[cell] += 1
    return counts
