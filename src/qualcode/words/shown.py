"""The one choke point before the terminal: signs in place of characters that command it or deceive its reader."""

from __future__ import annotations

import re
from typing import Final

STRANGE: Final = "\N{REPLACEMENT CHARACTER}"
"""Shown for a lone surrogate or a noncharacter."""
UNSEEN: Final = "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"
"""Shown for a control character of the upper range, which has no picture of its own."""
INVISIBLE: Final = "\N{WHITE VERTICAL RECTANGLE}"
"""Shown for an invisible character that is neither a joiner nor a variation selector."""
SOFT_HYPHEN: Final = "\N{NOT SIGN}"
"""Shown for a soft hyphen, as word processors show it."""
TO_THE_RIGHT: Final = "\N{RIGHTWARDS HARPOON WITH BARB UPWARDS}"
TO_THE_LEFT: Final = "\N{LEFTWARDS HARPOON WITH BARB UPWARDS}"
END_OF_DIRECTION: Final = "\N{LEFT RIGHT ARROW}"


def _table() -> dict[int, str]:
    """Map every character that never reaches the terminal to its one sign."""
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    table |= dict.fromkeys(range(0x80, 0xA0), UNSEEN)
    table |= dict.fromkeys((0x2028, 0x2029), "\N{SYMBOL FOR NEWLINE}")
    table |= dict.fromkeys((0x200E, 0x202A, 0x202D, 0x2066, 0x2068), TO_THE_RIGHT)
    table |= dict.fromkeys((0x061C, 0x200F, 0x202B, 0x202E, 0x2067), TO_THE_LEFT)
    table |= dict.fromkeys((0x202C, 0x2069), END_OF_DIRECTION)
    table[0xAD] = SOFT_HYPHEN
    for first, last in ((0x200B, 0x200B), (0x2060, 0x2065), (0x206A, 0x206F), (0xFEFF, 0xFEFF), (0x180E, 0x180E)):
        table |= dict.fromkeys(range(first, last + 1), INVISIBLE)
    for first, last in ((0x3164, 0x3164), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0x1D173, 0x1D17A), (0xE0000, 0xE007F)):
        table |= dict.fromkeys(range(first, last + 1), INVISIBLE)
    for first, last in ((0xD800, 0xDFFF), (0xFDD0, 0xFDEF), (0xFFFE, 0xFFFF)):
        table |= dict.fromkeys(range(first, last + 1), STRANGE)
    return table


_ALL: Final = _table()
_BUT_LAYOUT: Final = {code: sign for code, sign in _ALL.items() if code not in (0x09, 0x0A)}
_SUSPECT: Final = re.compile("[" + "".join(re.escape(chr(code)) for code in _BUT_LAYOUT) + "]")


def shown(text: str, *, layout: bool = True) -> str:
    r"""Return the text with a visible sign for each character that commands a terminal or deceives a reader.

    One character for one, so offsets still point at the same words. Joiners (U+200C, U+200D) and variation selectors
    stay, for emoji and some scripts are written with them.

    Args:
        text: people's words, or anything else that comes from data.
        layout: whether line feed and tab stay as they are; if not, they become visible signs too.
    """
    if text.isprintable():
        return text
    if not layout:
        return text.translate(_ALL)
    if text.replace("\n", "").isprintable():  # lines of a long table: ten times sooner than the search
        return text
    return text.translate(_BUT_LAYOUT) if _SUSPECT.search(text) else text


def shown_line(text: str, *, line_break: str = " ") -> str:
    """Return the text as `shown` gives it, on one line: each tab a space, each line break the sign asked for.

    Args:
        text: people's words, or anything else that comes from data.
        line_break: one character that stands for a line break, so that offsets are kept.
    """
    if text.isprintable():
        return text
    return shown(text).replace("\n", line_break).replace("\t", " ")
