"""A word that the study treats in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word left out of lists (stop), let in (keep), read as another (synonym), or joined to one in a cloud (variant).

    `language` is fr or en, empty for every language; `meant` is the word that a synonym or a variant stands for.
    """

    id: str
    kind: str
    language: str
    word: str
    meant: str


def also_said(words: Iterable[OwnWord], word: str) -> list[str]:
    """Return a word, and those that the study reads as it, straight or by way of others.

    Args:
        words: the study's own.
        word: as somebody typed it.
    """
    joined = [(one.word, one.meant) for one in words if one.kind == "synonym"]
    found = {word.casefold(): word}
    grown = True
    while grown:
        more = {one.casefold(): one for one, meant in joined if meant.casefold() in found}
        grown = not more.keys() <= found.keys()
        found = more | found
    return [word, *(one for key, one in found.items() if key != word.casefold())]
