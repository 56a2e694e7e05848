"""Where the codes are in the open document: bars beside the text, or in one row over it; a click goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from qualcode.model.messages import _, ngettext
from qualcode.tui import figures
from qualcode.tui.sparing import with_this_paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

BARS: Final = " ▁▂▃▄▅▆▇"


class CodedMap(Static):
    """Where the codes are in a document: a row of bars, the caret's place under it, how many turns have none."""

    DEFAULT_CSS = """
    CodedMap { height: 6; margin-top: 1; }
    """

    class Resized(Message):
        """It has another width, and is to be drawn for it."""

    class PlaceChosen(Message):
        """A place of the document was clicked."""

        def __init__(self, share: float) -> None:
            """Say how far into the document, 0 to 1."""
            super().__init__()
            self.share = share

    def __init__(self, *, id: str = "map") -> None:  # noqa: A002 - Textual's name
        """Show nothing yet."""
        super().__init__(id=id, markup=False)
        self.counts: tuple[int, ...] = ()
        self.cell = 0
        """The bar that the caret is in."""
        self._uncoded = 0
        self._share = 0.0

    def on_resize(self) -> None:
        """Ask to be drawn for the width there is."""
        self.post_message(self.Resized())

    @property
    def cells(self) -> int:
        """How many bars there is room for."""
        return max(self.size.width, 8)

    def show(self, counts: Sequence[int], place: float, uncoded: int, share: float) -> None:
        """Draw the counts of equal parts of a document, the caret at a share of it.

        Args:
            counts: passages in each part.
            place: where the caret is, 0 to 1.
            uncoded: turns of participants without a code.
            share: how much of what participants say is coded, 0 to 1.
        """
        self.counts, self._uncoded, self._share, self.cell = tuple(counts), uncoded, share, -1
        self.point(place)

    def point(self, place: float) -> None:
        """Put the caret's sign at a share of the document."""
        cell = min(int(place * len(self.counts)), max(len(self.counts) - 1, 0))
        if cell != self.cell:
            self.cell = cell
            self.update(self.drawn(), layout=False)
            with_this_paint(self)

    def bars(self) -> str:
        """Return a bar for each part, the highest where most passages lie; one that has none is a line."""
        most = max(self.counts, default=0) or 1
        return "".join(BARS[max(-(-count * (len(BARS) - 1) // most), 1)] for count in self.counts)

    def drawn(self) -> Content:
        """Return what is painted."""
        words = ngettext("{count} turn without a code", "{count} turns without a code", self._uncoded)
        words = words.format(count=self._uncoded)
        words += "\n" + _("{share} of speech coded").format(share=figures.share(self._share))
        return Content.assemble(
            (words, "$dim"), "\n\n", (self.bars(), "$secondary"), "\n", (" " * self.cell + "▴", "$accent")
        )

    def on_click(self, event: events.Click) -> None:
        """Tell which place of the document was clicked; the words above the bars are none."""
        if self.counts and self.on_bars(event.y) and 0 <= event.x < len(self.counts):
            event.stop()
            self.post_message(self.PlaceChosen((event.x + 0.5) / len(self.counts)))

    def on_bars(self, row: int) -> bool:
        """Tell whether a row shows the bars, or the sign of the caret under them."""
        return row >= self.size.height - 3


class CodedRow(CodedMap):
    """The same in a single row, where the documents are folded away: the caret is the bar of another colour."""

    DEFAULT_CSS = """
    CodedRow { height: 1; margin: 0; }
    """

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="map-row")

    def drawn(self) -> Content:
        """Return the bars, the caret higher than any of them."""
        bars, at = self.bars(), self.cell
        caret = "█" if bars else ""
        return Content.assemble((bars[:at], "$secondary"), (caret, "bold $accent"), (bars[at + 1 :], "$secondary"))

    def on_bars(self, row: int) -> bool:
        """Every row shows the bars."""
        return row >= 0
