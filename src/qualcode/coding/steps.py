"""What becomes a row of the journal: an act that is done, or one that is turned back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.model.ids import new_id
from qualcode.storage import journal
from qualcode.storage.schema import REVISION, UNDOABLE

if TYPE_CHECKING:
    from collections.abc import Callable

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
