"""Two cases that are one person, joined: what each said, is linked to and is known by."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.cases.agreeing import join_consents
from qualcode.coding.cases.cases import case_of
from qualcode.coding.cases.cells import join_cells
from qualcode.model import errors
from qualcode.model.codebook import descendants
from qualcode.model.messages import N_
from qualcode.storage.reading import cases as reading
from qualcode.storage.reading import codes as codebook

if TYPE_CHECKING:
    from qualcode.coding.work import Work
    from qualcode.model.records import Case


@dataclass(frozen=True, slots=True)
class JoinCases(Action):
    """Make one case of several: the first stays, and takes the turns, links, memos, members of the others.

    Of what they agreed to, the stricter word holds; summaries of both in one cell stand one under the other. Where both
    have a value of an attribute the first one's stays; the note `differing` counts those that were not the same.
    """

    words: ClassVar[str] = N_("join the case “{other}” with “{name}”")
    guarded: ClassVar[bool] = True
    case: str
    others: tuple[str, ...]


@handles(JoinCases)
def join_cases(action: JoinCases, work: Work) -> None:
    """Write what was the others' under the first, then remove them.

    Raises:
        JoinsItself: where the case is to be joined with itself, or with none.
        CaseCycle: where one of the others holds the first.
    """
    kept = case_of(work, action.case)
    others = [case_of(work, other) for other in dict.fromkeys(action.others)]
    if not others or kept.id in {other.id for other in others}:
        raise errors.JoinsItself(kept.name)
    parents = {case.id: case.inside for case in reading.listed(work.connection)}
    for other in others:
        if kept.id in descendants(parents, other.id):
            raise errors.CaseCycle(kept.name)
    differing = sum(_join(work, kept, other) for other in others)
    work.say(name=kept.name, other=", ".join(other.name for other in others), differing=differing)


def _join(work: Work, kept: Case, other: Case) -> int:
    """Give all that rests on one case to another; return how many of its values were let go for different ones."""
    join_cells(work, kept.id, [other.id])
    for noun, column in (("turns", "case_id"), ("memos", "case_id"), ("cases", "inside_id")):
        ids = codebook.resting(work.connection, noun, column, [other.id])
        work.writer.update(noun, ids, {column: kept.id})
    _links(work, kept.id, other.id)
    _lost_links(work, kept.id, other.id)
    differing = _values(work, kept.id, other.id)
    join_consents(work, kept.id, other.id)
    work.writer.delete("cases", [other.id])
    return differing


def _links(work: Work, kept: str, other: str) -> None:
    """Move the links; one that the first has already goes."""
    links = reading.links(work.connection)
    places = {(link.document, link.start, link.end) for link in links if link.case == kept}
    for link in links:
        if link.case == other:
            if (link.document, link.start, link.end) in places:
                work.writer.delete("case_links", [link.id])
            else:
                work.writer.update("case_links", [link.id], {"case_id": kept})


def _lost_links(work: Work, kept: str, other: str) -> None:
    """Give the first the links that a correction of their text lost, so that they can be placed again."""
    lost = codebook.resting(work.connection, "unsettled", "noun", ["case_links"])
    for identifier, row in work.writer.rows_of("unsettled", lost, ["detail"]).items():
        detail = json.loads(row["detail"])
        if detail.get("case_id") == other:
            work.writer.update(
                "unsettled", [identifier], {"detail": json.dumps(detail | {"case_id": kept}, sort_keys=True)}
            )


def _values(work: Work, kept: str, other: str) -> int:
    """Move the values of attributes that the first has not; let go of the others, and count those that differ."""
    differing = 0
    for attribute in reading.attributes(work.connection):
        theirs = reading.value_of(work.connection, other, attribute.id)
        ours = reading.value_of(work.connection, kept, attribute.id)
        if theirs is None:
            continue
        if ours is None:
            work.writer.update("attribute_values", [theirs], {"case_id": kept})
        else:
            rows = work.writer.rows_of("attribute_values", [ours, theirs])
            differing += rows[ours]["value"] != rows[theirs]["value"]
            work.writer.delete("attribute_values", [theirs])
    return differing
