"""Do two codes meet more often than chance would have it? A test that keeps how often and how densely each is used.

The turns of each document stand in a ring within classes of like length; in each round every code is shifted along the
rings of each document by its own random share of a turn round. So each code keeps its frequency, its runs, its spread
over documents and its liking for long turns; only the meeting with other codes is left to chance.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from qualcode.analysis.intervals import distinct
from qualcode.analysis.levels import passages
from qualcode.analysis.population import counting
from qualcode.analysis.speech import laid_out
from qualcode.analysis.units import divided, units
from qualcode.model.errors import BadChoice, Interrupted
from qualcode.model.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.units import Units
    from qualcode.model.material import Material
    from qualcode.model.progress import Reporter
    from qualcode.model.results import Cooccurrence, Pair

ROUNDS: Final = 9_999
LEAST_EXPECTED: Final = 1.0
"""Pairs that chance brings together less often than this are too few to test."""
_TURNS_A_CLASS: Final = 8
_MOST_CLASSES: Final = 25
_EVERY: Final = 100
"""Rounds between two steps of progress."""


@dataclass(frozen=True, slots=True)
class Chance:
    """How many random arrangements, and the seed that decides them; the smallest p is 1 / (1 + rounds)."""

    rounds: int = ROUNDS
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Ring:
    """Where each hit (a code in a unit) stands in its ring of units of like length in one document."""

    row: Integers
    first: Integers
    """Place in `order` where its ring begins."""
    rank: Integers
    size: Integers
    shift: Integers
    """Number of the (code, document) whose random share moves it."""
    order: Integers
    """Units by ring, then position."""
    n_shifts: int


def with_chance(
    answer: Cooccurrence,
    material: Material,
    texts: Mapping[str, str],
    chance: Chance,
    reporter: Reporter | None = None,
) -> Cooccurrence:
    """Return a co-occurrence by turn, sentence or paragraph with p and q values.

    p = (1 + rounds with at least as many meetings) / (1 + rounds), one-sided; q adjusts the tested pairs by Benjamini
    and Hochberg (1995). Pairs whose mean over the rounds is under 1, and the diagonal, stay without. The rounds and the
    seed stand in the question's options.

    Args:
        answer: what `cooccurrence` gave for the same study and texts.
        material: the study.
        texts: the stored text by document id.
        chance: how many random arrangements, and their seed.
        reporter: hears how far it is, and may stop it.

    Raises:
        BadChoice: on overlap, documents and cases this test means nothing.
        Interrupted: the reporter said to stop.
    """
    question = answer.question
    unit = question.unit or "turn"
    if question.raw or unit not in ("turn", "sentence", "paragraph"):
        raise BadChoice("raw" if question.raw else unit, choices="turn, sentence, paragraph")
    counted = counting(material, texts, question)
    speech = laid_out(material, counted)
    marked = passages(material, counted.codings, speech.base, question.level)
    start, end = divided(counted, texts, speech, unit)
    held = units(counted, texts, speech, marked, unit)
    document = speech.document[np.searchsorted(speech.start, start, side="right") - 1]
    ring = ring_of(held, document, end - start)
    at_least, total = permuted(held, ring, len(marked.labels), chance, reporter or Silent())
    asked = dict(question.options) | {"permutations": chance.rounds, "seed": chance.seed}
    place = {label: index for index, label in enumerate(marked.labels)}
    rows = _with_values(answer.rows, place, at_least, total, chance.rounds)
    return replace(answer, question=replace(question, options=tuple(asked.items())), rows=rows)


def ring_of(held: Units, document: Integers, length: Integers) -> Ring:
    """Put every hit in its ring: the units of one document and one class of length, in order of position.

    Args:
        held: which rows stand in which units.
        document: the document of each unit, ascending, shape (n units,).
        length: characters of each unit, shape (n units,).
    """
    stratum = _strata(document, length)
    order = np.lexsort((np.arange(held.n), stratum))
    _, first, size = np.unique(stratum[order], return_index=True, return_counts=True)
    ring_of_unit = stratum
    rank = np.empty(held.n, dtype=np.int64)
    rank[order] = np.arange(held.n) - first[stratum[order]]
    row, where = distinct(held.row, document[held.unit]) if len(held.unit) else (held.row, held.unit)
    width = int(document.max(initial=0)) + 1
    shift = np.searchsorted(row * width + where, held.row * width + document[held.unit])
    at = ring_of_unit[held.unit]
    return Ring(held.row, first[at], rank[held.unit], size[at], shift.astype(np.int64), order, len(row))


def _strata(document: Integers, length: Integers) -> Integers:
    """Number the classes: in each document one for 8 units, 1 to 25, of equal size, by length."""
    numbers = np.empty(len(document), dtype=np.int64)
    reached = 0
    for one in np.unique(document):
        members = np.flatnonzero(document == one)
        classes = int(np.clip(len(members) // _TURNS_A_CLASS, 1, _MOST_CLASSES))
        by_length = members[np.argsort(length[members], kind="stable")]
        numbers[by_length] = reached + np.arange(len(members)) * classes // len(members)
        reached += classes
    return numbers


def permuted(
    held: Units, ring: Ring, n_rows: int, chance: Chance, reporter: Reporter
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count, for each pair of rows, the rounds with at least as many meetings as observed, and all their meetings.

    Args:
        held: which rows stand in which units.
        ring: where each hit stands.
        n_rows: how many rows there are.
        chance: how many random arrangements, and their seed.
        reporter: hears how far it is, and may stop it.

    Returns:
        Two arrays of shape (n_rows, n_rows).
    """
    draws = np.random.default_rng(chance.seed)
    edges = np.searchsorted(ring.row, np.arange(n_rows + 1))
    ones = np.ones(len(ring.row), dtype=np.int32)

    def meetings(unit: Integers) -> NDArray[np.int32]:
        matrix = sparse.csr_array((ones, unit, edges.copy()), shape=(n_rows, max(held.n, 1)))
        return np.asarray((matrix @ matrix.T).toarray(), dtype=np.int32)

    observed = meetings(held.unit)
    at_least = np.zeros((n_rows, n_rows), dtype=np.int64)
    total = np.zeros((n_rows, n_rows), dtype=np.int64)
    for done in range(chance.rounds):
        if done % _EVERY == 0:
            reporter.step(done, chance.rounds, "")
            if reporter.cancelled():
                raise Interrupted("permutations")
        share = draws.random(ring.n_shifts)[ring.shift]
        moved = ring.rank + (share * ring.size).astype(np.int64)
        found = meetings(ring.order[ring.first + moved % ring.size])
        at_least += found >= observed
        total += found
    reporter.step(chance.rounds, chance.rounds, "")
    return at_least, total


def adjusted(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return q values of p values (Benjamini and Hochberg 1995, J. R. Statist. Soc. B 57, 289-300), shape (n,)."""
    n = len(p)
    order = np.argsort(p, kind="stable")
    steps = p[order] * n / np.arange(1, n + 1)
    q = np.empty(n)
    q[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return q


def _with_values(
    rows: tuple[Pair, ...],
    place: Mapping[str, int],
    at_least: NDArray[np.int64],
    total: NDArray[np.int64],
    rounds: int,
) -> tuple[Pair, ...]:
    """Write p and q beside each pair that can be tested; q counts the tested pairs that never meet, too."""
    upper = np.triu(np.ones(total.shape, dtype=bool), 1)
    can = upper & (total >= LEAST_EXPECTED * rounds)
    p = (1 + at_least) / (1 + rounds)
    q = np.full(total.shape, np.nan)
    q[can] = adjusted(p[can])
    found: list[Pair] = []
    for row in rows:
        at = place[row.a], place[row.b]
        found.append(replace(row, p_value=float(p[at]), q_value=float(q[at])) if can[at] else row)
    return tuple(found)
