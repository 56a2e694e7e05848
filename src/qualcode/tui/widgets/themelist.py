"""The themes in a column, each with its status and how many passages it has; below them, what is under none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command, bindings
from qualcode.tui.figures import counted
from qualcode.tui.layout.grid import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

STATUS_SIGNS: Final = {"candidate": "○", "kept": "✓", "dropped": "×"}
HERE: Final = (
    Command("themes.open", "enter", "go", N_("what it rests on"), N_("go to what the theme rests on"), rank=5),
    Command(
        "themes.keep", "y", "screen.keep", N_("retain"), N_("retain this theme; or make it a candidate again"), rank=30
    ),
    Command("themes.drop", "x,delete", "screen.drop", N_("drop"), N_("drop this theme; its links stay"), rank=31),
    Command("themes.restore", "r", "screen.restore", N_("restore"), N_("take a dropped theme up again"), rank=32),
    Command("themes.merge", "f", "screen.merge", N_("merge"), N_("merge this theme into another"), rank=33),
    Command("themes.up", "alt+up", "screen.shift(-1)", N_("up"), N_("put this theme before the one above"), "alt+↑"),
    Command("themes.down", "alt+down", "screen.shift(1)", N_("down"), N_("put this theme behind the next"), "alt+↓"),
)


class ThemeLine(NamedTuple):
    """A theme as the column shows it; the last one, without status, is what lies under none."""

    id: str
    name: str
    status: str
    passages: int


class ThemeList(OptionList):
    """Lists the themes; tells which one the cursor stands on."""

    HELP_HERE: ClassVar[str] = N_(
        "The themes: ○ a candidate, ✓ kept, × dropped, each with its passages. The last line is what lies under none. "
        "Enter goes to what a theme rests on."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = HERE
    BINDINGS: ClassVar[list[Any]] = [
        *bindings(HERE),
        Binding("j", "cursor_down", show=False, id="themes.next"),
        Binding("k", "cursor_up", show=False, id="themes.back"),
    ]

    class ThemeMeant(Message):
        """The cursor stands on a theme."""

        def __init__(self, theme: str) -> None:
            """Say which."""
            super().__init__()
            self.theme = theme

    class ThemeChosen(Message):
        """A theme is to be looked at."""

    def __init__(self) -> None:
        """List nothing yet."""
        super().__init__(id="themes", markup=False)
        self._listed: tuple[ThemeLine, ...] = ()

    def show(self, lines: Sequence[ThemeLine], meant: str) -> None:
        """List these, and stand on one of them, else where one stood.

        Args:
            lines: the themes, and what is outside.
            meant: the id of one.
        """
        place = self.highlighted or 0
        self._listed = tuple(lines)
        self._write(next((n for n, line in enumerate(lines) if line.id == meant), min(place, len(lines) - 1)))

    def _write(self, place: int | None) -> None:
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options([Option(self._line(line), id=line.id) for line in self._listed])
            self.highlighted = place if self._listed else None

    def on_resize(self) -> None:
        """Write the lines for the width there is."""
        self._write(self.highlighted)

    @property
    def meant(self) -> str:
        """The id of the theme under the cursor; empty for none."""
        option = self.highlighted_option
        return (option.id or "") if option else ""

    def _line(self, line: ThemeLine) -> Content:
        number, sign = counted(line.passages), STATUS_SIGNS.get(line.status, " ")
        if not line.status:  # lines, codes and starred passages alike: no count of passages
            number = _("{count} to place").format(count=number) if line.passages else "–"
        room = max(self.scrollable_content_region.width - 1, 16) - cell_len(number) - 3
        name = shortened(shown_line(line.name) if line.status else _("Under no theme"), room)
        quiet = line.status in {"", "dropped"}
        return Content.assemble(
            (f"{sign} ", "$accent" if line.status == "kept" else "$dim"),
            (name + " " * (room - cell_len(name)), "$dim" if quiet else ""),
            (f" {number}", "$faint"),
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which theme the cursor is on."""
        event.stop()
        self.post_message(self.ThemeMeant(event.option_id or ""))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Only stand there: a click leaves the keys of the themes in the footer."""
        event.stop()

    def action_go(self) -> None:
        """Tell that a theme was chosen."""
        self.post_message(self.ThemeChosen())

    def on_click(self, event: events.Click) -> None:
        """Take a second click for Enter."""
        if event.chain > 1:
            self.action_go()
