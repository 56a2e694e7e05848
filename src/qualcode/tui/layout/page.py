"""A document as rows of the page: each turn a block, its speech wrapped, label and time in a column of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.tui.layout.likeness import says_no_more
from qualcode.tui.layout.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.records import Turn

_SILENT: Final = re.compile(r"[\s\W\d_]*")
"""What stands between two turns when it is only a time or punctuation: shown in the label's column, or not at all."""
_LINE: Final = re.compile(r"[^\s][^\n]*(?<=\S)")
"""A line without the blanks around it."""
_STRETCH: Final = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*(?<=\S)")
"""What stands between two blank lines."""
LONG: Final = 4000
"""Characters beyond which a stretch without turns is cut at every line, so that no move reads more than that."""


class Block(NamedTuple):
    """A stretch of text shown together: a turn (its place in `turns`), or what stands outside turns (None)."""

    start: int
    end: int
    turn: int | None


class Row(NamedTuple):
    """One row of the page: the characters it shows, of which block (a blank of -1), whether the block's first."""

    start: int
    end: int
    block: int
    first: bool


BLANK: Final = Row(0, 0, -1, first=False)


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a document at one width."""

    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]
    starts: tuple[int, ...]
    """The first character of each row that has one, for finding the row of a position."""
    places: tuple[int, ...]
    """The number of the row of each of `starts`."""

    def row_of(self, position: int) -> int:
        """Return the row that shows a character; between rows, the one before."""
        return self.places[max(bisect_right(self.starts, position) - 1, 0)] if self.places else 0


def blocks_of(text: str, turns: Sequence[Turn]) -> tuple[Block, ...]:
    """Return the stretches to show: every turn, and what words there are before, between and after.

    Labels and times stand in the column beside; a line between turns that says anything else is shown.
    """
    if not turns:
        return tuple(_paragraphs(text))
    blocks: list[Block] = []
    position = 0
    for number, turn in enumerate(turns):
        blocks.extend(_outside(text, position, turn.start, turn.speaker))
        blocks.append(Block(turn.start, turn.end, number))
        position = max(turn.end, position)
    blocks.extend(_outside(text, position, len(text), ""))
    return tuple(blocks)


def _paragraphs(text: str) -> list[Block]:
    """Cut a text without turns at its blank lines, and what is still long at every line."""
    found: list[Block] = []
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        if end - start <= LONG:
            found.append(Block(start, end, None))
        else:
            found.extend(Block(*line.span(), None) for line in _LINE.finditer(text, start, end))
    return found or [Block(0, len(text), None)]


def _outside(text: str, start: int, end: int, speaker: str) -> list[Block]:
    """Return the lines before a turn that say more than its label and time."""
    lines = [(line.start(), line.end()) for line in _LINE.finditer(text, start, end)]
    found: list[Block] = []
    for number, (first, last) in enumerate(lines):
        line = text[first:last]
        if number == len(lines) - 1 and speaker and speaker in line:
            line = line.replace(speaker, "", 1)
        elif number == len(lines) - 1 and says_no_more(line, speaker):
            continue
        if not _SILENT.fullmatch(line):
            found.append(Block(first, last, None))
    return found


def page(text: str, blocks: Sequence[Block], width: int) -> Page:
    """Lay blocks out at a width in cells, a blank row between two of them.

    Args:
        text: the text as `wrapping.seen` gives it.
        blocks: what of it is shown, in order.
        width: cells of a row.
    """
    rows: list[Row] = []
    starts: list[int] = []
    places: list[int] = []
    for number, block in enumerate(blocks):
        if number:
            rows.append(BLANK)
        for line, (start, end) in enumerate(wrapped(text, block.start, block.end, width)):
            starts.append(start)
            places.append(len(rows))
            rows.append(Row(start, end, number, first=line == 0))
    return Page(tuple(blocks), tuple(rows), tuple(starts), tuple(places))
