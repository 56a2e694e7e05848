"""Numbers and quotation marks on the screen, in the interface's typography."""

from __future__ import annotations

from qualcode.model.messages import interface_language
from qualcode.words.typography import Profile, number, percent, profile_of, quoted


def spoken() -> str:
    """Return the interface's language, en or fr."""
    return interface_language()


def profile() -> Profile:
    """Return how the interface sets its marks."""
    return profile_of(spoken())


def counted(value: float) -> str:
    """Write a count: 1 240."""
    return number(value, profile())


def decimal(value: float | None, decimals: int = 2) -> str:
    """Write a real number; a dash for None."""
    return "–" if value is None else number(value, profile(), decimals)


def share(value: float | None, decimals: int = 0) -> str:
    """Write a share from 0 to 1 as a percentage; a dash for None."""
    return "–" if value is None else percent(value, profile(), decimals)


def own_and_below(own: int, total: int) -> str:
    """Write the codings of a code: its own; of a group those of all below it too, behind a stroke; a dash for none."""
    return f"{own}/{total}" if own and own != total else str(total or "–")


def between_marks(text: str) -> str:
    """Put words between the interface's quotation marks."""
    return quoted(text, profile())
