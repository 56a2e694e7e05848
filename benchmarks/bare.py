"""Bare Textual programs that the screen is measured beside: a viewer of lines, and Textual's own TextArea."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import TextArea

if TYPE_CHECKING:
    from textual.app import ComposeResult

ROOM = 80
"""Cells of a line of text, about as many as the reader has."""


class Viewer(ScrollView, can_focus=True):
    """Shows wrapped lines, and the one where the caret is."""

    BINDINGS: ClassVar[list[Any]] = [
        ("down", "go(1)", ""),
        ("shift+down", "go(1)", ""),
        ("pagedown", "page(1)", ""),
        ("pageup", "page(-1)", ""),
    ]

    def __init__(self, text: str) -> None:
        """Wrap it."""
        super().__init__()
        self.lines = [line for part in text.split("\n") for line in textwrap.wrap(part, ROOM) or [""]]
        self.caret = 0
        self.kept: dict[int, Strip] = {}
        self.virtual_size = Size(ROOM, len(self.lines))

    def render_line(self, y: int) -> Strip:
        """Paint a line, once; the caret's each time."""
        number = y + round(self.scroll_offset.y)
        if number == self.caret:
            return self._painted(number, Style(reverse=True))
        if number not in self.kept:
            self.kept[number] = self._painted(number, self.rich_style)
        return self.kept[number]

    def _painted(self, number: int, style: Style) -> Strip:
        words = self.lines[number] if number < len(self.lines) else ""
        return Strip([Segment(words, style)]).adjust_cell_length(self.size.width, self.rich_style)

    def action_go(self, lines: int) -> None:
        """Move the caret, and scroll after it."""
        before, top = self.caret, round(self.scroll_offset.y)
        self.caret = max(min(self.caret + lines, len(self.lines) - 1), 0)
        for line in (before, self.caret):
            if top <= line < top + self.size.height:
                self.refresh(Region(0, line - top, self.size.width, 1))
        if self.caret >= top + self.size.height:
            self.scroll_to(0, self.caret - self.size.height + 3, animate=False)
        elif self.caret < top:
            self.scroll_to(0, self.caret - 2, animate=False)

    def action_page(self, direction: int) -> None:
        """Move caret and window by as many lines as the window has."""
        self.caret = max(min(self.caret + direction * self.size.height, len(self.lines) - 1), 0)
        self.scroll_relative(0, direction * self.size.height, animate=False)


class Bare(App[None]):
    """Shows one widget."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, kind: str, text: str) -> None:
        """Show a text in some way."""
        super().__init__()
        self._kind = kind
        self._text = text

    def compose(self) -> ComposeResult:
        """Give the widget."""
        if self._kind == "viewer":
            yield Viewer(self._text)
        else:
            area = TextArea(self._text, read_only=True, soft_wrap=True)
            area.cursor_blink = False  # a blink is no answer to a key
            yield area


if __name__ == "__main__":
    Bare(sys.argv[1], Path(sys.argv[2]).read_text(encoding="utf-8")).run()
