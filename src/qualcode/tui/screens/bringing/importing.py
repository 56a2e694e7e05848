"""Where transcripts come in: files on the left, what was understood on the right before anything is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from qualcode.importers.reading import found_files
from qualcode.model.errors import Refusal
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.commands import Command, bindings, call, footer_commands
from qualcode.tui.opening import typed_path
from qualcode.tui.screens.bringing.correcting import ColumnList, Details, FileList, VoiceList
from qualcode.tui.screens.bringing.describing import TABLE_KEY, Describing
from qualcode.tui.screens.bringing.rereading import WAYS
from qualcode.tui.screens.place import PLACES
from qualcode.tui.shown import bringing, namesakes
from qualcode.tui.shown import described as described_by
from qualcode.tui.shown.aside import left_aside
from qualcode.tui.shown.bringing import IN, READY, REFUSED, TABLE, Incoming
from qualcode.tui.widgets.files import TranscriptTree
from qualcode.tui.widgets.keyline import KeyLine
from qualcode.tui.widgets.lines import Footer, TopLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from qualcode.coding.project import Project
    from qualcode.tui.running import Job
    from qualcode.tui.shown.namesakes import Namesakes
    from qualcode.tui.workbench import Workbench


class ImportScreen(Describing):
    """Looks at files and brings them in; nothing is written before it is asked for."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("import.all", "i,ctrl+s", "bring_in", N_("bring in"), N_("bring these files in"), rank=1),
        Command("import.path", "slash", "path", N_("path"), N_("type the path of a file or a folder"), rank=40),
        TABLE_KEY,
        *WAYS,
        Command("import.back", "escape", "back", N_("back"), N_("go back to the coding"), rank=85),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(COMMANDS_HERE)
    CSS_PATH = "../../styles/importing.tcss"

    class Finished(Message):
        """All that could come in has come in; `sentence` says what became of the files."""

        def __init__(self, sentence: str) -> None:
            """Say what."""
            super().__init__()
            self.sentence = sentence

    def __init__(self, bench: Workbench, paths: Sequence[Path] = (), *, at_once: bool = False) -> None:
        """Look at some files first; `at_once` brings them in without being asked."""
        super().__init__(bench)
        self._first = tuple(paths)
        self._at_once = at_once
        self._became = ""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static(id="top-holder")
        with Horizontal(id="workplace"):
            with Vertical(id="disk", classes="panel"):
                yield Static(_("Your files").upper(), classes="panel-title")
                yield Input(placeholder=_("a path, or drop a folder"), compact=True, id="path")
                yield TranscriptTree(Path.cwd())
            with Vertical(id="understood"):
                yield Static(_("What was understood").upper(), classes="panel-title")
                yield KeyLine(id="ways")
                yield Static(id="nothing", markup=False)
                yield FileList(id="incoming", markup=False)
                with Details(id="details", can_focus=False):
                    yield VoiceList(id="voices", markup=False)
                    yield ColumnList(id="columns", markup=False)
                    yield Static(id="facts", markup=False)
        yield Static(id="said", markup=False)
        yield Footer()

    async def _head(self) -> None:
        """Write the top line: into which project files come."""
        record = await self.bench.read(lambda: self.bench.project.study)
        language = self.app.language_sign()  # type: ignore[attr-defined]  # our application's
        top = TopLine(record.title, "", self.bench.project.coder, language, PLACES)
        if self.stays:
            await self.query_one("#top-holder").remove()
        if self.stays:
            await self.mount(top, before=0)

    def on_mount(self) -> None:
        """Stand on the files, and look at those that were named."""
        self.query_one(TranscriptTree).focus()
        self.show_files()
        self.run_worker(self._head(), group="head")
        if self._first:
            self.take(self._first)

    def watch_focused(self, *_now: object) -> None:
        """Show the commands in reach."""
        for footer in self.query(Footer):
            footer.commands = tuple(c for c in footer_commands(self.focused or self) if c.id != "import")

    @on(Footer.Called)
    async def _called(self, event: Footer.Called) -> None:
        await call(event.action, self.focused or self)

    @on(TopLine.PlaceChosen)
    def _place_chosen(self, event: TopLine.PlaceChosen) -> None:
        self.app.action_place(event.place)  # type: ignore[attr-defined]  # our application's

    # Looking at files

    @on(TranscriptTree.Taken)
    def _taken(self, event: TranscriptTree.Taken) -> None:
        self.take([event.path])

    @on(Input.Submitted, "#path")
    def _typed(self, event: Input.Submitted) -> None:
        if event.value.strip():
            event.input.clear()
            self.take([typed_path(event.value)])

    def take(self, paths: Sequence[Path]) -> None:
        """Look at files and folders, one after another, and list them."""
        # the application's worker: what was asked for at the start goes on in another place
        self.app.run_worker(self._take(paths), group="look")

    async def _take(self, paths: Sequence[Path]) -> None:
        async with self.in_turn():
            job = self.bench.jobs.begin(_("looking at the files"))
            try:
                await self._look(await self.bench.read(found_files, list(paths)), job)
                beside = await self.bench.read(left_aside, list(paths))
                if beside:
                    self.say(beside)
                await self.looked()
            finally:
                self.bench.jobs.end(job)
            if self._at_once and not job.cancelled():
                await self._bring_in()

    async def _look(self, files: Sequence[Path], job: Job) -> None:
        """Look at each file that is not listed, until somebody stops it or leaves it unasked for."""
        before = await self.bench.read(bringing.by_origin, self.bench.project)
        for number, path in enumerate(path for path in files if path not in self.incoming):
            if job.cancelled() or not (self.stays or self._at_once):
                break
            job.step(number, len(files), path.name)
            looked = await self.looked_at(path, before)
            self.dropped -= {file.path for file in looked}
            fresh = {file.path: file for file in looked if file.path not in self.incoming}
            self.incoming |= fresh
            self.show_more(list(fresh.values()))

    # Bringing in

    def action_bring_in(self) -> None:
        """Bring in what is ready, a file at a time; it goes on in whatever place one goes to."""
        self.app.run_worker(self._asked_for(), group="bring-in")

    async def _asked_for(self) -> None:
        async with self.in_turn():
            await self._bring_in()

    async def _bring_in(self) -> None:
        ready = [file for file in self.incoming.values() if file.state == READY]
        tables = any(file.state == TABLE for file in self.incoming.values())
        if not ready and not tables and not self._at_once:
            self.say(_("Nothing to bring in yet: Enter takes a file, Space a folder."))
            return
        before = await self.bench.read(namesakes.known, self.bench.project)
        job, batch = self.bench.jobs.begin(_("bringing in"), one_step=True), new_id()
        try:
            for number, file in enumerate(ready):
                if job.cancelled():
                    break
                job.step(number, len(ready), file.path.name)
                self.incoming[file.path] = await self._performed(file, batch)
                self.show_file(file.path)
            if not job.cancelled():
                await self.join_tables(batch)
        finally:
            self.bench.jobs.end(job)
        await self._finish(before, batch, stopped=job.cancelled())

    async def _performed(self, file: Incoming, batch: str) -> Incoming:
        original = await self.original(file)
        action = bringing.bring_in(file, original or b"")
        if action is None:
            return file
        if original is None:
            told = _("{file}: changed since it was looked at; leave it out, then take it again")
            return replace(file, state=REFUSED, source=None, told=told.format(file=file.path))
        try:
            change = await self.bench.perform(action, batch)
        except Refusal as refusal:
            return replace(file, state=REFUSED, source=None, told=str(refusal))
        return bringing.came_in(file, str(change.note("name", action.name)), action.id)

    async def _finish(self, before: Namesakes, batch: str, *, stopped: bool) -> None:
        """Say what became of the files; ask of names that now stand for several cases whether they are one person."""
        files, project = list(self.incoming.values()), self.bench.project
        for file in await self.bench.read(bringing.gone, project, files):
            if file.path in self.incoming:
                self.incoming[file.path] = file
                self.show_file(file.path)
        files = list(self.incoming.values())
        sentence = await self.bench.read(became, project, files, batch, stopped=stopped)
        self._tell(sentence)
        found = namesakes.fresh(before, await self.bench.read(namesakes.known, self.bench.project))
        if found and (self._at_once or not self.in_front):  # no question where nobody waits for one
            sentence = f"{sentence}. {namesakes.offered(found)}"
            self._tell(sentence)
        elif found:
            joined = await namesakes.ask(self.app, self.bench, found)
            sentence = f"{sentence}. {joined}" if joined else sentence
            self._tell(sentence)
        if all(file.state != REFUSED for file in files) and not stopped and self.in_front:
            self.post_message(self.Finished(sentence))

    def _tell(self, sentence: str) -> None:
        """Say what became of the files here, and in front where one has gone to another place."""
        self._became = sentence
        self.say(sentence)
        if not self.in_front:
            self.app.tell(sentence)  # type: ignore[attr-defined]  # our application's

    def action_path(self) -> None:
        """Type a path."""
        self.query_one("#path", Input).focus()

    def action_back(self) -> None:
        """Step back: from the path to the files, from the voices to their file, from here to the coding."""
        if isinstance(self.focused, Input):
            self.query_one(TranscriptTree).focus()
        elif isinstance(self.focused, VoiceList | ColumnList | Details):
            self.query_one(FileList).focus()
        else:
            self.post_message(self.Finished(self._became))


