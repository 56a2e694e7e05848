"""Wrapping by cells and graphemes: lines of a stored text, as half-open ranges of code points."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from qualcode.words.breaking import holds
from qualcode.words.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN: Final = re.compile(r"[\u0020-\u007e\u00a0-\u02ff\u0370-\u03ff\u0400-\u052f\u2010-\u2027\u202f-\u205e\u20ac]*")
"""Letters that take one cell each, in any terminal: Latin, Greek, Cyrillic, dashes and quotation marks."""
_JOINER: Final = "\u200d"


def seen(text: str) -> str:
    """Return a text as the page shows it, one character for one: offsets into it are offsets into the stored text.

    Whoever measures cells measures this text: a control character of the stored one takes a sign's cell.
    """
    return shown(text).replace("\t", " ")


def wrapped(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Wrap a stretch of text into lines of at most `width` cells.

    A line break of the text ends a line; spaces at a wrap hang over and belong to the line before; a mark stays with
    the word that one space parts it from (« mot », oui ?); a word wider than the window is cut between graphemes. The
    lines cover every character but the line breaks.

    Args:
        text: the text as `seen`.
        start: where the stretch begins.
        end: where it ends.
        width: cells in a line, at least 1.
    """
    lines: list[tuple[int, int]] = []
    position = start
    while position <= end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        lines.extend(_paragraph(text, position, stop, max(width, 1)))
        position = stop + 1
    return lines


def _paragraph(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    if start == end:
        yield start, end
    while start < end:
        plain = is_plain(text, start, min(start + width + 1, end))
        stop = (_plain_fit if plain else _grapheme_fit)(text, start, end, width)
        yield start, stop
        start = stop


def is_plain(text: str, start: int, end: int) -> bool:
    """Tell whether every character of a stretch takes one cell and stands alone."""
    return _PLAIN.fullmatch(text, start, end) is not None


def _plain_fit(text: str, start: int, end: int, width: int) -> int:
    """Return where a line ends, in text of one cell a character."""
    limit = start + width
    if limit >= end:
        return end
    return _break_before(text, start, limit, end) or _break_before(text, start, limit, end, torn=True) or limit


def _break_before(text: str, start: int, limit: int, end: int, *, torn: bool = False) -> int:
    """Return the last place at or before `limit` where a line may end, spaces hanging over; 0 for none.

    Args:
        text: as it is seen.
        start: where the line begins.
        limit: how far it may go.
        end: where the paragraph ends.
        torn: whether it may end between a word and its mark too.
    """
    stop = limit
    if text[limit] in " \t" and (torn or not holds(text, limit)):
        while stop < end and text[stop] in " \t":
            stop += 1
        return stop
    while stop > start:
        before = text[stop - 1]
        if (before in " \t" and (torn or not holds(text, stop - 1))) or (
            before in "-–—/" and stop - 1 > start and text[stop].isalpha()
        ):
            return stop
        stop -= 1
    return 0


def _grapheme_fit(text: str, start: int, end: int, width: int) -> int:
    """Return where a line ends, counting cells grapheme by grapheme."""
    used, best, torn, position = 0, 0, 0, start
    while position < end:
        following = next_grapheme(text, position, end)
        piece = text[position:following]
        held = holds(text, position)
        if piece in {" ", "\t"} and not held:
            best = following
        elif used + cell_len(piece) > width and position > start:
            return best or (following if held else torn or position)
        elif held:
            torn = following
        used += cell_len(piece)
        position = following
    return end


def next_grapheme(text: str, position: int, end: int) -> int:
    """Return where the grapheme at a position ends: a letter with its marks, an emoji with its joiners."""
    stop = position + 1
    while stop < end and (_extends(text[stop]) or text[stop - 1] == _JOINER):
        stop += 1
    if stop < end and _is_flag(text[position]) and _is_flag(text[stop]) and stop == position + 1:
        return stop + 1
    return stop


def previous_grapheme(text: str, position: int, start: int) -> int:
    """Return where the grapheme before a position begins."""
    begin = max(position - 1, start)
    while begin > start and (_extends(text[begin]) or text[begin - 1] == _JOINER):
        begin -= 1
    flags = 0
    while begin - flags >= start and _is_flag(text[begin - flags]):
        flags += 1
    return begin - 1 if flags and flags % 2 == 0 else begin


def _extends(letter: str) -> bool:
    """Tell whether a character belongs to the one before: marks, joiners, variation selectors, skin tones."""
    if letter < "\u0300":
        return False
    return (
        letter == _JOINER
        or unicodedata.category(letter) in {"Mn", "Me", "Mc"}
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def _is_flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def cell_at(text: str, start: int, position: int) -> int:
    """Return the cell, from the line's start, at which a position stands."""
    if is_plain(text, start, position):
        return position - start
    return cell_len(text[start:position])


def position_at(text: str, start: int, end: int, cell: int) -> int:
    """Return the position that a cell of a line shows; past the end, the line's end."""
    if cell <= 0:
        return start
    if is_plain(text, start, end):
        return min(start + cell, end)
    used, position = 0, start
    while position < end:
        following = next_grapheme(text, position, end)
        used += cell_len(text[position:following])
        if used > cell:
            return position
        position = following
    return end
