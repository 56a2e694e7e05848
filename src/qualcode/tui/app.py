"""The application: opens a project, holds the workbench, pushes screens. It knows no record."""

from __future__ import annotations

import asyncio
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events, work
from textual.signal import Signal

from qualcode import settings
from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _, interface_language
from qualcode.tui import opening
from qualcode.tui.asked import LocationDialog, NameDialog, NewDialog
from qualcode.tui.busy import BusyApp
from qualcode.tui.commands import Command, bindings
from qualcode.tui.guided import GUIDES
from qualcode.tui.opening import Opened
from qualcode.tui.screens.small import SmallScreen
from qualcode.tui.widgets.jobs import WordLine
from qualcode.tui.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.changes import Change
    from qualcode.model.samples import Sample
    from qualcode.tui.screens.welcome import WelcomeScreen
    from qualcode.tui.shown.study import Whose

PLACES: Final = {
    "code": "qualcode.tui.screens.desk.coding:CodingScreen",
    "explore": "qualcode.tui.screens.explore:ExploreScreen",
    "write": "qualcode.tui.screens.outlining.outlining:OutliningScreen",
    "themes": "qualcode.tui.screens.board.themes:ThemesScreen",
    "people": "qualcode.tui.screens.people.people:PeopleScreen",
}
"""The places by name; each is imported when it is first gone to."""
OVER: Final = frozenset({"themes", "people"})
"""What stands over the place one comes from, and is left to it."""
# TRANSLATORS: words by which somebody looks for the list of participants; they are shown nowhere
PEOPLE: Final = N_(
    "participants, consent, ethics board, certificate, quotation, withdrawal, leave the study, real names, pseudonyms, "
    "anonymise, purge, erase"
)
IMPORTING: Final = "qualcode.tui.screens.bringing.importing:ImportScreen"
WELCOME: Final = "qualcode.tui.screens.welcome:WelcomeScreen"
UNLOCKING: Final = "qualcode.tui.unlocking:unlocked"
DEPARTING: Final = "qualcode.tui.departing:files_settled"
_SETTLED: Final = 3.0
"""Seconds after which a project that was opened is backed up: the first paint and the first keys go before."""
_KEEP: Final = 20.0
"""Seconds after which the place where one is is kept: what a lost connection costs."""


