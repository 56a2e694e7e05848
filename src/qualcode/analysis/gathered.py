"""Millions of occurrences of terms, gathered: one entry for a term that the same people say in a document and group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode.analysis.intervals import distinct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qualcode.analysis.intervals import Integers, Numbers
    from qualcode.analysis.speech import Speech
    from qualcode.analysis.terms import Terms

AT_ONCE: Final = 500_000
"""Occurrences, or entries, that are met at one time."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pairs of a group and a term that is said in it, ascending, and where each is said."""

    group: Integers
    term: Integers
    times: Integers
    """How often the term is said in the group."""
    first: Integers
    """Where the entries of each pair begin; one more than there are pairs, the last is where all end."""
    stretch: Numbers
    """Of each entry a stretch: its document, and those who speak in it, are those of the entry."""

    def spread(self, speech: Speech) -> tuple[Integers, Integers]:
        """Return the documents and the cases of each pair of a group and a term.

        Args:
            speech: the counted speech.
        """
        documents, cases = (np.zeros(len(self.term), dtype=np.int64) for _ in range(2))
        for low, high in self._blocks():
            stretch = self.stretch[self.first[low] : self.first[high]].astype(np.int64)
            pair = np.repeat(np.arange(high - low, dtype=np.int64), np.diff(self.first[low : high + 1]))
            part, case = speech.with_cases(stretch)
            for counted, columns in ((documents, (pair, speech.document[stretch])), (cases, (pair[part], case))):
                counted[low:high] = np.bincount(distinct(*columns)[0], minlength=high - low)
        return documents, cases

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """Give the bounds of blocks of pairs that have not too many entries together."""
        last = len(self.term)
        low = 0
        while low < last:
            high = int(np.searchsorted(self.first, self.first[low] + AT_ONCE, side="right")) - 1
            high = min(max(high, low + 1), last)
            yield low, high
            low = high


def gathered(found: Terms, speech: Speech, divided: Callable[[slice], tuple[Integers, Integers]]) -> Gathered:
    """Gather the occurrences of terms by group, some at a time: an occurrence may be in several groups.

    Args:
        found: the terms.
        speech: the counted speech.
        divided: gives the pairs (index into some of the occurrences, group).
    """
    alike, n_terms = speech.alike(), max(len(found.labels), 1)
    keys: list[Integers] = []
    times: list[Numbers] = []
    for begins in range(0, len(found.term), AT_ONCE):
        part = slice(begins, begins + AT_ONCE)
        owner, group = divided(part)
        key = (group * n_terms + found.term[part][owner]) * len(alike) + alike[found.stretch[part][owner]]
        key, often = np.unique(key, return_counts=True)
        keys.append(key)
        times.append(often.astype(np.int32))
    return _united(keys, times, n_terms, len(alike))


def _united(keys: list[Integers], times: list[Numbers], n_terms: int, n_stretches: int) -> Gathered:
    """Unite what was gathered piece by piece.

    Args:
        keys: of each piece the entries, as one number of the group, the term and the stretch.
        times: how often each is said; both lists are emptied, for they are large.
        n_terms: how many terms there are.
        n_stretches: how many stretches.
    """
    key = np.concatenate([np.zeros(0, dtype=np.int64), *keys])
    said = np.concatenate([np.zeros(0, dtype=np.int32), *times])
    keys.clear()
    times.clear()
    order = np.argsort(key, kind="stable").astype(np.int32)
    key, said = key[order], said[order]
    pair, stretch = key // n_stretches, (key % n_stretches).astype(np.int32)
    first = np.flatnonzero(np.concatenate([np.ones(min(len(pair), 1), dtype=bool), pair[1:] != pair[:-1]]))
    group, term = np.divmod(pair[first], n_terms)
    total = np.add.reduceat(said, first, dtype=np.int64) if len(first) else first
    return Gathered(group, term, total, np.append(first, len(pair)), stretch)
