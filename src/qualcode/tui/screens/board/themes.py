"""The board of themes: the themes, what the one chosen claims and rests on, and the passages behind a line of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from qualcode.coding.themes.words import STATUSES, voices_words
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.alone import alone
from qualcode.tui.commands import Command, bindings
from qualcode.tui.figures import counted
from qualcode.tui.screens.board.resting_acts import RestingActs
from qualcode.tui.shown import study
from qualcode.tui.shown.board import OF_THEMES, OUTSIDE, Board, BoardReader
from qualcode.tui.shown.unanswered import NOTHING_CODED
from qualcode.tui.widgets.passages import Passages
from qualcode.tui.widgets.prose import Prose
from qualcode.tui.widgets.restlist import Gathered, RestList
from qualcode.tui.widgets.themelist import ThemeLine, ThemeList
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qualcode.model.changes import Change
    from qualcode.model.theming import Supported
    from qualcode.tui.shown.board import Line
    from qualcode.tui.workbench import Workbench

HERE: Final = (
    Command("themes.new", "n", "new_theme", N_("new theme"), N_("make a theme: its name and its claim"), rank=20),
    Command("themes.edit", "e", "edit_theme", N_("claim"), N_("change the name and the claim of the theme"), rank=21),
    Command("themes.add", "a", "add_codes", N_("add codes"), N_("put codes under the theme"), rank=9),
    Command("themes.memo", "m", "memo", N_("memo"), N_("write a memo on the theme"), rank=50),
    Command(
        "themes.history", "H", "history", N_("history"), N_("show what became of the theme, and who did it"), rank=51
    ),
    Command("undo", "u", "undo", N_("undo"), N_("undo your last action")),
    Command("redo", "ctrl+r", "redo", N_("redo"), N_("do again what you undid")),
)


NAMED, CELLS = 6, 10
"""Names of a kind of people that are told one by one at least, and a name more for so many cells."""


class ThemesScreen(RestingActs):
    """Themes on the left, the one chosen in the middle, the passages behind a line of it on the right."""

    PLACE = "themes"
    CSS_PATH = "../../styles/themes.tcss"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = HERE
    BINDINGS: ClassVar[list[Any]] = bindings(HERE)

    def __init__(self, bench: Workbench) -> None:
        """Work at a workbench."""
        super().__init__(bench)
        self.reader = BoardReader(bench.project)
        self._fresh = False

    def inside(self) -> ComposeResult:
        """Lay out the themes, the one chosen, and the passages."""
        with Horizontal(id="workplace"):
            with Vertical(id="column", classes="panel"):
                title, unit = _("Themes").upper(), _("passages")
                yield Static(f"{title}   {unit}", classes="panel-title", markup=False)
                yield ThemeList()
            with Vertical(id="theme"):
                yield Static(id="claim", markup=False)
                yield Static(id="voices", markup=False)
                yield RestList()
            with Vertical(id="side", classes="panel"):
                yield Static(id="count", classes="panel-title", markup=False)
                yield Gathered(id="passages")

    async def on_mount(self) -> None:
        """Read the board."""
        await self.begin()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh_board())
        self.refresh_board()

    # What is read

    def changed(self, change: Change) -> None:
        """Read anew what was touched; while another place is in front, once this one is seen again."""
        nouns = change.touched.keys() - {"memos", "reading_marks"}
        if nouns - OF_THEMES:
            self.reader.forget()
        if nouns:
            self._fresh = False
            if self.is_current:
                self.refresh_board()

    def on_screen_resume(self) -> None:
        """Read anew what went stale meanwhile, or is to be about somebody else."""
        if self.board is not None and (not self._fresh or self.shown != self._whose()):
            self.refresh_board()

    def _whose(self) -> study.Whose:
        """Return whose codings count: those chosen where one codes, the whole team's until then."""
        return self.whose_chosen() or study.Whose(None)

    def refresh_board(self) -> None:
        """Read the board as it is now."""
        alone(self, "board", self._read)

    async def _read(self) -> None:
        self.shown, heard, words = self._whose(), self.heard, _("Reading the study …")
        if self.board is None:
            self.say(words)
        self.board = await self.bench.read(self.reader.read, self.shown, dark=self.app.current_theme.dark)
        self._fresh = heard == self.heard
        self.hush(words)
        self.say_whose(self.shown.name, several=self.board.several)
        self._show(self.board)
        if self.focused is None:
            self.query_one(ThemeList).focus()

    # What is shown

    def _show(self, board: Board) -> None:
        """List the themes and what is under none, and open the one that was open."""
        lines = [
            ThemeLine(one.theme.id, one.theme.name, one.theme.status, one.passages) for one in board.theming.themes
        ]
        if self.open not in {line.id for line in lines} | {OUTSIDE}:
            place = self.query_one(ThemeList).highlighted or 0
            self.open = lines[min(place, len(lines) - 1)].id if lines else OUTSIDE
        self.query_one(ThemeList).show([*lines, ThemeLine(OUTSIDE, "", "", board.outside)], self.open)
        self._show_theme()

    def _show_theme(self) -> None:
        """Show what the open theme claims, who speaks in it, and what it rests on."""
        if self.board is None:
            return
        one = self.board.theme(self.open)
        self.query_one("#claim", Static).update(Prose(_heading(one) if one else self._outside()))
        self.query_one("#voices", Static).update(Prose(self._voices(one)))
        nothing = _("Nothing under this theme yet: a puts codes under it.") if one else ""
        self.query_one(RestList).show(self.board.lines.get(self.open, ()), nothing)

    def _outside(self) -> Content:
        """Say what is under no theme, or what to do where there is none yet."""
        board = self.board
        if board is None or not board.coded:
            words = _(NOTHING_CODED)
        elif not board.theming.themes:
            words = _("No theme yet: n makes one, with what it claims in a sentence; then a puts codes under it.")
        elif not board.outside:
            words = _("Every code that was applied, and every starred passage, is under a theme.")
        else:
            words = _("What no theme rests on yet: t puts a line under one.")
        return Content.assemble((_("Under no theme"), "bold"), "\n", (words, "$dim"))

    def _voices(self, one: Supported | None) -> Content:
        if one is None or self.board is None:
            return Content("")
        count = ngettext("{count} passage", "{count} passages", one.passages).format(count=counted(one.passages))
        most = max(NAMED, self.query_one("#voices").size.width // CELLS)
        speaking, *others = voices_words(one, self.board.theming, self.board.cases, most) or [""]
        lines = ["   ".join(filter(None, (count, speaking))), *others]
        return Content.styled("\n".join(map(shown_line, lines)), "$dim")

    @on(ThemeList.ThemeMeant)
    def _theme_meant(self, event: ThemeList.ThemeMeant) -> None:
        if event.theme and event.theme != self.open:
            self.open = event.theme
            self.query_one(RestList).unmark()
            self._show_theme()

    @on(RestList.LineMeant)
    def _line_meant(self, event: RestList.LineMeant) -> None:
        alone(self, "behind", self._passages, event.line)

    async def _passages(self, line: Line | None) -> None:
        """List the passages behind a line."""
        codings = line.codings if line else ()
        entries = await self.bench.read(self.reader.entries, codings)
        heading = _("Excerpts").upper()
        self.query_one("#count", Static).update(f"{heading}  {counted(len(codings))}" if line else "")
        self.query_one(Passages).show(entries)

    # Going about

    @on(ThemeList.ThemeChosen)
    def _theme_chosen(self) -> None:
        rests = self.query_one(RestList)
        if rests.meant is None:
            self.say(_("Nothing under this theme yet: a puts codes under it."))
        else:
            rests.focus()

    @on(RestList.LineChosen)
    async def _line_chosen(self, event: RestList.LineChosen) -> None:
        """Go to the passages of a code; to a single passage in its document."""
        if event.line.coding:
            for entry in await self.bench.read(self.reader.entries, (event.line.coding,)):
                await self.see(entry)
        elif event.line.codings:
            self.add_class("unfolded")
            self.query_one(Passages).focus()
        else:
            self.say(_("No passage has this code yet."))

    @on(Passages.PassageChosen)
    async def _passage_chosen(self, event: Passages.PassageChosen) -> None:
        await self.see(event.entry)

    def action_back(self) -> None:
        """Step back: from the passages to the lines, from these to the themes, from there to the place before."""
        self.remove_class("unfolded")
        if isinstance(self.focused, Gathered):
            self.query_one(RestList).focus()
        elif isinstance(self.focused, RestList):
            if not self.query_one(RestList).unmark():
                self.query_one(ThemeList).focus()
        else:
            self.app.pop_screen()


def _heading(one: Supported) -> Content:
    """Write what a theme is called and claims."""
    theme = one.theme
    claim = shown_line(theme.claim) or _("No claim yet: e words it.")
    status = _(STATUSES[theme.status])
    return Content.assemble(
        (shown_line(theme.name), "bold"), (f"   {status}", "$accent" if theme.status == "kept" else "$faint"), "\n",
        (claim, "" if theme.claim else "$dim"),
    )  # fmt: skip
