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
    from collections.abc import Iterable

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.meeting.ground import Ground
    from qualcode.model.material import DocumentRow
    from qualcode.model.results import Question


class Distance(NamedTuple):
    """How far apart passages may lie."""

    n: int
    of: str
    """turns or words."""


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
    row, start, end = united_passages(on)
    said = on.speech.said(end) > on.speech.said(start)
    row, start, end = row[said], start[said], end[said]
    first, last = _stepped(on, distance, start, end)
    order = np.lexsort((last, first))
    row, start, end, first, last = (column[order] for column in (row, start, end, first, last))
    found = [np.stack([one, other])[:, row[one] != row[other]] for one, other in crossing(first, last)]
    one, other = np.concatenate([np.zeros((2, 0), dtype=np.int64), *found], axis=1)
    return NearPassages(row, start, end, one, other)


def _stepped(on: Ground, distance: Distance, start: Integers, end: Integers) -> tuple[Integers, Integers]:
    """Return each passage as a range of turns or words, so far lengthened that near ones cross."""
    bases = np.fromiter(on.speech.base.values(), dtype=np.int64)
    document = np.searchsorted(bases, start, side="right") - 1
    begins, ends = _steps(on, distance.of, np.unique(document).tolist())
    leap = document * (distance.n + 2)  # no distance leads from one document into the next
    first = np.searchsorted(ends, start, side="right")
    last = np.maximum(np.searchsorted(begins, end, side="left"), first)
    reach = distance.n if distance.of == "turns" else distance.n + 1  # the next turn is one away, the next word none
    return (first + leap).astype(np.int64), (last + leap + reach).astype(np.int64)


def _steps(on: Ground, of: str, documents: Iterable[int]) -> tuple[Integers, Integers]:
    """Return the bounds on the axis of everybody's turns, or words, in some of the counted documents."""
    every = turn_arrays(on.material)
    place = {document.id: number for number, document in enumerate(on.material.documents)}
    begins, ends = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for number in documents:
        document = on.counted.documents[number]
        mine = np.flatnonzero(every.document == place[document.id])
        base = on.speech.base[document.id]
        turns = _lines(on, document) if not len(mine) else np.stack([every.start[mine], every.end[mine]])
        start, end = turns if of == "turns" else _words(on, document, turns)
        begins.append(np.sort(start) + base)
        ends.append(np.sort(end) + base)
    return np.concatenate(begins), np.concatenate(ends)


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
