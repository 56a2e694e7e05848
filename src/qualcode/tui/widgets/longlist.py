"""A list of any length: only the lines in sight are painted, and a step of its cursor paints two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.segment import Segment
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

Piece = tuple[str, str]
"""Words of a line, and the name of the style they have, empty for none."""


class LongList(ScrollView, can_focus=True):
    """Shows lines, with a cursor on one; what they are and what can be done with them is said by who is it."""

    STYLES: Final = ("dim", "faint", "accent", "bold", "open", "chosen")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"list--{name}" for name in STYLES}
    DEFAULT_CSS = """
    LongList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-background: $panel;
        scrollbar-gutter: stable;
        & .list--dim { color: $dim; }
        & .list--faint { color: $faint; }
        & .list--accent { color: $accent; }
        & .list--bold { text-style: bold; }
        & .list--open { color: $accent; text-style: bold; }
        & .list--chosen { background: $chosen; }
    }
    """
    BINDINGS: ClassVar[list[Any]] = [
        Binding("down,j", "step(1)", show=False, id="list.down"),
        Binding("up,k", "step(-1)", show=False, id="list.up"),
        Binding("pagedown", "page(1)", show=False, id="list.page_down"),
        Binding("pageup", "page(-1)", show=False, id="list.page_up"),
        Binding("home", "end(-1)", show=False, id="list.home"),
        Binding("end", "end(1)", show=False, id="list.end"),
        Binding("enter", "take", show=False, id="list.take"),
    ]
    ALLOW_SELECT = False

    cursor: reactive[int | None] = reactive(None, repaint=False)

    # What a list is made of: its heir says it

    def count(self) -> int:
        """Return how many lines there are."""
        raise NotImplementedError

    def pieces(self, number: int) -> Sequence[Piece]:
        """Return the words of a line."""
        raise NotImplementedError

    def stands(self, number: int) -> bool:  # noqa: ARG002 - some lists have lines between
        """Tell whether the cursor can stand on a line."""
        return True

    def heading(self) -> Sequence[Piece]:
        """Return the words of the line that stays above the others; none for no such line."""
        return ()

    def taken(self, number: int) -> None:
        """Do what Enter or a click on a line means."""
        raise NotImplementedError

    # Painting

    def written_anew(self, cursor: int | None) -> None:
        """Show other lines, the cursor on one of them."""
        self.virtual_size = Size(self.scrollable_content_region.width, self.count() + self._above)
        self.set_reactive(LongList.cursor, cursor if cursor is not None and 0 <= cursor < self.count() else None)
        self.refresh()
        self.call_after_refresh(self._reveal)

    @property
    def _above(self) -> int:
        return 1 if self.heading() else 0

    @property
    def room(self) -> int:
        """Cells of a line."""
        return max(self.scrollable_content_region.width, 16)

    def render_line(self, y: int) -> Strip:
        """Paint a line of the window."""
        above = self._above
        if y < above:
            return self._strip(self.heading(), chosen=False)
        number = round(self.scroll_offset.y) + y - above
        there = 0 <= number < self.count()
        return self._strip(self.pieces(number) if there else (), chosen=self.has_focus and number == self.cursor)

    def _strip(self, pieces: Sequence[Piece], *, chosen: bool) -> Strip:
        styles = {name: self.get_component_rich_style(f"list--{name}", partial=True) for name in self.STYLES}
        base = self.rich_style + styles["chosen"] if chosen else self.rich_style
        segments = [Segment(words, base + styles[style] if style else base) for words, style in pieces if words]
        return Strip(segments).adjust_cell_length(self.scrollable_content_region.width, base)

    def watch_has_focus(self, value: bool) -> None:
        """Paint the cursor, or no more."""
        super().watch_has_focus(value)
        self.refresh()

    # The cursor

    def watch_cursor(self, before: int | None, now: int | None) -> None:
        """Paint the line left and the line reached."""
        top, region = round(self.scroll_offset.y) - self._above, self.scrollable_content_region
        for number in (before, now):
            if number is not None and 0 <= number - top < region.height:
                self.refresh(Region(0, number - top, region.width, 1))
        self._reveal()

    def _reveal(self) -> None:
        """Bring the line of the cursor into sight; of the first one, what stands above it too."""
        number, height = self.cursor, self.scrollable_content_region.height - self._above
        if number is None or height <= 0:
            return
        top = round(self.scroll_offset.y)
        if number < top or (number <= self.first and top):
            self.scroll_to(0, 0 if number <= self.first else number, animate=False)
        elif number >= top + height:
            self.scroll_to(0, number - height + 1, animate=False)

    @property
    def first(self) -> int:
        """The first line that the cursor can stand on."""
        return next((number for number in range(self.count()) if self.stands(number)), 0)

    def action_step(self, direction: int) -> None:
        """Go to the next line or the one before; beyond the last comes the first."""
        count = self.count()
        if not count:
            return
        number = self.cursor if self.cursor is not None else (-1 if direction > 0 else count)
        for step in range(1, count + 1):
            reached = (number + step * direction) % count
            if self.stands(reached):
                self.cursor = reached
                return

    def action_page(self, direction: int) -> None:
        """Go a page on or back, as far as there are lines."""
        height = max(self.scrollable_content_region.height - self._above - 1, 1)
        self._nearest((self.cursor or 0) + direction * height, direction)

    def action_end(self, direction: int) -> None:
        """Go to the first or the last line."""
        self._nearest(self.count() if direction > 0 else 0, direction)

    def _nearest(self, number: int, direction: int) -> None:
        """Go to a line, or where the cursor cannot stand there, to the nearest behind it, else before."""
        last = self.count() - 1
        if last < 0:
            return
        number = min(max(number, 0), last)
        ahead = range(number, last + 1) if direction > 0 else range(number, -1, -1)
        behind = range(number, -1, -1) if direction > 0 else range(number, last + 1)
        self.cursor = next((each for each in (*ahead, *behind) if self.stands(each)), self.cursor)

    def action_take(self) -> None:
        """Take the line under the cursor."""
        if self.cursor is not None and 0 <= self.cursor < self.count():
            self.taken(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Take the line that was clicked."""
        number = event.y + round(self.scroll_offset.y) - self._above
        if event.y >= self._above and 0 <= number < self.count() and self.stands(number):
            self.cursor = number
            self.taken(number)
