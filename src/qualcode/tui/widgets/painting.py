"""One row of the reader as a strip: number, voice and time, the words with their tints, the margin of bands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from qualcode.tui.layout.wrapping import seen
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.model.records import Turn
    from qualcode.tui.layout.bands import Band, Passage
    from qualcode.tui.layout.columns import Columns
    from qualcode.tui.layout.page import Page, Row

TINT: Final = 0.24
"""How much of a code's colour lies under its words."""
LANE: Final = 2
"""Cells of a band's lane."""
CONTINUED: Final = "…"
_MARKS: Final = {(False, False): "", (True, False): "*", (False, True): "+", (True, True): "*+"}
"""What stands before a band's name: an asterisk for one to quote, a plus for one with a memo."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a page in one theme."""

    base: Style
    ground: str
    speaker: Style
    dim: Style
    faint: Style
    plain: bool
    """Whether there is no colour to tell passages by."""


class Layer(NamedTuple):
    """A style over a stretch of the text."""

    start: int
    end: int
    style: Style


@lru_cache(maxsize=512)
def tint(colour: str, ground: str) -> Style:
    """Return the style of words under a code: its colour laid thinly on the ground."""
    mixed = Color.parse(ground).blend(Color.parse(colour), TINT)
    return Style(bgcolor=RichColor.from_rgb(*mixed.rgb))


def clock(seconds: float) -> str:
    """Write a time of the recording: 03:41, or 1:03:41 after an hour."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


class Painter:
    """Paints rows of one page in one theme."""

    def __init__(  # noqa: PLR0913, PLR0917 - a page is all of these
        self, text: str, turns: Sequence[Turn], page: Page, margin: Sequence[Band], columns: Columns, looks: Looks
    ) -> None:
        """Look the bands up by row, once; `text` is as `seen` gives it."""
        self._text = text
        self._turns = turns
        self._page = page
        self._columns = columns
        self._looks = looks
        self._passages: dict[int, list[Passage]] = {}
        self._bands: dict[int, list[Band]] = {}
        for band in margin:
            for row in range(band.top, band.bottom + 1):
                self._bands.setdefault(row, []).append(band)

    def passages(self, found: Iterable[Passage]) -> None:
        """Look the passages up by row: those that have no band too."""
        for passage in found:
            for row in range(
                self._page.row_of(passage.start), self._page.row_of(max(passage.end - 1, passage.start)) + 1
            ):
                self._passages.setdefault(row, []).append(passage)

    def strip(self, number: int, row: Row, overlays: Sequence[Layer]) -> Strip:
        """Paint a row of the page."""
        label = self._label(row, overlays)
        words = Strip(self._words(number, row, overlays)).adjust_cell_length(self._columns.text + 1, self._looks.base)
        return Strip([*label, *words, *self._margin(number)])

    def _label(self, row: Row, overlays: Sequence[Layer]) -> list[Segment]:
        """Paint number, voice and time of a turn's first row; under a selection that runs over them, as selected."""
        columns, looks = self._columns, self._looks
        turn = self._turn(row)
        if turn is None or not row.first:
            return [Segment(" " * columns.text_at, looks.base)]
        over = Style()
        for layer in overlays:
            if layer.start < row.start - 1 and layer.end > row.start:
                over += layer.style
        voice = looks.base + (looks.dim if turn.role == "interviewer" else looks.speaker) + over
        number = f"{turn.position + 1:>{columns.number - 1}} " if columns.number else ""
        time = f"{clock(turn.time_start):>5} " if columns.time and turn.time_start is not None else " " * columns.time
        name = shortened(shown_line(turn.speaker), columns.voice)
        return [
            Segment(" ", looks.base),
            Segment(number, looks.base + looks.faint + over),
            Segment(name + " " * bool(columns.voice), voice),
            Segment(set_cell_size(time, columns.time), looks.base + looks.faint + over),
        ]

    def _turn(self, row: Row) -> Turn | None:
        place = self._page.blocks[row.block].turn if row.block >= 0 else None
        return None if place is None else self._turns[place]

    def _words(self, number: int, row: Row, overlays: Sequence[Layer]) -> list[Segment]:
        """Paint the words of a row; a line break under the caret or the selection takes a cell after them."""
        if row.block < 0:
            return []
        turn = self._turn(row)
        quiet = turn is None or turn.role == "interviewer"
        base = self._looks.base + self._looks.dim if quiet else self._looks.base
        inked = row.start + len(self._text[row.start : row.end].rstrip())
        layers = [*(Layer(s, min(e, inked), style) for s, e, style in self._tints(number)), *overlays]
        end = row.end + (self._text[row.end : row.end + 1] == "\n")
        cuts = sorted({row.start, end, *(min(max(c, row.start), end) for layer in layers for c in layer[:2])})
        return [
            Segment(self._text[start:stop].replace("\n", " "), _over(base, layers, start, stop))
            for start, stop in pairwise(cuts)
        ]

    def _tints(self, number: int) -> list[Layer]:
        """Return the tints of a row's passages, the innermost last, and an underline where several lie."""
        passages = sorted(self._passages.get(number, ()), key=lambda passage: passage.start - passage.end)
        layers = [Layer(p.start, p.end, self._tint(p)) for p in passages]
        for place, passage in enumerate(passages):
            for other in passages[place + 1 :]:
                start, end = max(passage.start, other.start), min(passage.end, other.end)
                if start < end:
                    layers.append(Layer(start, end, Style(underline=True)))
        return layers

    def _tint(self, passage: Passage) -> Style:
        return Style(underline=True) if self._looks.plain else tint(passage.colour, self._looks.ground)

    def _margin(self, number: int) -> list[Segment]:
        """Paint the bands beside a row: the sign where one begins, a bar below, the name where there is room."""
        here = {band.lane: band for band in self._bands.get(number, ())}
        segments, used = [], 0
        for lane in range(max(here, default=-1) + 1):
            band = here.get(lane)
            if band is None:
                segments.append(Segment(" " * LANE, self._looks.base))
            else:
                words = f"{band.passage.sign if band.top == number else '┃'} "
                if band.named == number:
                    words = set_cell_size(words + self._name(band.passage, used), self._columns.margin - used)
                segments.append(Segment(words, self._looks.base + Style(color=band.passage.colour)))
            used += cell_len(segments[-1].text)
        return segments

    def _name(self, passage: Passage, used: int) -> str:
        marks = _MARKS[passage.starred, passage.noted]
        return shortened(marks + shown_line(passage.name), self._columns.margin - used - LANE, mark=".")


def _over(base: Style, layers: Sequence[Layer], start: int, end: int) -> Style:
    """Lay the styles that cover a stretch on one another, the last on top."""
    for layer in layers:
        if layer.start <= start and end <= layer.end:
            base += layer.style
    return base


def shortened(words: str, cells: int, *, mark: str = CONTINUED) -> str:
    """Return words in just so many cells, the cut said by a sign."""
    if cell_len(words) > cells > 0:
        words = set_cell_size(seen(words), cells - 1).rstrip() + mark
    return set_cell_size(words, cells)
