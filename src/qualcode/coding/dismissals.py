"""Warnings that somebody looked at and let stand, with the reason; a later reason takes the place of the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.work import choice, clean_name
from qualcode.model.dismissals import WARNINGS
from qualcode.model.errors import EmptyName
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.storage.reading import dismissals as reading
from qualcode.storage.texts import storable

if TYPE_CHECKING:
    from qualcode.coding.work import Work
    from qualcode.model.dismissals import Dismissal
    from qualcode.storage.engine import Database


@dataclass(frozen=True, slots=True)
class DismissWarning(Action):
    """Let a warning stand: `kind` is one of WARNINGS, `key` says what it is about."""

    words: ClassVar[str] = N_("let the warning about “{key}” stand")
    kind: str
    key: str
    reason: str


@handles(DismissWarning)
def dismiss(action: DismissWarning, work: Work) -> None:
    """Write the reason.

    Raises:
        EmptyName: where there is no reason, or nothing it is about.
        BadChoice: for a warning of another kind.
    """
    kind, key = choice(action.kind, WARNINGS), clean_name(action.key)
    reason = storable(action.reason).strip()
    if not reason:
        raise EmptyName(key)
    there = [one.id for one in reading.listed(work.connection) if (one.kind, one.key) == (kind, key)]
    told = {"reason": reason, "coder_id": work.coder, "created_at": work.now}
    if there:
        work.writer.update("dismissals", there, told)
    else:
        work.writer.insert("dismissals", [{"id": new_id(), "kind": kind, "key": key, **told}])
    work.say(key=key)


class DismissalReader:
    """Warnings that stand."""

    def __init__(self, database: Database) -> None:
        """Read from this database."""
        self._database = database

    def all(self) -> list[Dismissal]:
        """Return every warning that stands, the oldest first."""
        with self._database.reading() as connection:
            return reading.listed(connection)
