"""Words that wrap as typography wants: never at a no-break space, so that no mark stands alone on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.visual import Visual

from qualcode.tui.layout.grid import shortened
from qualcode.tui.layout.wrapping import wrapped

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions


def _look_of(line: Content) -> str:
    """Return the style in which a line ends."""
    return str(line.spans[-1].style) if line.spans else ""


def _ended(text: str, width: int, more: str) -> str:
    """Return as many whole words as there is room for before what tells of more."""
    cut = shortened(text, max(width - cell_len(more), 0)).removesuffix("…")
    return cut.rpartition(" ")[0].rstrip(" ;,") + more


class Prose(Visual):
    """A content wrapped by us; people's words in it went through `shown` already."""

    def __init__(self, content: Content, more: str = "") -> None:
        """Hold the words with their styles; `more` ends them where the room is too low, and says where all of it is."""
        self._content = content
        self._more = f" {more}" if more else ""
        self._known: tuple[int, Content] | None = None

    @property
    def plain(self) -> str:
        """The words."""
        return self._content.plain

    def at(self, width: int) -> Content:
        """Return the content with line breaks for a width."""
        if self._known is None or self._known[0] != width:
            text = self._content.plain
            lines = [self._content[start:end].rstrip() for start, end in wrapped(text, 0, len(text), max(width, 1))]
            self._known = (width, Content("\n").join(lines))
        return self._known[1]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Paint it; where the room is too low, three dots tell that more follows."""
        content = self.at(width)
        lines = content.split("\n")
        if height and len(lines) > height:
            last = lines[height - 1].plain + " " + lines[height].plain
            last = _ended(last, width, self._more) if self._more else shortened(last, width)
            content = Content("\n").join([*lines[: height - 1], Content.styled(last, _look_of(lines[height - 1]))])
        return content.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width of its longest line unwrapped."""
        return self._content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines it takes."""
        return self.at(width).get_height(rules, width)
