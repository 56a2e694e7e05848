"""What a report is checked against: the texts, who says what in them, and what the report may call each voice."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qualcode.words.folding import join_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.material import CaseRow, Material, TurnRow

INSIDE_GROUP: Final = " · "
"""What stands between a group and its member in the name of a case."""

_CONSENT: Final = re.compile(r"consent|(?:^| )(?:quot(?:e|ation)|citation|citer)")
_OTHER_CONSENT: Final = re.compile(
    r"re ?use|réutil|reutil|archiv|shar|partag|record|enregistr|audio|vid[eé]o|contact|end|fin$"
)
_REFUSED: Final = frozenset(
    {"no", "non", "false", "faux", "0", "none", "aucun", "refus", "refused", "refusé", "refusée", "withdrawn", "retiré"}
    | {"retirée", "retrait", "n", "never", "jamais"}
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A turn: the bounds of the speech, whose it is, and in what role; `case` is an id, None where nobody is known."""

    start: int
    end: int
    speaker: str
    role: str
    case: str | None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document with its turns in order; without turns, all of it is said by `case`, where one is linked to it."""

    id: str
    name: str
    text: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """A passage in other words than its own: `text` holds them as said by its voice, the bounds are the passage's."""

    text: SourceText
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything a report is checked against."""

    documents: tuple[SourceText, ...]
    cases: tuple[CaseRow, ...] = ()
    terms: frozenset[str] = frozenset()
    """Names of codes, themes, questions and documents, as `term_key` writes them: nobody's speech."""
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    """Pseudonym by real name, one word each where a quotation may bear it; empty where a name has none."""
    translations: tuple[Translation, ...] = ()
    """What the analyst wrote for passages in another language."""

    def withheld(self) -> frozenset[str]:
        """Return the ids of the cases who did not agree to be quoted, or took it back.

        Their consent says it; where it says nothing, an attribute that speaks of consent does.
        """
        return frozenset(
            case.id for case in self.cases if case.withheld or (not case.agreed and refuses(case.attributes))
        )


def term_key(words: str) -> str:
    """Return the key under which words between guillemets are a name of the codebook."""
    return join_key(words)


def refuses(attributes: Mapping[str, str]) -> bool:
    """Tell whether the attributes of a case say that it is not to be quoted.

    An attribute counts where its name speaks of consent, or of quoting, and not of reuse, recording or an end; its
    value is a no in either language.
    """
    return any(
        _CONSENT.search(join_key(name)) is not None
        and _OTHER_CONSENT.search(join_key(name)) is None
        and join_key(value) in _REFUSED
        for name, value in attributes.items()
    )


def sources_of(material: Material, texts: Mapping[str, str], pseudonyms: Mapping[str, str] | None = None) -> Sources:
    """Return what a study holds for a report to be checked against.

    Args:
        material: the study as tuples.
        texts: stored text by id of the document.
        pseudonyms: pseudonym by real name.
    """
    turns: dict[str, list[TurnRow]] = defaultdict(list)
    for turn in material.turns:
        turns[turn.document].append(turn)
    linked = _linked(material)
    documents = tuple(
        SourceText(row.id, row.name, texts[row.id], _stretches(turns[row.id], texts[row.id], linked.get(row.id, ())))
        for row in material.documents
    )
    return Sources(documents, material.cases, _terms(material), pseudonyms or {})


def _linked(material: Material) -> dict[str, list[tuple[str, int | None, int | None]]]:
    found: dict[str, list[tuple[str, int | None, int | None]]] = defaultdict(list)
    for link in material.links:
        found[link.document].append((link.case, link.start, link.end))
    return found


def _stretches(
    turns: Sequence[TurnRow], text: str, links: Sequence[tuple[str, int | None, int | None]]
) -> tuple[Stretch, ...]:
    """Give each turn its case, by its speaker, else by what the document or passage is linked to."""
    if not turns:
        return (Stretch(0, len(text), "", "participant", _linked_at(links, 0, len(text))),)
    return tuple(
        Stretch(
            turn.start,
            turn.end,
            turn.speaker,
            turn.role,
            turn.case or (_linked_at(links, turn.start, turn.end) if turn.role == "participant" else None),
        )
        for turn in turns
    )


def _linked_at(links: Sequence[tuple[str, int | None, int | None]], start: int, end: int) -> str | None:
    """Return the one case that a passage is linked to, None where there is none or several."""
    found = {case for case, first, last in links if (first is None or first <= start) and (last is None or last >= end)}
    return found.pop() if len(found) == 1 else None


def _terms(material: Material) -> frozenset[str]:
    names = [
        *(code.name for code in material.codes),
        *(code.label for code in material.codes),
        *(theme.name for theme in material.themes),
        *(question.name for question in material.questions),
        *(document.name for document in material.documents),
        *(case.name for case in material.cases),
    ]
    return frozenset(term_key(name) for name in names)
