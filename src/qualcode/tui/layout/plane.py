"""A map as lines of signs: a point a code, its name beside it where there is room, else a number told below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from qualcode.tui.layout.grid import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

POINT: Final = "●"
_TALL: Final = 2.0
"""A cell is so many times as high as it is wide."""
_NAME: Final = 22
"""Cells that a name may take."""


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of a line: its first cell, its words, and whether it is a point."""

    line: int
    cell: int
    words: str
    point: bool


def placed(points: Sequence[tuple[str, float, float]], width: int, height: int) -> tuple[list[Written], list[str]]:
    """Return where points and names stand, and the names that found no room, each with its number.

    Both axes have the same scale: on a map, distances count.

    Args:
        points: name, across and up, the most important first.
        width: cells.
        height: lines.
    """
    if not points:
        return [], []
    cells = _cells(points, width, height)
    taken = {(line, cell) for line, cell in cells}
    found: list[Written] = []
    left_out: list[str] = []
    for (name, _x, _y), (line, cell) in zip(points, cells, strict=True):
        found.append(Written(line, cell, POINT, point=True))
        words = shortened(name, _NAME)
        begins = _room(taken, line, cell, cell_len(words), width)
        if begins is None:
            words = str(len(left_out) + 1)
            begins = _room(taken, line, cell, cell_len(words), width)
            left_out.append(f"{words} {name}")
        if begins is not None:
            taken |= {(line, at) for at in range(begins - 1, begins + cell_len(words) + 1)}
            found.append(Written(line, begins, words, point=False))
    return found, left_out


def _cells(points: Sequence[tuple[str, float, float]], width: int, height: int) -> list[tuple[int, int]]:
    """Return line and cell of each point."""
    across, up = [x for _name, x, _y in points], [y for _name, _x, y in points]
    wide, high = (max(max(one) - min(one), 1e-9) for one in (across, up))
    scale = min(max(width - _NAME, 1) / wide, _TALL * max(height - 1, 1) / high)
    left = max((width - _NAME - wide * scale) / 2, 0)
    top = max((height - 1 - high * scale / _TALL) / 2, 0)
    return [
        (
            min(round(top + (max(up) - y) * scale / _TALL), height - 1),
            min(round(left + (x - min(across)) * scale), width - 1),
        )
        for _name, x, y in points
    ]


def _room(taken: set[tuple[int, int]], line: int, cell: int, length: int, width: int) -> int | None:
    """Return where words of so many cells can begin beside a point: to its right, else to its left; or None."""
    for begins in (cell + 2, cell - 1 - length):
        free = not any((line, at) in taken for at in range(begins, begins + length))
        if begins >= 0 and begins + length <= width and free:
            return begins
    return None
