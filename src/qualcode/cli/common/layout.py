"""Running words in the width of the window: passages wrapped, hits with what stands around them in aligned columns."""

from __future__ import annotations

import shutil
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size

from qualcode.cli.common import output
from qualcode.words.breaking import holds
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDEST: Final = 100
"""Cells after which a line of words is hard to read."""
NARROWEST: Final = 40
_INDENT: Final = "  "
_VOICE: Final = 14
"""Cells that the name of a voice may take beside a hit."""


def room() -> int:
    """Return how many cells a line of the window has; 80 where there is no window."""
    return max(shutil.get_terminal_size().columns, NARROWEST)


def wrapped(text: str, width: int) -> list[str]:
    """Cut one line of words at its spaces so that each piece fits; a long word stays whole.

    A no-break space holds, and so does the one that French typing puts before a mark.

    Args:
        text: one line.
        width: cells.
    """
    places = [place for place, sign in enumerate(text) if sign == " " and not holds(text, place)]
    lines = [""]
    for word in (text[a + 1 : b] for a, b in pairwise((-1, *places, len(text)))):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def show_words(text: str, indent: str = "") -> None:
    """Print running words, each of their lines wrapped to the window.

    Args:
        text: any number of lines.
        indent: what stands before each.
    """
    width = min(room(), WIDEST) - len(indent)
    for line in text.split("\n"):
        for piece in wrapped(shown_line(line), width):
            output.show((indent + piece).rstrip())


def show_hits(rows: Iterable[tuple[str, str, str, str, str]], voices: Iterable[str], leads: Sequence[str] = ()) -> None:
    """Print hits one below the other under the name of their document, all beginning in one column.

    Args:
        rows: the document, the voice, the words before, the hit, the words after.
        voices: all the voices among them, which say how wide their column is.
        leads: what stands before each, all of one width; nothing by default.
    """
    voice = min(max((cell_len(shown_line(one)) for one in voices), default=0), _VOICE)
    indents = [f"{_INDENT}{lead} " for lead in leads]
    side = (room() - voice - max(map(len, indents), default=len(_INDENT))) * 2 // 5
    above = ""
    for indent, (document, speaker, before, found, after) in zip(
        indents or repeat(_INDENT), rows, strict=bool(indents)
    ):
        if document != above:
            output.show(shown_line(document))
            above = document
        start = f"{indent}{_left(speaker, voice)} {_ending(before.rstrip(), side)}  "
        output.show((start + _beginning(found + after, room() - cell_len(start))).rstrip())


def _left(text: str, width: int) -> str:
    line = shown_line(text)
    return set_cell_size(line, width) if cell_len(line) <= width else set_cell_size(line, width - 1).rstrip() + "…"


def _beginning(text: str, width: int) -> str:
    return set_cell_size(shown_line(text[: width * 2]), width)


def _ending(text: str, width: int) -> str:
    """Return the end of a text in so many cells, to the right."""
    kept = list(_last(shown_line(text[-width * 2 :]), width))
    line = "".join(reversed(kept))
    return " " * (width - cell_len(line)) + line


def _last(line: str, width: int) -> Iterator[str]:
    for sign in reversed(line):
        width -= cell_len(sign)
        if width < 0:
            return
        yield sign
