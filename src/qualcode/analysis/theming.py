"""What each theme rests on, who speaks in it and who does not, and what lies under no theme."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from qualcode.model.codebook import standing_below
from qualcode.model.theming import GRAVITY, Rest, Supported, Theming

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.model.material import CaseLinkRow, CodingRow, Material
    from qualcode.model.records import Theme, ThemeLink

_NOBODY: frozenset[str] = frozenset()


class Voices:
    """Who speaks where: participants' turns by document; a document without turns is one, of the cases linked to it.

    The interviewer is nobody here. A turn of no case is of those linked to its whole document; where a case is linked
    to a passage, it speaks there too.
    """

    def __init__(self, material: Material) -> None:
        """Lay the turns of a study out."""
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._parts: dict[str, list[CaseLinkRow]] = defaultdict(list)
        for link in material.links:
            if link.start is None:
                self._whole[link.document].add(link.case)
            else:
                self._parts[link.document].append(link)
        self._turns: dict[str, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
        told: set[str] = set()
        for turn in material.turns:
            told.add(turn.document)
            if turn.role != "interviewer":
                cases = frozenset({turn.case}) if turn.case else self._linked(turn.document)
                self._turns[turn.document].append((turn.start, turn.end, cases))
        for document in material.documents:
            if document.id not in told:
                self._turns[document.id].append((0, document.characters, self._linked(document.id)))
        for turns in self._turns.values():
            turns.sort(key=lambda turn: turn[:2])
        self._ends = {document: [end for _start, end, _cases in turns] for document, turns in self._turns.items()}

    def _linked(self, document: str) -> frozenset[str]:
        return frozenset(self._whole.get(document, _NOBODY))

    def everyone(self) -> frozenset[str]:
        """Return the ids of the cases that speak anywhere."""
        turns = {case for turns in self._turns.values() for _start, _end, cases in turns for case in cases}
        return frozenset(turns | {link.case for links in self._parts.values() for link in links})

    def speaking(self, coding: CodingRow) -> frozenset[str] | None:
        """Return the cases whose words a coding holds at least one character of; None where only the interviewer's."""
        turns, found = self._turns.get(coding.document, []), list[frozenset[str]]()
        for place in range(bisect_right(self._ends.get(coding.document, []), coding.start), len(turns)):
            start, _end, cases = turns[place]
            if start >= coding.end:
                break
            found.append(cases)
        if not found:
            return None
        linked = [link.case for link in self._parts.get(coding.document, ()) if _shares(link, coding)]
        return found[0] if len(found) == 1 and not linked else frozenset(linked).union(*found)


def _shares(link: CaseLinkRow, coding: CodingRow) -> bool:
    return link.start is not None and link.end is not None and link.start < coding.end and coding.start < link.end


def theming(
    material: Material, themes: Sequence[Theme], *, coder: str | None = None, starred: Iterable[str] = ()
) -> Theming:
    """Say what each theme rests on, who speaks in it, and what lies under none.

    A case speaks in a theme where words of its own lie under a code, or in a passage, that supports or nuances the
    claim; the interviewer never does. A coding and a passage count once a theme, however many links lead there.

    Args:
        material: the study.
        themes: in their order, dropped ones too.
        coder: the id of one whose codings count; None for everyone's.
        starred: ids of the starred codings.
    """
    return Heard(material, coder=coder, starred=starred).theming(themes)


