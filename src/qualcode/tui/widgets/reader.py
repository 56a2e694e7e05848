"""The transcript as one calm page: caret and selection in document offsets, and the mouse that moves them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.reactive import reactive

from qualcode.model.spans import Span
from qualcode.tui.layout.steps import Steps
from qualcode.tui.layout.wrapping import cell_at, next_grapheme, position_at, previous_grapheme
from qualcode.tui.widgets.painting import Layer
from qualcode.tui.widgets.sheetview import Marked, Sheet, SheetView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.timer import Timer

PULL: Final = 0.05
"""Seconds between two lines that a drag beyond the edge brings into sight."""
SENTENCE_CLICKS: Final = 3


class Reader(SheetView):
    """Shows a document with its caret; says what was asked of it, and does nothing to the study itself."""

    caret: reactive[int] = reactive(0, repaint=False)
    mark: reactive[int | None] = reactive(None, repaint=False)
    visual: reactive[bool] = reactive(default=False, repaint=False)

    class CaretMoved(Message, bubble=False):
        """The caret stands somewhere else."""

        def __init__(self, position: int, turn: int | None) -> None:
            """Say where, and in which turn."""
            super().__init__()
            self.position = position
            self.turn = turn

    class Selected(Message, bubble=False):
        """The selection changed; None where nothing is selected."""

        def __init__(self, span: Span | None) -> None:
            """Say what is selected."""
            super().__init__()
            self.span = span

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Show nothing yet."""
        super().__init__(id=id)
        self.steps = Steps("", ())
        self.hits: tuple[Span, ...] = ()

    def show(self, sheet: Sheet, caret: int = 0) -> None:
        """Show a document, the caret at a position."""
        self.sheet = sheet
        self.marked = Marked()
        self.steps = Steps(sheet.text, sheet.blocks)
        self.hits = ()
        self.set_reactive(Reader.mark, None)
        self.set_reactive(Reader.visual, value=False)
        self.set_reactive(Reader.caret, self.steps.clamped(caret))
        self.lay_out()
        height = self.scrollable_content_region.height
        self.scroll_to(0, max(self.page.row_of(self.caret) - height // 3, 0), animate=False)
        self.tell(self.CaretMoved(self.caret, self.turn_number(self.caret)))

    def show_hits(self, hits: Sequence[Span]) -> None:
        """Mark where what is searched stands."""
        self.hits = tuple(hits)
        self.forget()

    def overlays(self, number: int) -> list[Layer]:
        """Return what lies over the words of a row: hits, the selection, the caret; the last wins."""
        row = self.page.rows[number]
        hit = self.style_of("hit") if self.hits else None
        over = [
            Layer(*span, self.style_of("later"))
            for span in self.marked.later
            if span.start < row.end and row.start < span.end
        ]
        over += [
            Layer(*span, hit) for span in self.hits if hit is not None and span.start < row.end and row.start < span.end
        ]
        if self.span is not None:
            over.append(Layer(*self.span, self.style_of("selection")))
        if self.has_focus:
            end = next_grapheme(self.sheet.text, self.caret, len(self.sheet.text))
            over.append(Layer(self.caret, end, self.style_of("caret")))
        return over

    # Caret and selection

    @property
    def span(self) -> Span | None:
        """What is selected: from the mark to the caret, the characters under both within."""
        if self.mark is None:
            return None
        start, end = sorted((self.mark, self.caret))
        end = next_grapheme(self.sheet.text, end, len(self.sheet.text))
        return Span(start, end) if end > start else None

    def tell(self, message: Message) -> None:
        """Tell the screen: what lies between would only hand it on, at every key."""
        self.screen.post_message(message)

    def turn_number(self, position: int) -> int | None:
        """Return the place of the turn that holds a position."""
        block = self.steps.block_at(position)
        return block.turn if block else None

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the caret, or where it was."""
        super().watch_has_focus(has_focus)
        if self.page.rows:
            self.repaint([self.page.row_of(self.caret)])

    def select(self, span: Span | None) -> None:
        """Select a stretch, the caret on its last character; None for nothing."""
        self.set_reactive(Reader.visual, value=False)
        if span is None:
            self._move(self.caret, mark=None)
        else:
            self._move(previous_grapheme(self.sheet.text, span.end, span.start), mark=span.start)

    def go(self, position: int, *, extend: bool = False) -> None:
        """Move the caret; `extend` (or visual mode) drags the selection along."""
        keep = extend or self.visual
        mark = (self.caret if self.mark is None else self.mark) if keep else None
        self._move(self.steps.clamped(position), mark=mark)

    def _move(self, caret: int, mark: int | None) -> None:
        before, old = self.span, self.caret
        self.set_reactive(Reader.mark, mark)
        self.set_reactive(Reader.caret, caret)
        self.repaint({self.page.row_of(old), self.page.row_of(caret)}.union(self._changed(before, self.span)))
        self._reveal()
        if before != self.span:
            self.tell(self.Selected(self.span))
        if old != caret:
            self.tell(self.CaretMoved(caret, self.turn_number(caret)))

    def _changed(self, before: Span | None, now: Span | None) -> set[int]:
        """Return the rows that show what came to a selection or went from it."""
        if before is None or now is None or before.end <= now.start or now.end <= before.start:
            return {row for span in (before, now) if span is not None for row in self.rows_of(*span)}
        ends = [sorted(pair) for pair in zip(before, now, strict=True)]
        return {row for first, last in ends if first < last for row in self.rows_of(max(first - 1, 0), last + 1)}

    def _reveal(self) -> None:
        """Scroll where the caret comes within two rows of the edge, by some rows at once.

        A text that moves under every key is restless to read, and costs a whole window over a slow line.
        """
        row, top, height = self.page.row_of(self.caret), self.top, self.scrollable_content_region.height
        margin, ahead = min(2, height // 4), height // 6
        if row < top + margin:
            self.scroll_to(0, max(row - margin - ahead, 0), animate=False)
        elif row >= top + height - margin:
            self.scroll_to(0, row - height + 1 + margin + ahead, animate=False)

    def step(self, move: Callable[[int, int], int], direction: int, *, extend: bool = False) -> None:
        """Move the caret by one of `self.steps`."""
        self.go(move(self.caret, direction), extend=extend)

    def row_step(self, count: int, *, extend: bool = False) -> None:
        """Move the caret by rows, over blanks, keeping its cell."""
        if not self.page.rows:
            return
        row = self.page.row_of(self.caret)
        cell = cell_at(self.sheet.seen, self.page.rows[row].start, self.caret)
        step = 1 if count > 0 else -1
        target = min(max(row + count, 0), len(self.page.rows) - 1)
        while 0 <= target < len(self.page.rows) and self.page.rows[target].block < 0:
            target += step
        if 0 <= target < len(self.page.rows):
            self.go(self.place_in(target, cell), extend=extend)

    def place_in(self, number: int, cell: int) -> int:
        """Return the position that a cell of a row shows; past its end, its last character."""
        row = self.page.rows[number]
        position = position_at(self.sheet.seen, row.start, row.end, cell)
        return position if position < row.end else previous_grapheme(self.sheet.text, row.end, row.start)

    def on_focus(self) -> None:
        """Show the caret."""
        self.repaint({self.page.row_of(self.caret)})

    def on_blur(self) -> None:
        """Hide the caret."""
        self.repaint({self.page.row_of(self.caret)})


class PointedReader(Reader):
    """The reader under the mouse."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Wait for the mouse."""
        super().__init__(id=id)
        self._pull: Timer | None = None
        self._beyond = 0
        self._dragging = False

    def _at(self, x: int, y: int) -> int | None:
        """Return the position under a cell of the window; None between turns."""
        number = self.top + y
        if not 0 <= number < len(self.page.rows) or self.page.rows[number].block < 0:
            return None
        return self.place_in(number, x - self.columns.text_at)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is; shift extends."""
        position = self._at(event.x, event.y)
        if position is None or event.button != 1:
            return
        self.focus()
        self.set_reactive(Reader.visual, value=False)
        self._dragging = True
        self.capture_mouse()
        self.go(position, extend=event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the selection; beyond the upper or lower edge the text comes along."""
        if not self._dragging:
            return
        height = self.scrollable_content_region.height
        self._beyond = min(event.y, 0) + max(event.y - height + 1, 0)
        position = self._at(event.x, min(max(event.y, 0), height - 1))
        if position is not None and position != self.caret:
            self.go(position, extend=True)
        if self._beyond and self._pull is None:
            self._pull = self.set_interval(PULL, self.pull)

    def pull(self) -> None:
        """Bring the next rows into sight while the mouse is held beyond the edge, and select them."""
        if self._dragging and self._beyond:
            self.row_step(self._beyond, extend=True)

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """End the drag."""
        self._dragging = False
        self._beyond = 0
        if self._pull is not None:
            self._pull.stop()
            self._pull = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Take a word by a double click, a sentence by a triple one, a turn by a click on its voice."""
        position = self._at(event.x, event.y)
        if position is None or event.shift or event.button != 1:
            return
        if event.chain >= SENTENCE_CLICKS:
            self.select(self.steps.sentence_span(position))
        elif event.chain > 1:
            self.select(self.steps.word_span(position))
        elif 0 < event.x < self.columns.text_at - 1 and self.span is None:
            self.select(self.steps.turn_span(position))
