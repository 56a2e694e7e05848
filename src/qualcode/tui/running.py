"""Long work on the screen: how far each is, and that somebody wants it to stop. It knows no widget."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from qualcode.model.errors import StillComingIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.errors import Refusal


class Job:
    """A long piece of work; the thread that does it tells, the screen looks when it likes."""

    def __init__(self, words: str, *, one_step: bool = False, meanwhile: type[Refusal] = StillComingIn) -> None:
        """Begin now, under these words; `one_step` where it writes acts that undo takes back as one.

        Args:
            words: what the line says of it.
            one_step: whether nothing is undone until it ends.
            meanwhile: what undo is answered until then.
        """
        self.words = words
        self.one_step = one_step
        self.meanwhile = meanwhile
        self.done = 0
        self.total = 0
        self.label = ""
        self.begun = time.monotonic()
        self._stop = threading.Event()

    def step(self, done: int, total: int, label: str) -> None:
        """Hear that `done` of `total` pieces are finished, the current one being `label`."""
        self.done, self.total, self.label = done, total, label

    def cancelled(self) -> bool:
        """Tell whether the work should stop at the next whole piece."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask it to stop."""
        self._stop.set()


class Jobs:
    """What is under way, the latest last."""

    def __init__(self, told: Callable[[], None] | None = None) -> None:
        """Tell somebody, on the screen's thread, that a job began or ended."""
        self.under_way: list[Job] = []
        self._told = told or (lambda: None)

    def begin(self, words: str, *, one_step: bool = False, meanwhile: type[Refusal] = StillComingIn) -> Job:
        """Begin a job.

        Args:
            words: what the line says of it.
            one_step: whether it writes acts that undo takes back as one: nothing is undone until it ends.
            meanwhile: what undo is answered until then.
        """
        job = Job(words, one_step=one_step, meanwhile=meanwhile)
        self.under_way.append(job)
        self._told()
        return job

    def end(self, job: Job) -> None:
        """Let a job go."""
        if job in self.under_way:
            self.under_way.remove(job)
            self._told()

    def amid_a_step(self) -> Job | None:
        """Return the job whose acts are one step for undo and still being written; None for none."""
        return next((job for job in self.under_way if job.one_step), None)

    def stop(self) -> bool:
        """Ask the latest job that goes on to stop; returns whether there was one."""
        for job in reversed(self.under_way):
            if not job.cancelled():
                job.stop()
                return True
        return False

    def stop_all(self) -> None:
        """Ask every job to stop."""
        for job in self.under_way:
            job.stop()
