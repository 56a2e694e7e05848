"""Names in a column: cut at their end, or in their middle where the cut would make two of them look the same."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from qualcode.tui.layout.grid import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAIL: Final = 3
"""A third of the room, at the least, is for the end of a name that is cut in its middle."""
_HEAD: Final = 2
"""Cells of the beginning that are kept beside the sign of the cut."""


@lru_cache(maxsize=64)
def cut_apart(names: tuple[str, ...], rooms: tuple[int, ...]) -> tuple[str, ...]:
    """Return names that fit, as many of them as can be told from one another.

    Args:
        names: in order, as they are shown.
        rooms: the cells of each.
    """
    alike: defaultdict[str, list[int]] = defaultdict(list)
    least = min(rooms, default=0)
    for place, (name, room) in enumerate(zip(names, rooms, strict=True)):
        if cell_len(name) > room:
            alike[shortened(name, min(least, room))].append(place)
    found = [shortened(name, room) for name, room in zip(names, rooms, strict=True)]
    for places in alike.values():
        if len({names[place] for place in places}) > 1:
            room = min(rooms[place] for place in places)
            cut = _differing([names[place] for place in places], room)
            if cut is not None:
                for place in places:
                    found[place] = _inside(names[place], rooms[place], *cut)
                continue
            tail = _tail_of([names[place] for place in places], room)
            for place in places:
                found[place] = _middle(names[place], rooms[place], tail) if tail else found[place]
    return tuple(found)


def _differing(names: Sequence[str], room: int) -> tuple[int, int] | None:
    """Return from where names that begin with the same words differ, and the cells that tell all of them apart.

    None where that is further than their beginnings leave room for: there their ends tell more.
    """
    first, last = min(names), max(names)
    alike = next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    begins = first[:alike].rfind(" ") + 1
    rests = [name[begins:] for name in names]
    for cells in range(2, room - _HEAD if begins else 0):
        if len({shortened(rest, cells) for rest in rests}) == len(set(names)):
            words = max(cell_len(rest.split(" ", 1)[0]) for rest in rests) + 1
            return begins, max(cells, words) if words < room - _HEAD else cells
    return None


def _inside(name: str, room: int, begins: int, cells: int) -> str:
    """Return a name with its common beginning shortened, and its end where there is no room for it."""
    if cell_len(name) <= room:
        return name
    rest = shortened(name[begins:], cells)
    return shortened(name[:begins].rstrip(), room - cell_len(rest)) + rest


def _tail_of(names: Sequence[str], room: int) -> int:
    """Return how many cells of their ends tell most names apart, the fewest; 0 where none tell more than one."""
    best, most = 0, 1
    for tail in range(max(room // _TAIL, 1), room - _HEAD):
        told = len({_end(name, tail) for name in names})
        if told > most:
            best, most = tail, told
    return best


def _middle(name: str, room: int, tail: int) -> str:
    end = _end(name, tail)
    return shortened(name, max(room - cell_len(end), 1)) + end


def _end(name: str, cells: int) -> str:
    """Return as much of the end of a name as fits; no accent is left without its letter."""
    while name and (cell_len(name) > cells or unicodedata.combining(name[0])):
        name = name[1:]
    return name.lstrip()
