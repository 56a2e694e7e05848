"""The readings of a place on one line, each with its key; the current one stands out, a stale one says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


WIDE = 80
"""Cells taken for the width before it is known."""


class ReadingTabs(Static):
    """Shows which readings there are."""

    class ReadingChosen(Message):
        """A reading was clicked."""

        def __init__(self, name: str) -> None:
            """Say which."""
            super().__init__()
            self.name = name

    def __init__(self, tabs: Sequence[tuple[str, str, str]], *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        """Show these: name, key and words of each."""
        super().__init__(id=id)
        self._tabs = tabs
        self._current = tabs[0][0]
        self._ends: list[tuple[int, int, int, str]] = []
        """Where each stands: line, first cell, one past the last, name."""

    def show(self, current: str) -> None:
        """Let one of them stand out."""
        self._current = current
        self.refresh()

    def render(self) -> Content:
        """Write the line; where the width does not hold all, two."""
        lines: list[list[Content]] = [[]]
        used, room = 0, self.size.width or WIDE
        self._ends = []
        for name, key, words in self._tabs:
            here = name == self._current
            piece = Content.assemble((key + " ", "$accent"), (words, "bold underline" if here else "$dim"))
            if used and used + piece.cell_length > room:
                lines.append([])
                used = 0
            self._ends.append((len(lines) - 1, used, used + piece.cell_length, name))
            used += piece.cell_length + 3
            lines[-1].append(piece)
        return Content("\n").join([Content("   ").join(line) for line in lines])

    def on_click(self, event: events.Click) -> None:
        """Tell which was clicked."""
        for line, start, end, name in self._ends:
            if line == event.y and start <= event.x < end:
                self.post_message(self.ReadingChosen(name))
