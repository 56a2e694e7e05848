"""Does who speaks of a code go with an answer? Exact where two answers meet, by chi-square or random exchange else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from scipy import stats

from qualcode.model.comparisons import CrosstabTest, RowTest
from qualcode.model.errors import Interrupted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.permutation import Chance
    from qualcode.model.comparisons import Method, Refused
    from qualcode.model.progress import Reporter

    Table = NDArray[np.int64]
    Reals = NDArray[np.float64]
    Flags = NDArray[np.bool_]

FEWEST_UNITS: Final = 10
"""Under so many independent units nothing is tested."""
LEAST_EXPECTED: Final = 5.0
"""Under so many expected in any cell chi-square is refused (FIELD of a 2 by C table, both rows of it)."""
_AT_ONCE: Final = 100
_TIE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Sample:
    """Who speaks of what, and what they answered; units whose answer is known."""

    speaks: Flags
    """Shape (n rows, n units)."""
    column: Integers
    """The answer of each unit, from 0, shape (n units,)."""
    stratum: Integers
    """Inside what each unit may be exchanged, shape (n units,)."""
    n_columns: int


def expected(sample: Sample) -> Reals:
    """Return the units of each column that would speak of each row, did the column not matter: r c / N."""
    margin = np.bincount(sample.column, minlength=sample.n_columns)
    return np.outer(sample.speaks.sum(axis=1), margin) / max(len(sample.column), 1)


def residuals(sample: Sample, observed: Table) -> Reals:
    """Return the adjusted residuals (Haberman 1973, Biometrics 29, 205-220), NaN where one is not defined.

    (O - E) / sqrt(E (1 - r/N) (1 - c/N)), with r the units that speak of the row, c those of the column, N all.
    """
    n = max(len(sample.column), 1)
    hope = expected(sample)
    row = 1 - sample.speaks.sum(axis=1)[:, None] / n
    column = 1 - np.bincount(sample.column, minlength=sample.n_columns)[None, :] / n
    spread = np.sqrt(hope * row * column)
    found: Reals = np.divide(observed - hope, spread, out=np.full(hope.shape, np.nan), where=spread > 0)
    return found


def observed(sample: Sample) -> Table:
    """Count the units of each column that speak of each row, shape (n rows, n columns)."""
    gave = sample.column[:, None] == np.arange(sample.n_columns)
    return cast("Table", sample.speaks.astype(np.int64) @ gave.astype(np.int64))


def put_to_test(sample: Sample, labels: Sequence[str], chance: Chance, reporter: Reporter) -> CrosstabTest:
    """Test each row of a table.

    Fisher's exact test (two-sided) of two answers; Pearson's chi-square where at least 5 are expected in every cell;
    else, and wherever people are exchanged inside groups, the share of random exchanges of the answers that go at least
    as far, p = (1 + b) / (1 + m).

    Args:
        sample: who speaks of what.
        labels: the names of the rows.
        chance: how many exchanges, and their seed.
        reporter: hears how far it is, and may stop it.

    Raises:
        Interrupted: the reporter said to stop.
    """
    free = _exchangeable(sample)
    inside = len(np.unique(sample.stratum)) > 1
    refused: Refused | None = None
    if len(np.unique(sample.column)) < 2:  # noqa: PLR2004 - one answer compares with nothing
        refused = "one_value"
    elif free < FEWEST_UNITS:
        refused = "too_few_units"
    if refused:
        return CrosstabTest(refused, free, inside, rounds=0, seed=chance.seed, p_value=None)
    methods = [_method(sample, row, inside=inside) for row in range(len(labels))]
    by_chance = np.array([method == "permutation" for method in methods], dtype=bool)
    shares = exchanged(sample, by_chance, chance, reporter)
    table = observed(sample)
    p = [_p(sample, table, row, methods[row], shares) for row in range(len(labels))]
    rows = _adjusted(labels, methods, p)
    return CrosstabTest(
        refused=None,
        n=free,
        inside_groups=inside,
        rounds=chance.rounds if by_chance.any() else 0,
        seed=chance.seed,
        p_value=min((row.p_holm for row in rows if row.p_holm is not None), default=None),
        rows=rows,
    )


def _exchangeable(sample: Sample) -> int:
    """Count the units in whose group or whole people answered differently: only these can be exchanged."""
    return sum(int(here.sum()) for here in _mixed(sample))


def _mixed(sample: Sample) -> list[Flags]:
    """Return, for each stratum in which the answers differ, which units are in it."""
    strata = [sample.stratum == one for one in np.unique(sample.stratum)]
    return [here for here in strata if len(np.unique(sample.column[here])) > 1]


def _method(sample: Sample, row: int, *, inside: bool) -> Method | None:
    """Return how a row is tested; None where exchange could change nothing."""
    speaks = sample.speaks[row]
    if not any(speaks[here].any() and not speaks[here].all() for here in _mixed(sample)):
        return None
    if inside:
        return "permutation"
    if sample.n_columns == 2:  # noqa: PLR2004 - a 2 by 2 table
        return "fisher"
    margin = np.bincount(sample.column, minlength=sample.n_columns)
    rarer = min(int(speaks.sum()), int((~speaks).sum()))
    return "chi_square" if rarer * margin.min() / len(speaks) >= LEAST_EXPECTED else "permutation"


def _p(sample: Sample, table: Table, row: int, method: Method | None, shares: Reals) -> float | None:
    if method is None:
        return None
    if method == "permutation":
        return float(shares[row])
    margin = np.bincount(sample.column, minlength=sample.n_columns)
    both = np.stack([table[row], margin - table[row]])
    if method == "fisher":
        return float(stats.fisher_exact(both).pvalue)
    return float(stats.chi2_contingency(both, correction=False).pvalue)


def exchanged(sample: Sample, which: Flags, chance: Chance, reporter: Reporter) -> Reals:
    """Return p of each row by random exchange of the answers inside the strata, NaN for rows not asked about.

    The distance is the sum over columns of (O - E)^2 / E, with E as expected inside the strata.

    Args:
        sample: who speaks of what.
        which: the rows asked about, shape (n rows,).
        chance: how many exchanges, and their seed.
        reporter: hears how far it is, and may stop it.

    Raises:
        Interrupted: the reporter said to stop.
    """
    p = np.full(len(which), np.nan)
    if not which.any():
        return p
    speaks = sample.speaks[which].astype(np.float32)
    hope = _inside_strata(sample, which)
    limit = _distance(_counts(speaks, sample.column[None, :], sample.n_columns), hope)[:, 0] - _TIE
    draws = np.random.default_rng(chance.seed)
    at_least = np.zeros(len(speaks), dtype=np.int64)
    for done in range(0, chance.rounds, _AT_ONCE):
        reporter.step(done, chance.rounds, "")
        if reporter.cancelled():
            raise Interrupted("crosstab")
        answers = _shuffled(sample, min(_AT_ONCE, chance.rounds - done), draws)
        far = _distance(_counts(speaks, answers, sample.n_columns), hope)
        at_least += (far >= limit[:, None]).sum(axis=1)
    reporter.step(chance.rounds, chance.rounds, "")
    p[which] = (1 + at_least) / (1 + chance.rounds)
    return p


def _inside_strata(sample: Sample, which: Flags) -> Reals:
    total = np.zeros((int(which.sum()), sample.n_columns))
    for one in np.unique(sample.stratum):
        here = sample.stratum == one
        margin = np.bincount(sample.column[here], minlength=sample.n_columns)
        total += np.outer(sample.speaks[which][:, here].sum(axis=1), margin) / here.sum()
    return total


def _shuffled(sample: Sample, rounds: int, draws: np.random.Generator) -> Integers:
    """Return the answers exchanged inside the strata, shape (rounds, n units)."""
    order = np.argsort(sample.stratum, kind="stable")
    rank = np.unique(sample.stratum, return_inverse=True)[1]
    drawn = np.argsort(rank[None, :] + draws.random((rounds, len(rank))), axis=1)
    answers = np.empty((rounds, len(rank)), dtype=np.int64)
    answers[:, order] = sample.column[drawn]
    return answers


def _counts(speaks: NDArray[np.float32], answers: Integers, n_columns: int) -> Reals:
    """Return the units of each column that speak, shape (n columns, n rows, rounds)."""
    return np.stack([(speaks @ (answers == one).T.astype(np.float32)).astype(np.float64) for one in range(n_columns)])


def _distance(counts: Reals, hope: Reals) -> Reals:
    """Return how far counts are from what is expected, shape (n rows, rounds)."""
    middle = hope.T[:, :, None]
    parts = np.divide((counts - middle) ** 2, middle, out=np.zeros_like(counts), where=middle > 0)
    return cast("Reals", parts.sum(axis=0))


def _adjusted(
    labels: Sequence[str], methods: Sequence[Method | None], p: Sequence[float | None]
) -> tuple[RowTest, ...]:
    known = np.array([value for value in p if value is not None])
    values = iter(zip(holm(known).tolist(), _q(known).tolist(), strict=True))
    found: list[RowTest] = []
    for label, method, value in zip(labels, methods, p, strict=True):
        if value is None:
            found.append(RowTest(label, None, None, None, None, "no_variation"))
        else:
            found.append(RowTest(label, method, value, *next(values)))
    return tuple(found)


def _q(p: Reals) -> Reals:
    return cast("Reals", stats.false_discovery_control(p)) if len(p) else p


def holm(p: Reals) -> Reals:
    """Return p values adjusted for their number (Holm 1979, Scand. J. Statist. 6, 65-70), shape (n,)."""
    order = np.argsort(p, kind="stable")
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)), 1.0)
    return adjusted
