"""A cloud of words as lines of text: five sizes, the heaviest words in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES: Final = 5
GAP: Final = 3


class Sized(NamedTuple):
    """A word of the cloud; `size` is 0 for the smallest; the largest are spaced out."""

    text: str
    size: int

    @property
    def shown(self) -> str:
        """The word as it is set: letters of the largest stand apart."""
        return " ".join(self.text) if self.size == SIZES - 1 and self.text.isalpha() else self.text


def sized(words: Sequence[tuple[str, int]]) -> list[Sized]:
    """Give each word a size by the square root of its weight, which is as its height in a picture.

    Args:
        words: each with its count, heaviest first.
    """
    if not words:
        return []
    low, high = words[-1][1] ** 0.5, words[0][1] ** 0.5
    span = (high - low) or 1.0
    return [Sized(text, min(int((weight**0.5 - low) / span * SIZES), SIZES - 1)) for text, weight in words]


def flowed(words: Sequence[Sized], width: int, height: int) -> list[list[Sized]]:
    """Set words in lines of a width, the heaviest lines in the middle, lighter ones above and below in turn.

    Args:
        words: heaviest first.
        width: cells of a line.
        height: how many lines at most; the lightest words are left out.
    """
    lines: list[list[Sized]] = []
    room = 0
    for word in words:
        wide = cell_len(word.shown) + GAP
        if not lines or wide > room + GAP:
            if len(lines) == height:
                break
            lines.append([])
            room = width
        lines[-1].append(word)
        room -= wide
    lines = [_heavy_inside(line) for line in lines]
    return [*reversed(lines[1::2]), *lines[::2]]


def _heavy_inside(line: Sequence[Sized]) -> list[Sized]:
    return [*reversed(line[1::2]), *line[::2]]
