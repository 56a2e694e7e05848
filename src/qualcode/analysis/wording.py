"""The words of the counted speech as ranges of the axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.intervals import integers
from qualcode.words.tokens import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.population import Counting
    from qualcode.analysis.speech import Speech


@dataclass(frozen=True, slots=True)
class Wording:
    """Bounds of each word of the counted speech on the axis, ascending."""

    start: Integers
    end: Integers

    def under(self, start: Integers, end: Integers) -> tuple[Integers, Integers]:
        """Return, for each range of the axis, the numbers of its first word and of the one past its last.

        A word that the range cuts in two is under it.
        """
        first = np.searchsorted(self.end, start, side="right").astype(np.int64)
        last = np.searchsorted(self.start, end, side="left").astype(np.int64)
        return first, np.maximum(first, last)


def wording(counted: Counting, texts: Mapping[str, str], speech: Speech) -> Wording:
    """Cut the counted speech into words."""
    bounds = [
        (word.start + speech.base[turn.document], word.end + speech.base[turn.document])
        for turn in counted.turns
        for word in words(texts.get(turn.document, ""), turn.start, turn.end)
    ]
    return Wording(integers(start for start, _ in bounds), integers(end for _, end in bounds))
