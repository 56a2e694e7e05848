"""Turns that go by the same words, for exploring: groups of words, never themes."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer

from qualcode import __version__
from qualcode.analysis.behind import placed
from qualcode.analysis.intervals import distinct
from qualcode.analysis.keywords import leave_out_of
from qualcode.analysis.population import counting, population
from qualcode.analysis.results import now
from qualcode.analysis.speech import laid_out
from qualcode.analysis.terms import terms
from qualcode.analysis.unquoted import Unquoted
from qualcode.model.errors import Interrupted, TooFewTurns
from qualcode.model.matrices import GroupTerm, MatrixPassage, WordGroup, WordGroups
from qualcode.model.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.speech import Speech
    from qualcode.analysis.terms import Terms
    from qualcode.model.material import Material
    from qualcode.model.progress import Reporter
    from qualcode.model.results import Question

    Reals = NDArray[np.float64]

LEAST_TURNS: Final = 30
"""Turns below which words that come together do so by accident."""
LEAST_TERMS: Final = 3
"""Distinct terms of a turn that can be grouped."""
SPREAD: Final = 3
"""Turns that hold a term at least."""
MOST_TERMS: Final = 3_000
"""Terms that are looked at, those of most turns: rarer ones tell turns apart, not together."""
NAMED: Final = 10
"""Terms that are shown of a group, and that its coherence and stability are of."""
PASSAGES: Final = 5
BEGINNINGS: Final = 4
"""Other beginnings that the groups are compared with."""
_ROUNDS: Final = 300


@dataclass(frozen=True, slots=True)
class _Turns:
    """The turns that can be grouped: which they are, and how often each holds each term."""

    turn: Integers
    """Number of each among the counted turns."""
    held: sparse.csr_matrix
    """Shape (n turns, n terms)."""
    labels: tuple[str, ...]


def word_groups(  # noqa: PLR0913 - as any reading, and who hears how far it is
    material: Material,
    texts: Mapping[str, str],
    question: Question,
    *,
    reporter: Reporter | None = None,
    made_at: str = "",
    version: str = __version__,
) -> WordGroups:
    """Group participants' turns by their words: non-negative matrix factorisation of TF-IDF (Lee and Seung 1999).

    The words of a multi-word term count by themselves too. A turn goes to the group that weighs most in it.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: as for `keywords` without `by`; limit is the number of groups; option `seed`.
        reporter: hears of each beginning, and may stop the work.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Raises:
        TooFewTurns: fewer than 30 turns hold three terms that others hold too, or fewer than the groups need.
        Interrupted: the reporter said to stop.
    """
    reporter = reporter or Silent()
    counted = counting(material, texts, question, needs_codings=False)
    speech = laid_out(material, counted)
    found = terms(counted, texts, speech, leave_out_of(question, material))
    turns = _turns(found, speech)
    n_groups = question.limit or 1
    if len(turns.turn) < max(LEAST_TURNS, n_groups):
        raise TooFewTurns(question.reading, count=len(turns.turn), least=max(LEAST_TURNS, n_groups))
    weights: sparse.csr_matrix = TfidfTransformer().fit_transform(turns.held)
    parts, heavy, again = _factored(weights, n_groups, int(str(dict(question.options).get("seed", 1))), reporter)
    whole = sparse.linalg.norm(weights) ** 2
    rows = _Rows(material, texts, counted, speech, turns).of(parts, heavy, again)
    return WordGroups(
        question=question,
        population=population(counted, speech.n_cases, n_words=found.n_said),
        version=version,
        made_at=made_at or now(),
        n=len(turns.turn),
        n_terms=len(turns.labels),
        explained=float(1.0 - _left(weights, parts, heavy) / whole),
        rows=rows,
    )


def _turns(found: Terms, speech: Speech) -> _Turns:
    """Return the turns with enough terms, over the terms that enough turns hold."""
    turn = speech.turn[found.stretch]
    pair = distinct(turn, found.term)
    spread = np.bincount(pair[1], minlength=len(found.labels))
    wide = np.argsort(-spread, kind="stable")[:MOST_TERMS]
    wide = np.sort(wide[spread[wide] >= SPREAD])
    place = np.full(len(found.labels), -1, dtype=np.int64)
    place[wide] = np.arange(len(wide))
    enough = np.flatnonzero(np.bincount(pair[0][place[pair[1]] >= 0], minlength=1) >= LEAST_TERMS)
    row = np.full(int(turn.max(initial=0)) + 1, -1, dtype=np.int64)
    row[enough] = np.arange(len(enough))
    kept = (place[found.term] >= 0) & (row[turn] >= 0)
    cell, often = np.unique(row[turn[kept]] * max(len(wide), 1) + place[found.term[kept]], return_counts=True)
    where = np.divmod(cell, max(len(wide), 1))
    held = sparse.csr_matrix((often.astype(np.float64), where), shape=(len(enough), len(wide)))
    return _Turns(enough, held, tuple(found.labels[term] for term in wide.tolist()))


def _factored(
    weights: sparse.csr_matrix, n_groups: int, seed: int, reporter: Reporter
) -> tuple[Reals, Reals, list[Reals]]:
    """Return how far each turn belongs to each group, how heavy each term is there, and the same terms begun otherwise.

    Raises:
        Interrupted: the reporter said to stop.
    """
    parts = heavy = np.zeros((0, 0))
    again: list[Reals] = []
    for beginning in range(BEGINNINGS + 1):
        reporter.step(beginning, BEGINNINGS + 1, "")
        if reporter.cancelled():
            raise Interrupted("groups")
        way = "random" if beginning else "nndsvda"
        model = NMF(n_groups, init=way, random_state=seed + beginning, max_iter=_ROUNDS, tol=1e-3)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # as near as 300 rounds come is near enough to look at
            found = model.fit_transform(weights)
        if beginning:
            again.append(model.components_)
        else:
            parts, heavy = found, model.components_
    reporter.step(BEGINNINGS + 1, BEGINNINGS + 1, "")
    return parts, heavy, again


def _left(weights: sparse.csr_matrix, parts: Reals, heavy: Reals) -> float:
    """Return the squared weights that the groups leave: |X|^2 - 2 tr(H X' W) + tr(W'W H H')."""
    crossed = float(np.sum((weights.T @ parts).T * heavy))
    modelled = float(np.sum((parts.T @ parts) * (heavy @ heavy.T)))
    return max(float(sparse.linalg.norm(weights) ** 2) - 2 * crossed + modelled, 0.0)


class _Rows:
    """Writes the groups, the one of most turns first."""

    def __init__(
        self, material: Material, texts: Mapping[str, str], counted: Counting, speech: Speech, turns: _Turns
    ) -> None:
        self._texts, self._counted, self._speech, self._turns = texts, counted, speech, turns
        self._names = {document.id: document.name for document in material.documents}
        self._there = turns.held > 0
        self._unquoted = Unquoted(material)

    def of(self, parts: Reals, heavy: Reals, again: list[Reals]) -> tuple[WordGroup, ...]:
        """Return the groups.

        Args:
            parts: how far each turn belongs to each, shape (n turns, n groups).
            heavy: how heavy each term is, shape (n groups, n terms).
            again: the same of other beginnings.
        """
        home = np.where(parts.max(axis=1) > 0, parts.argmax(axis=1), -1)
        often = np.bincount(home[home >= 0], minlength=len(heavy))
        order = sorted(range(len(heavy)), key=lambda one: (-int(often[one]), one))
        others = [[_first(row) for row in one] for one in again]
        return tuple(
            self._group(number, np.flatnonzero(home == one), parts[:, one], heavy[one], others)
            for number, one in enumerate(order, 1)
        )

    def _group(self, number: int, here: Integers, part: Reals, heavy: Reals, others: list[list[Integers]]) -> WordGroup:
        first = _first(heavy)
        turn = self._turns.turn[here]
        stretch = np.flatnonzero(np.isin(self._speech.turn, turn))
        _, case = self._speech.with_cases(stretch)
        best = here[np.argsort(-part[here], kind="stable")[:PASSAGES]]
        return WordGroup(
            number=number,
            turns=len(here),
            documents=len(np.unique(self._counted.turns.document[turn])),
            cases=len(np.unique(case)),
            coherence=self._coherence(first),
            stability=stability(first, others),
            terms=tuple(GroupTerm(self._turns.labels[one], float(heavy[one] / heavy[first[0]])) for one in first),
            passages=tuple(self._passage(int(self._turns.turn[one])) for one in best.tolist()),
        )

    def _passage(self, turn: int) -> MatrixPassage:
        row = self._counted.turns.rows[turn]
        base = self._speech.base[row.document]
        (where,) = placed(self._speech.base, [(row.start + base, row.end + base)])
        words = self._texts[row.document][where.start : where.end].strip()
        return MatrixPassage(self._names[row.document], where.start, where.end, words, self._unquoted.holds(*where))

    def _coherence(self, first: Integers) -> float:
        """Return the mean normalised pointwise mutual information of terms over turns."""
        held = self._there[:, first].toarray()
        return coherence(held)


def _first(heavy: Reals) -> Integers:
    """Return the heaviest terms, those of no weight left out."""
    order = np.argsort(-heavy, kind="stable")[:NAMED].astype(np.int64)
    return order[heavy[order] > 0] if heavy[order[0]] > 0 else order[:1]


def coherence(held: NDArray[np.bool_]) -> float:
    """Return the mean normalised pointwise mutual information of pairs of terms (Bouma 2009): 1 always together.

    Args:
        held: which turn holds which term, shape (n turns, n terms).

    Returns:
        From -1, where no two ever come together, to 1; 0 for a single term.
    """
    n = len(held)
    both = held.T.astype(np.float64) @ held.astype(np.float64) / n
    alone = np.diag(both)
    one, other = np.triu_indices(held.shape[1], 1)
    seen = both[one, other]
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(seen / (alone[one] * alone[other])) / -np.log(seen)
    value = np.where(seen >= 1.0, 1.0, np.where(seen > 0, value, -1.0))
    return float(value.mean()) if len(value) else 0.0


def stability(first: Integers, others: list[list[Integers]]) -> float:
    """Return the mean, over other beginnings, of the share of a group's first terms that its nearest group there holds.

    Args:
        first: numbers of its first terms.
        others: of each beginning, those of its groups.
    """
    mine = set(first.tolist())
    shares = [max(len(mine & set(group.tolist())) / len(mine) for group in beginning) for beginning in others]
    return float(np.mean(shares)) if shares else 0.0
