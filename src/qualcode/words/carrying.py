"""Where a passage of a text lies in the corrected text: a diff on characters, and what it says of each passage.

A passage whose words are all there is kept or moved; one of whose words some are others is fuzzy, and shown with both;
one whose words are gone is lost. Nothing is ever called kept or moved whose words are not the same, letter for letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import islice, pairwise
from time import monotonic
from typing import Final, Literal, NamedTuple

from fast_diff_match_patch import diff

from qualcode.model.spans import Span
from qualcode.words.comparing import NEGATIONS

Ending = Literal["kept", "moved", "fuzzy", "lost"]
ENDINGS: Final[tuple[Ending, ...]] = ("kept", "moved", "fuzzy", "lost")

FIRM: Final = 8
"""Letters of an equal run that is believed whatever stands beside it; a shorter one may be chance."""
_MOST: Final = 0.8
"""Share of its letters a passage keeps, and of its new letters that are old, to need no second look."""
_LEAST: Final = 0.25
"""Share of its letters below which a passage is lost."""
_NAME: Final = 80
"""Characters of a passage that may be replaced whole and still be the same passage: a name, a term."""
_RARE: Final = 12
"""Characters of a passage that is looked for elsewhere in the text: it was cut and pasted."""
ALIKE: Final = 0.5
"""Share of its words that a text has in common with its correction."""
SECONDS: Final = 5.0
"""Time for a diff, where texts in another order would take minutes; it is coarser then, and no less true."""
_REVERSING: Final = NEGATIONS | {"nul", "nulle", "nullement", "point", "pus", "neither", "nowhere", "hardly"}
_REVERSES: Final = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_REVERSING))})(?!\w)|n['’]t(?!\w)", re.IGNORECASE)
"""Words that turn what is said into its contrary."""


class Run(NamedTuple):
    """Letters that are the same in both texts: where they begin in each, and how many."""

    former: int
    revised: int
    length: int


class Carried(NamedTuple):
    """What became of a passage: how, where it lies now (None where lost), and whether somebody should look at it."""

    ending: Ending
    span: Span | None
    look: bool = False


def likeness(former: str, revised: str) -> float:
    """Return which share of a text's words its correction has too, wherever they stand; 1.0 for a text without words.

    Quick: it tells a correction from another file before the two are compared letter by letter.
    """
    words = Counter(former.split())
    total = words.total()
    return (words & Counter(revised.split())).total() / total if total else 1.0


def equal_runs(former: str, revised: str, seconds: float = SECONDS) -> list[Run]:
    """Return the runs of letters that two texts share, in order, by Myers' diff with a semantic clean-up.

    Source: E. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986), 251-266; N. Fraser,
    Diff Strategies (2006) for the clean-up.

    Args:
        former: the text as it was.
        revised: the text as it is now.
        seconds: after so many, fewer runs are found: all of them equal still.
    """
    steps = diff(former, revised, cleanup="Semantic", timelimit=seconds, checklines=False, counts_only=True)
    runs: list[Run] = []
    old = new = 0
    for sign, count in steps:
        if sign == "=":
            runs.append(Run(old, new, count))
        old += count * (sign != "+")
        new += count * (sign != "-")
    return runs


def _believed(runs: list[Run], former: int, revised: int) -> list[Run]:
    """Leave out the runs that may be chance: short, and no longer than what was changed beside them."""
    sides = [Run(0, 0, 0), *runs, Run(former, revised, 0)]
    changed = [
        max(right.former - left.former - left.length, right.revised - left.revised - left.length)
        for left, right in pairwise(sides)
    ]
    return [
        run
        for run, before, after in zip(runs, changed[:-1], changed[1:], strict=True)
        if run.length >= FIRM or run.length > max(before, after)
    ]


class Carrier:
    """Two texts laid along each other; carries passages of the first into the second."""

    def __init__(self, former: str, revised: str, seconds: float = SECONDS) -> None:
        """Lay them along each other.

        Args:
            former: the text as it was.
            revised: the text as it is now.
            seconds: for the diff; where they were not enough, it is coarse, and more is lost.
        """
        self.former = former
        self.revised = revised
        begun = monotonic()
        runs = equal_runs(former, revised, seconds)
        self.coarse = monotonic() - begun >= seconds
        """Whether the time for the diff ran out: what is lost may be there still."""
        self._runs = _believed(runs, len(former), len(revised))
        self._olds = [run.former for run in self._runs]
        self._news = [run.revised for run in self._runs]

    def is_untouched(self, start: int, end: int) -> bool:
        """Tell whether a range of the revised text stood so, in one piece, in the former one."""
        place = bisect_right(self._news, start) - 1
        return place >= 0 and end <= self._runs[place].revised + self._runs[place].length

    def carry(self, span: Span, *, elsewhere: bool = True) -> Carried:
        """Return what became of a passage of the former text.

        Args:
            span: its bounds there; of an empty one, a place.
            elsewhere: whether it may have gone to another place of the text, where its words stand but once.
        """
        place = bisect_right(self._olds, span.start) - 1
        run = self._runs[place] if place >= 0 else Run(0, 0, 0)
        if span.start >= run.former and span.end <= run.former + run.length:
            return _same(span, span.start - run.former + run.revised)
        words = self.former[span.start : span.end]
        if elsewhere and len(words.strip()) >= _RARE:
            found = self.revised.find(words)
            if found >= 0 and all(text.find(words) == text.rfind(words) for text in (self.former, self.revised)):
                return _same(span, found)
        return self._with_other_words(span) if words else Carried("lost", None)

    def _with_other_words(self, span: Span) -> Carried:
        """Return where a passage lies of whose words some are others now."""
        start = self._edge(span.start, span.start, first=True)
        end = self._edge(span.end - 1, span.end, first=False)
        new = self._trimmed(start, end, self.former[span.start : span.end])
        if new is None:
            return Carried("lost", None)
        left = self._left(span)
        share = left / span.length
        if share < _LEAST and not self._is_replaced(span, new):
            return Carried("lost", None)
        firm = self._is_firm(span.start) and self._is_firm(span.end - 1)
        alike = firm and share >= _MOST and left / new.length >= _MOST
        reversed_ = negations(self.former, span) != negations(self.revised, new)
        return Carried("fuzzy", new, look=reversed_ or not alike)

    def _is_replaced(self, span: Span, new: Span) -> bool:
        """Tell whether a short passage made up most of what other words stand for now: a name, a term."""
        place = bisect_right(self._olds, span.start) - 1
        before = self._runs[place].former + self._runs[place].length if place >= 0 else 0
        following = bisect_right(self._olds, span.end - 1)
        after = self._runs[following].former if following < len(self._runs) else len(self.former)
        went = max(after, span.end) - min(before, span.start)
        return max(span.length, new.length) <= _NAME and went <= 2 * span.length

    def _left(self, span: Span) -> int:
        """Count the letters of a passage that are there still."""
        first = max(bisect_right(self._olds, span.start) - 1, 0)
        inside = islice(self._runs, first, bisect_left(self._olds, span.end))
        return sum(max(0, min(span.end, run.former + run.length) - max(span.start, run.former)) for run in inside)

    def _edge(self, letter: int, bound: int, *, first: bool) -> int:
        """Return the new bound of a passage at one of its letters, the first or the last.

        Of a letter that was replaced, the passage takes in what stands there now where most of what went was its own.
        """
        place = bisect_right(self._olds, letter) - 1
        run = self._runs[place] if place >= 0 else Run(0, 0, 0)
        ended = run.former + run.length
        if letter < ended:
            return bound - run.former + run.revised
        following = place + 1 < len(self._runs)
        after = self._runs[place + 1] if following else Run(len(self.former), len(self.revised), 0)
        own = after.former - letter if first else letter + 1 - ended
        takes = 2 * own >= after.former - ended
        return run.revised + run.length if takes == first else after.revised

    def _trimmed(self, start: int, end: int, words: str) -> Span | None:
        """Take white space off that a passage had not at its ends; None where nothing is left."""
        if words == words.strip():
            inner = self.revised[start:end]
            start, end = start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
        return Span(start, end) if start < end else None

    def _is_firm(self, letter: int) -> bool:
        """Tell whether a letter is there still, among enough others to be believed."""
        place = bisect_right(self._olds, letter) - 1
        run = self._runs[place] if place >= 0 else Run(0, 0, 0)
        return letter < run.former + run.length and run.length >= FIRM


def _same(span: Span, start: int) -> Carried:
    """Return the end of a passage whose words are the same, at a place."""
    return Carried("kept" if start == span.start else "moved", Span(start, start + span.length))


def negations(text: str, span: Span) -> Counter[str]:
    """Count the words of a passage that negate, those too of which it has an end only."""
    return Counter(found.group().lower() for found in _REVERSES.finditer(text, span.start, span.end))