class QualcodeApp(BusyApp):
    """One project on the screen."""

    TITLE = "qualcode"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("place.code", "1", "place('code')", N_("code"), N_("go where one codes")),
        Command("place.explore", "2", "place('explore')", N_("explore"), N_("go where one explores")),
        Command("place.write", "3", "place('write')", N_("write"), N_("go where one writes")),
        Command(
            "place.themes", "4", "place('themes')", N_("themes"), N_("gather codes and passages under themes"), rank=84
        ),
        Command(
            "place.people", "5", "place('people')", N_("people"), N_("see who agreed to what; people who withdraw"),
            rank=84, also=PEOPLE,
        ),
        Command("import", "I", "import_files", N_("bring in"), N_("bring transcripts in"), rank=70),
        Command("project.other", "ctrl+o", "door", N_("projects"), N_("open another project, or make one")),
        *GUIDES,
    )  # fmt: skip
    BINDINGS: ClassVar[list[Any]] = bindings(COMMANDS_HERE)

    def __init__(
        self,
        project: Project | str | None = None,
        *,
        coder: str = "",
        incoming: Sequence[Path] = (),
        sample: Callable[[Project, Sample], None] | None = None,
    ) -> None:
        """Work on an open project, or ask at the door which.

        Args:
            project: open, or where it is; None for the door.
            coder: who codes in a project that is to be opened; nobody yet is asked for.
            incoming: transcripts to bring in at once.
            sample: fills an empty project with a sample study.

        Raises:
            Refusal: where that project cannot be opened.
        """
        super().__init__()
        self.changes: Signal[Change] = Signal(self, "changes")
        self.workbench: Workbench | None = None
        opened = opening.open_project(project, coder) if isinstance(project, str) else None
        if project is not None and not isinstance(project, str):
            opened = Opened(project)
        self._first = opened
        self._incoming = tuple(incoming)
        self._fill_sample = sample
        self.whose: Whose | None = None
        """Whose codings were chosen where one codes, for the other places; None before a choice."""
        self._word = ""
        if self._first is not None:
            self.workbench = Workbench(self._first.project, self.changes.publish, self.jobs)

    def on_mount(self) -> None:
        """Put the look on, and show the place where one codes, or the door."""
        self.dress()
        self.set_interval(_KEEP, lambda: _keep_place(self))
        self.call_later(self._begin)  # what is shown while the window is being mounted is painted twice

    def _begin(self) -> None:
        if isinstance(self.screen, SmallScreen):  # it comes back over what is shown
            self.pop_screen()
        if self._first is None:
            self.push_screen(_welcome())
        elif self._first.project.coder.strip():
            self._enter(self._first)
        else:
            self._enter_named(self._first)
        self.fit(self.size)

    # Places

    def action_place(self, place: str) -> None:
        """Go to one of the three places, or to the board over one; each is made once and keeps where one was in it."""
        if self.workbench is None:
            return
        new = not self.is_screen_installed(place)
        if new:
            self.install_screen(_loaded(PLACES[place])(self.workbench), place)
        while len(self.screen_stack) > 2:  # noqa: PLR2004 - Textual's own screen, and a place of ours
            self.pop_screen()
        if len(self.screen_stack) == 1 or place in OVER:
            self.push_screen(place)
        elif self.screen is not self.get_screen(place):
            self.switch_screen(place)
        if new and self._word:
            self.call_after_refresh(self.get_screen(place).mount, WordLine(self._word))

    def language_sign(self) -> str:
        """Return the interface's language for the top line."""
        return interface_language()

    async def reworded(self) -> None:
        """Make the places anew: in another language, under another name."""
        if self.workbench is None:
            self.switch_screen(_welcome())
            return
        if self.preferences.coder:
            self.workbench.project.coder = self.preferences.coder
        self.workbench.keep_place()
        await self._clear_places()
        self.action_place("code")

    async def _clear_places(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        for place in PLACES:
            if self.is_screen_installed(place):
                screen = self.get_screen(place)
                self.uninstall_screen(place)
                if screen.is_running:
                    await screen.remove()

    # The door

    def action_door(self) -> None:
        """Show the projects there are."""
        if not isinstance(self.screen, _loaded(WELCOME)):
            self.push_screen(_welcome())

    def on_welcome_screen_wanted(self, event: WelcomeScreen.Wanted) -> None:
        """Do what was chosen at the door."""
        if event.what == "back":
            if self.workbench is not None:
                self.pop_screen()
            return
        self._go_through(event.what, event.location)

    @work(exclusive=True, group="door")
    async def _go_through(self, what: str, location: str) -> None:
        """Open, make or try, as was asked; whatever is refused is said at the door."""
        became = ""
        if self.workbench is not None:
            if what == "open" and location == self.workbench.project.label:
                self.action_place("code")  # it is open already
                return
            became = await _loaded(DEPARTING)(self, self.workbench.project.label)
            if became is None:
                return
        try:
            opened = await self._opened(what, location)
        except Refusal as refusal:
            self.tell(str(refusal))
            return
        if opened is None:
            return
        await self._clear_places()
        await asyncio.to_thread(self.let_go)
        self.workbench, self.whose = Workbench(opened.project, self.changes.publish, self.jobs), None
        self._enter(opened)
        if what == "new":
            self.action_import_files()
        if became:
            self.screen.call_after_refresh(self.tell, became)  # once the place is laid out

    async def _opened(self, what: str, location: str) -> Opened | None:
        """Ask what must be asked, then open off the screen's thread."""
        if what == "sample":
            if self._fill_sample is None:
                return None
            return await self.at_work(_("preparing the sample study"), opening.sample_project, self._fill_sample)
        if what == "new":
            study = await self.push_screen_wait(NewDialog(Path.cwd()))
            if study is None:
                return None
            return await self.at_work(_("making the project"), opening.make_project, study, await self._coder())
        place = location or await self.push_screen_wait(LocationDialog())
        place = place if not place or "://" in place else str(opening.typed_path(place))
        if not place or not await _loaded(UNLOCKING)(self, place):
            return None
        return await self.at_work(_("opening"), opening.open_project, place, await self._coder())

    async def _coder(self) -> str:
        """Return who codes, asked for once."""
        known = opening.coder_known()
        if known:
            return known
        named = await self.push_screen_wait(NameDialog()) or ""
        if named:
            self.preferences = settings.with_coder(named)
        return named

    @work(exclusive=True, group="door")
    async def _enter_named(self, opened: Opened) -> None:
        opened.project.coder = await self._coder()
        self._enter(opened)

    def _enter(self, opened: Opened) -> None:
        """Show an open project."""
        self._word = opened.word
        self.action_place("code")
        self.call_after_refresh(opening.remember, opened.project.label)
        self.set_timer(_SETTLED, lambda: self.run_worker(_backed_up(self), group="backup"))
        if self._incoming:
            incoming, self._incoming = self._incoming, ()
            self._import(incoming, at_once=True)

    # Transcripts

    def action_import_files(self) -> None:
        """Show the screen where transcripts come in."""
        self._import(())

    def _import(self, paths: Sequence[Path], *, at_once: bool = False) -> None:
        if self.workbench is not None and not isinstance(self.screen, _loaded(IMPORTING)):
            self.push_screen(_loaded(IMPORTING)(self.workbench, paths, at_once=at_once))

    def on_import_screen_finished(self, event: Any) -> None:  # noqa: ANN401 - its class is not loaded before it is needed
        """Go back to the coding, and say there what came in."""
        self.action_place("code")
        if event.sentence:
            self.tell(event.sentence)

    def on_paste(self, event: events.Paste) -> None:
        """Take files and folders that are dropped on the window, as terminals paste their paths."""
        paths = opening.pasted_paths(event.text)
        if paths:
            self._import(paths)

    # Work under way, and the end

    async def action_quit(self) -> None:
        """Leave; what is being written is finished, and the project closed, by `let_go` once the window is gone."""
        self.leaving = True
        self.jobs.stop_all()
        self.exit()

    def let_go(self) -> None:
        """Finish what is being written and close the project."""
        if self.workbench is not None:
            self.workbench.close()


def _keep_place(app: QualcodeApp) -> None:
    if app.workbench is not None:
        app.workbench.keep_place()


async def _backed_up(app: QualcodeApp) -> None:
    """Back the project up where it changed since the last time; say so where that fails."""
    try:
        if app.workbench is not None:
            await app.workbench.back_up()
    except Refusal as refusal:
        app.tell(str(refusal))


def _welcome() -> WelcomeScreen:
    screen: WelcomeScreen = _loaded(WELCOME)(opening.recent_projects(Path.cwd()))
    return screen


def _loaded(place: str) -> Any:  # noqa: ANN401 - a class of screen
    module, _colon, name = place.partition(":")
    return getattr(import_module(module), name)
