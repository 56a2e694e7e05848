"""Work under way on the window: a line tells how far it is, Escape stops it, and no key waits for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, Final, ParamSpec, TypeVar

from textual.binding import Binding
from textual.screen import ModalScreen, Screen

from qualcode.tui.guided import GuidedApp
from qualcode.tui.running import Jobs
from qualcode.tui.widgets.jobs import JobLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_TICK: Final = 0.1
"""Seconds between two looks at how far the work is."""


class BusyApp(GuidedApp):
    """A window that tells of long work."""

    BINDINGS: ClassVar[list[Any]] = [Binding("escape", "stop_job", show=False, priority=True)]

    def __init__(self) -> None:
        """Have nothing to do yet."""
        super().__init__()
        self.jobs = Jobs(self._jobs_told)
        self._ticking: Timer | None = None

    async def at_work(
        self, words: str, act: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        """Do something off the screen's thread, told of by a line."""
        job = self.jobs.begin(words)
        try:
            return await asyncio.to_thread(act, *given, **named)
        finally:
            self.jobs.end(job)

    def _jobs_told(self) -> None:
        if self._ticking is None and self.jobs.under_way:
            self._ticking = self.set_interval(_TICK, self._show_job)

    def _show_job(self) -> None:
        if not self.screen_stack:  # the application is leaving: a last tick may still come
            return
        job = self.jobs.under_way[-1] if self.jobs.under_way else None
        lines = self._in_front().query(JobLine)
        if job is None:
            self._hide_jobs()
        elif lines:
            lines.first().show(job)
        else:
            self._in_front().mount(JobLine())

    def _hide_jobs(self) -> None:
        for screen in self.screen_stack:
            for line in screen.query(JobLine):
                line.show(None)
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def _in_front(self) -> Screen[Any]:
        """Return the screen under the dialogs."""
        return next((each for each in reversed(self.screen_stack) if not isinstance(each, ModalScreen)), self.screen)

    def action_stop_job(self) -> None:
        """Ask the work under way to stop at the next whole piece."""
        self.jobs.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Escape stop work only while there is some and no dialog asks for it."""
        if action == "stop_job":
            going_on = any(not job.cancelled() for job in self.jobs.under_way)
            return going_on and self.screen is self._in_front()
        return super().check_action(action, parameters)
