"""A warning that was looked at and let stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SMALL_CELLS: Final = "small_cells"
WARNINGS: Final = (SMALL_CELLS,)
"""Kinds of warnings that somebody may let stand: cells of a table in which few people stand."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """What it warned of and is about, why it stands, who said so and when."""

    id: str
    kind: str
    key: str
    reason: str
    coder: str
    created_at: str
