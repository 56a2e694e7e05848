"""How many words are said in each turn and where they lie, from what is kept beside the texts; else from the texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode.analysis.intervals import integers
from qualcode.words.maps import COUNTS, LENGTHS, NUMBER, KeptTexts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from qualcode.analysis.counted import CountedTurns
    from qualcode.analysis.intervals import Integers

UNKNOWN: Final = -1
"""The words of a turn of which nothing is kept."""
_ROW: Final = 3
"""Numbers a stretch is kept as: start, end, words."""
_PLACES: Final = 40
"""Bits for a place in a text; the number of the document stands above them."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the words of one document begin and end, in it, ascending."""

    start: Integers
    end: Integers


def words_of(turns: CountedTurns, texts: Mapping[str, str]) -> Integers:
    """Return how many words each turn holds, by what is kept of the texts; `UNKNOWN` where nothing is.

    What is kept of other bounds than the turn's, since a turn was split or joined, says nothing of it.

    Args:
        turns: those asked about, by document, then place.
        texts: the stored text by document id.
    """
    words = np.full(len(turns), UNKNOWN, dtype=np.int64)
    kept = texts.kept(COUNTS, turns.ids) if isinstance(texts, KeptTexts) else {}
    if not kept:
        return words
    number = {document: place for place, document in enumerate(turns.ids)}
    document = np.repeat(
        integers(number[one] for one in kept),
        integers(len(content) // (NUMBER * _ROW) for content in kept.values()),
    )
    rows = np.frombuffer(b"".join(kept.values()), dtype="<u4").reshape(-1, _ROW).astype(np.int64)
    key = (document << _PLACES) + rows[:, 0]
    order = np.argsort(key, kind="stable")
    place = np.searchsorted(key[order], (turns.document << _PLACES) + turns.start)
    place = order[np.minimum(place, len(order) - 1)]
    same = (document[place] == turns.document) & (rows[place, 0] == turns.start) & (rows[place, 1] == turns.end)
    return np.where(same, rows[place, 2], words)


def kept_lengths(texts: Mapping[str, str], documents: Sequence[str]) -> Mapping[str, bytes]:
    """Return what is kept of where words lie, by the id of the document."""
    return texts.kept(LENGTHS, documents) if isinstance(texts, KeptTexts) else {}


def edges_of(content: bytes) -> NDArray[np.int32]:
    """Read where words lie from what `words.maps` packed: where the first begins and ends, the second, and so on."""
    lengths = np.frombuffer(content, dtype=f"<u{content[0]}", offset=1)
    return lengths.astype(np.int32).cumsum(dtype=np.int32)  # three times faster than from bytes to 64 bits at once
