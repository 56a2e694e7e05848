"""What every screen works with: one writer thread, readers beside it, and one road for what changed."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.coding.actions import Action
    from qualcode.coding.project import Project
    from qualcode.model.changes import Change

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Workbench:
    """Performs actions in order on one thread, asks questions on others, and publishes every Change."""

    def __init__(self, project: Project, publish: Callable[[Change], None]) -> None:
        """Work on an open project; `publish` is called on the screen's own thread."""
        self.project = project
        self._publish = publish
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="qualcode-writer")
        self._readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="qualcode-reader")

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

    @staticmethod
    async def _ask(
        pool: ThreadPoolExecutor, ask: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        return await asyncio.wrap_future(pool.submit(ask, *given, **named))

    def close(self) -> None:
        """Wait for what is being written, then let the project go."""
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self.project.close()
