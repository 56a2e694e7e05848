"""Do two codes meet more often than chance would have it? A test that keeps how often and how densely each is used.

On turns, sentences and paragraphs the units of each document stand in a ring within classes of like length; in each
round every code is shifted along the rings of each document by its own random share of a turn round. So each code keeps
its frequency, its runs, its spread over documents and its liking for long turns; only the meeting with other codes is
left to chance. At a distance passages move with the turns they begin in. On documents and cases each code stays in as
many of them, and each of them keeps as many codes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from qualcode.analysis.meeting.ground import chosen_pairs, ground, held_units
from qualcode.analysis.meeting.moved import moved
from qualcode.analysis.meeting.near import distance_asked
from qualcode.analysis.meeting.rings import shifted
from qualcode.analysis.meeting.trades import Traded
from qualcode.model.errors import BadChoice, Interrupted
from qualcode.model.meeting import WITHIN_QUESTIONS, PairsTested
from qualcode.model.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.meeting.ground import Ground
    from qualcode.model.material import Material
    from qualcode.model.progress import Reporter
    from qualcode.model.results import Cooccurrence, Pair

    Real = NDArray[np.float64]

ROUNDS: Final = 9_999
LEAST_EXPECTED: Final = 1.0
"""Pairs that chance brings together less often than this are too few to test."""
MOST_KEPT: Final = 200_000_000
"""Bytes of counts that are kept between the two looks at them; beyond, the same arrangements are drawn again."""
_EVERY: Final = 100
"""Rounds between two steps of progress."""


@dataclass(frozen=True, slots=True)
class Chance:
    """How many random arrangements, and the seed that decides them; the smallest p is 1 / (1 + rounds)."""

    rounds: int = ROUNDS
    seed: int = 1


class Arrangement(Protocol):
    """What chance may do with the rows."""

    @property
    def most(self) -> int:
        """More often than this no two rows meet."""

    def observed(self) -> Integers:
        """Return the meetings as they are; shape (n rows, n rows), above the diagonal."""

    def expected(self) -> Real | None:
        """Return how often chance brings each pair together, shape (n rows, n rows), where that is known exactly."""

    def rounds(self, count: int, seed: int) -> Iterator[NDArray[np.signedinteger]]:
        """Give the meetings of each arrangement; shape (n rows, n rows)."""


@dataclass(frozen=True, slots=True)
class Values:
    """What a test says of each pair of rows, in arrays of shape (n rows, n rows); NaN where none is tested."""

    p: Real
    q: Real
    adjusted: Real
    expected: Real

    @property
    def tested(self) -> NDArray[np.bool_]:
        """Which pairs were tested."""
        return ~np.isnan(self.p)


def with_chance(
    answer: Cooccurrence,
    material: Material,
    texts: Mapping[str, str],
    chance: Chance,
    reporter: Reporter | None = None,
) -> Cooccurrence:
    """Return a co-occurrence on units, or at a distance, with p values, as they are and adjusted over all pairs tested.

    p = (1 + rounds with at least as many meetings) / (1 + rounds), one-sided. Max-z adjusts it by the largest
    standardised count of each round (Westfall and Young 1993), q by Benjamini and Hochberg (1995). Pairs that chance
    brings together less than once, and the diagonal, stay without. Rounds and seed stand in the question's options.

    Args:
        answer: what `cooccurrence` gave for the same study and texts.
        material: the study.
        texts: the stored text by document id.
        chance: how many random arrangements, and their seed.
        reporter: hears how far it is, and may stop it.

    Raises:
        BadChoice: on overlap this test means nothing; nor inside answers on documents and cases.
        NoGuide: inside answers, where the study has no guide.
        Interrupted: the reporter said to stop.
    """
    question = answer.question
    on = ground(material, texts, question)
    values = tested(_arrangement(on), np.triu(chosen_pairs(on), 1), chance, reporter or Silent())
    asked = dict(question.options) | {"permutations": chance.rounds, "seed": chance.seed}
    place = {label: index for index, label in enumerate(on.marked.labels)}
    rows = tuple(_with_values(row, values, (place[row.a], place[row.b])) for row in answer.rows)
    pairs, least = int(values.tested.sum()), 1 / (1 + chance.rounds)
    few = sum(row.a != row.b and row.p_value is None for row in rows)
    told = PairsTested(pairs, few, least, min(1.0, least * max(pairs, 1)))
    return replace(answer, question=replace(question, options=tuple(sorted(asked.items()))), rows=rows, tested=told)


def _arrangement(on: Ground) -> Arrangement:
    distance = distance_asked(on.question)
    if distance is not None:
        return moved(on, distance)
    if on.question.raw or on.unit == "overlap":
        raise BadChoice("raw" if on.question.raw else on.unit, choices="turn, sentence, paragraph, document, case")
    if on.unit in ("document", "case") and not dict(on.question.options).get(WITHIN_QUESTIONS):
        return Traded(held_units(on), len(on.marked.labels))
    return shifted(on)


def tested(drawn: Arrangement, chosen: NDArray[np.bool_], chance: Chance, reporter: Reporter) -> Values:
    """Test some pairs of rows against chance.

    Args:
        drawn: what chance may do.
        chosen: which pairs, shape (n rows, n rows), true above the diagonal only.
        chance: how many random arrangements, and their seed.
        reporter: hears how far it is, and may stop it.
    """
    known = drawn.expected()
    if known is not None:
        chosen = chosen & (known >= LEAST_EXPECTED)
    pairs = np.flatnonzero(chosen)
    observed = drawn.observed().ravel()[pairs]
    counts = _Counts(drawn, pairs, chance, reporter, kept=[])
    at_least, total, squares = counts.sums(observed)
    expected = known.ravel()[pairs] if known is not None else total / chance.rounds
    can = expected >= LEAST_EXPECTED
    p = np.where(can, (1 + at_least) / (1 + chance.rounds), np.nan)
    q = np.full(len(pairs), np.nan)
    q[can] = adjusted(p[can])
    mean = (total + observed) / (1 + chance.rounds)
    spread = np.sqrt(np.maximum((squares + observed**2) / (1 + chance.rounds) - mean**2, 0))
    scale = np.divide(1, spread, out=np.zeros_like(spread), where=(spread > 0) & can)
    largest = counts.largest(mean, scale)
    z = (observed - mean) * scale
    beyond = len(largest) - np.searchsorted(np.sort(largest), z, side="left")
    together = np.where(can, (1 + beyond) / (1 + chance.rounds), np.nan)
    return Values(*(_spread_out(pairs, column, chosen.shape) for column in (p, q, together, expected)))


def _spread_out(pairs: Integers, column: Real, shape: tuple[int, ...]) -> Real:
    found = np.full(shape, np.nan)
    found.ravel()[pairs] = column
    return found


@dataclass(frozen=True, slots=True)
class _Counts:
    """The meetings of some pairs in every arrangement: looked at twice, and kept between where there is room."""

    drawn: Arrangement
    pairs: Integers
    chance: Chance
    reporter: Reporter
    kept: list[NDArray[np.integer]]

    def _rounds(self, looks: int, look: int) -> Iterator[NDArray[np.integer]]:
        """Give the counts of the pairs round by round, and tell how far that is."""
        rounds = self.chance.rounds
        for done, found in enumerate(self.drawn.rounds(rounds, self.chance.seed)):
            if done % _EVERY == 0:
                self.reporter.step(look * rounds + done, looks * rounds, "")
                if self.reporter.cancelled():
                    raise Interrupted("permutations")
            yield found.ravel()[self.pairs]
        self.reporter.step((look + 1) * rounds, looks * rounds, "")

    @property
    def _kind(self) -> type[np.integer]:
        return np.uint16 if self.drawn.most <= np.iinfo(np.uint16).max else np.int32

    @property
    def _fits(self) -> bool:
        return np.dtype(self._kind).itemsize * len(self.pairs) * self.chance.rounds <= MOST_KEPT

    def sums(self, observed: Integers) -> tuple[Integers, Integers, Integers]:
        """Return, for each pair, the rounds with at least as many meetings, all meetings, and all their squares."""
        at_least, total, squares = (np.zeros(len(self.pairs), dtype=np.int64) for _ in range(3))
        for found in self._rounds(1 if self._fits else 2, 0):
            at_least += found >= observed
            total += found
            squares += found.astype(np.int64) ** 2
            if self._fits:
                self.kept.append(found.astype(self._kind))
        return at_least, total, squares

    def largest(self, mean: Real, scale: Real) -> Real:
        """Return the largest standardised count of each round."""
        rounds = self.kept if self._fits else self._rounds(2, 1)
        return np.array([((found - mean) * scale).max(initial=-np.inf) for found in rounds])


def adjusted(p: Real) -> Real:
    """Return q values of p values (Benjamini and Hochberg 1995, J. R. Statist. Soc. B 57, 289-300), shape (n,)."""
    n = len(p)
    order = np.argsort(p, kind="stable")
    steps = p[order] * n / np.arange(1, n + 1)
    q = np.empty(n)
    q[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return q


def _with_values(row: Pair, values: Values, at: tuple[int, int]) -> Pair:
    """Write what the test says beside a pair; the diagonal and pairs that are too few stay without."""
    if not values.tested[at]:
        return row
    p, q, together, expected = (float(one[at]) for one in (values.p, values.q, values.adjusted, values.expected))
    return replace(row, p_value=p, q_value=q, p_adjusted=together, expected=expected)
