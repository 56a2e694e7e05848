"""Whom an attribution names: « Entrevue 05 », « Groupe A · P3 », « P3, groupe A », « Maya, 19 ans », an interviewer."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qualcode.report.sources import INSIDE_GROUP
from qualcode.words.folding import join_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.report.sources import Sources, Stretch

INTERVIEWERS: Final = frozenset(
    {"interviewer", "intervieweur", "intervieweuse", "enquêteur", "enquêtrice", "animateur", "animatrice", "chercheur"}
    | {"chercheuse", "researcher", "moderator", "modérateur", "modératrice", "facilitator"}
)
_PARTS: Final = re.compile(r"\s*[,;·–—/|]\s*|\s+-\s+|\s+(?:of|de|du|dans|in)\s+(?=group)", re.IGNORECASE)
_PLACE: Final = re.compile(r"(?:pp?\.|ll?\.|lignes?|lines?|pages?|§)\s*\d|\d+:\d", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+")
_CODE: Final = re.compile(r"(?P<letters>[^\W\d_]{1,11}) ?(?P<number>\d{1,4})")
_SHORTEST_ABBREVIATION: Final = 3
"""Letters from which the beginning of a word stands for it, beside its first letter: P and part for participant."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Whom a quotation is attributed to: ids of cases and of documents, labels of speakers; or nobody."""

    said: bool = False
    """Whether there is an attribution at all."""
    cases: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    speakers: frozenset[tuple[str, str]] = frozenset()
    """Document and label of a turn."""
    interviewer: bool = False
    impossible: bool = False
    """Whether it is written as the voices of the study are, and there is none of that name."""

    @property
    def known(self) -> bool:
        """Whether it names a voice or a document of the study."""
        return bool(self.cases or self.documents or self.speakers)

    def admits(self, document: str, stretch: Stretch) -> bool:
        """Tell whether a turn of a document may be the one meant."""
        if stretch.role == "interviewer" and not self.interviewer:
            return (document, stretch.speaker) in self.speakers
        if self.interviewer and stretch.role != "interviewer":
            return False
        if stretch.case is not None and stretch.case in self.cases:
            return True
        return document in self.documents or (document, stretch.speaker) in self.speakers