def became(project: Project, files: Sequence[Incoming], batch: str, *, stopped: bool) -> str:
    """Say in one line what became of the files, and where undo does not take them back as one.

    Args:
        project: where they went.
        files: as they are listed.
        batch: the import's.
        stopped: whether somebody stopped it.
    """
    states = [file.state for file in files if file.state != IN or file.fit is None]
    sentence = summary(states, stopped=stopped, described=described_by.sentences(files))
    if not bringing.in_parts(project, batch, len(files)):
        return sentence
    return _("{sentence}; undo takes them back in parts, as you worked meanwhile").format(sentence=sentence)


def summary(states: Sequence[str], *, stopped: bool, described: Sequence[str] = ()) -> str:
    """Say in one line what became of the files.

    Args:
        states: of the files that are no tables of attributes.
        stopped: whether somebody stopped it.
        described: what became of the tables.
    """
    came = states.count(IN)
    parts = [ngettext("{count} document brought in", "{count} documents brought in", came).format(count=came)]
    parts = [*(parts if came or not described else ()), *described]
    if states.count(bringing.GONE):
        parts.append(_("{count} taken out since").format(count=states.count(bringing.GONE)))
    if states.count(bringing.THERE):
        parts.append(_("{count} already there").format(count=states.count(bringing.THERE)))
    changed = states.count(bringing.CHANGED)
    if changed:
        parts.append(ngettext("{count} changed", "{count} changed", changed).format(count=changed))
    if states.count(REFUSED):
        parts.append(_("{count} refused").format(count=states.count(REFUSED)))
    if stopped:
        parts.append(_("stopped, whole files are kept"))
    return ", ".join(parts)
