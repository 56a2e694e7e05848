"""What becomes a row of the journal: an act that is done, or one that is turned back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.coding.actions import handler_of
from qualcode.model.ids import new_id
from qualcode.storage import journal
from qualcode.storage.schema import REVISION, UNDOABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from qualcode.coding.actions import Action
    from qualcode.coding.work import Work
    from qualcode.storage.journal import Act


@dataclass(frozen=True, slots=True)
class Step:
    """An act that is about to be written, with what the journal says of it."""

    kind: str
    act: Callable[[Work], None]
    arguments: dict[str, Any] = field(default_factory=dict)
    identifier: str = field(default_factory=new_id)
    undoes: str | None = None
    batch: str | None = None

    def written(self, work: Work) -> Work:
        """Do it, and record it where it wrote or erased anything; return what it was done with."""
        self.act(work)
        if work.writer.rows or work.erased:
            arguments = {**self.arguments, **_journalled(work.notes)}
            said = (self.identifier, work.now, work.coder, self.kind, arguments, REVISION, self.undoes, self.batch)
            journal.record(work.writer, journal.Entry(*said))
        return work


@dataclass(frozen=True, slots=True)
class Together:
    """Acts that are written in one transaction, whole or not at all, and are one step for undo and redo."""

    acts: Callable[[Connection], Iterator[Action]]
    """Gives each act once those before it are written, and so reads what they left; what it refuses takes all back.

    It gives at least one, or refuses.
    """


def doing(action: Action, identifier: str = "", batch: str = "") -> Step:
    """Return the step that does an action.

    Args:
        action: what is done.
        identifier: of the journal row; a new one where none is given.
        batch: an id shared by acts that are one step for undo; empty for one that stands by itself.
    """
    handler = handler_of(action)
    kind, arguments = type(action).__name__, action.arguments()
    return Step(kind, lambda work: handler(action, work), arguments, identifier or new_id(), batch=batch or None)


def turning_back(kind: str, target: Act, what: str) -> Step:
    """Return the step that takes an act of the journal back; it belongs to the batch of what it takes back.

    Args:
        kind: an undo or a redo.
        target: what is taken back.
        what: it in words, with all of its batch, for a refusal.
    """
    return Step(
        kind,
        lambda work: journal.revert(work.writer, target.id, UNDOABLE, what),
        undoes=target.id,
        batch=target.batch,
    )


def _journalled(notes: dict[str, object]) -> dict[str, object]:
    """Keep in the journal what is short: names and counts, not lists."""
    return {name: note for name, note in notes.items() if isinstance(note, str | int | float)}
