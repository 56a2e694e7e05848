"""Words measured fast: a plain piece between two spaces is known by its shape, another is cut once by the rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qualcode.words.tokens import word_lengths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST: Final = 50_000
"""Pieces and shapes known at once, some ten megabytes."""
LONGEST: Final = 250
"""The longest a length may be beside the signs below, in a byte."""
_MORE: Final = b"\xff"
"""What follows adds to the length before it: a piece that begins with no word, or has none."""
_ACROSS: Final = b"\xfe"
"""The piece may be half of a word or a note that goes on over the space: the whole is cut by the rules."""
_ODD: Final = b"\xfd"
"""The piece is not of a plain shape: qu'il is cut by the rules, école is not."""
_APART: Final = b"\xfc"
"""What lies between two stretches."""
_HALF: Final = re.compile(
    r"\[[^\]]*\Z"  # [rires et
    r"|\A\d{3}(?![^\W_])"  # the second half of 12 000
    r"|(?<![^\W\d_])[pP]\.\Z"  # p. ex.
)
_LETTER, _STOP, _OTHER = b"a.-"
_SHAPES: Final = bytes(
    ord(sign) if sign in " \n" else _STOP if sign in ".,;:!" else _LETTER if sign.isalpha() else _OTHER
    for sign in map(chr, range(256))
).replace(b"\n", b" ")
"""Of what sort each character of Latin-1 is; so that it needs no regular expression, a piece has a byte a character."""
_PLAIN: Final = re.compile(rb"aa+(\.*)|a")


class _Shapes(dict[bytes, bytes]):
    """What each shape of a piece, letters and stops after them, adds to the lengths."""

    def __missing__(self, shape: bytes) -> bytes:
        if len(self) >= MOST:
            self.clear()
        found = self[shape] = _by_shape(shape)
        return found


def _by_shape(shape: bytes) -> bytes:
    if not shape:
        return _MORE + b"\x01"
    if shape == b" ":  # a line's end, which no piece has within
        return _APART
    plain = _PLAIN.fullmatch(shape)
    if plain is None or len(shape) > LONGEST:
        return _ODD
    stops = len(plain[1] or b"")
    return bytes((len(shape) - stops, stops + 1))


class _Pieces(dict[str, bytes]):
    """What each piece between two spaces adds to the lengths of words and of what lies between them."""

    def __missing__(self, piece: str) -> bytes:
        if len(self) >= MOST:
            self.clear()
        shape = piece.replace("?", "!").encode("latin-1", "replace").translate(_SHAPES)  # what is beyond is odd
        by_shape = _BY_SHAPE[shape]
        found = self[piece] = _measured(piece) if by_shape is _ODD else by_shape
        return found


_BY_SHAPE: Final = _Shapes()
_BY_PIECE: Final = _Pieces()


def _measured(piece: str) -> bytes:
    """Measure a piece and the space after it."""
    lengths = word_lengths(piece, 0, len(piece))
    lengths[-1] += 1
    if max(lengths) > LONGEST or _HALF.search(piece):
        return _ACROSS
    return bytes(lengths[1:]) if lengths[0] == 0 and len(lengths) > 1 else _MORE + bytes(lengths)


def measured(text: str, stretches: Iterable[tuple[int, int]]) -> list[Sequence[int]]:
    """Return of each stretch what `tokens.word_lengths` returns, several times sooner.

    All stretches are cut at once, since no rule goes over a line's end, and few over a space.

    Args:
        text: the stored text.
        stretches: bounds in code points.
    """
    bounds = list(stretches)
    line = text.replace("\n", " ")
    pieces = " \n ".join([line[start:end] for start, end in bounds]).split(" ")
    each = b"".join(map(_BY_PIECE.__getitem__, pieces)).split(_APART)
    sizes = (None if _ACROSS in found else _run_on(found) for found in each)
    return [
        word_lengths(text, start, end) if size is None else size
        for (start, end), size in zip(bounds, sizes, strict=False)  # of no stretch there is one, empty
    ]


def _run_on(found: bytes) -> bytearray | None:
    """Join the lengths of pieces; None where one does not fit a byte."""
    first, *others = found.split(_MORE)
    sizes = bytearray(b"\x00" + first)
    try:
        for other in others:
            sizes[-1] += other[0]
            sizes += other[1:]
    except ValueError:
        return None
    sizes[-1] -= 1  # the last piece has no space after it
    return sizes
