"""People who did not agree to the analysis: their turns, their documents, and what is coded of their speech alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.arrays import NONE, turn_arrays
from qualcode.analysis.intervals import integers
from qualcode.model.linked_words import left_of, linked_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qualcode.analysis.arrays import CodingArrays, TurnArrays
    from qualcode.analysis.intervals import Integers
    from qualcode.model.linked_words import Bounds, LinkedWords
    from qualcode.model.material import Material


@dataclass(frozen=True, slots=True)
class Refusals:
    """What no reading counts, since somebody did not agree to the analysis."""

    turns: NDArray[np.bool_]
    """Of each turn of the study, whether it is theirs."""
    documents: frozenset[str]
    """Ids of the documents in which nobody else takes part."""
    n_cases: int
    n_turns: int
    """Turns, and documents without turns that are theirs as a whole."""
    every: TurnArrays
    numbers: Integers
    """Numbers of those documents in the study."""
    linked: dict[int, list[LinkedWords]]
    """By the number of the document: words that are theirs by a link, where no turn tells the voice."""

    def allowed(self, codings: CodingArrays) -> Integers:
        """Return the places of the codings that may be counted: not those that hold words of such people alone."""
        kept = ~np.isin(codings.document, self.numbers)
        where = np.concatenate([self.every.document[self.turns], integers(self.linked)])
        mixed = np.isin(codings.document, where) & kept
        for place in np.flatnonzero(mixed).tolist():
            kept[place] = self._others_speak(codings, place)
        return np.flatnonzero(kept).astype(np.int64)

    def _others_speak(self, codings: CodingArrays, place: int) -> bool:
        """Tell whether a coding touches another participant's speech, or nothing of those who refused."""
        every, linked = self.every, self.linked.get(int(codings.document[place]), [])
        start, end = int(codings.start[place]), int(codings.end[place])
        there = every.document == codings.document[place]
        touched = there & (every.end > start) & (every.start < end)
        if not bool((touched & self.turns).any()) and left_of(start, end, linked) == [(start, end)]:
            return True
        told = touched & ~self.turns & ~every.asks
        others = list(zip(every.start[told].tolist(), every.end[told].tolist(), strict=True))
        if not there.any():
            others = [(start, end)]
        return any(left_of(max(start, first), min(end, last), linked) for first, last in others)

    def cut(self, document: int, start: int, end: int) -> list[Bounds]:
        """Return what is left of words that no turn tells the voice of.

        Args:
            document: the number of the document in the study.
            start: the first code point.
            end: one past the last.
        """
        return left_of(start, end, self.linked.get(document, []))


def refused(material: Material) -> Refusals | None:
    """Return what no reading counts, or None where everybody may be analysed.

    Where no turn tells the voice, words are every case's that is linked to them or to their whole document: one who
    refused is enough.
    """
    cases = {case.id: number for number, case in enumerate(material.cases) if case.withheld == "analysis"}
    if not cases:
        return None
    every = turn_arrays(material)
    numbered = {document.id: number for number, document in enumerate(material.documents)}
    linked = {numbered[document]: words for document, words in linked_words(material, cases).items()}
    turns = np.isin(every.case, list(cases.values())) | _wholly(every, linked)
    with_turns, others = set(every.document.tolist()), set(every.document[~turns & ~every.asks].tolist())
    whole = {
        number
        for number, words in linked.items()
        if number not in with_turns and not left_of(0, material.documents[number].characters, words)
    }
    numbers = sorted((set(every.document[turns].tolist()) - others) | whole)
    speaking = {int(case) for case in every.case[turns].tolist() if case != NONE}
    speaking |= {cases[one.case] for words in linked.values() for one in words}
    return Refusals(
        turns=turns,
        documents=frozenset(material.documents[number].id for number in numbers),
        n_cases=len(speaking),
        n_turns=int(turns.sum()) + len(whole),
        every=every,
        numbers=integers(numbers),
        linked=linked,
    )


def _wholly(every: TurnArrays, linked: dict[int, list[LinkedWords]]) -> NDArray[np.bool_]:
    """Tell of each turn whether nobody is its voice but people it is linked to, all of it."""
    found = np.zeros(len(every.start), dtype=bool)
    for place in np.flatnonzero(np.isin(every.document, list(linked)) & (every.case == NONE) & ~every.asks).tolist():
        start, end = int(every.start[place]), int(every.end[place])
        found[place] = not left_of(start, end, linked[int(every.document[place])])
    return found
