"""Where a line of running words may not end: at the space that French typing puts before a mark, or after «."""

from __future__ import annotations

from typing import Final

_AFTER_A_SPACE: Final = frozenset("?!:;»›%‰$€")
"""Marks that stand with the word before them where an ordinary space parts the two."""
_BEFORE_A_SPACE: Final = frozenset("«‹")
_OF_NUMBERS: Final = frozenset("%‰$€")
"""Those that do so after a number only."""


def holds(text: str, place: int) -> bool:
    """Tell whether one ordinary space keeps what stands around it on one line, as a no-break space would.

    Transcripts are typed with ordinary spaces before ? ! : ; » % and after «; a line that began with such a mark, or
    ended with «, would be ill set. Two spaces or more hold nothing: they are no typography.

    Args:
        text: as it is shown.
        place: where the space stands.
    """
    if text[place] != " " or not 0 < place < len(text) - 1:
        return False
    before, after = text[place - 1], text[place + 1]
    if before.isspace() or after.isspace():
        return False
    if after in _OF_NUMBERS:
        return before.isdigit()
    return after in _AFTER_A_SPACE or before in _BEFORE_A_SPACE
