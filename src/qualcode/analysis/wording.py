"""The words of the counted speech, numbered in the order they were said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.intervals import integers
from qualcode.analysis.said import UNKNOWN, Bounds, edges_of, kept_lengths
from qualcode.words.tokens import word_bounds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.speech import Speech


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the counted speech, by document; more words, such as the interviewer's, may have numbers too."""

    n: int
    """Words of the counted speech."""
    base: Integers
    """Where each counted document begins on the axis."""
    bounds: tuple[Bounds | bytes, ...]
    """Of each counted document: where its words lie in it, or the same as it is kept."""

    def under(self, start: Integers, end: Integers) -> tuple[Integers, Integers]:
        """Return, for each range of the axis, the numbers of its first word and of the one past its last.

        A word that the range cuts in two is under it. Ranges lie in counted speech, each in one document.
        """
        order = np.argsort(start, kind="stable")
        first, last = np.zeros_like(start), np.zeros_like(start)
        edges = [*np.searchsorted(start[order], self.base).tolist(), len(order)]
        before = 0
        for place, (base, held) in enumerate(zip(self.base.tolist(), self.bounds, strict=True)):
            here = order[edges[place] : edges[place + 1]]
            if len(here):
                edge = edges_of(held) if isinstance(held, bytes) else _edges(held)
                asked = np.concatenate((start[here] - base, end[here] - base - 1)).astype(edge.dtype)
                passed = edge.searchsorted(asked, side="right")  # beginnings and ends of words up to there, in turn
                first[here] = before + passed[: len(here)] // 2
                last[here] = before + (passed[len(here) :] + 1) // 2
                before += len(edge) // 2
        return first, np.maximum(first, last)


def wording(counted: Counting, texts: Mapping[str, str], speech: Speech) -> Wording:
    """Find the words of the counted speech: by what is kept of a text where it tells of all its turns, else in it."""
    turns = counted.turns
    ids = [document.id for document in counted.documents]
    kept = kept_lengths(texts, ids)
    edges = np.searchsorted(turns.document, np.arange(len(ids) + 1)).tolist()
    found: list[Bounds | bytes] = []
    n = 0
    for place, document in enumerate(ids):
        here = slice(edges[place], edges[place + 1])
        words = counted.words[here]
        if document in kept and not bool((words == UNKNOWN).any()):
            found.append(kept[document])
            n += int(words.sum())
        else:
            bounds = _cut(texts.get(document, ""), turns.start[here].tolist(), turns.end[here].tolist())
            found.append(bounds)
            n += len(bounds.start)
    return Wording(n, integers(speech.base.values()), tuple(found))


def _edges(bounds: Bounds) -> Integers:
    """Return where words begin and end, in turn."""
    return np.stack((bounds.start, bounds.end), axis=1).ravel()


def _cut(text: str, start: list[int], end: list[int]) -> Bounds:
    """Cut the turns of a text into words."""
    every = [word_bounds(text, first, last) for first, last in zip(start, end, strict=True)]
    both = np.array([bounds for turn in every for bounds in turn], dtype=np.int64).reshape(-1, 2)
    return Bounds(both[:, 0].copy(), both[:, 1].copy())
