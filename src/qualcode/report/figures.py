"""Figures of a report that do not hold: an n above its population, a share its n does not make, one thing two ways.

Each figure is read with the noun it counts (« 40 % des IPS (n=13) », « 16 des 34 jeunes », « 81 % des cas »). How many
there are of a noun is what the report itself says of it: « auprès de 11 IPS », « les 34 jeunes », « les IPS (n=11) ».
Only figures with a noun or an n are judged: a report is full of numbers that count nothing here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.audit import Figure
from qualcode.words.folding import join_key
from qualcode.words.stopwords import GROUPS, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER: Final = r"(?<![\d.,/])\d{1,5}(?![\d/]|[.,]\d)"
_SHARE: Final = r"(?<![\d.,])(?P<share>\d{1,3}(?:[.,]\d{1,2})?)\s?%"
_HEAD: Final = r"(?:(?P<head>personnes?|people|persons?|individus|sujets)\s+)?"
_NOUN: Final = rf"{_HEAD}(?P<noun>[^\W\d_]{{2,}}(?:[-·.’'][^\W\d_]+)*)"
_WHOLE: Final = (
    r"(?:\b(?:les|des|aux|ces|nos|leurs|parmi|avec|auprès\s+de|échantillon\s+de"
    r"|the|these|all|among|with)\s+)"
)
_STATED: Final = re.compile(rf"{_WHOLE}(?P<n>{_NUMBER})\s+{_NOUN}", re.IGNORECASE)
_OF: Final = r"(?:des|sur(?:\s+les)?|parmi\s+les|de\s+nos|out\s+of(?:\s+the)?|of(?:\s+the)?)"
_PART: Final = re.compile(
    rf"(?P<n>{_NUMBER})\s+(?:[^\W\d_]+\s+)?{_OF}\s+(?P<whole>{_NUMBER})(?:\s+{_NOUN})?", re.IGNORECASE
)
_BRACKET: Final = re.compile(
    r"\(\s*n\s*=\s*(?P<n>\d{1,6})(?:\s*[;,]\s*(?P<share>\d{1,3}(?:[.,]\d{1,2})?)\s?%)?\s*[;,)]", re.IGNORECASE
)
_SHARE_OF: Final = re.compile(rf"{_SHARE}(?:\s+(?:des|de|of(?:\s+the)?)\s+{_NOUN})?", re.IGNORECASE)
_BEFORE: Final = re.compile(rf"{_NOUN}\s*$", re.IGNORECASE)
_PARTLY: Final = re.compile(
    r"(?:tiers|quarts?|moitié|majorité|plupart|third|half|quarter|most)\s+(?:des|of)(?:\s+the)?\s+\S+\s*$"
)
_COUNTED: Final = re.compile(rf"(?P<n>{_NUMBER})\s+{_NOUN}", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[.!?…»)]\s+(?=[A-ZÀ-ÖØ-Þ«•\d])")
_NEAR: Final = 100
"""Characters within which a share stands for the figure before it."""
_ROUNDED: Final = 0.51
_ALIKE: Final = 0.5
"""Share of their words that two sentences have in common to speak of one thing."""
_SHARED: Final = 5
_TWICE: Final = 2
_WIDEST: Final = 700
_STOPS: Final = stop_words("fr", GROUPS) | stop_words("en", GROUPS)


class _Share(NamedTuple):
    """A share with the noun it is of, the n beside it, and where it stands."""

    share: float
    noun: str
    n: int | None
    at: int
    decimals: int


def figures_in(text: str, quotations: Sequence[tuple[int, int]] = ()) -> tuple[Figure, ...]:
    """Return the figures of a report that do not hold, in order, each place once.

    Args:
        text: the report's text.
        quotations: bounds of what people say in it; their figures are theirs.
    """
    report = _Report(_masked(text, quotations))
    found: dict[tuple[int, bool], Figure] = {}
    for figure in (*report.above(), *report.mismatched(), *report.two_ways()):
        found.setdefault((figure.at, figure.kind == "two_ways"), figure)
    return tuple(found[place] for place in sorted(found))


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, place = [], 0
    for start, end in sorted(spans):
        pieces += [text[place:start], re.sub(r"\S", "_", text[max(start, place) : end])]
        place = max(place, end)
    return "".join([*pieces, text[place:]])


class _Report:
    """The figures of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
        self._population = self._stated()
        self._numbers = {int(found["n"]) for found in _COUNTED.finditer(text)}
        self._numbers |= {int(found["whole"]) for found in _PART.finditer(text)} | set(self._population.values())
        self._shares = list(self._all_shares())

    def _stated(self) -> dict[str, int]:
        """Return how many there are of each noun: the largest number said of it twice, or the only one said."""
        said: dict[str, Counter[int]] = defaultdict(Counter)
        for found in _STATED.finditer(self._text):
            said[_noun(found)][int(found["n"])] += 1
        for found in _PART.finditer(self._text):
            if found["noun"]:
                said[_noun(found)][int(found["whole"])] += 1
        for found in _BRACKET.finditer(self._text):
            before = self._text[max(0, found.start() - _NEAR) : found.start()]
            noun = _BEFORE.search(before)
            if noun and found["share"] is None and not _PARTLY.search(before) and not self._share_before(found.start()):
                said[_key(noun["noun"])][self._n(found["n"])] += 1
        chosen = {noun: _population(counts) for noun, counts in said.items() if noun not in _STOPS}
        return {noun: n for noun, n in chosen.items() if n is not None}

    def _counted(self, found: re.Match[str]) -> str:
        """Return the noun that is counted: of « personnes IPS » the second, of « personnes disent » the first."""
        noun, head = _noun(found), _key(found["head"] or "")
        return head if noun not in self._population and head in self._population else noun

    def _n(self, digits: str) -> int:
        """Read an n; where the number of a footnote is glued to it, without."""
        n = int(digits)
        if len(digits) > 1 and re.search(rf"^\s*{digits[-1]}\s+[A-ZÀ-ÖØ-Þ]", self._text, re.MULTILINE):
            rest = int(digits[:-1])
            biggest = max((int(found["n"]) for found in _COUNTED.finditer(self._text)), default=n)
            return rest if n > biggest and rest else n
        return n

    def _share_before(self, place: int) -> re.Match[str] | None:
        """Return the share that stands right before an n, in the same clause."""
        start = max(self._sentence(place)[0], place - _NEAR)
        found = list(_SHARE_OF.finditer(self._text, start, place))
        return found[-1] if found and len(self._text[found[-1].end() : place].split()) <= 1 else None

    def _all_shares(self) -> Iterator[_Share]:
        """Yield the shares that have a noun or an n."""
        for found in _BRACKET.finditer(self._text):
            before = self._share_before(found.start())
            written = found["share"] or (before["share"] if before else None)
            if written is None:
                continue
            noun = _BEFORE.search(self._text, max(0, found.start() - _NEAR), found.start())
            named = before if before and before["noun"] else noun
            key = self._counted(named) if named else ""
            place = before.start() if before else found.start()
            known = key if key in self._population else ""
            yield _Share(_value(written), known, self._n(found["n"]), place, _decimals(written))
        for found in _SHARE_OF.finditer(self._text):
            if found["noun"] and not self._n_after(found.end()):
                key = self._counted(found)
                yield _Share(_value(found["share"]), key, None, found.start(), _decimals(found["share"]))

    def _n_after(self, place: int) -> bool:
        return _BRACKET.match(self._text[place : place + _NEAR].lstrip()) is not None

    def above(self) -> Iterator[Figure]:
        """Yield each n larger than the number there is of what it counts."""
        for share in self._shares:
            population = self._population.get(share.noun)
            if share.n is not None and population is not None and share.n > population:
                yield self._figure("above_population", share.at, share.noun, share.n, population, share.share)
        for found in _PART.finditer(self._text):
            n, whole = int(found["n"]), int(found["whole"])
            if n > whole:
                yield self._figure("above_population", found.start(), _key(found["noun"] or ""), n, whole)
        for found in _COUNTED.finditer(self._text):
            noun, n = self._counted(found), int(found["n"])
            population = self._population.get(noun)
            if population is not None and n > population and not self._is_year(n):
                yield self._figure("above_population", found.start(), noun, n, population)

    def _is_year(self, n: int) -> bool:
        return 1800 <= n <= 2100  # noqa: PLR2004 - years people write of

    def mismatched(self) -> Iterator[Figure]:
        """Yield each share that its n makes of no number the report knows."""
        for share in self._shares:
            if share.n is None:
                continue
            population = self._population.get(share.noun)
            wholes = self._numbers if population is None else {population, *self._near(share.at)}
            if wholes and not any(_makes(share.n, whole, share) for whole in wholes):
                yield self._figure("share_mismatch", share.at, share.noun, share.n, population, share.share)
        for found in _PART.finditer(self._text):
            after = _SHARE_OF.search(
                self._text, found.end(), min(self._sentence(found.start())[1], found.end() + _NEAR)
            )
            n, whole = int(found["n"]), int(found["whole"])
            if after is None or n > whole or _COUNTED.search(self._text, found.end(), after.start()):
                continue
            share = _Share(_value(after["share"]), "", n, found.start(), _decimals(after["share"]))
            if not _makes(n, whole, share):
                noun = _key(found["noun"] or "")
                yield self._figure("share_mismatch", found.start(), noun, n, whole, share.share)

    def _near(self, place: int) -> set[int]:
        """Return the numbers that count something a little before: a share may be of those who answered."""
        return {int(found["n"]) for found in _COUNTED.finditer(self._text, max(0, place - _WIDEST), place)}

    def two_ways(self) -> Iterator[Figure]:
        """Yield each share that another sentence, on the same thing, gives of another noun or by another figure."""
        for one, other in combinations(sorted(self._shares, key=lambda share: share.at), 2):
            if not (one.noun and other.noun) or self._sentence(one.at) == self._sentence(other.at):
                continue
            nouns, shares = one.noun != other.noun, one.share != other.share
            if nouns != shares and self._same_thing(one.at, other.at):
                yield self._figure("two_ways", other.at, other.noun, other.n, None, other.share, self._shown(one.at))

    def _same_thing(self, one: int, other: int) -> bool:
        ours, theirs = self._content(one), self._content(other)
        shared = len(ours & theirs)
        return shared >= _SHARED and shared / max(1, min(len(ours), len(theirs))) >= _ALIKE

    def _content(self, place: int) -> set[str]:
        start, end = self._sentence(place)
        words = join_key(self._text[start:end]).split()
        return {word for word in words if word not in _STOPS and len(word) > 2 and not word.isdigit()}  # noqa: PLR2004

    def _sentence(self, place: int) -> tuple[int, int]:
        number = bisect_right(self._breaks, place)
        start, end = self._breaks[number - 1], self._breaks[min(number, len(self._breaks) - 1)]
        return max(start, place - _WIDEST), min(end, place + _WIDEST)

    def _shown(self, place: int) -> str:
        """Return the words around a figure, on one line."""
        start, end = self._sentence(place)
        words = self._text[max(start, place - _NEAR) : min(end, place + _NEAR)]
        return " ".join(words.replace("_", " ").split())

    def _figure(  # noqa: PLR0913, PLR0917 - what a figure holds
        self,
        kind: str,
        at: int,
        noun: str,
        n: int | None,
        population: int | None,
        share: float | None = None,
        other: str = "",
    ) -> Figure:
        expected = round(100 * n / population, 1) if n is not None and population else None
        return Figure(kind, self._shown(at), at, noun, n, population, share, expected, other)  # type: ignore[arg-type]


def _key(noun: str) -> str:
    return join_key(noun)


def _noun(found: re.Match[str]) -> str:
    """Return the noun of a figure; people, where the word after it is none."""
    noun = _key(found["noun"])
    return _key(found["head"]) if found["head"] and noun in _STOPS else noun


def _population(counts: Counter[int]) -> int | None:
    twice = [n for n, times in counts.items() if times >= _TWICE]
    if twice:
        return max(twice)
    return next(iter(counts)) if len(counts) == 1 else None


def _value(written: str) -> float:
    return float(written.replace(",", "."))


def _decimals(written: str) -> int:
    return len(written.replace(",", ".").partition(".")[2])


def _makes(n: int, whole: int, share: _Share) -> bool:
    """Tell whether n of a whole is the share, as rounded as it is written."""
    if not whole or n > whole:
        return False
    off: float = abs(100 * n / whole - share.share)
    return off <= _ROUNDED / float(10**share.decimals)
