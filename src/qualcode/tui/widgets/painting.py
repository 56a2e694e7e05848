"""One row of the reader as a strip: number, voice and time, the words with their tints, the margin of bands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from qualcode.words.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from qualcode.model.records import Turn
    from qualcode.tui.layout.bands import Band, Passage
    from qualcode.tui.layout.page import Page, Row
    from qualcode.tui.widgets.reader import Sheet

TINT: Final = 0.24
"""How much of a code's colour lies under its words."""
MEASURE: Final = 76
"""Cells of the longest line: beyond it the eye loses the next one."""
NARROW: Final = 84
"""Cells below which number and time give way to the words."""
WIDE_MARGIN: Final = 12
NARROW_MARGIN: Final = 8


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a row, in cells from the left."""

    number: int
    voice: int
    time: int
    text_at: int
    text: int
    margin: int


def columns_for(width: int, turns: Sequence[Turn]) -> Columns:
    """Share a width among number, voice, time, words and margin; words come first."""
    timed = any(turn.time_start is not None for turn in turns)
    longest = max((cell_len(turn.speaker) for turn in turns), default=0)
    roomy = width >= NARROW
    number = len(str(len(turns))) + 1 if roomy and turns else 0
    voice = min(longest, 14 if roomy else 10)
    time = 6 if timed and roomy else 0
    text_at = 1 + number + voice + (1 if voice else 0) + time + 1
    margin = WIDE_MARGIN if roomy else NARROW_MARGIN
    return Columns(number, voice, time, text_at, max(min(width - text_at - margin - 1, MEASURE), 10), margin)


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

    def __init__(self, widget: Widget, sheet: Sheet, page: Page, margin: Sequence[Band], columns: Columns) -> None:
        """Look the passages up by row, once."""
        self._sheet = sheet
        self._page = page
        self._columns = columns
        self._base = widget.rich_style
        self._ground = widget.background_colors[1].hex
        self._styles = {
            name: widget.get_component_rich_style(f"reader--{name}", partial=True) for name in ("speaker", "dim", "faint")
        }
        self._plain = widget.app.no_color
        self._passages: dict[int, list[Passage]] = {}
        for passage in sheet.passages:
            for row in range(page.row_of(passage.start), page.row_of(max(passage.end - 1, passage.start)) + 1):
                self._passages.setdefault(row, []).append(passage)
        self._bands: dict[int, list[Band]] = {}
        for band in margin:
            for row in range(band.top, band.bottom + 1):
                self._bands.setdefault(row, []).append(band)

    def strip(self, number: int, row: Row, overlays: Iterable[tuple[int, int, Style]]) -> Strip:
        """Paint a row of the page."""
        segments = [*self._label(row), *self._words(number, row, overlays)]
        used = sum(cell_len(segment.text) for segment in segments)
        gap = self._columns.text_at + self._columns.text + 1 - used
        segments.append(Segment(" " * max(gap, 0), self._base))
        segments.extend(self._margin(number))
        return Strip(segments)

    def _label(self, row: Row) -> list[Segment]:
        columns = self._columns
        turn = self._turn(row)
        if turn is None or not row.first:
            return [Segment(" " * columns.text_at, self._base)]
        asked = turn.role == "interviewer"
        voice = self._base + self._styles["dim" if asked else "speaker"]
        faint = self._base + self._styles["faint"]
        number = f"{turn.position + 1:>{columns.number - 1}} " if columns.number else ""
        time = f"{clock(turn.time_start):>5} " if columns.time and turn.time_start is not None else " " * columns.time
        name = set_cell_size(shown(turn.speaker, layout=False), columns.voice)
        if cell_len(turn.speaker) > columns.voice > 1:
            name = set_cell_size(name, columns.voice - 1) + "…"
        gap = " " if columns.voice else ""
        return [
            Segment(" " + number, faint),
            Segment(name + gap, voice),
            Segment(time + " ", faint),
        ]

    def _turn(self, row: Row) -> Turn | None:
        if row.block < 0:
            return None
        place = self._page.blocks[row.block].turn
        return None if place is None else self._sheet.turns[place]

    def _words(self, number: int, row: Row, overlays: Iterable[tuple[int, int, Style]]) -> list[Segment]:
        if row.block < 0 or row.end <= row.start:
            return []
        turn = self._turn(row)
        quiet = turn is None or turn.role == "interviewer"
        base = self._base + self._styles["dim"] if quiet else self._base
        layers = [*self._tints(number), *overlays]
        cuts = sorted({row.start, row.end, *(place for start, end, _ in layers for place in (start, end))})
        cuts = [place for place in cuts if row.start <= place <= row.end]
        segments = []
        for start, end in zip(cuts, cuts[1:], strict=False):
            style = base
            for first, last, over in layers:
                if first <= start and end <= last:
                    style += over
            segments.append(Segment(shown(self._sheet.text[start:end], layout=False).replace("␉", " "), style))
        return segments

    def _tints(self, number: int) -> list[tuple[int, int, Style]]:
        """Return the tints of a row's passages, the innermost last, and an underline where several lie."""
        passages = sorted(self._passages.get(number, ()), key=lambda passage: passage.start - passage.end)
        layers = [(p.start, p.end, self._tint(p)) for p in passages]
        for place, passage in enumerate(passages):
            for other in passages[place + 1 :]:
                start, end = max(passage.start, other.start), min(passage.end, other.end)
                if start < end:
                    layers.append((start, end, Style(underline=True)))
        return layers

    def _tint(self, passage: Passage) -> Style:
        return Style(underline=True) if self._plain else tint(passage.colour, self._ground)

    def _margin(self, number: int) -> list[Segment]:
        """Paint the bands beside a row: sign and name where one begins, a bar below."""
        here = {band.lane: band for band in self._bands.get(number, ())}
        if not here:
            return [Segment(" " * self._columns.margin, self._base)]
        segments, used = [], 0
        for lane in range(max(here) + 1):
            band = here.get(lane)
            style = self._base if band is None else self._base + Style(color=band.passage.colour)
            mark = " " if band is None else band.passage.sign if band.top == number else "┃"
            last = lane == max(here)
            name = shown(band.passage.name, layout=False) if band is not None and last and band.top == number else ""
            room = self._columns.margin - used - 2
            segments.append(Segment(set_cell_size(f"{mark} {_short(name, room)}", 2 + (room if last else 0)), style))
            used += 2
        return segments


def _short(name: str, room: int) -> str:
    """Return a name that fits the margin, its end said by a stop."""
    return name if cell_len(name) <= room else set_cell_size(name, max(room - 1, 0)).rstrip() + "."
