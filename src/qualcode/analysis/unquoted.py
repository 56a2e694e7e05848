"""Which passages hold words of somebody who is not to be quoted."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.arrays import turn_arrays
from qualcode.model.linked_words import linked_words

if TYPE_CHECKING:
    from qualcode.model.material import Material


class Unquoted:
    """The words of those who are not to be quoted, whether a reading counts them or not."""

    def __init__(self, material: Material) -> None:
        """Find their turns, and what is theirs by a link alone."""
        hushed = {case.id: number for number, case in enumerate(material.cases) if case.withheld}
        self._words: dict[str, list[tuple[int, int]]] = defaultdict(list)
        if not hushed:
            return
        every = turn_arrays(material)
        for place in np.flatnonzero(np.isin(every.case, list(hushed.values()))).tolist():
            document = material.documents[every.document[place]].id
            self._words[document].append((int(every.start[place]), int(every.end[place])))
        for document, words in linked_words(material, hushed).items():
            self._words[document] += [(one.start, one.end) for one in words]

    def holds(self, document: str, start: int, end: int) -> bool:
        """Tell whether a passage shares a character with their words.

        Args:
            document: its id.
            start: its first code point in the stored text.
            end: one past its last.
        """
        return any(first < end and last > start for first, last in self._words.get(document, ()))
