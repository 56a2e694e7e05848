"""Refusals about undo, redo and lost updates."""

from __future__ import annotations

from typing import ClassVar

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_, NN_


class NothingToUndo(Refusal):
    """No standing action of this coder."""

    message = N_("{what}: nothing of yours to undo")


class NothingToRedo(Refusal):
    """No undone action of this coder."""

    message = N_("{what}: nothing of yours to redo")


class StillComingIn(Refusal):
    """Files are being brought in: what undo would take back is not whole yet."""

    message = N_("{what}: files are still coming in; wait, or Esc stops them at a whole file")


class UndoConflict(Refusal):
    """Somebody changed a row since."""

    message: ClassVar[str | tuple[str, str]] = NN_(
        "{what}: cannot be undone: {count} of its rows was changed since; undo the later change first",
        "{what}: cannot be undone: {count} of its rows were changed since; undo the later changes first",
    )


class TooOldToUndo(Refusal):
    """The action was written by an earlier schema."""

    message = N_("{what}: made by an earlier version of qualcode; it can be read in the history, not undone")


class DocumentGone(Refusal):
    """A document was taken out of the study between the list it stood in and the look into it."""

    message = N_("{what}: taken out of the study meanwhile; nothing was changed, open another one")
    translated = ("what",)


class ChangedMeanwhile(Refusal):
    """A row was changed by somebody else between reading and writing."""

    message = N_("{what}: somebody else changed it meanwhile; look at it again and repeat")
