"""What passages are asked for, as a value; storage turns it into a query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which codings are asked for, by ids; None means any."""

    codes: frozenset[str] | None = None
    documents: frozenset[str] | None = None
    cases: frozenset[str] | None = None
    coder: str | None = None
    codings: frozenset[str] | None = None
    rounds: frozenset[int] | None = None
    """Numbers of the rounds they were made in: 1 for the first, 0 before it."""
