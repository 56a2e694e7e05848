"""A map of codes: those that meet, or that the same people speak of, stand near each other; and how far to trust it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from sklearn.manifold import MDS

from qualcode import __version__
from qualcode.analysis.cooccurrence import meetings
from qualcode.analysis.frequencies import outside
from qualcode.analysis.independence import speakers
from qualcode.analysis.intervals import distinct
from qualcode.analysis.meeting.ground import ground, held_units
from qualcode.analysis.population import population
from qualcode.analysis.results import now
from qualcode.model.errors import BadChoice, TooFewToMap
from qualcode.model.patterns import MAP_METHODS, METHOD, SEED, CodeMap, CodePlace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from qualcode.analysis.meeting.ground import Ground
    from qualcode.model.material import Material
    from qualcode.model.results import Question

    Real = NDArray[np.float64]

LEAST: Final = 3
_STARTS: Final = 8
"""Beginnings of the search; the plane with the least stress is kept."""


def codemap(
    material: Material, texts: Mapping[str, str], question: Question, *, made_at: str = "", version: str = __version__
) -> CodeMap:
    """Place codes, groups or themes in the plane.

    By `mds`, distances come as near as they can to 1 - Jaccard of the units that hold the codes (metric scaling by
    stress majorisation; Borg and Groenen 2005, chapter 8). By `correspondence`, codes with like profiles of passages
    over the cases stand near each other (Benzécri; Greenacre 2017, appendix A): principal coordinates.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder, level, unit (mds), and the options `method` and `seed`.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Raises:
        NothingCoded, NoSuchCoder: as the reading of codes that meet.
        TooFewToMap: fewer than three codes occur, or fewer than three cases speak of them.
        BadChoice: overlap, which has no units; or another method.
    """
    options = dict(question.options)
    method, seed = str(options.get(METHOD, "mds")), int(str(options.get(SEED, 1)))
    if method not in MAP_METHODS:
        raise BadChoice(method, choices=", ".join(MAP_METHODS))
    if question.unit == "overlap" or question.raw:
        raise BadChoice("overlap", choices="turn, sentence, paragraph, document, case")
    unit = "case" if method == "correspondence" else question.unit or "turn"
    asked = tuple(sorted({**options, METHOD: method, SEED: seed}.items()))
    on = ground(material, texts, replace(question, unit=unit, options=asked))
    made = _scaled(on, seed) if method == "mds" else _corresponding(on)
    n, rows, stress, inertia = made
    return CodeMap(
        question=on.question,
        population=population(
            on.counted, on.speech.n_cases, outside=outside(on.marked, on.speech, len(on.counted.codings))
        ),
        version=version,
        made_at=made_at or now(),
        n=n,
        stress=stress,
        inertia=inertia,
        rows=rows,
    )


_Made = tuple[int, tuple[CodePlace, ...], float | None, tuple[float, float] | None]


def _scaled(on: Ground, seed: int) -> _Made:
    """Place codes by how seldom they meet."""
    held = held_units(on)
    both = meetings(held, len(on.marked.labels))
    there = np.flatnonzero(np.diag(both))
    if len(there) < LEAST:
        raise TooFewToMap(on.question.reading)
    both = both[np.ix_(there, there)]
    both = both + np.triu(both, 1).T
    alone = np.diag(both)
    apart = 1 - both / (alone[:, None] + alone[None, :] - both)
    points = _settled(np.asarray(plane(apart, seed)))
    stress = stress_1(apart, points)
    names = [on.marked.labels[place] for place in there.tolist()]
    return held.n, _places(names, points, alone.tolist()), stress, None


def plane(apart: Real, seed: int) -> Real:
    """Return points of the plane whose distances come near to given ones, shape (n, 2).

    Args:
        apart: distances, symmetric, shape (n, n).
        seed: decides the beginnings of the search.
    """
    scaling = MDS(
        n_components=2, metric="precomputed", metric_mds=True, init="random", n_init=_STARTS, max_iter=1_000,
        random_state=seed, normalized_stress=False,
    )  # fmt: skip
    return np.asarray(scaling.fit_transform(apart), dtype=np.float64)


def stress_1(apart: Real, points: Real) -> float:
    """Return Kruskal's stress-1 (1964, Psychometrika 29, 1-27): sqrt(sum (d - delta)^2 / sum d^2).

    Args:
        apart: what the distances should be, shape (n, n).
        points: shape (n, 2).
    """
    upper = np.triu_indices(len(points), 1)
    distances = np.linalg.norm(points[:, None] - points[None, :], axis=2)[upper]
    whole = float((distances**2).sum())
    return float(np.sqrt(((distances - apart[upper]) ** 2).sum() / whole)) if whole else 0.0


def _corresponding(on: Ground) -> _Made:
    """Place codes by whose passages they have."""
    speech = speakers(on.material, on.speech)
    passage, stretch = speech.touched(on.marked.start, on.marked.end)
    part, case = speech.with_cases(stretch)
    passage = passage[part]
    table = np.zeros((len(on.marked.labels), len(on.material.cases)))
    if len(case):
        row, number, _coding = distinct(on.marked.row[passage], case, on.marked.coding[passage])
        np.add.at(table, (row, number), 1)
    rows, columns = np.flatnonzero(table.any(axis=1)), np.flatnonzero(table.any(axis=0))
    if min(len(rows), len(columns)) < LEAST:
        raise TooFewToMap(on.question.reading)
    table = table[np.ix_(rows, columns)]
    points, shares = correspondence(table)
    names = [on.marked.labels[place] for place in rows.tolist()]
    held = (table > 0).sum(axis=1).tolist()
    return len(columns), _places(names, _turned(points), held), None, (float(shares[0]), float(shares[1]))


def correspondence(table: Real) -> tuple[Real, Real]:
    """Return the principal coordinates of the rows of a table on two axes, and the share of inertia of every axis.

    Args:
        table: counts without empty rows or columns, shape (n, m), both at least 3.
    """
    shares = table / table.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    hoped = np.outer(rows, columns)
    left, values, _right = np.linalg.svd((shares - hoped) / np.sqrt(hoped), full_matrices=False)
    inertia = values**2
    whole = inertia.sum()
    return (left * values / np.sqrt(rows)[:, None])[:, :2], inertia / whole if whole > 1e-12 else np.zeros_like(inertia)  # noqa: PLR2004 - rounding


def _settled(points: Real) -> Real:
    """Return points with their centre at 0 and their widest spread along the first axis: a map has no north."""
    centred = points - points.mean(axis=0)
    _left, _values, axes = np.linalg.svd(centred, full_matrices=False)
    return _turned(centred @ axes.T)


def _turned(points: Real) -> Real:
    """Return points mirrored so that the farthest of each axis lies on its positive side."""
    far = points[np.abs(points).argmax(axis=0), np.arange(points.shape[1])]
    return np.asarray(points * np.where(far < 0, -1.0, 1.0), dtype=np.float64)


def _places(names: list[str], points: Real, held: list[int]) -> tuple[CodePlace, ...]:
    distances = np.linalg.norm(points[:, None] - points[None, :], axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1).tolist()
    return tuple(
        CodePlace(name, float(x), float(y), n, names[near])
        for name, (x, y), n, near in zip(names, points.tolist(), held, nearest, strict=True)
    )
