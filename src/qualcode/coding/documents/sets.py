"""Named sets: ways of listing documents that the team keeps; saved, renamed, put in another place, removed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.work import clean_name
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.listing import DocumentSet, Listing
from qualcode.model.messages import N_
from qualcode.storage.reading import document_states as reading
from qualcode.storage.texts import storable
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class SaveDocumentSet(Action):
    """Keep a way of listing documents under a name; under the name of a set that is there, in its place."""

    words: ClassVar[str] = N_("save the set “{name}”")
    name: str
    wanted: str
    """The listing as JSON, as `Listing.written` gives it."""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class RenameDocumentSet(Action):
    """Give a set another name."""

    words: ClassVar[str] = N_("rename the set “{name}” to “{new_name}”")
    document_set: str
    new_name: str


@dataclass(frozen=True, slots=True)
class MoveDocumentSet(Action):
    """Put a set at another place among the sets: the number that takes it goes with the place."""

    words: ClassVar[str] = N_("move the set “{name}”")
    document_set: str
    position: int
    """From 0; beyond either end, that end."""


@dataclass(frozen=True, slots=True)
class RemoveDocumentSet(Action):
    """Forget a set; its documents stay."""

    words: ClassVar[str] = N_("remove the set “{name}”")
    document_set: str


def _known(work: Work, identifier: str) -> DocumentSet:
    """Return the set of an id.

    Raises:
        NoSuchSet: where it is gone.
    """
    known = reading.sets(work.connection)
    for one in known:
        if one.id == identifier:
            return one
    raise errors.NoSuchSet(identifier, names=", ".join(one.name for one in known))


def _called(work: Work, name: str) -> DocumentSet | None:
    return next((one for one in reading.sets(work.connection) if folded(one.name) == folded(name)), None)


@handles(SaveDocumentSet)
def save_document_set(action: SaveDocumentSet, work: Work) -> None:
    """Write a set, last in order, or another listing for the one of that name."""
    name, wanted = clean_name(action.name), storable(Listing.read(action.wanted).written())
    known = _called(work, name)
    if known is not None:
        work.writer.update("document_sets", [known.id], {"wanted": wanted})
    else:
        position = max((one.position for one in reading.sets(work.connection)), default=-1) + 1
        row: dict[str, Any] = {"id": action.id, "name": name, "name_key": folded(name)}
        work.writer.insert("document_sets", [{**row, "wanted": wanted, "position": position}])
    work.say(name=name)


@handles(RenameDocumentSet)
def rename_document_set(action: RenameDocumentSet, work: Work) -> None:
    """Write a set's new name.

    Raises:
        NoSuchSet, NameTaken.
    """
    known, name = _known(work, action.document_set), clean_name(action.new_name)
    taken = _called(work, name)
    if taken is not None and taken.id != known.id:
        raise errors.NameTaken(name)
    work.writer.update("document_sets", [known.id], {"name": name, "name_key": folded(name)})
    work.say(name=known.name)


@handles(MoveDocumentSet)
def move_document_set(action: MoveDocumentSet, work: Work) -> None:
    """Write the order of the sets.

    Raises:
        NoSuchSet: where it is gone.
    """
    known = _known(work, action.document_set)
    order = [one.id for one in reading.sets(work.connection) if one.id != known.id]
    order.insert(max(action.position, 0), known.id)
    work.writer.update_each("document_sets", [(one, {"position": place}) for place, one in enumerate(order)])
    work.say(name=known.name)


@handles(RemoveDocumentSet)
def remove_document_set(action: RemoveDocumentSet, work: Work) -> None:
    """Remove a set.

    Raises:
        NoSuchSet: where it is gone.
    """
    known = _known(work, action.document_set)
    work.writer.delete("document_sets", [known.id])
    work.say(name=known.name)
