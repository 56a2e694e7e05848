"""Characters that a file format cannot hold, made visible: people's words may contain any."""

from __future__ import annotations

import re
from typing import Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_PICTURES: Final = 0x2400
_DELETE_PICTURE: Final = "\N{SYMBOL FOR DELETE}"
_SPACE: Final = 0x20
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def legible(text: str) -> str:
    """Replace, one for one, what XML 1.0 forbids or discourages; tabs and line ends stay.

    A control character becomes its picture (U+2400 and on), a lone surrogate or a non-character U+FFFD.
    """
    return _ILLEGAL.sub(lambda found: _picture(found.group()), text.replace("\r\n", "\n").replace("\r", "\n"))


def _picture(sign: str) -> str:
    if ord(sign) < _SPACE:
        return chr(_PICTURES + ord(sign))
    return _DELETE_PICTURE if sign == "\x7f" else REPLACEMENT