class Claims:
    """The voices of a study by everything a report may call them."""

    def __init__(self, sources: Sources) -> None:
        """Gather the names of cases, groups, documents and speakers, and the values of attributes."""
        self._cases: dict[str, set[str]] = defaultdict(set)
        self._values: dict[str, set[str]] = defaultdict(set)
        self._documents: dict[str, set[str]] = defaultdict(set)
        self._speakers: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._turned: dict[str, set[str]] = defaultdict(set)
        self._said: dict[str, Claim] = {}
        for case in sources.cases:
            for name in (case.name, *case.name.split(INSIDE_GROUP)):
                self._cases[_key(name)].add(case.id)
            for name, value in case.attributes.items():
                self._values[_key(value)].add(case.id)
                self._values[_key(f"{value} {name}")].add(case.id)
                self._values[_key(f"{name} {value}")].add(case.id)
        for document in sources.documents:
            self._documents[_key(document.name)].add(document.id)
            for stretch in document.stretches:
                if stretch.speaker:
                    self._speakers[_key(stretch.speaker)].add((document.id, stretch.speaker))
                if stretch.case:
                    self._turned[document.id].add(stretch.case)
        self._names = set().union(self._cases, self._documents, self._speakers) - {""}
        self._shapes = {_DIGITS.sub("#", name) for name in self._names if _DIGITS.search(name)}

    def of(self, label: str) -> Claim:
        """Return whom an attribution names."""
        if label not in self._said:
            self._said[label] = self._of(label)
        return self._said[label]

    def names_a_voice(self, label: str) -> bool:
        """Tell whether words in brackets after a quotation name a voice of the study."""
        return any(self._named(_key(part)) is not None for part in (label, *_PARTS.split(label)) if part.strip())

    def _of(self, label: str) -> Claim:
        if not label.strip():
            return Claim()
        whole = self._named(_key(label))
        if whole is not None:
            return whole
        parts = [part for part in map(_key, _without_place(_PARTS.split(label))) if part]
        interviewer = any(word in INTERVIEWERS for part in parts for word in part.split())
        named = [claim for part in parts if (claim := self._named(part)) is not None]
        claim = self._met(named) if named else Claim(said=True)
        impossible = (len(named) > 1 and not claim.known) or any(
            self._looks_like_one(part) for part in parts if self._named(part) is None
        )
        return replace(self._narrowed(claim, parts), interviewer=interviewer, impossible=impossible)

    def _narrowed(self, claim: Claim, parts: Iterable[str]) -> Claim:
        """Narrow a claim by the values of attributes it names, where that leaves somebody: a value may be a word."""
        for part in parts:
            cases = frozenset(self._values.get(part, ()))
            if cases and not claim.known:
                claim = Claim(said=True, cases=cases)
            elif claim.cases & cases:
                claim = replace(claim, cases=claim.cases & cases)
        return claim

    def _named(self, key: str) -> Claim | None:
        """Return what a name stands for: equal, else the longest that begins with it, else its abbreviation."""
        if key not in self._names:
            longer = [name for name in self._names if name.startswith(f"{key} ")]
            matching = longer or self._abbreviated(key)
            if not matching:
                return None
            return self._united(matching)
        return self._united([key])

    def _united(self, keys: Iterable[str]) -> Claim:
        keys = list(keys)
        return Claim(
            said=True,
            cases=frozenset[str]().union(*(self._cases.get(key, ()) for key in keys)),
            documents=frozenset[str]().union(*(self._documents.get(key, ()) for key in keys)),
            speakers=frozenset[tuple[str, str]]().union(*(self._speakers.get(key, ()) for key in keys)),
        )

    def _abbreviated(self, key: str) -> list[str]:
        """List the names that a letter or the beginning of a word with a number stands for: E5, Ent 05."""
        code = _CODE.fullmatch(key)
        if code is None:
            return []
        letters, number = code["letters"], code["number"]
        if 1 < len(letters) < _SHORTEST_ABBREVIATION:
            return []
        found = []
        for name in self._names:
            word, _, rest = name.partition(" ")
            if word.startswith(letters) and rest == number:
                found.append(name)
        return found

    def _looks_like_one(self, key: str) -> bool:
        return bool(_DIGITS.search(key)) and _DIGITS.sub("#", key) in self._shapes

    def _met(self, claims: list[Claim]) -> Claim:
        """Return what all parts of an attribution have in common: the member of a group, by both their names."""
        met = claims[0]
        for claim in claims[1:]:
            met = self._both(met, claim)
        return met

    def _both(self, one: Claim, other: Claim) -> Claim:
        """Keep the cases, documents and speakers that both name; a document stands for the cases that speak in it."""
        cases = (one.cases | self._in(one.documents)) & (other.cases | self._in(other.documents))
        speakers = one.speakers & other.speakers
        speakers |= {found for found in one.speakers if found[0] in other.documents}
        speakers |= {found for found in other.speakers if found[0] in one.documents}
        documents = frozenset[str]() if cases or speakers else one.documents & other.documents
        return Claim(said=True, cases=cases, documents=documents, speakers=speakers)

    def _in(self, documents: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*(self._turned.get(document, ()) for document in documents))


def _without_place(parts: list[str]) -> list[str]:
    """Leave out where in the transcript it was said, (Entrevue 05, p. 3): a page is no participant."""
    return parts[:1] + [part for part in parts[1:] if _PLACE.match(part) is None]


def _key(name: str) -> str:
    """Return the key of a name: folded, and numbers without the zeros before them."""
    return _DIGITS.sub(lambda digits: str(int(digits.group())), join_key(name))
