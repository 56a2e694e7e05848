"""Keys with what they do, or how things stand: pieces that are read at a glance and answer to the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

BETWEEN = 3
"""Cells between two pieces."""


class Piece(NamedTuple):
    """A key, what stands beside it, and what a click on it calls; `lit` where it is not as it begins."""

    sign: str
    words: str
    calls: str = ""
    lit: bool = False

    def written(self) -> Content:
        """Write it; its words are ours, or have passed through `shown_line`."""
        between = " " if self.sign else ""
        return Content.assemble(
            (self.sign, "bold $accent"), between, (self.words, "$foreground" if self.lit else "$dim")
        )


class KeyLine(Static):
    """Shows pieces, as many on a row as fit whole; a click on one tells what it calls."""

    DEFAULT_CSS = "KeyLine { height: auto; }"

    class Called(Message):
        """A piece was clicked."""

        def __init__(self, calls: str) -> None:
            """Say what it calls."""
            super().__init__()
            self.calls = calls

    def __init__(self, pieces: Sequence[Piece] = (), *, id: str | None = None, classes: str = "") -> None:  # noqa: A002 - Textual's name
        """Show these."""
        super().__init__(id=id, classes=classes, markup=False)
        self.pieces = tuple(pieces)
        self._places: list[tuple[int, int, int, str]] = []

    def on_mount(self) -> None:
        """Write them."""
        self._write()

    def on_resize(self) -> None:
        """Write them for the width there is."""
        self._write()

    def show(self, pieces: Sequence[Piece]) -> None:
        """Show others."""
        self.pieces = tuple(pieces)
        self._write()

    def _write(self) -> None:
        rows: list[list[Content]] = [[]]
        used, self._places = 0, []
        for piece in self.pieces:
            written = piece.written()
            if rows[-1] and used + written.cell_length > self.size.width > 0:
                rows.append([])
                used = 0
            self._places.append((len(rows) - 1, used, used + written.cell_length, piece.calls))
            rows[-1].append(written)
            used += written.cell_length + BETWEEN
        self.update(Content("\n").join(Content(" " * BETWEEN).join(row) for row in rows))

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        event.stop()
        for row, start, end, calls in self._places:
            if calls and row == event.y and start <= event.x < end:
                self.post_message(self.Called(calls))
