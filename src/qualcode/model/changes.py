"""What an action touched: the only road by which a view learns of anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMED_AT_MOST: Final = 500
"""Over this many ids of one noun a Change says "all of it": a view then reads anew instead of row by row."""


@dataclass(frozen=True, slots=True)
class Touched:
    """The ids of one noun that an action added, altered or removed; `everything` where they are too many to name."""

    added: frozenset[str] = frozenset()
    altered: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    everything: bool = False

    def __contains__(self, identifier: object) -> bool:
        """Tell whether that row may have changed."""
        return self.everything or identifier in self.added or identifier in self.altered or identifier in self.removed


@dataclass(frozen=True, slots=True)
class Change:
    """The answer to an action. Nouns are the names of the readers: documents, turns, codes, codings ..."""

    action: str
    """The id of the journal row."""
    kind: str
    coder: str
    touched: Mapping[str, Touched] = field(default_factory=dict)
    rows: int = 0
    """How many rows were written in all."""
    undoes: str | None = None
    notes: tuple[tuple[str, object], ...] = ()
    """What the handler found worth telling: counts and names, never a sentence."""

    def note(self, name: str, default: object = None) -> object:
        """Return one note by name."""
        return dict(self.notes).get(name, default)
