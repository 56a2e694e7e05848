"""A text as it is searched, packed with the places where one character became none or several: hits find theirs."""

from __future__ import annotations

import unicodedata
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from qualcode.model.spans import Span
from qualcode.words.maps import NUMBER, numbers_in, packed
from qualcode.words.searching import SEARCH_RULES, plain_bytes, plain_lengths

if TYPE_CHECKING:
    import re
    from array import array
    from collections.abc import Iterator

SEARCHED: Final = "text as searched "
PLAIN: Final = f"{SEARCHED}{zlib.crc32(SEARCH_RULES.encode()):08x} {unicodedata.unidata_version}"
"""Kind of what is kept."""
_MARK: Final = 255
"""Stands for the length of a mark that belongs to the letter before it; no character is searched as so many."""


def plain_map(text: str) -> bytes:
    """Return what is kept of a text; b"" where it cannot be.

    Args:
        text: the stored text.
    """
    odd = plain_lengths(text)
    lengths = [_MARK if unicodedata.combining(text[place]) and not length else length for place, length in odd]
    head = packed([len(odd), *(place for place, _ in odd)]) + bytes(lengths)
    return head + plain_bytes(text)


@dataclass(frozen=True, slots=True)
class PlainMap:
    """A text as it is searched, and the places of its characters in the stored text."""

    text: str
    _places: array[int]
    """In the stored text, of what is searched as none or several characters."""
    _lengths: bytes

    @classmethod
    def read(cls, content: bytes) -> PlainMap:
        """Read what `plain_map` packed."""
        count = numbers_in(content[:NUMBER])[0]
        begin, end = NUMBER * (count + 1), NUMBER * (count + 1) + count
        return cls(content[end:].decode(), numbers_in(content[NUMBER:begin]), content[begin:end])

    def hits(self, wanted: re.Pattern[str], pieces: list[str]) -> Iterator[Span]:
        """Yield the bounds, in the stored text, of every place where an expression fits.

        Args:
            wanted: what `searching.literal` gave.
            pieces: words without which it fits nowhere: looking for one is faster than trying an expression.
        """
        if all(piece in self.text for piece in pieces):
            found = [one.span() for one in wanted.finditer(self.text)]
            if found:
                yield from self._placed(found)

    def _placed(self, found: list[tuple[int, int]]) -> Iterator[Span]:
        sizes = [0 if length == _MARK else length for length in self._lengths]
        more = list(accumulate((size - 1 for size in sizes), initial=0))
        ends = [place + before + size for place, before, size in zip(self._places, more, sizes, strict=False)]
        marks = {place for place, length in zip(self._places, self._lengths, strict=True) if length == _MARK}

        def source(offset: int) -> int:
            """Return how many characters of the stored text end at an offset or before."""
            passed = bisect_right(ends, offset)
            place = offset - more[passed]
            return min(place, self._places[passed]) if passed < len(ends) else place

        for start, end in found:
            stop = source(end - 1) + 1
            while stop in marks:
                stop += 1
            yield Span(source(start), stop)
