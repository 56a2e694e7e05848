"""The words of the counted speech as ranges of the axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.words.tokens import word_bounds

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
    found: list[Integers] = []
    for turn in counted.turns:
        bounds = word_bounds(texts.get(turn.document, ""), turn.start, turn.end)
        found.append(np.array(bounds, dtype=np.int64).reshape(-1, 2) + speech.base[turn.document])
    both = np.concatenate(found) if found else np.zeros((0, 2), dtype=np.int64)
    return Wording(both[:, 0].copy(), both[:, 1].copy())
