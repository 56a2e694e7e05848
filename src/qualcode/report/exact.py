"""Quotations found word for word: the runs between their cuts, one after another in the order of the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.words.aligning import WITHIN_BRACKET
from qualcode.words.comparing import cases_of_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.report.indexing import Alphabet, Index
    from qualcode.words.comparing import Mark, Parsed

MOST: Final = 400
"""Places tried for the first run of a quotation: a word alone stands everywhere."""
FAR: Final = 1 << 30


class Run(NamedTuple):
    """Words that follow one another in the source: the first, and one past the last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands in a source, run by run."""

    index: Index
    runs: tuple[Run, ...]

    @property
    def spread(self) -> int:
        """Words from the first to the last, those cut included."""
        return self.runs[-1].end - self.runs[0].start


class Fragment(NamedTuple):
    """A run of a quotation in the ways it may be written, and the mark before it."""

    ways: tuple[str, ...]
    mark: Mark
    length: int


def fragments(quotation: Parsed, alphabet: Alphabet) -> list[Fragment]:
    """Cut a quotation where its marks stand; the case of a first letter is free where the quotation says so."""
    found: list[Fragment] = []
    begun = 0
    words = quotation.words
    for place in range(1, len(words) + 1):
        if place == len(words) or words[place].mark:
            first = words[begun]
            rest = "".join(alphabet.written(word.form) for word in words[begun + 1 : place])
            forms = cases_of_first(first.form) if first.free else (first.form,)
            ways = tuple(dict.fromkeys(alphabet.written(form) + rest for form in forms))
            found.append(Fragment(ways, first.mark, place - begun))
            begun = place
    return found


def places(wanted: Sequence[Fragment], index: Index) -> Iterator[Place]:
    """Yield where a quotation stands in a source, each place with the shortest cuts that fit."""
    if not wanted:
        return
    for tried, start in enumerate(_all(wanted[0], index.coded)):
        if tried >= MOST:
            return
        runs = _followed(wanted, index.coded, start)
        if runs:
            yield Place(index, runs)


def _all(wanted: Fragment, coded: str) -> list[int]:
    """List every place of a run, in order."""
    found: list[int] = []
    for way in wanted.ways:
        place = coded.find(way)
        while place >= 0 and len(found) < MOST * len(wanted.ways):
            found.append(place)
            place = coded.find(way, place + 1)
    return sorted(found)


def _followed(wanted: Sequence[Fragment], coded: str, start: int) -> tuple[Run, ...]:
    """Follow the runs after the first; empty where one is missing, or further away than its mark lets it be."""
    runs = [Run(start, start + wanted[0].length)]
    for fragment in wanted[1:]:
        reach = {"cut": FAR, "bracket": WITHIN_BRACKET}.get(fragment.mark, 0)
        begin = runs[-1].end
        limit = min(len(coded), begin + reach + fragment.length)
        found = [place for way in fragment.ways if (place := coded.find(way, begin, limit)) >= 0]
        if not found:
            return ()
        runs.append(Run(min(found), min(found) + fragment.length))
    return tuple(runs)
