"""The stored texts of a study, some at a time: 8 million words are never held together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.coding.project import Project

AT_ONCE: Final = 50
"""Texts that are read together."""
MOST_HELD: Final = 5_000_000
"""Characters of texts that are kept at one time, 5 to 20 MB; those of a larger study are read again where need be."""


class HeldTexts(Mapping[str, str]):
    """The stored texts of some documents by their ids, read where one is asked for."""

    def __init__(self, project: Project, documents: Iterable[str]) -> None:
        """Read from this project.

        Args:
            project: an open one.
            documents: their ids, in the order in which texts are mostly asked for.
        """
        self._project = project
        self._place = {document: place for place, document in enumerate(documents)}
        self._read: dict[str, str] = {}
        self._characters = 0
        self._next = 0

    def __getitem__(self, document: str) -> str:
        """Return a text; where they are read in order those that follow it are read with it, else it is read alone."""
        if document not in self._read:
            place = self._place[document]
            self._next = place + (AT_ONCE if place == self._next else 1)
            few = [one for one in list(self._place)[place : self._next] if one not in self._read]
            self._hold(dict(self._project.documents.texts(few)))
        return self._read[document]

    def _hold(self, texts: Mapping[str, str]) -> None:
        """Keep texts that were read; where that would be more than `MOST_HELD`, those kept before are let go."""
        more = sum(map(len, texts.values()))
        if self._characters + more > MOST_HELD:
            self._read, self._characters = {}, 0
        self._read.update(texts)
        self._characters += more

    def __iter__(self) -> Iterator[str]:
        """Give the ids of the documents."""
        return iter(self._place)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._place)
