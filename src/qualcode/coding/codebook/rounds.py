"""Rounds of coding: each has a name and a start, and lasts to the start of the next one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_
from qualcode.model.practice import BEFORE_WORDS
from qualcode.storage.reading import names
from qualcode.storage.reading import rounds as reading
from qualcode.storage.texts import storable
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class StartRound(Action):
    """Name a round of coding that begins now, or began at `at` (ISO 8601 in UTC, as times are stored)."""

    words: ClassVar[str] = N_("start the round “{name}”")
    name: str
    note: str = ""
    at: str | None = None
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class EditRound(Action):
    """Give a round another name or note; None leaves it."""

    words: ClassVar[str] = N_("edit the round “{name}”")
    round: str
    new_name: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveRound(Action):
    """Remove a round: what was coded in it belongs to the one before."""

    words: ClassVar[str] = N_("remove the round “{name}”")
    round: str


@handles(StartRound)
def start_round(action: StartRound, work: Work) -> None:
    """Write the row of a round.

    Raises:
        NameTaken, ReservedRound, RoundTaken.
    """
    name = _free_name(work, action.name)
    at = action.at or work.now
    if at in reading.starts(work.connection):
        raise errors.RoundTaken(name)
    row = {
        "id": action.id,
        "name": name,
        "name_key": folded(name),
        "note": storable(action.note).strip(),
        "coder_id": work.coder,
        "started_at": at,
    }
    work.writer.insert("rounds", [row])
    work.say(name=name)


@handles(EditRound)
def edit_round(action: EditRound, work: Work) -> None:
    """Write what was changed of a round.

    Raises:
        NoSuchRound, NameTaken, ReservedRound.
    """
    row = _round(work, action.round)
    values: dict[str, Any] = {}
    if action.new_name is not None:
        name = _free_name(work, action.new_name, but=action.round)
        values = {"name": name, "name_key": folded(name)}
    if action.note is not None:
        values["note"] = storable(action.note).strip()
    if values:
        work.writer.update("rounds", [action.round], values)
    work.say(name=values.get("name", row["name"]))


@handles(RemoveRound)
def remove_round(action: RemoveRound, work: Work) -> None:
    """Remove the row of a round.

    Raises:
        NoSuchRound.
    """
    row = _round(work, action.round)
    work.writer.delete("rounds", [action.round])
    work.say(name=row["name"])


def _round(work: Work, identifier: str) -> dict[str, Any]:
    row = work.row("rounds", identifier)
    if row is None:
        raise errors.NoSuchRound(identifier)
    return row


def _free_name(work: Work, typed: str, but: str | None = None) -> str:
    """Return a name for a round that no other bears."""
    name = clean_name(typed)
    if folded(name) in BEFORE_WORDS:
        raise errors.ReservedRound(name)
    if names.with_name(work.connection, "rounds", name) not in {None, but}:
        raise errors.NameTaken(name)
    return name
