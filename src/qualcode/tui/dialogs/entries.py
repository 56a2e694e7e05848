"""What dialogs are given to show and answer with: plain values, known without the dialogs themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.geometry import Region

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
    """Codings of its own."""
    definitions: tuple[str, ...] = ()
    total: int = 0
    """With those of all that stands below it."""


class Folded(NamedTuple):
    """A panel that is folded away: what it is called, where it would be, and the action that unfolds it."""

    name: str
    region: Region
    action: str


class Scope(NamedTuple):
    """Documents that are looked in: the title that says which, and their ids, None for all."""

    title: str
    among: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What the questions of the guide are listed for: a title, what Enter does, what stands beside one by its id."""

    title: str
    verb: str
    beside: Mapping[str, str]
    none: str = ""
    """The words of the line that it is none of them; empty for no such line."""
