"""Passages moved along rings of turns: what chance may do with codes that lie near each other.

The passages of a code begin in turns: in each round those of one document all move by the same random share of a turn
round. The ring is all turns that count, in their order, whatever their length: what lies near is a neighbour, and in
rings of like turns the passages of one code, which come in runs, would be parted. A passage keeps how many turns it
reaches over, and the place of its bounds in them, so that a whole turn stays a whole turn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.intervals import crossing
from qualcode.analysis.meeting.ground import documents_of
from qualcode.analysis.meeting.near import spoken_passages, steps_of
from qualcode.analysis.meeting.rings import ring_on
from qualcode.analysis.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.meeting.ground import Ground
    from qualcode.analysis.meeting.near import Distance, Steps
    from qualcode.analysis.meeting.rings import Ring


@dataclass(frozen=True, slots=True)
class Bound:
    """One of the two ends of each passage: everybody's turn in which it lies, and so many steps into it."""

    turn: Integers
    inside: Integers


@dataclass(frozen=True, slots=True)
class Turns:
    """Everybody's turns as steps lie in them, and the first and last turn of the document of each passage."""

    first_step: Integers
    steps: Integers
    """How many steps each turn holds: one, where steps are turns."""
    lowest: Integers
    highest: Integers

    def placed(self, bound: Bound, by: Integers, *, up: bool) -> Integers:
        """Return the steps at which bounds lie once their turns are so many turns further on, in their document.

        Args:
            bound: where they lie as observed.
            by: how many turns each moves, below 0 to the front.
            up: whether a part of a step counts as a whole one.
        """
        turn = np.clip(bound.turn + by, self.lowest, self.highest)
        share = bound.inside * self.steps[turn]
        size = np.maximum(self.steps[bound.turn], 1)
        return np.asarray(self.first_step[turn] + (-(-share // size) if up else share // size), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Moved:
    """Passages of rows, each moved along the rings of each document by its row's own random share of a turn round."""

    row: Integers
    first: Bound
    last: Bound
    turns: Turns
    ring: Ring
    moving: Integers
    """The passages that begin in a turn with words: the others stay."""
    unit: Integers
    """Of each of these, the turn it begins in, among those that count."""
    turn_of: Integers
    """Of each turn that counts, its number among everybody's."""
    leap: Integers
    reach: int
    n_rows: int

    @property
    def most(self) -> int:
        """More often than this no two rows meet."""
        return len(self.row) ** 2

    def observed(self) -> NDArray[np.int64]:
        """Return how many pairs of passages of each two rows lie near each other; shape (n rows, n rows)."""
        return self._met(np.zeros(len(self.row), dtype=np.int64))

    def expected(self) -> None:
        """Tell that what chance brings together is known from its arrangements alone."""

    def rounds(self, count: int, seed: int) -> Iterator[NDArray[np.int64]]:
        """Give, for each arrangement, how many pairs of passages of each two rows lie near each other.

        Args:
            count: how many arrangements.
            seed: decides them.
        """
        draws = np.random.default_rng(seed)
        here = self.turn_of[self.unit]
        for _ in range(count):
            by = np.zeros(len(self.row), dtype=np.int64)
            by[self.moving] = self.turn_of[self.ring.drawn(draws)] - here
            yield self._met(by)

    def _met(self, by: Integers) -> NDArray[np.int64]:
        """Count pairs, rows a <= b, of passages moved by so many turns."""
        first = self.turns.placed(self.first, by, up=False)
        last = np.maximum(self.turns.placed(self.last, by, up=True), first) + self.leap + self.reach
        first += self.leap
        order = np.argsort(first, kind="stable")
        row, n_rows = self.row[order], self.n_rows
        found = np.zeros(n_rows * n_rows, dtype=np.int64)
        for one, other in crossing(first[order], last[order]):
            a, b = row[one], row[other]
            found += np.bincount(np.minimum(a, b) * n_rows + np.maximum(a, b), minlength=n_rows * n_rows)
        return found.reshape(n_rows, n_rows)


def moved(on: Ground, distance: Distance) -> Moved:
    """Put passages that may lie near each other on rings, in documents or, where that is asked, in answers.

    Args:
        on: what is read.
        distance: how far apart.

    Raises:
        NoGuide: inside answers, where the study has no guide.
    """
    row, start, end = spoken_passages(on)
    steps = steps_of(on, distance, start)
    document = steps.document_of(start)
    turns, first, last = _in_turns(steps, document, *steps.of_passages(start, end))
    by_turn = replace(on, question=replace(on.question, unit="turn"))
    (begins, ends), _owner = documents_of(by_turn)
    unit = np.searchsorted(ends, start, side="right")
    moving = np.flatnonzero(np.append(begins, np.iinfo(np.int64).max)[unit] < end)
    held = Units(len(begins), row[moving], unit[moving].astype(np.int64))
    return Moved(
        row=row,
        first=first,
        last=last,
        turns=turns,
        ring=ring_on(by_turn, held, by_length=False),
        moving=moving,
        unit=held.unit,
        turn_of=_turns_at(steps.turn_begins, begins),
        leap=document * (distance.n + 2),
        reach=distance.reach,
        n_rows=len(on.marked.labels),
    )


def _in_turns(steps: Steps, document: Integers, first: Integers, last: Integers) -> tuple[Turns, Bound, Bound]:
    """Return everybody's turns, and the bounds of passages, given as steps, in them."""
    begins = np.searchsorted(steps.begins, steps.turn_begins, side="left").astype(np.int64)
    owner = steps.document_of(steps.turn_begins)
    lowest = np.searchsorted(owner, document, side="left").astype(np.int64)
    highest = np.searchsorted(owner, document, side="right").astype(np.int64) - 1
    turns = Turns(begins, np.diff(begins, append=len(steps.begins)), lowest, highest)
    one, other = (np.clip(_turns_at(begins, step), lowest, highest) for step in (first, np.maximum(last - 1, first)))
    return turns, Bound(one, first - begins[one]), Bound(other, last - begins[other])


def _turns_at(begins: Integers, place: Integers) -> Integers:
    """Return the number of the turn that has begun last at each place."""
    return (np.searchsorted(begins, place, side="right") - 1).astype(np.int64)
