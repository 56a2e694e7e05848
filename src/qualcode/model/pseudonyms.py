"""Real names and the pseudonyms that stand for them; what may be a name; where one was left in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from qualcode.model.errors.pseudonyms import AlreadyInKey, NoSuchName, PseudonymIsName

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY_ENDING: Final = ".pseudonyms"
"""How the file of a key is called that lies beside its project."""
NameSort = Literal["person", "place", "organisation", "other"]
NAME_SORTS: Final = ("person", "place", "organisation", "other")
"""What a name is of."""
_LETTERS: Final[Mapping[str, str]] = {"person": "P", "place": "L", "organisation": "O", "other": "N"}
_NUMBERED: Final = re.compile(r"[A-Z](\d{1,6})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A real name, and what stands for it."""

    name: str
    pseudonym: str
    sort: NameSort = "person"


@dataclass(frozen=True, slots=True)
class NameKey:
    """The key of a study's pseudonyms, in the order in which names were added."""

    entries: tuple[Entry, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """The pseudonym of each real name."""
        return {entry.name: entry.pseudonym for entry in self.entries}

    def next_pseudonym(self, sort: NameSort) -> str:
        """Return a pseudonym that nobody has: the letter of its sort with the next number."""
        taken = [found for entry in self.entries if (found := _NUMBERED.fullmatch(entry.pseudonym))]
        letter = _LETTERS[sort]
        number = max((int(found[1]) for found in taken if found[0][0] == letter), default=0) + 1
        return f"{letter}{number:02d}"

    def with_entry(self, name: str, pseudonym: str, sort: NameSort) -> NameKey:
        """Return the key with one name more; several names may share a pseudonym, a name has but one.

        Args:
            name: the real one.
            pseudonym: what stands for it; empty for the next that is free.
            sort: what the name is of.

        Raises:
            AlreadyInKey: where the name has a pseudonym.
            PseudonymIsName: where the pseudonym is a real name of the key, or the name itself.
        """
        if known := self.names.get(name):
            raise AlreadyInKey(name, pseudonym=known)
        chosen = pseudonym or self.next_pseudonym(sort)
        if chosen.casefold() in {other.casefold() for other in (*self.names, name)}:
            raise PseudonymIsName(chosen)
        return replace(self, entries=(*self.entries, Entry(name, chosen, sort)))

    def without(self, name: str) -> NameKey:
        """Return the key without a name.

        Raises:
            NoSuchName: where it is not in it.
        """
        kept = tuple(entry for entry in self.entries if entry.name.casefold() != name.casefold())
        if kept == self.entries:
            raise NoSuchName(name)
        return replace(self, entries=kept)


CandidateKind = Literal["variant", "model", "capital", "label", "email", "phone", "postal_code", "number", "address"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may tell who somebody is, in the texts of a study.

    Attributes:
        words: as they stand most often.
        kind: how it was found: a form of a name of the key, by a language model, a capital inside a sentence ...
        count: how often it stands.
        documents: in how many documents.
        context: the words around one place.
        of: the pseudonym proposed, where the name of the key is known that it is a form of.
    """

    words: str
    kind: CandidateKind
    count: int
    documents: int
    context: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class LeftIn:
    """A real name in what goes out: where, and how often."""

    name: str
    place: str
    """A member of a file of several, such as docProps/core.xml; empty for a file that is one; `name` for its name."""
    count: int
