"""The map of codes, as points and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.tui.layout.plane import Written, placed
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style


class Plane(ScrollView, can_focus=True):
    """Shows points of the plane; what found no room for its name is told in the last lines."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plane--point", "plane--name", "plane--faint"}
    DEFAULT_CSS = """
    Plane {
        background: $background;
        color: $foreground;
        overflow: hidden;
        & .plane--point { color: $accent; }
        & .plane--name { color: $foreground; }
        & .plane--faint { color: $dim; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Show nothing yet."""
        super().__init__(id=id)
        self._points: tuple[tuple[str, float, float], ...] = ()
        self.written: list[Written] = []
        self.left_out: list[str] = []

    def show(self, points: Sequence[tuple[str, float, float]]) -> None:
        """Show points by name, across and up, the most important first."""
        self._points = tuple((shown_line(name), x, y) for name, x, y in points)
        self.on_resize()

    def on_resize(self) -> None:
        """Place them in the room there is; two lines are kept for names without room."""
        self.written, self.left_out = placed(self._points, self.size.width or 80, max((self.size.height or 24) - 2, 3))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        width, base, height = self.size.width, self.rich_style, self.size.height
        if y >= height - 2 and self.left_out:
            words = "   ".join(self.left_out)
            first = words[:width].rpartition("   ")[0] if cell_len(words) > width else words
            line = first if y == height - 2 else words[len(first) :].strip()
            return Strip([Segment(line, base + self._look("faint"))]).adjust_cell_length(width, base)
        segments, at = [], 0
        for one in sorted((one for one in self.written if one.line == y), key=lambda one: one.cell):
            segments.append(Segment(" " * (one.cell - at), base))
            segments.append(Segment(one.words, base + self._look("point" if one.point else "name")))
            at = one.cell + cell_len(one.words)
        return Strip(segments).adjust_cell_length(width, base)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"plane--{name}", partial=True)
