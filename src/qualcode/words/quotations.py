"""The quotations of a published report, and whom each is attributed to: « … » (Entrevue 05).

Attributions are found first, for they are the sure sign; each then takes the quotation that ends before it. Marks that
were never closed, quotations within quotations and attributions written in two ways are what real reports hold.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TERM: Final = 4
"""Words: guillemets around so few, without attribution, mark a term and not somebody's speech."""
LONGEST: Final = 4_000
"""Characters: an opening mark further away than this belongs to something else."""
NESTED: Final = 400
"""Characters between the mark that opens a quotation and one that opens another inside it, neither of them closed."""

PAGE_BREAK: Final = re.compile(r"\n\s*(?:\f\s*)?\d{1,4}\s*(?:\n\s*)?\f?(?=\n)|\f")
"""A page number alone on its line, or a form feed: it fell between two lines of a quotation and was never said."""
PAIRS: Final = (("«", "»"), ("“", "”"), ('"', '"'))
"""Outer marks, by style; a report uses one of them for its quotations."""

_AFTER: Final = r"[\s.,;:!?…\"”’]*"
_PARENTHESIS: Final = re.compile(r"\((?P<inside>[^()]{1,60})\)")
_NUMBERED: Final = re.compile(
    r"(?P<word>[^\W\d_](?:[^\W\d_]|[ '’.-]){1,30}?)[\s,]*(?:n[o°]\s*)?(?P<number>\d{1,3}[a-z]?)"
)
_CODE: Final = re.compile(r"[^\W\d_]{1,4}\d{1,3}[a-z]?")
_NUMBER: Final = re.compile(r"\d{1,3}")
_NAME: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[ -][A-ZÀ-ÖØ-Þ][^\W\d_]*\.?)?(?:, [^,;&]{1,40})?")
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SENTENCE_ENDS: Final = re.compile(r"[.!?…](?=[\s»”\"]+[^\W\d_a-zà-öø-ÿ])|:\s*$|^[\W_]*$")
_NO_VOICE: Final = frozenset(
    {"figure", "fig", "tableau", "table", "tab", "annexe", "annex", "appendix", "page", "pages", "p", "pp", "chapitre"}
    | {"chapter", "chap", "section", "sect", "art", "article", "volume", "vol", "volet", "note", "notes", "n", "no"}
    | {"encadré", "box", "question", "q", "item", "voir", "see", "cf", "secondaire", "grade", "année"}
)
"""Words before a number in brackets that name a place in a book, not a person."""


class Quotation(NamedTuple):
    """What somebody said, without the marks around it: half-open bounds, and the attribution or an empty label."""

    start: int
    end: int
    label: str


class _Attribution(NamedTuple):
    start: int
    end: int
    inside: str
    word: str
    number: str


@dataclass(frozen=True, slots=True)
class Quotations:
    """All quotations of a text in order, and how many attributions found none, how many marks were left open."""

    found: tuple[Quotation, ...] = ()
    orphans: int = 0
    unclosed: int = 0
    terms: int = 0
    shared: int = 0
    """Fragments that take the attribution closing their sentence, which another fragment carries."""


def quotations_of(
    text: str, names_a_voice: Callable[[str], bool] | None = None, style: tuple[str, str] | None = None
) -> Quotations:
    """Find the quotations of a report.

    Args:
        text: the stored text; offsets of the answer point into it.
        names_a_voice: tells whether words in brackets after a quotation name somebody, where the voices are known.
        style: one of PAIRS; None for the one that attributions stand after most often.
    """
    style = style or _style(text)
    if style is None:
        return Quotations()
    return _Search(text, *style, names_a_voice).all()


def _style(text: str) -> tuple[str, str] | None:
    """Choose the marks that attributions stand after most often."""
    counts = {
        pair: len(re.findall(rf"{re.escape(pair[1])}[\s.,]*\([^()]{{1,60}}\)", text)) or (pair[0] in text)
        for pair in PAIRS
    }
    best = max(PAIRS, key=lambda pair: counts[pair])
    return best if counts[best] else None


