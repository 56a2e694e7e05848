"""Leaving a project while files still come into it: wait for them, stop at a whole file, or stay."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from textual.widgets import Static

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog

if TYPE_CHECKING:
    from textual.worker import Worker

    from qualcode.tui.busy import BusyApp

IMPORTING: Final = frozenset({"look", "bring-in"})
"""Groups of the application's workers that look at files or bring them in."""
WAIT, STOP = "wait", "stop"
_CHOICES: Final = (
    (WAIT, N_("wait until they are in, then open the other")),
    (STOP, N_("stop: what is in stays whole, then open the other")),
    ("stay", N_("stay in this project")),
)
_LOOK: Final = 0.05
"""Seconds between two looks at whether the files are in."""


def coming_in(app: BusyApp) -> list[Worker[object]]:
    """Return the work that looks at files or brings them in, and is not over."""
    return [worker for worker in app.workers if worker.group in IMPORTING and not worker.is_finished]


async def files_settled(app: BusyApp, location: str) -> str | None:
    """Ask what becomes of files on their way into the project that is open, and see it done.

    Nothing is lost: each file is in whole or not at all, and the sentence that says which are is given back.

    Args:
        app: the window, the door in front.
        location: where the project that is open is.

    Returns:
        What became of the files, empty where none were coming in; None where the project is not to be left.
    """
    if not coming_in(app):
        return ""
    name = location.rsplit("/", 1)[-1].removesuffix(".qualcode")
    question = _("Files are still coming into “{project}”.").format(project=name)
    chosen = await app.push_screen_wait(ChooseDialog(question, [Choice(one, _(words)) for one, words in _CHOICES]))
    if chosen not in {WAIT, STOP}:
        return None
    door, waiting = app.screen, _("The other project opens once the files are in; Esc stops them at a whole file.")
    app.tell(waiting)
    while coming_in(app):
        if chosen == STOP:
            app.jobs.stop_all()
        await asyncio.sleep(_LOOK)
    if app.screen is not door:  # whoever went elsewhere meanwhile has thought better of it
        return None
    became = str(door.query_one("#said", Static).content)
    return "" if became == waiting else _("{project}: {sentence}").format(project=name, sentence=became)
