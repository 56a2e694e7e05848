"""What every screen works with: one writer thread, readers beside it, and one road for what changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

from qualcode.model.errors import Refusal
from qualcode.model.messages import _, speak_as
from qualcode.model.practice import words_of
from qualcode.tui.opened_key import OpenedKey
from qualcode.tui.running import Jobs
from qualcode.words.folding import folded
from qualcode.words.matching import Halt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qualcode.coding.actions import Action
    from qualcode.coding.project import Project
    from qualcode.coding.steps import Together
    from qualcode.model.changes import Change
    from qualcode.tui.running import Job

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_PLACE: Final = "place-2"
"""The kind under which the project keeps where each coder was in each document: nothing of the study, so no action."""

_LAST: Final = "last"
"""Beside the carets by document: the document that was open last."""


class Workbench:
    """Performs actions in order on one thread, asks questions on others, and publishes every Change."""

    def __init__(self, project: Project, publish: Callable[[Change], None], jobs: Jobs | None = None) -> None:
        """Work on an open project; `publish` is called on the screen's own thread."""
        self.project = project
        speak_as(words_of(project.approach.named()))
        self.jobs = jobs or Jobs()
        self._publish = publish
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="qualcode-writer")
        self._readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="qualcode-reader")
        self._searching = ThreadPoolExecutor(max_workers=1, thread_name_prefix="qualcode-search")
        self._halts: set[Halt] = set()
        self._document = ""
        self._carets: dict[str, int] = {}
        self._moved: dict[str, int] = {}
        self._closed = False
        self._writing: set[asyncio.Task[Change]] = set()
        self.key = OpenedKey(project.label)
        """The key of pseudonyms beside the project, for every place alike: opened once, shut once."""
        self.unfinished: dict[str, dict[str, str]] = {}
        """What is being typed and not yet kept in the study, by what it is on and by field."""

    async def perform(self, action: Action | Together, batch: str = "") -> Change:
        """Do an action; what it touched is published before this answers.

        Args:
            action: what to do; or several acts that are done together, with no other act between them.
            batch: an id shared by actions that are one step for undo and redo; empty for one that stands by itself.

        Raises:
            Refusal: where a rule forbids it.
        """
        return await self._write(self.project.perform, action, batch=batch)

    async def undo(self) -> Change:
        """Undo this coder's latest action, with the others of its batch.

        Raises:
            StillComingIn, StillReplacing: that batch is still being written.
        """
        _no_half_step(self.jobs, _("undo"))
        return await self._write(self.project.undo)

    async def redo(self) -> Change:
        """Do again what was undone last; refused as undo is."""
        _no_half_step(self.jobs, _("redo"))
        return await self._write(self.project.redo)

    async def _write(self, act: Callable[Given, Change], *given: Given.args, **named: Given.kwargs) -> Change:
        """Write and publish in a task of its own: whoever waits may go, what is written is still heard of."""
        task = asyncio.ensure_future(self._written(act, *given, **named))
        self._writing.add(task)  # the loop itself keeps no task alive
        task.add_done_callback(self._writing.discard)
        return await asyncio.shield(task)

    async def _written(self, act: Callable[Given, Change], *given: Given.args, **named: Given.kwargs) -> Change:
        change = await self._ask(self._writer, act, *given, **named)
        self._publish(change)
        return change

    async def read(self, ask: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs) -> Answer:
        """Ask a question off the screen's thread."""
        return await self._ask(self._readers, ask, *given, **named)

    async def search(
        self, ask: Callable[Concatenate[Halt, Given], Answer], *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        """Look through all texts, one search at a time and beside all other questions; whoever goes stops it.

        Args:
            ask: the search; its first argument stops what it waits for.
            given: its other arguments.
            named: its other arguments by name.
        """
        halt = Halt()
        self._halts.add(halt)
        try:
            return await self._ask(self._searching, ask, halt, *given, **named)
        finally:
            self._halts.discard(halt)
            halt.stop()

    async def run(
        self, words: str, ask: Callable[Concatenate[Job, Given], Answer], *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        """Do long work off the screen's thread: its first argument is the Job it tells how far it is.

        Args:
            words: what the line says of it meanwhile.
            ask: the work; it looks at `job.cancelled()` between whole pieces.
            given: its other arguments.
            named: its other arguments by name.
        """
        job = self.jobs.begin(words)
        try:
            return await self._ask(self._readers, ask, job, *given, **named)
        finally:
            self.jobs.end(job)

    async def _ask(
        self, pool: ThreadPoolExecutor, ask: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        if self._closed:
            raise asyncio.CancelledError  # the project is let go: whoever asks is on the way out too
        return await asyncio.wrap_future(pool.submit(ask, *given, **named))

    async def back_up(self) -> None:
        """Make a backup where something was done since the last one.

        Raises:
            Refusal: where no sound copy could be made.
        """
        await self.read(self.project.care.back_up_if_changed)

    # Where one was: same document, same line on return

    def remember_place(self, document: str, caret: int) -> None:
        """Remember where one is; it costs nothing, and is kept in the project now and then and at the end."""
        self._document = document
        self._moved[document] = self._carets[document] = caret

    def place(self) -> tuple[str, int] | None:
        """Return the document and the caret where this coder was; None at the first opening."""
        if not self._document:
            self._document = self._kept(_LAST, str) or ""
        return (self._document, self.caret(self._document)) if self._document else None

    def caret(self, document: str) -> int:
        """Return where this coder was in a document, 0 at its first opening."""
        if document not in self._carets:
            self._carets[document] = self._kept(document, int) or 0
        return self._carets[document]

    def keep_place(self) -> None:
        """Write down, in the writer's turn, where one is, if one has moved."""
        if self._moved:
            moved, self._moved = self._moved, {}
            self.write_aside(self._write_place, moved, self._document)

    def write_aside(self, write: Callable[Given, None], *given: Given.args, **named: Given.kwargs) -> None:
        """Write in the writer's turn what is no action; nobody waits, and a project only read is left as it is."""
        if self.project.derived.keeps and not self._closed:
            self._writer.submit(write, *given, **named)

    def _place_key(self, document: str) -> str:
        return coder_key(self.project.coder, document)

    def _kept(self, document: str, kind: type[Answer]) -> Answer | None:
        try:
            key = self._place_key(document)
            found = json.loads(self.project.derived.get(_PLACE, [key])[key])
        except (Refusal, KeyError, ValueError):
            return None
        return found if isinstance(found, kind) else None

    def _write_place(self, moved: Mapping[str, int], last: str) -> None:
        try:
            contents = {self._place_key(where): json.dumps(caret).encode() for where, caret in moved.items()}
            self.project.derived.put(_PLACE, {**contents, self._place_key(_LAST): json.dumps(last).encode()})
        except Refusal:  # a full disk, a database that went: the next time will do
            self._moved = {**moved, **self._moved}

    def close(self) -> None:
        """Wait for what is being written, then let the project go."""
        if self._closed:
            return
        self.jobs.stop_all()
        self.keep_place()
        self._closed = True
        for halt in self._halts:
            halt.stop()
        self._searching.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self.project.close()


def coder_key(coder: str, what: str) -> str:
    """Return the key of what one coder left at a document, a memo or a code: whatever they are called, it is short."""
    return f"{hashlib.sha256(folded(coder).encode()).hexdigest()}:{what}"


def _no_half_step(jobs: Jobs, what: str) -> None:
    """Refuse what would take back one part of a step while the other still comes."""
    job = jobs.amid_a_step()
    if job is not None:
        raise job.meanwhile(what)