class _Search:
    """One text under search, its marks in one style."""

    def __init__(
        self, text: str, opening: str, closing: str, names_a_voice: Callable[[str], bool] | None = None
    ) -> None:
        self._text = text
        self._known = names_a_voice
        self._opening, self._closing = opening, closing
        self._marks = self._marks_of(text)
        self._places = [place for place, _opens in self._marks]
        self._ends = re.compile(rf"{re.escape(closing)}{_AFTER}\Z")
        self._words = Counter[str]()
        self._attributions = self._believed()
        self._taken: list[tuple[int, int]] = []
        self._orphans = self._unclosed = self._shared = 0

    def _marks_of(self, text: str) -> list[tuple[int, bool]]:
        """List the outer marks as position and whether it opens; straight ones open and close by turns."""
        if self._opening != self._closing:
            pattern = f"[{self._opening}{self._closing}]"
            return [(mark.start(), mark.group() == self._opening) for mark in re.finditer(pattern, text)]
        places = [mark.start() for mark in re.finditer(re.escape(self._opening), text)]
        return [(place, _opens(text, place)) for place in places]

    def _believed(self) -> list[_Attribution]:
        """List the brackets that attribute something: right after a closing mark, or of a form that was seen there."""
        brackets = [_attribution(found) for found in _PARENTHESIS.finditer(self._text)]
        after = [self._is_after(bracket.start) for bracket in brackets]
        self._words.update(b.word for b, sure in zip(brackets, after, strict=True) if sure and b.word)
        return [
            bracket
            for bracket, sure in zip(brackets, after, strict=True)
            if (sure and self._names_a_voice(bracket)) or (bracket.number and self._words[bracket.word] > 1)
        ]

    def _is_after(self, place: int) -> bool:
        return self._ends.search(self._text, max(0, place - 12), place) is not None

    def _names_a_voice(self, bracket: _Attribution) -> bool:
        inside = bracket.inside
        if self._known is not None and self._known(inside):
            return True
        if _YEAR.search(inside):
            return False
        parts = [part.strip() for part in inside.split(",")]
        coded = any(_CODE.fullmatch(part) for part in parts) or _NUMBER.fullmatch(inside) is not None
        return bool(bracket.word) or coded or _NAME.fullmatch(inside) is not None

    def all(self) -> Quotations:
        """Give each attribution its quotation, then look at what stands between marks without one."""
        found: list[Quotation] = []
        floor = 0
        for attribution in self._attributions:
            bounds = self._before(floor, attribution.start)
            if bounds is None:
                self._orphans += 1
            else:
                found.append(Quotation(*bounds, self._label(attribution)))
            floor = attribution.end
        others, terms = self._without_attribution(found)
        return Quotations(
            tuple(sorted([*found, *others])), self._orphans, self._unclosed, terms=terms, shared=self._shared
        )

    def _label(self, attribution: _Attribution) -> str:
        """Write an attribution one way: (Entrevue, 07) and (07) are the voice of (Entrevue 07)."""
        if attribution.word:
            return f"{attribution.word} {attribution.number}"
        if _NUMBER.fullmatch(attribution.inside) and self._words:
            return f"{self._words.most_common(1)[0][0]} {attribution.inside}"
        return attribution.inside

    def _before(self, floor: int, place: int) -> tuple[int, int] | None:
        """Return the bounds of the quotation that ends before a place and begins after a floor, or None."""
        first = bisect_left(self._places, max(floor, place - LONGEST))
        marks = self._marks[first : bisect_left(self._places, place)]
        if self._is_after(place):
            opening = self._matching(marks)
            end = next((at for at, opens in reversed(marks) if not opens), place)
        else:
            opening, end = self._left_open(marks), place
            self._unclosed += opening is not None
        if opening is None:
            return None
        self._taken.append((opening, place))
        return self._trimmed(opening + 1, end)

    def _matching(self, marks: list[tuple[int, bool]]) -> int | None:
        """Return where the last closing mark was opened; further out where an outer mark was never closed itself."""
        depth = 0
        opening: int | None = None
        for at, opens in reversed(marks):
            depth += -1 if opens else 1
            if opens and depth == 0 and opening is None:
                opening = at
            elif opens and opening is not None and depth < 0:
                return at if self._is_outer(at, opening) else opening
        return opening

    def _is_outer(self, outer: int, inner: int) -> bool:
        """Tell whether a mark left open begins a block whose words lead to the inner one without a break."""
        between = self._text[outer + 1 : inner].rstrip()
        return len(between) <= NESTED and between.endswith((":", ",")) and self._begins_line(outer)

    def _left_open(self, marks: list[tuple[int, bool]]) -> int | None:
        """Return the first mark, from the end backwards, that opens and is never closed."""
        depth = 0
        for at, opens in reversed(marks):
            depth += -1 if opens else 1
            if depth < 0:
                return at
        return None

    def _begins_line(self, place: int) -> bool:
        return not self._text[self._text.rfind("\n", 0, place) + 1 : place].strip()

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """Take white space off both ends."""
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return (start, end) if start < end else None

    def _without_attribution(self, found: list[Quotation]) -> tuple[list[Quotation], int]:
        """List what stands between marks and has no attribution after it; few words are a term, and only counted."""
        others: list[Quotation] = []
        terms = 0
        for opening, closing in self._closed_pairs():
            bounds = self._trimmed(opening + 1, closing)
            if bounds is None:
                continue
            if count_words(self._text, *bounds) <= TERM:
                terms += 1
            else:
                label = self._closing_its_sentence(closing, found)
                self._shared += bool(label)
                others.append(Quotation(*bounds, label))
        return others, terms

    def _closing_its_sentence(self, end: int, found: list[Quotation]) -> str:
        """Return the attribution of the next quotation where no sentence ends in between, else nothing."""
        following = next((quotation for quotation in found if quotation.start > end), None)
        if following is None or following.start - end > NESTED:
            return ""
        between = self._text[end + 1 : following.start].rstrip(self._opening + " \u00a0\n")
        return "" if _SENTENCE_ENDS.search(between) else following.label

    def _closed_pairs(self) -> Iterator[tuple[int, int]]:
        """List outermost pairs outside attributed quotations; one never closed ends where a line opens another."""
        taken = iter([*self._taken, (len(self._text), len(self._text))])
        start, end = next(taken)
        open_: list[int] = []
        for at, opens in self._marks:
            while at >= end:
                start, end = next(taken)
                open_ = []
            if at >= start:
                continue
            if opens:
                open_ = [at] if not open_ or self._begins_line(at) or at - open_[0] > LONGEST else [*open_, at]
            elif open_:
                opening = open_.pop()
                if not open_:
                    yield opening, at


def _opens(text: str, place: int) -> bool:
    """Tell whether a straight mark opens: before it a space or a bracket, after it none."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (not before or before.isspace() or before in "([’'«“:") and not after.isspace()


def _attribution(found: re.Match[str]) -> _Attribution:
    inside = " ".join(found["inside"].split())
    numbered = _NUMBERED.fullmatch(inside)
    if numbered is None or _is_place(numbered["word"]):
        return _Attribution(found.start(), found.end(), "" if numbered else inside, "", "")
    word = numbered["word"].strip(" ,")
    return _Attribution(found.start(), found.end(), inside, word, numbered["number"])


def _is_place(word: str) -> bool:
    """Tell whether a word before a number names a place in a book; one letter (P3) is a code, not a word."""
    return any(part.strip(".").casefold() in _NO_VOICE for part in word.split()) or len(word) == 1
