"""Where transcripts come in: files on the left, what was understood on the right before anything is written."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from qualcode.importers.reading import Batch, found_files
from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _, ngettext
from qualcode.tui import bringing
from qualcode.tui.bringing import IN, READY, REFUSED, Incoming
from qualcode.tui.commands import Command, bindings, call, footer_commands
from qualcode.tui.opening import typed_path
from qualcode.tui.screens.correcting import CorrectingScreen, FileList, VoiceList
from qualcode.tui.widgets.files import TranscriptTree
from qualcode.tui.widgets.lines import Footer
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from qualcode.tui.workbench import Workbench


class ImportScreen(CorrectingScreen):
    """Looks at files and brings them in; nothing is written before it is asked for."""

    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("import.all", "i,ctrl+s", "bring_in", N_("bring in"), N_("bring these files in"), rank=1),
        Command("import.path", "slash", "path", N_("path"), N_("type the path of a file or a folder"), rank=40),
        Command("import.back", "escape", "back", N_("back"), N_("go back to the coding"), rank=85),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(COMMANDS_HERE)
    CSS_PATH = "../styles/importing.tcss"

    class Finished(Message):
        """All that could come in has come in; `sentence` says what became of the files."""

        def __init__(self, sentence: str) -> None:
            """Say what."""
            super().__init__()
            self.sentence = sentence

    def __init__(self, bench: Workbench, paths: Sequence[Path] = (), *, at_once: bool = False) -> None:
        """Look at some files first; `at_once` brings them in without being asked."""
        super().__init__()
        self.bench = bench
        self._batch = Batch()
        self._first = tuple(paths)
        self._at_once = at_once
        self._turn = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Horizontal(id="workplace"):
            with Vertical(id="disk", classes="panel"):
                yield Static(_("Your files").upper(), classes="panel-title")
                yield Input(placeholder=_("a path, or drop a folder"), compact=True, id="path")
                yield TranscriptTree(Path.cwd())
            with Vertical(id="understood"):
                yield Static(_("What was understood").upper(), classes="panel-title")
                yield Static(id="nothing", markup=False)
                yield FileList(id="incoming", markup=False)
                with VerticalScroll(id="details", can_focus=False):
                    yield VoiceList(id="voices", markup=False)
                    yield Static(id="facts", markup=False)
        yield Static(id="said", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Stand on the files, and look at those that were named."""
        self.query_one(TranscriptTree).focus()
        self.show_files()
        if self._first:
            self.take(self._first)

    def on_unmount(self) -> None:
        """Let the reader of files go."""
        self._batch.close()

    def watch_focused(self, *_now: object) -> None:
        """Show the commands in reach."""
        for footer in self.query(Footer):
            footer.commands = tuple(c for c in footer_commands(self.focused or self) if c.id != "import")

    def say(self, sentence: str) -> None:
        """Say one line."""
        self.query_one("#said", Static).update(Content(shown_line(sentence)))

    @on(Footer.Called)
    async def _called(self, event: Footer.Called) -> None:
        await call(event.action, self.focused or self)

    # Looking at files

    @on(TranscriptTree.Taken)
    def _taken(self, event: TranscriptTree.Taken) -> None:
        self.take([event.path])

    @on(Input.Submitted, "#path")
    def _typed(self, event: Input.Submitted) -> None:
        if event.value.strip():
            event.input.clear()
            self.take([typed_path(event.value)])

    @work(group="look")
    async def take(self, paths: Sequence[Path]) -> None:
        """Look at files and folders, one after another, and list them."""
        async with self._turn:
            files = await self.bench.read(found_files, list(paths))
            job = self.bench.jobs.begin(_("looking at the files"))
            try:
                for number, path in enumerate(path for path in files if path not in self.incoming):
                    if job.cancelled():
                        break
                    job.step(number, len(files), path.name)
                    self.incoming[path] = await self.bench.read(
                        bringing.understand, self._batch, self.bench.project, path
                    )
                    self.show_files()
            finally:
                self.bench.jobs.end(job)
        if self._at_once and not job.cancelled():
            await self._bring_in()

    # Bringing in

    @work(group="bring-in")
    async def action_bring_in(self) -> None:
        """Bring in what is ready, a file at a time."""
        async with self._turn:
            await self._bring_in()

    async def _bring_in(self) -> None:
        ready = [file for file in self.incoming.values() if file.state == READY]
        if not ready and not self._at_once:
            self.say(_("Nothing to bring in yet: Enter takes a file, Space a folder."))
            return
        job = self.bench.jobs.begin(_("bringing in"))
        try:
            for number, file in enumerate(ready):
                if job.cancelled():
                    break
                job.step(number, len(ready), file.path.name)
                self.incoming[file.path] = await self._performed(file)
                self.show_files()
        finally:
            self.bench.jobs.end(job)
        self._say_result(stopped=job.cancelled())

    async def _performed(self, file: Incoming) -> Incoming:
        action = bringing.bring_in(file)
        if action is None:
            return file
        try:
            change = await self.bench.perform(action)
        except Refusal as refusal:
            return Incoming(file.path, REFUSED, told=str(refusal))
        return Incoming(file.path, IN, file.source, file.words, str(change.note("name", action.name)))

    def _say_result(self, *, stopped: bool) -> None:
        states = [file.state for file in self.incoming.values()]
        sentence = summary(states, stopped=stopped)
        self.say(sentence)
        if REFUSED not in states and not stopped:
            self.post_message(self.Finished(sentence))

    def action_path(self) -> None:
        """Type a path."""
        self.query_one("#path", Input).focus()

    def action_back(self) -> None:
        """Step back: from the path to the files, from the voices to their file, from here to the coding."""
        if isinstance(self.focused, Input):
            self.query_one(TranscriptTree).focus()
        elif isinstance(self.focused, VoiceList):
            self.query_one(FileList).focus()
        else:
            self.post_message(self.Finished(""))


def summary(states: Sequence[str], *, stopped: bool) -> str:
    """Say in one line what became of the files."""
    came = states.count(IN)
    parts = [ngettext("{count} document brought in", "{count} documents brought in", came).format(count=came)]
    if states.count(bringing.THERE):
        parts.append(_("{count} already there").format(count=states.count(bringing.THERE)))
    if states.count(REFUSED):
        parts.append(_("{count} refused").format(count=states.count(REFUSED)))
    if stopped:
        parts.append(_("stopped, whole files are kept"))
    return ", ".join(parts)
