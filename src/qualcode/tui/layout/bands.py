"""The margin: each coded passage a band beside its rows, overlapping ones side by side, the name where it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from qualcode.tui.layout.page import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.tui.layout.page import Page

LANES = 4
"""Bands side by side in the margin; what does not fit stays in the text's underline and in the list of passages."""


class Passage(NamedTuple):
    """A coding as the page shows it: its place, its code's name, colour and sign."""

    start: int
    end: int
    coding: str
    code: str
    name: str
    colour: str
    sign: str


@dataclass(frozen=True, slots=True)
class Band:
    """A passage in the margin: rows from `top` to `bottom`, in a lane."""

    passage: Passage
    top: int
    bottom: int
    lane: int


def bands(page: Page, passages: Sequence[Passage]) -> list[Band]:
    """Give each passage the first lane that is free over its rows; longer ones first where they begin together."""
    free = [-1] * LANES
    result: list[Band] = []
    placed = [(page.row_of(p.start), page.row_of(max(p.end - 1, p.start)), p) for p in passages]
    for top, bottom, passage in sorted(placed, key=lambda item: (item[0], -item[1], item[2].start, item[2].coding)):
        lane = next((lane for lane, until in enumerate(free) if until < top), None)
        if lane is not None:
            free[lane] = bottom
            result.append(Band(passage, top, bottom, lane))
    return result


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


def speech_rows(page: Page) -> int:
    """Count the rows that show words."""
    return sum(row is not BLANK and row.block >= 0 for row in page.rows)
