"""What a theme rests on, by what supports, nuances and contradicts its claim; and the passages behind a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.commands import Command, bindings
from qualcode.tui.figures import between_marks, counted
from qualcode.tui.layout.grid import shortened
from qualcode.tui.widgets.passages import Passages
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from qualcode.tui.shown.board import Line

PARTS: Final = {
    "supports": N_("What supports it"),
    "nuances": N_("What nuances it"),
    "contradicts": N_("What contradicts it"),
    "codes": N_("Codes"),
    "starred": N_("Starred passages"),
}
"""What stands over the lines of a kind."""
MARK: Final = "✓"
BEARING: Final = (
    Command("rests.supports", "plus", "screen.bear('supports')", N_("supports"), N_("it supports the theme"), "+", 10),
    Command(
        "rests.nuances", "equals_sign", "screen.bear('nuances')", N_("nuances"), N_("it nuances the theme"), "=", 11
    ),
    Command(
        "rests.contradicts", "minus", "screen.bear('contradicts')", N_("contradicts"), N_("it contradicts the theme"),
        "-", 12,
    ),
)  # fmt: skip
HERE: Final = (
    Command("rests.open", "enter", "go", N_("passages"), N_("go to the passages behind this line"), rank=5),
    *BEARING,
    Command("rests.theme", "t,O", "screen.to_theme", N_("to a theme"), N_("put this under another theme"), rank=13),
    Command("rests.mark", "space", "mark", N_("mark"), N_("mark lines, to move or split them together"), rank=14),
    Command("rests.split", "s", "screen.split", N_("split"), N_("make a new theme of the lines marked"), rank=15),
    Command("rests.remove", "x,delete", "screen.unlink", N_("take away"), N_("take this away from the theme"), rank=16),
)


class RestList(OptionList):
    """Lists what a theme rests on; tells which line the cursor stands on."""

    HELP_HERE: ClassVar[str] = N_(
        "What the theme rests on: codes with their passages, and single passages. Enter goes to the passages of a "
        "code, or to a passage in its document; + = - say how it bears on the claim."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = HERE
    BINDINGS: ClassVar[list[Any]] = [
        *bindings(HERE),
        Binding("j", "cursor_down", show=False, id="rests.next"),
        Binding("k", "cursor_up", show=False, id="rests.back"),
    ]

    class LineMeant(Message):
        """The cursor stands on a line."""

        def __init__(self, line: Line | None) -> None:
            """Say which; None where there is none."""
            super().__init__()
            self.line = line

    class LineChosen(Message):
        """A line is to be looked into."""

        def __init__(self, line: Line) -> None:
            """Say which."""
            super().__init__()
            self.line = line

    def __init__(self) -> None:
        """List nothing yet."""
        super().__init__(id="rests", markup=False)
        self._rests: dict[str, Line] = {}
        self._marked: dict[str, None] = {}
        self._nothing = ""

    def show(self, lines: Sequence[Line], nothing: str, meant: str = "") -> None:
        """List these; the cursor stays on the line it stood on, or where that was.

        Args:
            lines: by part.
            nothing: what is said where there are none.
            meant: the id of the line to stand on; empty for the one it stood on.
        """
        here, place = meant or (self.meant.id if self.meant else ""), self._place()
        self._rests = {line.id: line for line in lines}
        self._marked = {line: None for line in self._marked if line in self._rests}
        self._nothing = nothing
        self._write(here, place)
        self.post_message(self.LineMeant(self.meant))

    def _place(self) -> int:
        """Return the number of the line under the cursor, headings left out."""
        meant = self.meant
        return list(self._rests).index(meant.id) if meant else 0

    def _write(self, here: str, place: int) -> None:
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            part = ""
            for line in self._rests.values():
                if line.part != part:
                    part = line.part
                    self.add_option(Option(self._heading(part), disabled=True))
                self.add_option(Option(self._line(line), id=line.id))
            if not self._rests:
                self.add_option(Option(Content.styled(self._nothing, "$dim"), disabled=True))
                return
            ids = list(self._rests)
            wanted = here if here in self._rests else ids[min(place, len(ids) - 1)]
            self.highlighted = self.get_option_index(wanted)

    def on_resize(self) -> None:
        """Write the lines for the width there is."""
        if self._rests:
            self._write(self.meant.id if self.meant else "", self._place())

    @property
    def meant(self) -> Line | None:
        """The line under the cursor."""
        option = self.highlighted_option
        return self._rests.get(option.id or "") if option else None

    @property
    def chosen(self) -> tuple[Line, ...]:
        """The lines that are marked, else the one under the cursor."""
        if self._marked:
            return tuple(self._rests[line] for line in self._marked)
        return (self.meant,) if self.meant else ()

    def action_mark(self) -> None:
        """Mark the line under the cursor, or no more, and step on."""
        meant = self.meant
        if meant is None:
            return
        if meant.id in self._marked:
            del self._marked[meant.id]
        else:
            self._marked[meant.id] = None
        self.replace_option_prompt(meant.id, self._line(meant))
        self.action_cursor_down()

    def unmark(self) -> bool:
        """Mark none; tell whether one was marked."""
        had, self._marked = bool(self._marked), {}
        if had:
            self._write(self.meant.id if self.meant else "", 0)
        return had

    @property
    def _room(self) -> int:
        return max(self.scrollable_content_region.width - 1, 24)

    def _heading(self, part: str) -> Content:
        first = next(iter(self._rests.values())).part == part
        return Content.styled(("" if first else "\n") + _(PARTS[part]).upper(), "$faint")

    def _line(self, line: Line) -> Content:
        mark = f"{MARK} " if line.id in self._marked else "  "
        start = Content.assemble((mark, "bold $accent"), (f"{line.sign} ", line.colour))
        room = self._room - 4
        if line.coding:
            where = shortened(shown_line(line.name), room // 3)
            words = shortened(between_marks(shown_line(line.words)), room - cell_len(where) - 1)
            gap = room - cell_len(words) - cell_len(where)
            return start + Content.assemble(words, " " * gap, (where, "$dim"))
        counts = ngettext("{count} passage", "{count} passages", line.passages).format(count=counted(line.passages))
        if line.deep:
            counts = _("{passages} with its sub-codes").format(passages=counts)
        left = room - cell_len(counts) - 1
        name = shortened(shown_line(line.name), left)
        group = shortened(f"  {shown_line(line.group)}" if line.group else "", max(left - cell_len(name), 0))
        gap = room - cell_len(name) - cell_len(group) - cell_len(counts)
        return start + Content.assemble(name, (group, "$faint"), " " * gap, (counts, "$dim"))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which line the cursor is on."""
        event.stop()
        self.post_message(self.LineMeant(self.meant))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Only stand there: a click leaves the keys of the lines in the footer."""
        event.stop()

    def action_go(self) -> None:
        """Tell which line was chosen."""
        if self.meant is not None:
            self.post_message(self.LineChosen(self.meant))

    def on_click(self, event: events.Click) -> None:
        """Take a second click for Enter."""
        if event.chain > 1:
            self.action_go()


GATHERED: Final = (
    *Passages.COMMANDS_HERE,
    Command("passages.theme", "t,O", "screen.to_theme", N_("to a theme"), N_("put this passage under a theme"), rank=6),
    Command("passages.star", "asterisk", "screen.star", N_("star"), N_("star the passage, or no more"), "*", 7),
)


class Gathered(Passages):
    """The passages behind a line, each of which can be put under a theme by itself."""

    HELP_HERE: ClassVar[str] = N_(
        "The passages behind the line. Enter shows one in its document; t puts it under a theme by itself."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = GATHERED
    BINDINGS: ClassVar[list[Any]] = bindings(GATHERED[-2:])
