"""The documents of a study in a column, each with its state; below them, where the codes are in the open one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.widgets.painting import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

# TRANSLATORS: states of a document in a narrow column, eight letters at most
STATES: Final = {"to_read": "–", "reading": N_("reading"), "coded": N_("coded"), "reviewed": N_("reviewed")}
BARS: Final = " ▁▂▃▄▅▆▇"


class Volume(NamedTuple):
    """A document as the shelf shows it."""

    id: str
    name: str
    state: str


class Shelf(OptionList):
    """Lists documents; Enter opens one."""

    BINDINGS: ClassVar[list[Any]] = [
        Binding("j", "cursor_down", show=False, id="shelf.down"),
        Binding("k", "cursor_up", show=False, id="shelf.up"),
    ]

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="documents", markup=False)
        self._volumes: tuple[Volume, ...] = ()
        self._open = ""

    def show(self, volumes: Sequence[Volume], opened: str) -> None:
        """List these, one of them open."""
        if (tuple(volumes), opened) == (self._volumes, self._open):
            return
        meant = self.highlighted_option.id if self.highlighted_option else opened
        self._volumes, self._open = tuple(volumes), opened
        self._write(meant)

    def _write(self, meant: str | None) -> None:
        self.clear_options()
        self.add_options([Option(self._line(volume), id=volume.id) for volume in self._volumes])
        places = {volume.id: place for place, volume in enumerate(self._volumes)}
        self.highlighted = places.get(meant or "", places.get(self._open))

    def on_resize(self) -> None:
        """Write the lines for the width there is."""
        self._write(self.highlighted_option.id if self.highlighted_option else self._open)

    def _line(self, volume: Volume) -> Content:
        here = volume.id == self._open
        state = STATES[volume.state]
        word = _(state) if state != "–" else state
        room = max(self.scrollable_content_region.width, 16) - cell_len(word) - 3
        name = shortened(shown_line(volume.name), room)
        return Content.assemble(
            ("▌ " if here else "  ", "$accent"),
            (name, "bold $accent" if here else ""),
            (f" {word}", "$accent" if here else "$faint"),
        )


class CodedMap(Static):
    """Where the codes are in a document: a row of bars, the caret's place under it, how many turns have none."""

    DEFAULT_CSS = """
    CodedMap { height: 5; margin-top: 1; }
    """

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="map", markup=False)
        self._counts: tuple[int, ...] = ()
        self._uncoded = 0
        self._cell = 0

    def show(self, counts: Sequence[int], place: float, uncoded: int) -> None:
        """Draw the counts of equal parts of a document, the caret at a share of it."""
        self._counts, self._uncoded, self._cell = tuple(counts), uncoded, -1
        self.point(place)

    def point(self, place: float) -> None:
        """Put the caret's sign at a share of the document."""
        cell = min(int(place * len(self._counts)), max(len(self._counts) - 1, 0))
        if cell == self._cell:
            return
        self._cell = cell
        most = max(self._counts, default=0) or 1
        bars = "".join(BARS[max(-(-count * (len(BARS) - 1) // most), 1)] for count in self._counts)
        words = ngettext("{count} turn without a code", "{count} turns without a code", self._uncoded)
        words = words.format(count=self._uncoded)
        drawn = Content.assemble((words, "$dim"), "\n\n", (bars, "$secondary"), "\n", (" " * cell + "▴", "$accent"))
        self.update(drawn, layout=False)
