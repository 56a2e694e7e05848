"""Codes shifted along rings of turns: each keeps its frequency, runs and documents, and its liking for long turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from qualcode.analysis.by_question import Within
from qualcode.analysis.cooccurrence import meetings
from qualcode.analysis.intervals import distinct, integers
from qualcode.analysis.meeting.ground import documents_of, held_units
from qualcode.model.errors import BadChoice, NoGuide
from qualcode.model.meeting import WITHIN_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.meeting.ground import Ground
    from qualcode.analysis.units import Units

IN_A_DOCUMENT: Final = 8
IN_AN_ANSWER: Final = 4
"""Units a class of length: an answer has few, and in classes of 8 long turns that attract codes feigned association."""
_MOST_CLASSES: Final = 25


@dataclass(frozen=True, slots=True)
class Ring:
    """Where each hit (a row in a unit) stands in its ring of units of like length in one document, or one answer."""

    row: Integers
    first: Integers
    """Place in `order` where its ring begins."""
    rank: Integers
    size: Integers
    shift: Integers
    """Number of the (row, document) whose random share moves it."""
    order: Integers
    """Units by ring, then position."""
    n_shifts: int

    def drawn(self, draws: np.random.Generator) -> Integers:
        """Return the unit into which chance moves each hit.

        Args:
            draws: decides it.
        """
        moved = self.rank + (draws.random(self.n_shifts)[self.shift] * self.size).astype(np.int64)
        moved -= np.where(moved >= self.size, self.size, 0)
        return np.asarray(self.order[self.first + moved], dtype=np.int64)


def ring_of(held: Units, block: Integers, length: Integers, a_class: int = IN_A_DOCUMENT) -> Ring:
    """Put every hit in its ring: the units of one block and one class of length, in order of position.

    Args:
        held: which rows stand in which units.
        block: the number of the document of each unit, or of its answer in it, shape (n units,).
        length: characters of each unit, shape (n units,).
        a_class: units of like length that make a ring.
    """
    stratum = _strata(block, length, a_class)
    order = np.lexsort((np.arange(held.n), stratum))
    _, first, size = np.unique(stratum[order], return_index=True, return_counts=True)
    rank = np.empty(held.n, dtype=np.int64)
    rank[order] = np.arange(held.n) - first[stratum[order]]
    row, where = distinct(held.row, block[held.unit]) if len(held.unit) else (held.row, held.unit)
    width = int(block.max(initial=0)) + 1
    shift = np.searchsorted(row * width + where, held.row * width + block[held.unit])
    at = stratum[held.unit]
    return Ring(held.row, first[at], rank[held.unit], size[at], shift.astype(np.int64), order, len(row))


def _strata(block: Integers, length: Integers, a_class: int) -> Integers:
    """Number the classes: in each block one for so many units, 1 to 25, of equal size, by length."""
    numbers = np.empty(len(block), dtype=np.int64)
    reached = 0
    for one in np.unique(block):
        members = np.flatnonzero(block == one)
        classes = int(np.clip(len(members) // a_class, 1, _MOST_CLASSES))
        by_length = members[np.argsort(length[members], kind="stable")]
        numbers[by_length] = reached + np.arange(len(members)) * classes // len(members)
        reached += classes
    return numbers


@dataclass(frozen=True, slots=True)
class Shifted:
    """Rows in units, each moved along the rings of each document by its own random share of a turn round."""

    held: Units
    ring: Ring
    n_rows: int

    @property
    def most(self) -> int:
        """More often than this no two rows meet."""
        return self.held.n

    def observed(self) -> Integers:
        """Return how many units hold both of each pair of rows; shape (n rows, n rows), 0 below the diagonal."""
        return meetings(self.held, self.n_rows)

    def expected(self) -> NDArray[np.float64]:
        """Return how often chance brings each pair of rows together: the mean over all shifts, exactly."""
        n_rings = len(self.ring.order) + 1
        key = self.ring.first
        hits = sparse.csr_array(
            (1 / np.sqrt(self.ring.size), (self.ring.row, key)), shape=(self.n_rows, n_rings)
        )  # in a ring of N units, h_a and h_b hits meet h_a h_b / N times
        return np.asarray((hits @ hits.T).toarray(), dtype=np.float64)

    def rounds(self, count: int, seed: int) -> Iterator[NDArray[np.int32]]:
        """Give, for each arrangement, how many units hold both of each pair; shape (n rows, n rows).

        Args:
            count: how many arrangements.
            seed: decides them.
        """
        draws = np.random.default_rng(seed)
        ring = self.ring
        edges = np.searchsorted(ring.row, np.arange(self.n_rows + 1)).astype(np.int32)
        ones = np.ones(len(ring.row), dtype=np.int32)
        shape = (self.n_rows, max(self.held.n, 1))
        for _ in range(count):
            matrix = sparse.csr_array((ones, ring.drawn(draws).astype(np.int32), edges.copy()), shape=shape)
            yield np.asarray((matrix @ matrix.T).toarray(), dtype=np.int32)


def shifted(on: Ground) -> Shifted:
    """Put what a question reads on rings, inside documents or, where that is asked, inside answers to the guide.

    Raises:
        NoGuide: inside answers, where the study has no guide.
        BadChoice: on units that are no part of a document.
    """
    if on.unit not in ("turn", "sentence", "paragraph"):
        raise BadChoice(on.unit, choices="turn, sentence, paragraph")
    held = held_units(on)
    return Shifted(held, ring_on(on, held), len(on.marked.labels))


def ring_on(on: Ground, held: Units, *, by_length: bool = True) -> Ring:
    """Put hits in rings inside documents or, where that is asked, inside answers to the guide.

    Args:
        on: what is read, on turns, sentences or paragraphs.
        held: which rows stand in which of them.
        by_length: a ring holds units of like length; else all of its document or answer, neighbours side by side.

    Raises:
        NoGuide: inside answers, where the study has no guide.
    """
    (start, end), document = documents_of(on)
    inside = bool(dict(on.question.options).get(WITHIN_QUESTIONS))
    block = _answers(on, start, document) if inside else document
    a_class = (IN_AN_ANSWER if inside else IN_A_DOCUMENT) if by_length else max(held.n, 1)
    return ring_of(held, block, end - start, a_class)


def _answers(on: Ground, start: Integers, document: Integers) -> Integers:
    """Number the answers: a unit belongs to the question of the guide that it begins in answer to, in its document."""
    if not on.material.questions:
        raise NoGuide(WITHIN_QUESTIONS)
    answers = Within(on.material)
    known: dict[tuple[int, frozenset[str]], int] = {}
    numbers = []
    for place, number in zip(start.tolist(), document.tolist(), strict=True):
        identifier = on.counted.documents[number].id
        asked = frozenset(answers.questions_at(identifier, place - on.speech.base[identifier]))
        numbers.append(known.setdefault((number, asked), len(known)))
    return integers(numbers)
