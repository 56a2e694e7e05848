"""Words edited where one reads: every stroke is known, so all that lies in the text is carried exactly, as revised."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.documents.revised import outcomes_of
from qualcode.coding.documents.revising import Plan, ReviseDocument, put_in_place
from qualcode.coding.documents.reworded import reworded_voices
from qualcode.model.errors.editing import EditElsewhere, NothingTyped, TextEmptied, TextOvertaken, TurnEmptied
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.reading import documents, revisions
from qualcode.storage.texts import storable
from qualcode.words.purging import Edit
from qualcode.words.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from qualcode.coding.work import Work
    from qualcode.model.records import Turn


class Stretch(NamedTuple):
    """Words that were opened to be edited, a turn or words outside all turns, by their bounds, and their edits."""

    start: int
    end: int
    edits: tuple[Edit, ...]
    """From left to right, in offsets of the document."""

    @property
    def grown(self) -> int:
        """How many characters longer it is now."""
        return sum(len(edit.new) - (edit.end - edit.start) for edit in self.edits)


@dataclass(frozen=True, slots=True)
class EditText(Action):
    """Edit words of a document where they stand; refused where its text is not the one that was read."""

    words: ClassVar[str] = N_("edit the text of “{name}”")
    together: ClassVar[tuple[str, str]] = NN_("edit {count} text", "edit {count} texts")
    document: str
    text_sha256: str
    """Of the text as it was read."""
    stretches: tuple[Stretch, ...] = kept_out(default=())
    id: str = field(default_factory=new_id)


def edit_plan(connection: Connection, action: EditText) -> Plan:
    """Return what edits would do to a document.

    Args:
        connection: reads the project.
        action: the edits.

    Raises:
        NoSuchDocument, TextOvertaken, EditElsewhere, NothingTyped, TurnEmptied, TextEmptied.
    """
    name = documents.name_of(connection, action.document)
    former, turns = documents.text(connection, action.document), documents.turns(connection, action.document)
    if hashlib.sha256(former.encode()).hexdigest() != action.text_sha256:
        raise TextOvertaken(name)
    stretches = sorted(map(_storable, action.stretches))
    if not _are_in_place(stretches, turns, len(former)):
        raise EditElsewhere(name)
    carrier = Typed(former, _joined(chain.from_iterable(stretch.edits for stretch in stretches)))
    if carrier.revised == former:
        raise NothingTyped(name)
    if not carrier.revised.strip():
        raise TextEmptied(name)
    voices = reworded_voices(carrier, turns, _speeches(name, carrier.revised, turns, stretches))
    outcomes = outcomes_of(carrier, revisions.lying_in(connection, action.document))
    return Plan(name, carrier, voices, tuple(outcomes))


@handles(EditText)
def edit_text(action: EditText, work: Work) -> None:
    """Write the edited text, the turns, and every passage at its new place; the former text is kept.

    Raises:
        NoSuchDocument, TextOvertaken, EditElsewhere, NothingTyped, TurnEmptied, TextEmptied.
    """
    plan = edit_plan(work.connection, action)
    row = work.writer.rows_of("documents", [action.document])[action.document]
    given = Transcript(plan.carrier.revised, row["format"])
    revision = ReviseDocument(action.document, row["source_name"], row["source_sha256"], given, id=action.id)
    put_in_place(work, revision, plan, row)


def _storable(stretch: Stretch) -> Stretch:
    edits = (edit._replace(new=storable(edit.new.replace("\r\n", "\n").replace("\r", "\n"))) for edit in stretch.edits)
    return stretch._replace(edits=tuple(edits))


def _are_in_place(stretches: Sequence[Stretch], turns: Sequence[Turn], length: int) -> bool:
    """Tell whether each edit lies in its stretch, and each stretch is a turn or lies beside all turns."""
    bounds = [(0, 0), *((stretch.start, stretch.end) for stretch in stretches), (length, length)]
    inside = [
        [(stretch.start, stretch.start), *((edit.start, edit.end) for edit in stretch.edits), (stretch.end,) * 2]
        for stretch in stretches
    ]
    if any(not left[0] <= left[1] <= right[0] for row in (bounds, *inside) for left, right in pairwise(row)):
        return False
    said = {(turn.start, turn.end) for turn in turns}
    beside = [stretch for stretch in stretches if (stretch.start, stretch.end) not in said]
    return all(stretch.end <= turn.start or turn.end <= stretch.start for stretch in beside for turn in turns)


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """Make one of edits between which no letter stays."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].end == edit.start:
            last = joined.pop()
            joined.append(Edit(last.start, edit.end, last.new + edit.new))
        else:
            joined.append(edit)
    return joined


def _speeches(name: str, text: str, turns: Sequence[Turn], stretches: Sequence[Stretch]) -> list[Speech]:
    """Return the turns as they lie now: what was typed at the end of one is its own, blanks at its ends are not."""
    grown = [0, *accumulate(stretch.grown for stretch in stretches)]
    found = []
    number = 0
    for turn in turns:
        while number < len(stretches) and stretches[number][:2] < (turn.start, turn.end):
            number += 1
        start, end = turn.start + grown[number], turn.end + grown[number]
        if number < len(stretches) and stretches[number][:2] == (turn.start, turn.end):
            end += stretches[number].grown
            words = text[start:end]
            if not words.strip():
                raise TurnEmptied(name, speaker=turn.speaker)
            start, end = end - len(words.lstrip()), start + len(words.rstrip())
        found.append(Speech(turn.speaker, start, end, turn.role, turn.time_start, turn.time_end))
    return found
