"""Characters of symbol fonts: the check boxes of Wingdings, which forms are full of; others have no common number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.importers.word.names import attribute

if TYPE_CHECKING:
    from lxml import etree

UNKNOWN: Final = "\ufffd"
_PRIVATE: Final = range(0xE000, 0xF900)
_WINGDINGS: Final = {
    0x6F: "\u2610",
    0x70: "\u2610",
    0x71: "\u2610",
    0x72: "\u2610",
    0xA8: "\u2610",
    0xFB: "\u2717",
    0xFC: "\u2713",
    0xFD: "\u2612",
    0xFE: "\u2611",
}
"""Numbers in Wingdings and the sign that shows the same (after Unicode's table of the font, boxes alike as one)."""


def sign_of(symbol: etree._Element) -> str:
    """Return the character of a `w:sym`, `UNKNOWN` where its number means nothing outside of its font."""
    try:
        number = int(attribute(symbol, "char"), 16)
        sign = chr(number)
    except (ValueError, OverflowError):
        return UNKNOWN
    if attribute(symbol, "font").casefold() == "wingdings":
        return _WINGDINGS.get(number & 0xFF, UNKNOWN)
    return UNKNOWN if number in _PRIVATE else sign
