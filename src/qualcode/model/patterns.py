"""Frozen results of where codes lie, what follows what, how much is coded, and the map of codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qualcode.model.results import Result

MapMethod = Literal["mds", "correspondence"]
MAP_METHODS = ("mds", "correspondence")
METHOD = "method"
"""Option: how a map is made."""
SEED = "seed"


@dataclass(frozen=True, slots=True)
class CodeLine:
    """Where one code lies along what one document, case or voice says."""

    group: str | None
    code: str
    passages: int
    """United passages."""
    share: float
    """Share of the characters of its speech under them, 0 to 1."""
    stretches: tuple[tuple[float, float], ...]
    """Where they lie, as shares of its speech from 0 to 1, apart and ascending."""


@dataclass(frozen=True, slots=True)
class CodeLines(Result):
    """Where codes lie along the speech, group by group, codes in codebook order."""

    rows: tuple[CodeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """How often a passage of b is the next to begin where one of a has ended."""

    a: str
    b: str
    n_a: int
    """Passages of a after whose end another begins in their document."""
    n_ab: int
    share: float
    """n_ab / n_a."""
    expected: float
    """n_a x the share of all passages with a next one that b is next of."""


@dataclass(frozen=True, slots=True)
class Sequence(Result):
    """Which code follows which, in codebook order."""

    n: int = 0
    """Passages after whose end another begins in their document."""
    rows: tuple[Following, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of what one document, case or voice says is coded."""

    group: str | None
    words: int
    coded: int
    """Words under at least one passage."""
    share: float
    """coded / words, 0 where nothing is said."""
    passages: int
    codes: int
    """Different codes, groups or themes."""


@dataclass(frozen=True, slots=True)
class Coverage(Result):
    """How much is coded, group by group."""

    rows: tuple[Covered, ...] = ()


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Where a code stands on the map; the centre is 0, 0."""

    code: str
    x: float
    y: float
    n: int
    """Units that hold it; cases on a correspondence map."""
    nearest: str
    """The code that stands nearest on the map."""


@dataclass(frozen=True, slots=True)
class CodeMap(Result):
    """Codes in the plane: those that meet, or that the same people speak of, stand near each other."""

    n: int = 0
    """Units, or cases."""
    stress: float | None = None
    """Kruskal's stress-1 of the plane: 0 keeps every distance. None on a correspondence map."""
    inertia: tuple[float, float] | None = None
    """Shares of the inertia that the two axes keep. None on an MDS map."""
    rows: tuple[CodePlace, ...] = ()
