"""The line that says what is under way and how far, over the footer, and how to stop it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import Static

from qualcode.model.messages import _
from qualcode.tui.figures import counted
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from qualcode.tui.running import Job

PATIENCE: Final = 0.2
"""Seconds a job may take before a line tells of it."""
_BAR: Final = 16


class JobLine(Static):
    """Shows the latest job."""

    DEFAULT_CSS = """
    JobLine {
        layer: job; dock: bottom; height: 1; width: 100%; padding: 0 2;
        background: $panel; color: $foreground; display: none;
    }
    JobLine.under-way { display: block; }
    """

    def show(self, job: Job | None) -> None:
        """Show a job that has lasted a while, or nothing."""
        told = job is not None and time.monotonic() - job.begun >= PATIENCE
        self.set_class(told, "under-way")
        if told and job is not None:
            self.update(job_words(job, max(self.app.size.width - 4, 20)))


class WordLine(Static):
    """Says on the first line, as long as it is so, what must be known of the project: that it can only be read."""

    DEFAULT_CSS = """
    WordLine { layer: job; dock: top; height: 1; width: 100%; padding: 0 2; color: $warning; background: $panel; }
    """

    def __init__(self, words: str) -> None:
        """Say these words."""
        super().__init__(Content(shown_line(words)))


def job_words(job: Job, room: int) -> Content:
    """Word a job for so many cells: a bar where it can be told how far it is, what it is, how to stop it."""
    ending = _("stopping …") if job.cancelled() else _("Esc stops it")
    words = shown_line(f"{job.words}  {job.label}".rstrip())
    bar = ""
    if job.total:
        filled = min(_BAR * job.done // job.total, _BAR)
        bar = f"{'━' * filled}{'┄' * (_BAR - filled)} {counted(job.done)}/{counted(job.total)}  "
    left = max(room - cell_len(bar) - cell_len(ending) - 3, 4)
    if cell_len(words) > left:
        words = set_cell_size(words, left - 1) + "…"
    return Content.assemble((bar, "$accent"), words, "   ", (ending, "$dim"))
