"""People who did not agree to the analysis: their turns, their documents, and what is coded of their speech alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.arrays import turn_arrays
from qualcode.analysis.intervals import integers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from qualcode.analysis.arrays import CodingArrays, TurnArrays
    from qualcode.analysis.intervals import Integers
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

    def allowed(self, codings: CodingArrays) -> Integers:
        """Return the places of the codings that may be counted: not those that hold words of such people alone."""
        kept = ~np.isin(codings.document, self.numbers)
        mixed = np.isin(codings.document, self.every.document[self.turns]) & kept
        for place in np.flatnonzero(mixed).tolist():
            kept[place] = self._others_speak(codings, place)
        return np.flatnonzero(kept).astype(np.int64)

    def _others_speak(self, codings: CodingArrays, place: int) -> bool:
        """Tell whether a coding touches another participant's speech, or nothing of those who refused."""
        every = self.every
        touched = (every.document == codings.document[place]) & (every.end > codings.start[place])
        touched &= every.start < codings.end[place]
        refusing = bool((touched & self.turns).any())
        return not refusing or bool((touched & ~self.turns & ~every.asks).any())


def refused(material: Material) -> Refusals | None:
    """Return what no reading counts, or None where everybody may be analysed.

    Of a document without turns, the one case that is linked to all of it is the voice.
    """
    cases = {case.id: number for number, case in enumerate(material.cases) if case.withheld == "analysis"}
    if not cases:
        return None
    every = turn_arrays(material)
    turns = np.isin(every.case, list(cases.values()))
    with_turns, others = set(every.document.tolist()), set(every.document[~turns & ~every.asks].tolist())
    whole = _whole(material, cases, with_turns)
    numbers = sorted((set(every.document[turns].tolist()) - others) | set(whole))
    speaking = set(every.case[turns].tolist()) | set(whole.values())
    return Refusals(
        turns=turns,
        documents=frozenset(material.documents[number].id for number in numbers),
        n_cases=len(speaking),
        n_turns=int(turns.sum()) + len(whole),
        every=every,
        numbers=integers(numbers),
    )


def _whole(material: Material, cases: dict[str, int], with_turns: Iterable[int]) -> dict[int, int]:
    """Return the documents without turns that are said by one of some cases: their number, with the case's."""
    linked: dict[str, set[str]] = {}
    for link in material.links:
        if link.start is None:
            linked.setdefault(link.document, set()).add(link.case)
    found = {}
    for number, document in enumerate(material.documents):
        voices = linked.get(document.id, set())
        case = next(iter(voices), "") if len(voices) == 1 else ""
        if number not in with_turns and case in cases:
            found[number] = cases[case]
    return found
