"""Refusals about texts that are corrected after they came in."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.errors.names import NoSuch
from qualcode.model.errors.undoing import UndoConflict
from qualcode.model.messages import N_, NN_


class NothingRevised(Refusal):
    """The file says what the document says."""

    message = N_("{what}: the file holds the very text that the project has; there is nothing to revise")


class TooUnlike(Refusal):
    """The file holds another text."""

    message = N_(
        "{what}: only {percent} % of its words are in “{file}”: is it the right file? With --yes it takes the text’s "
        "place all the same"
    )


class NoSuchVersion(Refusal):
    """A document never had a text of that number."""

    message = NN_(
        "{what}: has one text only; there is no version {number}",
        "{what}: has {count} texts; there is no version {number}",
    )


class NoSuchUnsettled(NoSuch):
    """No passage that waits to be looked at bears the id."""

    message = N_("{what}: no such passage waits to be looked at; “qualcode revisions look” lists them")


class NotLost(Refusal):
    """A passage to be placed lies in the text."""

    message = N_("{what}: lies in the text; “qualcode revisions settle” says that it was looked at")


class NothingToPlace(Refusal):
    """What a lost passage belonged to is gone since."""

    message = N_("{what}: what lay there is gone from the project since; “qualcode revisions settle” lets it go")


class TextChanged(UndoConflict):
    """An action cannot be undone across a correction of the text."""

    message = N_(
        "{what}: cannot be undone: the text of “{document}” is another one by now, or passages came into it since; "
        "undo the later change first"
    )
