"""The documents of a study in a column, each with its state; below them, where the codes are in the open one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, _, ngettext
from qualcode.tui import figures
from qualcode.tui.commands import Command, bindings
from qualcode.tui.layout.apart import cut_apart
from qualcode.tui.widgets.painting import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# TRANSLATORS: states of a document in a narrow column, eight letters at most
STATES: Final = {"to_read": N_("to read"), "reading": N_("reading"), "coded": N_("coded"), "reviewed": N_("reviewed")}
STATE_SIGNS: Final = {"to_read": "○", "reading": "◐", "coded": "●", "reviewed": "✓"}
"""What stands for a state where the names need the room of its word."""
BARS: Final = " ▁▂▃▄▅▆▇"
KINDS: Final = ("text", "interview", "group")
"""Kinds of documents by how many participants speak: nobody, one, several."""
HEADING: Final = "kind:"


class Volume(NamedTuple):
    """A document as the shelf shows it."""

    id: str
    name: str
    state: str
    kind: str = KINDS[1]


class Shelf(OptionList):
    """Lists documents under what they are; Enter opens one, and folds a kind."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("shelf.state", "e", "screen.state", N_("state"), N_("say how far this document is"), rank=11),
    )
    BINDINGS: ClassVar[list[Any]] = [
        *bindings(COMMANDS_HERE),
        Binding("j", "cursor_down", show=False, id="shelf.down"),
        Binding("k", "cursor_up", show=False, id="shelf.up"),
    ]

    class DocumentChosen(Message):
        """A document is to be opened."""

        def __init__(self, document: str) -> None:
            """Say which."""
            super().__init__()
            self.document = document

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="documents", markup=False)
        self._volumes: tuple[Volume, ...] = ()
        self._open = ""
        self._folded: set[str] = set()

    def show(self, volumes: Sequence[Volume], opened: str) -> None:
        """List these, one of them open."""
        if (tuple(volumes), opened) == (self._volumes, self._open):
            return
        meant = self._meant() if opened == self._open else opened
        self._volumes, self._open = tuple(volumes), opened
        self._write(meant)

    @property
    def meant(self) -> str:
        """The id of the document under the cursor, empty for none."""
        meant = self._meant() or ""
        return "" if meant.startswith(HEADING) else meant

    def _meant(self) -> str | None:
        return self.highlighted_option.id if self.highlighted_option else None

    def _write(self, meant: str | None) -> None:
        self.clear_options()
        states = self._states()
        kinds = [
            kind for kind in (KINDS[1], KINDS[2], KINDS[0]) if any(volume.kind == kind for volume in self._volumes)
        ]
        for kind in kinds:
            volumes = [volume for volume in self._volumes if volume.kind == kind]
            if len(kinds) > 1:
                if kind != kinds[0]:
                    self.add_option(Option("", disabled=True))
                self.add_option(Option(self._heading(kind, len(volumes)), id=HEADING + kind))
            if kind not in self._folded or len(kinds) == 1:
                self.add_options(self._lines_of(volumes, states))
        places = {option.id: place for place, option in enumerate(self.options)}
        self.highlighted = places.get(meant or "", places.get(self._open, 0 if places else None))

    def on_resize(self) -> None:
        """Write the lines for the width there is."""
        self._write(self._meant() or self._open)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Fold a kind, or tell which document was chosen."""
        event.stop()
        chosen = event.option_id or ""
        if chosen.startswith(HEADING):
            self._folded ^= {chosen.removeprefix(HEADING)}
            self._write(chosen)
        elif chosen:
            self.post_message(self.DocumentChosen(chosen))

    def _room(self, beside: str) -> int:
        return max(self.scrollable_content_region.width, 16) - cell_len(beside) - 4

    def _heading(self, kind: str, count: int) -> Content:
        sign = "▸ " if kind in self._folded else "▾ "
        words = shortened(kind_words(kind), self._room(str(count)))
        return Content.assemble((sign, "$dim"), (words, "bold"), (f" {count}", "$faint"))

    def _states(self) -> dict[str, str]:
        """Return how the states are told: in words where every name fits beside them, else by their signs."""
        words = {state: _(told) for state, told in STATES.items()}
        fit = all(cell_len(shown_line(one.name)) <= self._room(words[one.state]) for one in self._volumes)
        return words if fit else STATE_SIGNS

    def _lines_of(self, volumes: Sequence[Volume], states: Mapping[str, str]) -> list[Option]:
        words = [states[volume.state] for volume in volumes]
        names = cut_apart(tuple(shown_line(volume.name) for volume in volumes), tuple(map(self._room, words)))
        return [
            Option(self._line(volume, name, word), id=volume.id)
            for volume, name, word in zip(volumes, names, words, strict=True)
        ]

    def _line(self, volume: Volume, name: str, word: str) -> Content:
        here = volume.id == self._open
        name += " " * (self._room(word) - cell_len(name))
        return Content.assemble(
            ("▌ " if here else "  ", "$accent"),
            (name, "bold $accent" if here else ""),
            (f" {word}", "$accent" if here else "$faint"),
        )


def kind_words(kind: str) -> str:
    """Return what documents of a kind are called: by how many participants speak in them."""
    return {"text": _("Other texts"), "interview": _("Interviews"), "group": _("Groups")}[kind]


class CodedMap(Static):
    """Where the codes are in a document: a row of bars, the caret's place under it, how many turns have none."""

    DEFAULT_CSS = """
    CodedMap { height: 6; margin-top: 1; }
    """

    class Resized(Message):
        """It has another width, and is to be drawn for it."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="map", markup=False)
        self._counts: tuple[int, ...] = ()
        self._uncoded = 0
        self._share = 0.0
        self._cell = 0

    def on_resize(self) -> None:
        """Ask to be drawn for the width there is."""
        self.post_message(self.Resized())

    def show(self, counts: Sequence[int], place: float, uncoded: int, share: float) -> None:
        """Draw the counts of equal parts of a document, the caret at a share of it.

        Args:
            counts: passages in each part.
            place: where the caret is, 0 to 1.
            uncoded: turns of participants without a code.
            share: how much of what participants say is coded, 0 to 1.
        """
        self._counts, self._uncoded, self._share, self._cell = tuple(counts), uncoded, share, -1
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
        words += "\n" + _("{share} of speech coded").format(share=figures.share(self._share))
        drawn = Content.assemble((words, "$dim"), "\n\n", (bars, "$secondary"), "\n", (" " * cell + "▴", "$accent"))
        self.update(drawn, layout=False)
