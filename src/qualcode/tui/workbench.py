"""What every screen works with: one writer thread, readers beside it, and one road for what changed."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

from qualcode.model.errors import Refusal
from qualcode.tui.running import Jobs

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.coding.actions import Action
    from qualcode.coding.project import Project
    from qualcode.model.changes import Change
    from qualcode.tui.running import Job

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_PLACE: Final = "place-1"
"""The kind under which the project keeps where each coder was: nothing of the study, so no action."""


class Workbench:
    """Performs actions in order on one thread, asks questions on others, and publishes every Change."""

    def __init__(self, project: Project, publish: Callable[[Change], None], jobs: Jobs | None = None) -> None:
        """Work on an open project; `publish` is called on the screen's own thread."""
        self.project = project
        self.jobs = jobs or Jobs()
        self._publish = publish
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="qualcode-writer")
        self._readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="qualcode-reader")
        self._where: tuple[str, int] | None = None
        self._kept: tuple[str, int] | None = None
        self._closed = False

    async def perform(self, action: Action) -> Change:
        """Do an action; what it touched is published before this answers.

        Raises:
            Refusal: where a rule forbids it.
        """
        return await self._write(self.project.perform, action)

    async def undo(self) -> Change:
        """Undo this coder's latest action."""
        return await self._write(self.project.undo)

    async def redo(self) -> Change:
        """Do again what was undone last."""
        return await self._write(self.project.redo)

    async def _write(self, act: Callable[Given, Change], *given: Given.args, **named: Given.kwargs) -> Change:
        change = await self._ask(self._writer, act, *given, **named)
        self._publish(change)
        return change

    async def read(self, ask: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs) -> Answer:
        """Ask a question off the screen's thread."""
        return await self._ask(self._readers, ask, *given, **named)

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

    # Where one was: same document, same line on return

    def remember_place(self, document: str, caret: int) -> None:
        """Remember where one is; it costs nothing, and is kept in the project now and then and at the end."""
        self._where = (document, caret)

    def place(self) -> tuple[str, int] | None:
        """Return the document and the caret where this coder was; None at the first opening."""
        if self._where is None:
            self._where = self._kept = self._kept_place()
        return self._where

    def keep_place(self) -> None:
        """Write down, in the writer's turn, where one is, if one has moved."""
        if self._where not in {None, self._kept} and self.project.derived.keeps and not self._closed:
            self._kept = self._where
            self._writer.submit(self._write_place, self._where)

    def _kept_place(self) -> tuple[str, int] | None:
        try:
            found = self.project.derived.get(_PLACE, [self.project.coder])
            document, caret = json.loads(found[self.project.coder])
        except (Refusal, KeyError, ValueError, TypeError):
            return None
        return (document, caret) if isinstance(document, str) and isinstance(caret, int) else None

    def _write_place(self, where: tuple[str, int] | None) -> None:
        try:
            self.project.derived.put(_PLACE, {self.project.coder: json.dumps(where).encode()})
        except Refusal:
            self._kept = None  # a full disk, a database that went: the next time will do

    def close(self) -> None:
        """Wait for what is being written, then let the project go."""
        if self._closed:
            return
        self.jobs.stop_all()
        self.keep_place()
        self._closed = True
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self.project.close()
