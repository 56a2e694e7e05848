"""Documents or cases by codes, drawn anew: each code in as many, each document with as many codes as it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.cooccurrence import meetings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.units import Units

    Incidence = NDArray[np.bool_]
    """Which row stands in which unit, shape (n rows, n units)."""


@dataclass(frozen=True, slots=True)
class Traded:
    """Incidence that keeps both margins: pairs of rows exchange at random what only one of them holds.

    Strona and others 2014, Nature Communications 5, 4114; all rows in pairs at once, Carstens and others 2018,
    MethodsX 5, 1147-1157. One draw follows from the one before; the observed table stands at a random place among them,
    so that p values hold all the same (Besag and Clifford 1989, Biometrika 76, 633-642).
    """

    held: Units
    n_rows: int

    @property
    def most(self) -> int:
        """More often than this no two rows meet."""
        return self.held.n

    def observed(self) -> Integers:
        """Return how many units hold both of each pair of rows; shape (n rows, n rows), 0 below the diagonal."""
        return meetings(self.held, self.n_rows)

    def expected(self) -> None:
        """Tell that what chance brings together is known from its arrangements alone."""

    def rounds(self, count: int, seed: int) -> Iterator[NDArray[np.int32]]:
        """Give, for each drawn table, how many units hold both of each pair; shape (n rows, n rows).

        Args:
            count: how many tables.
            seed: decides them.
        """
        draws = np.random.default_rng(seed)
        units, place = np.unique(self.held.unit, return_inverse=True)  # what holds no row can hold none afterwards
        observed = np.zeros((self.n_rows, len(units)), dtype=bool)
        observed[self.held.row, place] = True
        before = int(draws.integers(0, count + 1))
        for length in (before, count - before):
            table = observed
            for _ in range(length):
                table = traded(table, draws)
                one = table.astype(np.float32)
                yield (one @ one.T).astype(np.int32)


def traded(table: Incidence, draws: np.random.Generator) -> Incidence:
    """Let the rows of a table trade once, each with one other.

    Args:
        table: what each row holds.
        draws: decides who trades what.
    """
    order = draws.permutation(len(table))
    half = len(order) // 2
    one, other = order[:half], order[half : 2 * half]
    a, b = table[one], table[other]
    apart = a ^ b
    share = (a & apart).sum(axis=1, keepdims=True)
    place = np.argsort(np.where(apart, draws.random(apart.shape, dtype=np.float32), 2), axis=1)
    takes = np.zeros_like(apart)
    np.put_along_axis(takes, place, np.arange(apart.shape[1])[None, :] < share, axis=1)
    found = table.copy()
    found[one], found[other] = (a & b) | takes, (a & b) | (apart & ~takes)
    return found
