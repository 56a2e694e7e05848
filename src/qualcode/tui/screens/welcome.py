"""The first window where no project is open: three choices, and the last projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command, bindings, footer_commands, key_sign
from qualcode.tui.widgets.lines import Footer
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from qualcode.tui.opening import Recent

CHOICES = (
    Command("welcome.open", "o", "choose('open')", N_("open"), N_("open a project")),
    Command("welcome.new", "n", "choose('new')", N_("new"), N_("make a new study")),
    Command("welcome.sample", "t", "choose('sample')", N_("try"), N_("try the sample study")),
)
_INSIDE = {"import", "place.themes", "place.people"}
"""Commands of everywhere that need a project: none may be open yet."""
_MOST = 9
_WIDTH = 64
_LEAST = 3


class WelcomeScreen(Screen[None]):
    """Three choices and the last projects; says what was chosen."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        *CHOICES,
        Command("quit", "q", "app.quit", N_("leave"), N_("leave qualcode"), rank=90),
    )
    BINDINGS: ClassVar[list[Any]] = [
        *bindings(COMMANDS_HERE),
        *((str(number), f"recent({number})", "") for number in range(1, _MOST + 1)),
        ("escape", "back", ""),
    ]
    HELP_HERE = N_("The door. Open a project, make one, or try the sample study; a number opens a recent one.")
    CSS_PATH = "../styles/welcome.tcss"

    class Wanted(Message):
        """A door was chosen: open, new, sample, back, or a project by its location."""

        def __init__(self, what: str, location: str = "") -> None:
            """Say which."""
            super().__init__()
            self.what = what
            self.location = location

    def __init__(self, recent: Sequence[Recent]) -> None:
        """Offer these projects."""
        super().__init__()
        self._recents = tuple(recent[:_MOST])

    def compose(self) -> ComposeResult:
        """Lay it out: a title, the choices, the projects."""
        with Vertical(id="door"):
            yield Static(Content.assemble(("qual", "bold $foreground"), ("code", "bold $accent")), id="name")
            yield Static(Content(_("from the interview to the report, the evidence at hand")), id="motto")
            options = [Option(self._choice_line(command), id=command.id) for command in CHOICES]
            if self._recents:
                title = Content.styled(_("Last projects").upper(), "$faint")
                options += [Option("", disabled=True), Option(title, disabled=True)]
            options += [Option("", id=f"recent.{n}") for n in range(1, len(self._recents) + 1)]
            yield OptionList(*options, markup=False, id="doors")
        yield Static(id="said", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Stand on the last project, else on the first choice."""
        doors = self.query_one(OptionList)
        doors.highlighted = len(CHOICES) + 2 if self._recents else 0
        doors.focus()

    def on_resize(self) -> None:
        """Write the projects for the width there is."""
        room = min(_WIDTH, self.app.size.width - 8) - 2
        for number, recent in enumerate(self._recents, 1):
            self.query_one(OptionList).replace_option_prompt(f"recent.{number}", _recent_line(number, recent, room))

    def _choice_line(self, command: Command) -> Content:
        return Content.assemble((f"{key_sign(command)}  ", "bold $accent"), _(command.help))

    def watch_focused(self, *_now: object) -> None:
        """Show the commands in reach."""
        for footer in self.query(Footer):
            footer.commands = tuple(c for c in footer_commands(self.focused or self) if c.id not in _INSIDE)

    def say(self, sentence: str) -> None:
        """Say one line, such as why a project does not open."""
        self.query_one("#said", Static).update(Content(shown_line(sentence)))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        identifier = event.option.id or ""
        if identifier.startswith("recent."):
            self.action_recent(int(identifier.removeprefix("recent.")))
        elif identifier:
            self.action_choose(identifier.removeprefix("welcome."))

    def action_choose(self, what: str) -> None:
        """Ask for one of the three."""
        self.say("")
        self.post_message(self.Wanted(what))

    def action_recent(self, number: int) -> None:
        """Ask for a project of the list."""
        self.say("")
        if number <= len(self._recents):
            self.post_message(self.Wanted("open", self._recents[number - 1].location))

    def action_back(self) -> None:
        """Go back to the project that is open, where there is one."""
        self.post_message(self.Wanted("back"))

    @on(Footer.Called)
    async def _called(self, event: Footer.Called) -> None:
        await self.run_action(event.action)


def _recent_line(number: int, recent: Recent, room: int) -> Content:
    name, where = shown_line(recent.name), shown_line(recent.where)
    name = _short(name, room - 4)
    left = room - cell_len(name) - 6
    where = _short_start(where, left) if left > _LEAST else ""
    gap = max(room - 3 - cell_len(name) - cell_len(where), 1)
    return Content.assemble((f"{number}  ", "bold $accent"), name, " " * gap, (where, "$dim"))


def _short(words: str, room: int) -> str:
    while cell_len(words) > room:
        words = words[:-2] + "…"
    return words


def _short_start(words: str, room: int) -> str:
    """Return a path that fits, its beginning cut: its end tells more."""
    while cell_len(words) > room:
        words = "…" + words[2:]
    return words
