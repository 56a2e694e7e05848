"""Which code follows which: where a passage has ended, whose passage is the next to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode import __version__
from qualcode.analysis.behind import placed
from qualcode.analysis.frequencies import outside
from qualcode.analysis.intervals import distinct, expanded
from qualcode.analysis.meeting.ground import ground, united_passages
from qualcode.analysis.population import population
from qualcode.analysis.results import now
from qualcode.model.patterns import Following, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.behind import Stretch
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.meeting.ground import Ground
    from qualcode.model.material import Material
    from qualcode.model.results import Question


def sequence(
    material: Material, texts: Mapping[str, str], question: Question, *, made_at: str = "", version: str = __version__
) -> Sequence:
    """Count which code, group or theme follows which.

    The passages of each are united first. What follows a passage is the next that begins in its document once it has
    ended, of its own code too; where several begin at one place, all of them follow.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder and level.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Raises:
        NothingCoded, NoSuchCoder: as `frequencies`.
    """
    on = ground(material, texts, question)
    (row, _start, _end), one, other = _next(on)
    n_rows = len(on.marked.labels)
    followed = np.bincount(row[np.unique(one)], minlength=n_rows)
    passage, after = distinct(one, row[other]) if len(one) else (one, one)
    follows = np.bincount(after, minlength=n_rows)  # passages that this row is next of, each once
    n = len(np.unique(passage))
    met = np.bincount(row[passage] * n_rows + after, minlength=n_rows**2).reshape(n_rows, n_rows)
    names = on.marked.labels
    return Sequence(
        question=question,
        population=population(
            on.counted, on.speech.n_cases, outside=outside(on.marked, on.speech, len(on.counted.codings))
        ),
        version=version,
        made_at=made_at or now(),
        n=n,
        rows=tuple(
            Following(
                names[a], names[b], int(followed[a]), int(met[a, b]), float(met[a, b] / followed[a]),
                float(followed[a] * follows[b] / n),
            )
            for a, b in np.argwhere(met).tolist()
        ),
    )  # fmt: skip


def _next(on: Ground) -> tuple[tuple[Integers, Integers, Integers], Integers, Integers]:
    """Return row, start and end of each united passage, and the pairs (passage, next to begin after its end)."""
    row, start, end = united_passages(on)
    said = on.speech.said(end) > on.speech.said(start)
    row, start, end = row[said], start[said], end[said]
    order = np.lexsort((row, start))
    row, start, end = row[order], start[order], end[order]
    document = np.searchsorted(np.fromiter(on.speech.base.values(), dtype=np.int64), start, side="right")
    first = np.searchsorted(start, end, side="left")
    there = first < len(start)
    there[there] &= document[first[there]] == document[there]
    begins = start[np.minimum(first, max(len(start) - 1, 0))] if len(start) else start
    last = np.where(there, np.searchsorted(start, begins, side="right"), first).astype(np.int64)
    one, other = expanded(first.astype(np.int64), last)
    return (row, start, end), one, other


def followed(
    material: Material, texts: Mapping[str, str], question: Question, a: str, b: str
) -> list[tuple[Stretch, ...]]:
    """Return what a row of `sequence` counts: each passage of a, and those of b that are next to begin after it.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: as it was asked.
        a: label of the first code, group or theme.
        b: label of the one that follows.
    """
    on = ground(material, texts, question)
    passages, one, other = _next(on)
    row = passages[0]
    wanted = (on.marked.labels.index(a), on.marked.labels.index(b))
    mine = np.flatnonzero((row[one] == wanted[0]) & (row[other] == wanted[1]))
    found: dict[int, list[int]] = {}
    for first, second in zip(one[mine].tolist(), other[mine].tolist(), strict=True):
        found.setdefault(first, [first]).append(second)
    bounds = [
        [(int(passages[1][number]), int(passages[2][number])) for number in numbers] for numbers in found.values()
    ]
    return [tuple(placed(on.speech.base, ranges)) for ranges in bounds]
