"""Codes in an order in which those that meet stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.cluster import AgglomerativeClustering

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qualcode.model.results import Cooccurrence

_TWO = 2


def near_order(result: Cooccurrence) -> tuple[str, ...]:
    """Return the names of the rows as the leaves of a tree of clusters: average linkage on 1 - Jaccard of the counts.

    Args:
        result: which codes meet, with their diagonal.

    Returns:
        Each name of the diagonal once; of two branches the one whose row is used more stands first.
    """
    alone = {row.a: row.n_ab for row in result.rows if row.a == row.b}
    names = list(alone)
    if len(names) <= _TWO:
        return tuple(names)
    place = {name: number for number, name in enumerate(names)}
    apart = 1 - np.eye(len(names))
    for row in result.rows:
        if row.a != row.b:
            either = max(alone[row.a] + alone[row.b] - row.n_ab, row.n_ab)
            apart[place[row.a], place[row.b]] = apart[place[row.b], place[row.a]] = 1 - row.n_ab / either
    tree = AgglomerativeClustering(metric="precomputed", linkage="average", n_clusters=1).fit(apart)
    branches = [[number] for number in range(len(names))]
    for one, other in tree.children_.tolist():
        first, second = sorted(
            (branches[one], branches[other]), key=lambda branch: -max(alone[names[leaf]] for leaf in branch)
        )
        branches.append(_joined(first, second, apart))
    return tuple(names[leaf] for leaf in branches[-1])


def _joined(one: list[int], other: list[int], apart: NDArray[np.float64]) -> list[int]:
    """Join two branches, the second turned so that its nearer end lies at the first."""
    last = one[-1]
    return one + (other if apart[last, other[0]] <= apart[last, other[-1]] else other[::-1])
