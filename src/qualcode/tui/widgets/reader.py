"""The transcript as one calm page: caret and selection in document offsets, codes as tint, underline and margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model.spans import Span
from qualcode.tui.layout.bands import Band, Passage, bands
from qualcode.tui.layout.page import Block, Page, Row, blocks_of, page
from qualcode.tui.layout.steps import Steps
from qualcode.tui.layout.wrapping import cell_at, next_grapheme, position_at
from qualcode.tui.widgets.painting import Columns, Painter, columns_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from qualcode.model.records import Turn


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as the reader shows it."""

    document: str
    text: str
    turns: tuple[Turn, ...]
    passages: tuple[Passage, ...] = ()


EMPTY: Final = Sheet("", "", ())


class Reader(ScrollView, can_focus=True):
    """Shows a document; says what was asked of it, and does nothing to the study itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--speaker",
        "reader--dim",
        "reader--faint",
        "reader--selection",
        "reader--caret",
        "reader--hit",
    }
    DEFAULT_CSS = """
    Reader {
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        & .reader--speaker { color: $accent; }
        & .reader--dim { color: $dim; }
        & .reader--faint { color: $faint; }
        & .reader--selection { background: $chosen; }
        & .reader--caret { background: $accent; color: $background; }
        & .reader--hit { background: $accent 30%; text-style: bold; }
    }
    """
    ALLOW_SELECT = False

    caret: reactive[int] = reactive(0, repaint=False)
    anchor: reactive[int | None] = reactive(None, repaint=False)
    visual: reactive[bool] = reactive(default=False, repaint=False)

    class CaretMoved(Message):
        """The caret stands somewhere else."""

        def __init__(self, position: int, turn: int | None) -> None:
            """Say where, and in which turn."""
            super().__init__()
            self.position = position
            self.turn = turn

    class Selected(Message):
        """The selection changed; None where nothing is selected."""

        def __init__(self, span: Span | None) -> None:
            """Say what is selected."""
            super().__init__()
            self.span = span

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Show nothing yet."""
        super().__init__(id=id)
        self.sheet = EMPTY
        self.blocks: tuple[Block, ...] = ()
        self.page = Page((), (), (), ())
        self.steps = Steps("", ())
        self.hits: tuple[Span, ...] = ()
        self._columns: Columns = columns_for(80, ())
        self._bands: list[Band] = []
        self._strips: dict[int, Strip] = {}
        self._painter: Painter | None = None
        self._dragging = False

    # What is shown

    def show(self, sheet: Sheet, caret: int = 0) -> None:
        """Show a document, the caret at a position."""
        self.sheet = sheet
        self.blocks = blocks_of(sheet.text, sheet.turns)
        self.steps = Steps(sheet.text, self.blocks)
        self.hits = ()
        self.set_reactive(Reader.anchor, None)
        self.set_reactive(Reader.visual, False)
        self.set_reactive(Reader.caret, self.steps.clamped(caret))
        self._lay_out()
        self.scroll_to(0, max(self.page.row_of(self.caret) - self.size.height // 3, 0), animate=False)
        self.post_message(self.CaretMoved(self.caret, self.turn_number(self.caret)))

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Paint other codings over the same text; rows that show the same stay as they are."""
        before = {passage for passage in self.sheet.passages}
        after = set(passages)
        rows = {row for passage in before ^ after for row in self._rows(passage.start, passage.end)}
        self.sheet = Sheet(self.sheet.document, self.sheet.text, self.sheet.turns, tuple(passages))
        old = {(band.passage.coding, band.lane, band.top, band.bottom) for band in self._bands}
        self._bands = bands(self.page, self.sheet.passages)
        new = {(band.passage.coding, band.lane, band.top, band.bottom) for band in self._bands}
        for _coding, _lane, top, bottom in old ^ new:
            rows.update(range(top, bottom + 1))
        self._painter = None
        self._repaint(rows)

    def _lay_out(self) -> None:
        self._columns = columns_for(self.size.width or 80, self.sheet.turns)
        self.page = page(self.sheet.text, self.blocks, self._columns.text)
        self._bands = bands(self.page, self.sheet.passages)
        self._strips.clear()
        self._painter = None
        self.virtual_size = Size(self.size.width, len(self.page.rows) + 1)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew, and keep the place."""
        if self.sheet is not EMPTY:
            top = round(self.scroll_offset.y)
            rows = self.page.rows
            shown = next((row.start for row in rows[top:] if row.block >= 0), self.caret)
            self._lay_out()
            self.scroll_to(0, self.page.row_of(shown), animate=False)

    def notify_style_update(self) -> None:
        """Drop what was painted in the colours of another theme."""
        super().notify_style_update()
        if hasattr(self, "_strips"):
            self._strips.clear()
            self._painter = None

    def render_line(self, y: int) -> Strip:
        """Paint one row of the window."""
        number = round(self.scroll_offset.y) + y
        strip = self._strips.get(number)
        if strip is None:
            strip = self._painted(number)
            if not self._is_alive(number):
                self._strips[number] = strip
        return strip

    def _painted(self, number: int) -> Strip:
        width = self.size.width
        if not 0 <= number < len(self.page.rows):
            return Strip([Segment(" " * width, self.rich_style)], width)
        if self._painter is None:
            self._painter = Painter(self, self.sheet, self.page, self._bands, self._columns)
        row = self.page.rows[number]
        return self._painter.strip(number, row, self._overlays(row)).adjust_cell_length(width, self.rich_style)

    def _overlays(self, row: Row) -> list[tuple[int, int, Style]]:
        """Return what lies over the words of a row: hits, the selection, the caret; the last wins."""
        over = [(hit.start, hit.end, self._style("hit")) for hit in self.hits if hit.start < row.end > row.start]
        if self.span is not None:
            over.append((*self.span, self._style("selection")))
        if self.has_focus:
            end = next_grapheme(self.sheet.text, self.caret, len(self.sheet.text))
            over.append((self.caret, end, self._style("caret")))
        return over

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"reader--{name}", partial=True)

    def _is_alive(self, number: int) -> bool:
        """Tell whether a row holds the caret or some of the selection: those are painted each time."""
        row = self.page.rows[number] if 0 <= number < len(self.page.rows) else None
        if row is None or row.block < 0:
            return False
        if self.page.row_of(self.caret) == number or self.hits:
            return True
        return self.span is not None and self.span.start < row.end and row.start < self.span.end

    def _rows(self, start: int, end: int) -> range:
        return range(self.page.row_of(start), self.page.row_of(max(end - 1, start)) + 1)

    def _repaint(self, rows: Sequence[int] | set[int] | range) -> None:
        """Paint some rows anew."""
        top, width = round(self.scroll_offset.y), self.size.width
        for row in rows:
            self._strips.pop(row, None)
        seen = [row for row in rows if top <= row < top + self.size.height]
        if seen:
            first, last = min(seen), max(seen)
            self.refresh(Region(0, first - top, width, last - first + 1))

    # Caret and selection

    @property
    def span(self) -> Span | None:
        """What is selected; the character under the caret is in it while the selection grows forward."""
        if self.anchor is None:
            return None
        start, end = sorted((self.anchor, self.caret))
        if self._inclusive:
            end = next_grapheme(self.sheet.text, end, len(self.sheet.text))
        return Span(start, end) if end > start else None

    _inclusive = True

    def turn_number(self, position: int) -> int | None:
        """Return the place of the turn that holds a position."""
        block = self.steps.block_at(position)
        return block.turn if block else None

    def select(self, span: Span | None) -> None:
        """Select a stretch, the caret on its last character; None for nothing."""
        if span is None:
            self._move(self.caret, anchor=None)
            return
        last = max(span.end - 1, span.start)
        while last > span.start and next_grapheme(self.sheet.text, last, span.end) != span.end:
            last -= 1
        self._move(last, anchor=span.start)

    def go(self, position: int, *, extend: bool = False) -> None:
        """Move the caret; `extend` (or visual mode) drags the selection along."""
        keep = extend or self.visual
        anchor = (self.caret if self.anchor is None else self.anchor) if keep else None
        self._move(self.steps.clamped(position), anchor=anchor)

    def _move(self, caret: int, anchor: int | None) -> None:
        before = self.span
        old = self.caret
        self.set_reactive(Reader.anchor, anchor)
        self.set_reactive(Reader.caret, caret)
        self._inclusive = anchor is not None
        touched = {self.page.row_of(old), self.page.row_of(caret)}
        for span in (before, self.span):
            if span is not None:
                touched.update(self._rows(*span))
        self._repaint(touched)
        self._reveal()
        if before != self.span:
            self.post_message(self.Selected(self.span))
        if old != caret:
            self.post_message(self.CaretMoved(caret, self.turn_number(caret)))

    def _reveal(self) -> None:
        """Scroll so far that the caret stands in sight, two rows from the edge."""
        row, top, height = self.page.row_of(self.caret), round(self.scroll_offset.y), self.size.height
        margin = min(2, height // 4)
        if row < top + margin:
            self.scroll_to(0, max(row - margin, 0), animate=False)
        elif row >= top + height - margin:
            self.scroll_to(0, row - height + 1 + margin, animate=False)

    def step(self, move: Callable[[int, int], int], direction: int, *, extend: bool = False) -> None:
        """Move the caret by one of `self.steps`."""
        self.go(move(self.caret, direction), extend=extend)

    def row_step(self, count: int, *, extend: bool = False) -> None:
        """Move the caret by rows, over blanks, keeping its cell."""
        row = self.page.row_of(self.caret)
        cell = cell_at(self.sheet.text, self.page.rows[row].start, self.caret) if self.page.rows else 0
        target = row + count
        step = 1 if count > 0 else -1
        while 0 <= target < len(self.page.rows) and self.page.rows[target].block < 0:
            target += step
        if 0 <= target < len(self.page.rows):
            there = self.page.rows[target]
            self.go(position_at(self.sheet.text, there.start, there.end, cell), extend=extend)

    # The mouse

    def _at(self, event: events.MouseEvent) -> int | None:
        number = round(self.scroll_offset.y) + event.y
        if not 0 <= number < len(self.page.rows) or self.page.rows[number].block < 0:
            return None
        row = self.page.rows[number]
        return position_at(self.sheet.text, row.start, row.end, event.x - self._columns.text_at)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is; shift extends, a double click takes the word, a triple the sentence."""
        position = self._at(event)
        if position is None:
            return
        self.focus()
        self._dragging = True
        self.capture_mouse()
        self.go(position, extend=event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the selection."""
        position = self._at(event)
        if self._dragging and position is not None and position != self.caret:
            self.go(position, extend=True)

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End the drag."""
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Take a word by a double click, a sentence by a triple one."""
        position = self._at(event)
        if position is not None and event.chain == 2:
            self.select(self.steps.word_span(position))
        elif position is not None and event.chain >= 3:
            self.select(self.steps.sentence_span(position))

    def on_focus(self) -> None:
        """Show the caret."""
        self._repaint({self.page.row_of(self.caret)})

    def on_blur(self) -> None:
        """Hide the caret."""
        self._repaint({self.page.row_of(self.caret)})
