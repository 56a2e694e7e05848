"""What dialogs are given to show and answer with: plain values, known without the dialogs themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OPEN: Final = "open"
"""What Enter does to a line of a list."""
EVERY: Final = ""
"""The kind that holds all the lines of a list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: where it is from, its words, its kind."""

    id: str
    where: str
    words: str
    kind: str = EVERY


@dataclass(frozen=True, slots=True)
class Act:
    """What a key does to the line one stands on; `alone` where it needs none."""

    key: str
    name: str
    words: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of which line, while which kind was shown."""

    act: str
    id: str
    kind: str = EVERY


@dataclass(frozen=True, slots=True)
class Pickable:
    """A code as the picker lists it."""

    id: str
    name: str
    group: tuple[str, ...]
    labels: tuple[str, ...]
    colour: str
    sign: str
    count: int
    definitions: tuple[str, ...] = ()
