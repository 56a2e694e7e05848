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

from qualcode.tui.layout.wrapping import next_grapheme, seen
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.records import Turn
    from qualcode.tui.layout.bands import Margin, Passage
    from qualcode.tui.layout.columns import Columns
    from qualcode.tui.layout.page import Page, Row

TINT: Final = 0.24
"""How much of a code's colour lies under its words."""
LANE: Final = 2
"""Cells of a band's lane."""
CONTINUED: Final = "…"
READ: Final = "✓"
"""At the edge of a turn that was read and has nothing to code."""
BOOKMARK: Final = "▸"
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
        self, text: str, turns: Sequence[Turn], page: Page, margin: Margin, columns: Columns, looks: Looks
    ) -> None:
        """Paint a page with what is coded on it; `text` is as `seen` gives it."""
        self._text = text
        self._turns = turns
        self._page = page
        self._columns = columns
        self._looks = looks
        self._codings = margin
        self.read: frozenset[int] = frozenset()
        self.bookmark: int | None = None

    @property
    def base(self) -> Style:
        """The style of words and of what is blank."""
        return self._looks.base

    def strip(self, number: int, row: Row, overlays: Sequence[Layer]) -> Strip:
        """Paint a row of the page."""
        label = self._label(row, overlays)
        words = Strip(self._words(number, row, overlays)).adjust_cell_length(self._columns.text + 1, self._looks.base)
        return Strip([*label, *words, *self._margin(number)])

    def _label(self, row: Row, overlays: Sequence[Layer]) -> list[Segment]:
        """Paint number, voice and time of a turn's first row; under a selection that runs over them, as selected."""
        columns, looks = self._columns, self._looks
        turn = self._turn(row)
        edge = self._edge(row, turn)
        if turn is None or not row.first:
            return [edge, Segment(" " * (columns.text_at - 1), looks.base)]
        over = Style()
        for layer in overlays:
            if layer.start < row.start - 1 and layer.end > row.start:
                over += layer.style
        voice = looks.base + (looks.dim if turn.role == "interviewer" else looks.speaker) + over
        number = f"{turn.position + 1:>{columns.number - 1}} " if columns.number else ""
        time = f"{clock(turn.time_start):>5} " if columns.time and turn.time_start is not None else " " * columns.time
        name = shortened(shown_line(turn.speaker), columns.voice)
        return [
            edge,
            Segment(number, looks.base + looks.faint + over),
            Segment(name + " " * bool(columns.voice), voice),
            Segment(set_cell_size(time, columns.time), looks.base + looks.faint + over),
        ]

    def _edge(self, row: Row, turn: Turn | None) -> Segment:
        """Paint the cell before a row: the bookmark, that the turn was read, or nothing."""
        read = turn is not None and row.first and turn.position in self.read
        here = self.bookmark is not None and row.block >= 0 and row.start <= self.bookmark < max(row.end, row.start + 1)
        looks = self._looks
        if here:
            return Segment(BOOKMARK, looks.base + looks.speaker)
        return Segment(READ, looks.base + looks.faint) if read else Segment(" ", looks.base)

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
        passages = sorted(self._codings.passages(number), key=lambda passage: passage.start - passage.end)
        tinted = [(passage.start, min(passage.end, inked), passage) for passage in passages]
        end = row.end + (self._text[row.end : row.end + 1] == "\n")
        bounds = [*(place for one in tinted for place in one[:2]), *(place for over in overlays for place in over[:2])]
        cuts = sorted({row.start, end, *(min(max(place, row.start), end) for place in bounds)})
        return [
            Segment(
                self._text[start:stop].replace("\n", " "),
                _over(
                    base + self._coded([p for first, last, p in tinted if first <= start and stop <= last]),
                    overlays,
                    start,
                    stop,
                ),
            )
            for start, stop in pairwise(cuts)
        ]

    def _coded(self, passages: Sequence[Passage]) -> Style:
        """Return the look of words under some codings, the innermost last: its tint; underlined where several lie."""
        if not passages:
            return Style.null()
        style = self._tint(passages[-1])
        return style + Style(underline=True) if len(passages) > 1 else style

    def _tint(self, passage: Passage) -> Style:
        return Style(underline=True) if self._looks.plain else tint(passage.colour, self._looks.ground)

    def _margin(self, number: int) -> list[Segment]:
        """Paint the bands beside a row: the sign where one begins, a bar below, the name where there is room."""
        here = {band.lane: band for band in self._codings.bands(number)}
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
        whose = _initial(passage.coder)
        return shortened(whose + marks + shown_line(passage.name), self._columns.margin - used - LANE)


def _initial(coder: str) -> str:
    """Return whose a band is, where it is another's: the first letter of the name."""
    name = shown_line(coder)
    return f"{name[: next_grapheme(name, 0, len(name))]}·" if name else ""


def _over(base: Style, layers: Sequence[Layer], start: int, end: int) -> Style:
    """Lay the styles that cover a stretch on one another, the last on top."""
    for layer in layers:
        if layer.start <= start and end <= layer.end:
            base += layer.style
    return base


def shortened(words: str, cells: int) -> str:
    """Return words in just so many cells, the cut said by a sign."""
    if cell_len(words) > cells > 0:
        words = set_cell_size(seen(words), cells - 1).rstrip() + CONTINUED
    return set_cell_size(words, cells)