class Heard:
    """The codings of a study with who speaks in each: listened to once, while themes change.

    Codings are known by their number, in the order of documents and places.
    """

    def __init__(self, material: Material, *, coder: str | None = None, starred: Iterable[str] = ()) -> None:
        """Listen to the codings of one coder, by id, or to everyone's."""
        self._codes = material.codes
        voices, place = Voices(material), {document.id: number for number, document in enumerate(material.documents)}
        self._rows = sorted(
            (coding for coding in material.codings if coder is None or coding.coder == coder),
            key=lambda coding: (place.get(coding.document, 0), coding.start, coding.end),
        )
        self._cases = [voices.speaking(coding) for coding in self._rows]
        self._number = {coding.id: number for number, coding in enumerate(self._rows)}
        self._of_code: dict[str, list[int]] = defaultdict(list)
        for number, coding in enumerate(self._rows):
            self._of_code[coding.code].append(number)
        self._order = {case.id: number for number, case in enumerate(material.cases)}
        self._starred = sorted(self._number[one] for one in set(starred) if one in self._number)
        self._coded = self._ordered(self._speaking(range(len(self._rows))))
        self._uncoded = self._ordered(voices.everyone().difference(self._coded))
        self._rests: dict[str, tuple[list[int], Counts]] = {}

    def theming(self, themes: Sequence[Theme]) -> Theming:
        """Say what each theme rests on, and what lies under none; see the function of that name."""
        found = tuple(self._supported(theme) for theme in themes)
        links = [link for theme in themes if theme.status != "dropped" for link in theme.links]
        under = {code for link in links if link.code for code in self._below(link.code)}
        single = {link.coding for link in links if link.coding}
        return Theming(
            themes=found,
            coded=self._coded,
            uncoded=self._uncoded,
            loose_codes=tuple(
                (code.id, self._ids(self._of_code[code.id]))
                for code in self._codes
                if code.id in self._of_code and code.id not in under
            ),
            loose_starred=tuple(
                row.id
                for row in map(self._rows.__getitem__, self._starred)
                if row.code not in under and row.id not in single
            ),
        )

    def _below(self, code: str) -> set[str]:
        """Return a code with all under it, at home there or listed there too."""
        return {code, *standing_below(self._codes, code)}

    def _ids(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._rows[number].id for number in numbers)

    def _ordered(self, cases: Iterable[str]) -> tuple[str, ...]:
        """Return cases in the order of the study."""
        return tuple(sorted(set(cases), key=lambda case: self._order.get(case, len(self._order))))

    def _speaking(self, numbers: Iterable[int]) -> frozenset[str]:
        """Return the cases that speak in codings."""
        spoken = set(map(self._cases.__getitem__, numbers)) - {None}  # a turn's cases are one set: few are united
        return frozenset[str]().union(*(cases for cases in spoken if cases is not None))

    def _behind(self, link: ThemeLink) -> tuple[list[int], Counts]:
        """Return the codings behind a link and what they come to, counted once."""
        target = link.code or link.coding or ""
        if target not in self._rests:
            if link.code:
                numbers = sorted(number for code in self._below(link.code) for number in self._of_code.get(code, ()))
            else:
                numbers = [self._number[target]] if target in self._number else []
            counts = Counts(self._ids(numbers), self._passages(numbers), self._speaking(numbers))
            self._rests[target] = numbers, counts
        return self._rests[target]

    def _supported(self, theme: Theme) -> Supported:
        """Return a theme with what it rests on."""
        behind = [(link, *self._behind(link)) for link in theme.links]
        every = sorted({number for _link, numbers, _counts in behind for number in numbers})
        cases = {stance: set[str]() for stance in GRAVITY}
        for link, _numbers, counts in behind:
            cases[link.stance] |= counts.cases
        speaking, against = cases["supports"] | cases["nuances"], cases["contradicts"]
        return Supported(
            theme=theme,
            rests=tuple(
                Rest(link, counts.codings, counts.passages, len(counts.cases)) for link, _numbers, counts in behind
            ),
            codings=len(every),
            passages=self._passages(every),
            speaking=self._ordered(speaking),
            against=self._ordered(against),
            silent=tuple(case for case in self._coded if case not in speaking | against),
        )

    def _passages(self, numbers: Iterable[int]) -> int:
        """Count the stretches of participants' speech under codings: those that share a character are one."""
        count, document, end = 0, "", 0
        for number in numbers:
            if self._cases[number] is None:
                continue
            row = self._rows[number]
            if row.document != document or row.start >= end:
                count, document, end = count + 1, row.document, row.end
            elif row.end > end:
                end = row.end
        return count


class Counts(NamedTuple):
    """What the codings behind a link come to."""

    codings: tuple[str, ...]
    passages: int
    cases: frozenset[str]
