"""How the word lists of this room are written: words between blanks, read once."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """Return the words of a list written between blanks."""
    return frozenset(words.split())
