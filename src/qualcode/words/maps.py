"""Where the words of a text lie, packed small, so that counting need not cut the text into words again."""

from __future__ import annotations

import sys
import unicodedata
import zlib
from abc import abstractmethod
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from qualcode.words.pieces import measured
from qualcode.words.tokens import WORD_RULES, count_words

if TYPE_CHECKING:
    from collections.abc import Iterable

RULES: Final = f"{zlib.crc32(WORD_RULES.encode()):08x} {unicodedata.unidata_version}"
"""Another rule of what a word is, or another table of letters, makes every map kept before a stranger."""
COUNTED: Final = "words counted "
COUNTS: Final = COUNTED + RULES
"""Kind of what is kept: the bounds of each stretch of speech, and how many words are said in it."""
MEASURED: Final = "words measured "
LENGTHS: Final = MEASURED + RULES
"""Kind of what is kept: the characters between two words and in each word, by turns."""
NUMBER: Final = 4
"""Bytes of a number."""
_Numbers = TypeVar("_Numbers", bytearray, list[int])


class KeptTexts(Mapping[str, str]):
    """Texts by the id of their document, of which more may be kept than the words themselves."""

    @abstractmethod
    def kept(self, kind: str, documents: Sequence[str]) -> Mapping[str, bytes]:
        """Return what is kept of a kind, by the id of the document; what is not there is left out."""


def words_spoken(text: str, stretches: Iterable[tuple[int, int]]) -> int:
    """Count the words said in some stretches of a text; what is asked again of the last text is known.

    Args:
        text: the stored text.
        stretches: bounds of the speech.
    """
    bounds = tuple(stretches)
    counts, _lengths = word_map(text, bounds)
    return words_counted(counts) if counts else sum(count_words(text, start, end) for start, end in bounds)


def word_map(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[bytes, bytes]:
    """Return what is kept of a text: the counts and the lengths of its words; see `COUNTS` and `LENGTHS`.

    Nothing is kept of a text whose stretches overlap: a word could be counted twice.

    Args:
        text: the stored text.
        stretches: bounds of the speech, in any order; the whole text where there are none.
    """
    return _mapped(text, tuple(stretches))


@lru_cache(maxsize=1)  # what comes in is mapped, then counted for whoever brought it in
def _mapped(text: str, stretches: tuple[tuple[int, int], ...]) -> tuple[bytes, bytes]:
    spoken = sorted(one for one in stretches if one[0] < one[1]) or [(0, len(text))]
    if any(after[0] < before[1] for before, after in pairwise(spoken)):
        return b"", b""
    counts: list[int] = []
    lengths: list[tuple[int, Sequence[int]]] = []
    said = 0
    for (start, end), sizes in zip(spoken, measured(text, spoken), strict=True):
        counts += (start, end, len(sizes) // 2)
        if len(sizes) > 1:
            lengths.append((start - said, sizes[:-1]))
            said = end - sizes[-1]
    return packed(counts), _smallest(lengths)


def words_counted(counts: bytes) -> int:
    """Return how many words are said in all stretches of a text, from what is kept of it."""
    return sum(numbers_in(counts)[2::3])


def _smallest(lengths: Sequence[tuple[int, Sequence[int]]]) -> bytes:
    """Write numbers in one byte each where they fit, else in four; the first byte says which.

    Args:
        lengths: the characters before a stretch that no word has, and the numbers of the stretch.
    """
    try:
        return b"\x01" + _run_on(bytearray(), lengths)
    except ValueError:
        return NUMBER.to_bytes(1) + packed(_run_on([], lengths))


def _run_on(numbers: _Numbers, lengths: Sequence[tuple[int, Sequence[int]]]) -> _Numbers:
    """Write the numbers of one stretch after another."""
    for before, sizes in lengths:
        place = len(numbers)
        numbers.extend(sizes)
        numbers[place] += before
    return numbers


def packed(numbers: list[int]) -> bytes:
    """Write numbers in four bytes each, the least of them first."""
    whole = array("I", numbers)
    if sys.byteorder == "big":
        whole.byteswap()
    return whole.tobytes()


def numbers_in(content: bytes) -> array[int]:
    """Read what `packed` wrote."""
    whole = array("I", content)
    if sys.byteorder == "big":
        whole.byteswap()
    return whole
