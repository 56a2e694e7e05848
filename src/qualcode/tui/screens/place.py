"""What the places of readings and of writing share: the fixed lines, undo, one line to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Static

from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.tui.alone import alone
from qualcode.tui.commands import Command, bindings, call, footer_commands, takes_letters
from qualcode.tui.layout.grid import ended
from qualcode.tui.places import has_key
from qualcode.tui.screens.asking import AskingScreen
from qualcode.tui.shown import study
from qualcode.tui.sparing import spare
from qualcode.tui.widgets.lines import Footer, TopLine
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.widget import Widget

    from qualcode.model.changes import Change
    from qualcode.tui.widgets.passages import Entry
    from qualcode.tui.workbench import Workbench

_AROUND = 5
"""Cells of the line that are not its sentence: the air on both sides, and one to spare."""
NARROW = 96
"""Cells below which the passages give way; Enter shows them over the rest."""
PLACES = ("code", "explore", "write")
GOING = (
    Command("undo", "u", "undo", N_("undo"), N_("undo your last action"), rank=85),
    Command("redo", "ctrl+r", "redo", N_("redo"), N_("do again what you undid")),
)


class FollowsWhose(AskingScreen):
    """Whose codings a place reads, as chosen where one codes, and how the top line says it."""

    def whose_chosen(self) -> study.Whose | None:
        """Return whose codings were chosen in the place where one codes; None before a choice."""
        chosen: study.Whose | None = self.app.whose  # type: ignore[attr-defined]  # our application's
        return chosen

    def say_whose(self, coder: str | None, *, several: bool) -> None:
        """Say on the top line whose codings are read here, where they are not one's own alone.

        Args:
            coder: their coder's name; None for the whole team's.
            several: whether the team has several coders; of one alone nothing need be said.
        """
        words = "" if coder == self.bench.project.coder or not (coder or several) else _("everyone’s codings")
        for top in self.query(TopLine):
            top.shown = _("{name}’s codings").format(name=coder) if words and coder else words


class PlaceScreen(FollowsWhose):
    """A place beside the one where one codes."""

    BINDINGS: ClassVar[list[Any]] = [*bindings(GOING), ("escape", "back", "")]
    PLACE: ClassVar[str]

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__()
        spare(self)
        self.bench = bench
        self.heard = 0
        """Changes heard of: an answer that took longer than one of them is stale."""
        self._said = ""

    def compose(self) -> ComposeResult:
        """Lay out the fixed lines around what the place shows."""
        yield Static(id="top-holder")
        yield from self.inside()
        yield Static(id="said", markup=False)
        yield Footer()

    def inside(self) -> ComposeResult:
        """Give what stands between the fixed lines."""
        raise NotImplementedError

    async def begin(self) -> None:
        """Hear of changes, and write the top line."""
        self.app.changes.subscribe(self, self._hear)  # type: ignore[attr-defined]  # our application's
        record = await self.bench.read(lambda: self.bench.project.study)
        language = self.app.language_sign()  # type: ignore[attr-defined]
        top = TopLine(record.title, self.PLACE, self.bench.project.coder, language, PLACES)
        await self.query_one("#top-holder").remove()
        await self.mount(top, before=0)
        await self._tell()

    def _hear(self, change: Change) -> None:
        self.heard += 1
        self.changed(change)
        alone(self, "telling", self._tell, change)

    async def _tell(self, change: Change | None = None) -> None:
        """Write what undo would undo; say what was just undone or done again."""
        now = await self.bench.read(study.standing, self.bench.project, change)
        footer, undone = self.query_one(Footer), change is not None and change.kind == "Undo"
        footer.undo_word = study.short_words(now.undo) if now.undo else ""
        footer.redo_word = study.short_words(now.meant) if undone and now.meant else ""
        if change is None or now.meant is None or not self.is_current:
            return
        words = _("Undone: {act}   ^r does it again") if change.kind == "Undo" else _("Done again: {act}   u undoes it")
        self.say(words.format(act=now.meant.words()))

    def changed(self, change: Change) -> None:
        """Hear what an action touched."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Fold the side panels where the window is small."""
        self.set_class(self.app.size.width < NARROW, "narrow")

    def say(self, sentence: str) -> None:
        """Say one line where every act is said."""
        self._said = sentence
        line, words = self.query_one("#said", Static), shown_line(sentence)
        line.set_class(cell_len(words) > line.content_size.width > 0, "long")
        line.update(Content(words))

    def say_written(self, sentence: str, path: Path) -> None:
        """Say that a file was written; of a folder too long for the line, its end.

        Where a key of pseudonyms lies beside the project, that its names were not looked for: the screen asks for no
        passphrase.

        Args:
            sentence: with `{file}` and `{folder}`.
            path: of the file.
        """
        if has_key(self.bench.project.label):
            unlooked = _("{file}: written, no name looked for in it; “qualcode pseudonyms check” does")
            self.say(unlooked.format(file=path.name))
            return
        bare = sentence.format(file=path.name, folder="")
        room = self.app.size.width - _AROUND - cell_len(shown_line(bare))
        self.say(sentence.format(file=path.name, folder=ended(shown_line(str(path.parent)), room)))

    def hush(self, sentence: str) -> None:
        """Take a sentence back, unless something else was said since."""
        if self._said == sentence:
            self.say("")

    async def done(self, act: Awaitable[Change]) -> Change | None:
        """Wait for an action; a refusal is said."""
        try:
            return await act
        except Refusal as refusal:
            self.say(str(refusal))
            return None

    async def action_undo(self) -> None:
        """Undo."""
        await self.done(self.bench.undo())

    async def action_redo(self) -> None:
        """Redo."""
        await self.done(self.bench.redo())

    def watch_focused(self, *_: object) -> None:
        """Show the commands in reach."""
        self.show_commands()

    def show_commands(self) -> None:
        """Write the commands in reach of the focus into the footer."""
        for footer in self.query(Footer):
            footer.typing = takes_letters(self.focused)
            footer.commands = tuple(footer_commands(self.focused or self))

    @on(Footer.Called)
    async def _called(self, event: Footer.Called) -> None:
        await call(event.action, self.focused or self)

    @on(TopLine.PlaceChosen)
    def _place_chosen(self, event: TopLine.PlaceChosen) -> None:
        self.app.action_place(event.place)  # type: ignore[attr-defined]  # our application's

    def focus_first(self, *choices: Widget) -> None:
        """Focus the first of some widgets that is shown."""
        for widget in choices:
            if widget.display and widget.focusable:
                widget.focus()
                return

    async def see(self, entry: Entry) -> None:
        """Go to a passage in its document, in the place where one codes."""
        self.app.action_place("code")  # type: ignore[attr-defined]
        opened = getattr(self.app.get_screen("code"), "open", None)
        if opened is not None and entry.document:
            await opened(entry.document, entry.start)
