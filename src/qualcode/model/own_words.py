"""A word that the study treats in its own way."""

from __future__ import annotations

from dataclasses import dataclass


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
