"""How documents are listed: grouped, sorted, filtered; and how far a study is with one, of what its coders said."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.records import CODED_STATES, DOCUMENT_STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NONE, KIND, STATE, OWN = "none", "kind", "state", "own_state"
NAME, IMPORTED, WORDS, VOICES, CODINGS = "name", "imported", "words", "voices", "codings"
GROUPS: Final = (KIND, STATE, OWN, NONE)
"""What documents can be grouped by, beside attributes; `none` lists them in one go."""
SORTS: Final = (NAME, IMPORTED, WORDS, VOICES, CODINGS, STATE, OWN)
"""What documents can be sorted by, beside attributes."""
FILTERS: Final = (NAME, KIND, STATE, OWN)
"""What documents can be asked for by, beside attributes."""
KINDS: Final = ("interview", "group", "text")
"""Kinds of documents by how many participants speak: one, several, nobody."""
ATTRIBUTE: Final = "attribute:"
"""What stands before the name of an attribute where it could be taken for something else."""


class Asked(NamedTuple):
    """One thing that documents are asked for: a field and the value it must have."""

    by: str
    value: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A way of listing documents; a field is one of those above, or an attribute behind `attribute:`."""

    group: str = KIND
    sort: str = NAME
    backwards: bool = False
    where: tuple[Asked, ...] = ()
    columns: tuple[str, ...] = ()
    """Names of the attributes that stand in columns of their own."""

    def written(self) -> str:
        """Return it as JSON."""
        values = {"group": self.group, "sort": self.sort, "backwards": self.backwards}
        return json.dumps({**values, "where": self.where, "columns": self.columns}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> Listing:
        """Read what `written` gave; what a later program wrote and this one does not know is left out."""
        try:
            known = json.loads(text)
        except ValueError:
            return cls()
        if not isinstance(known, dict):
            return cls()
        where = [pair for pair in _listed(known.get("where")) if isinstance(pair, list) and len(pair) == _PAIR]
        return cls(
            _field(known.get("group"), GROUPS, KIND),
            _field(known.get("sort"), SORTS, NAME),
            known.get("backwards") is True,
            tuple(Asked(str(by), str(value)) for by, value in where if _field(by, FILTERS, "")),
            tuple(str(name) for name in _listed(known.get("columns"))),
        )


_PAIR: Final = 2


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _field(value: object, known: Iterable[str], otherwise: str) -> str:
    return value if isinstance(value, str) and (value in known or value.startswith(ATTRIBUTE)) else otherwise


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """A way of listing documents that the team gave a name."""

    id: str
    name: str
    listing: Listing
    position: int


class Said(NamedTuple):
    """How far one coder said to be with a document, and when."""

    coder: str
    state: str
    at: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A document as lists show it: how far it is, how long, who speaks in it, what is known of them."""

    id: str
    name: str
    state: str
    """The study's."""
    before: str = DOCUMENT_STATES[0]
    """What was said of it before coders spoke for themselves: it holds for those who have not spoken since."""
    said: tuple[Said, ...] = ()
    """What coders said, by their ids."""
    kind: str = KINDS[0]
    words: int = 0
    voices: int = 0
    """Participants who speak."""
    codings: int = 0
    imported_at: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Different values of each attribute of the cases who speak in it, as they are stored."""

    def state_of(self, coder: str | None) -> str:
        """Return how far a coder is with it; the study's state for None, and where nobody has said one."""
        if coder is None or not self.said:
            return self.state
        return next((each.state for each in self.said if each.coder == coder), self.before)


@dataclass(frozen=True, slots=True)
class Register:
    """Every document of a study as lists show it, with what their attributes are."""

    documents: tuple[Standing, ...]
    types: Mapping[str, str]
    """The type of each attribute by its name, in their order."""
    language: str = "en"
    """The study's, in which a yes, a no and a refusal are written."""


def study_state(before: str, said: Iterable[Said]) -> str:
    """Return how far the study is with a document, of what its coders said.

    It is as far as the least advanced of them. Once all of them have coded it, whoever reviews it reviews it for all:
    it is reviewed as soon as one says so, until somebody says to have coded it later.

    Args:
        before: what holds where nobody has said anything.
        said: what each coder said last; who never said anything holds nobody up.
    """
    known = tuple(said)
    if not known:
        return before
    least = min((each.state for each in known), key=DOCUMENT_STATES.index)
    if least not in CODED_STATES:
        return least
    coded, reviewed = ([each.at for each in known if each.state == state] for state in CODED_STATES)
    return CODED_STATES[max(coded, default="") <= max(reviewed, default="")]
