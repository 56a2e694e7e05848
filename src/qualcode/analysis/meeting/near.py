"""Passages that lie near each other: at most so many turns, or words, apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from qualcode.analysis.arrays import turn_arrays
from qualcode.analysis.intervals import crossing
from qualcode.analysis.meeting.ground import united_passages
from qualcode.analysis.units import paragraphs
from qualcode.model.errors import BadChoice
from qualcode.model.meeting import DISTANCES, NEAR
from qualcode.words.tokens import word_bounds

if TYPE_CHECKING:
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.meeting.ground import Ground
    from qualcode.model.material import DocumentRow
    from qualcode.model.results import Question


class Distance(NamedTuple):
    """How far apart passages may lie."""

    n: int
    of: str
    """turns or words."""

    @property
    def reach(self) -> int:
        """How many steps a passage is lengthened by so that near ones cross: the next turn is one away, a word none."""
        return self.n if self.of == "turns" else self.n + 1


@dataclass(frozen=True, slots=True)
class NearPassages:
    """United passages, and the pairs of them that lie near each other."""

    row: Integers
    start: Integers
    end: Integers
    one: Integers
    """With `other`: places of the two passages of each pair; the first begins no later."""
    other: Integers


def distance_asked(question: Question) -> Distance | None:
    """Return the distance a question asks for, or None.

    Raises:
        BadChoice: it is asked on units, with every pair counted as it stands, or in neither turns nor words.
    """
    asked = dict(question.options).get(NEAR)
    if asked is None:
        return None
    n, of = cast("tuple[int, str]", asked)
    if of not in DISTANCES or n < 0:
        raise BadChoice(f"{n} {of}", choices=", ".join(DISTANCES))
    if question.raw or question.unit != "overlap":
        raise BadChoice("raw" if question.raw else question.unit or "turn", choices="overlap")
    return Distance(n, of)


def near(on: Ground, distance: Distance) -> NearPassages:
    """Find the pairs of united passages of different rows that share a character or lie near each other.

    Turns are anybody's, as in a query: 0 is the same turn, 1 the next one; where nobody is told apart, a paragraph
    stands for a turn. Words are those that stand between two passages, anybody's too.

    Args:
        on: what is read.
        distance: how far apart.
    """
    row, start, end = spoken_passages(on)
    steps = steps_of(on, distance, start)
    first, last = steps.of_passages(start, end)
    leap = steps.document_of(start) * (distance.n + 2)  # no distance leads from one document into the next
    first, last = first + leap, last + leap + distance.reach
    order = np.lexsort((last, first))
    row, start, end, first, last = (column[order] for column in (row, start, end, first, last))
    found = [np.stack([one, other])[:, row[one] != row[other]] for one, other in crossing(first, last)]
    one, other = np.concatenate([np.zeros((2, 0), dtype=np.int64), *found], axis=1)
    return NearPassages(row, start, end, one, other)


def spoken_passages(on: Ground) -> tuple[Integers, Integers, Integers]:
    """Return row, start and end of the united passages that hold counted speech.

    Args:
        on: what is read.
    """
    row, start, end = united_passages(on)
    said = on.speech.said(end) > on.speech.said(start)
    return row[said], start[said], end[said]


@dataclass(frozen=True, slots=True)
class Steps:
    """Everybody's turns, or words, one after the other: what distances are counted in."""

    begins: Integers
    """With `ends`: bounds on the axis of each step, ascending."""
    ends: Integers
    turn_begins: Integers
    """Where everybody's turns begin on the axis, ascending: the steps themselves, where these are turns."""
    bases: Integers
    """Where each counted document begins on the axis."""

    def document_of(self, place: Integers) -> Integers:
        """Return the number of the counted document of each place of the axis."""
        return (np.searchsorted(self.bases, place, side="right") - 1).astype(np.int64)

    def of_passages(self, start: Integers, end: Integers) -> tuple[Integers, Integers]:
        """Return the first step of each passage, and one past its last; between two words they are the same."""
        first = np.searchsorted(self.ends, start, side="right").astype(np.int64)
        return first, np.maximum(np.searchsorted(self.begins, end, side="left"), first).astype(np.int64)


def steps_of(on: Ground, distance: Distance, start: Integers) -> Steps:
    """Return everybody's turns, or words, in the documents of some passages.

    Args:
        on: what is read.
        distance: what it is counted in.
        start: where passages begin on the axis.
    """
    every = turn_arrays(on.material)
    place = {document.id: number for number, document in enumerate(on.material.documents)}
    bases = np.fromiter(on.speech.base.values(), dtype=np.int64)
    begins, ends, turned = ([np.zeros(0, dtype=np.int64)] for _ in range(3))
    for number in np.unique(np.searchsorted(bases, start, side="right") - 1).tolist():
        document = on.counted.documents[number]
        mine = np.flatnonzero(every.document == place[document.id])
        base = on.speech.base[document.id]
        turns = _lines(on, document) if not len(mine) else np.stack([every.start[mine], every.end[mine]])
        first, last = turns if distance.of == "turns" else _words(on, document, turns)
        begins.append(np.sort(first) + base)
        ends.append(np.sort(last) + base)
        turned.append(np.sort(turns[0]) + base)
    return Steps(np.concatenate(begins), np.concatenate(ends), np.concatenate(turned), bases)


def _lines(on: Ground, document: DocumentRow) -> Integers:
    """Return the bounds of the paragraphs of a document whose voices nobody told apart, shape (2, n)."""
    text = on.texts.get(document.id, "")
    return np.array([tuple(span) for span in paragraphs(text, 0, len(text))], dtype=np.int64).reshape(-1, 2).T


def _words(on: Ground, document: DocumentRow, turns: Integers) -> tuple[Integers, Integers]:
    """Return the bounds of the words that anybody says in a document."""
    text = on.texts.get(document.id, "")
    both = [bounds for first, last in turns.T.tolist() for bounds in word_bounds(text, first, last)]
    words = np.array(both, dtype=np.int64).reshape(-1, 2)
    return words[:, 0], words[:, 1]
