"""Choose the excerpts of a section: starred ones, then as many cases as possible, never the same words twice."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from qualcode.model.spans import Span
from qualcode.words.quoting import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.model.records import Excerpt

SHORTEST: Final = 8
LONGEST: Final = 90
"""Words of a passage that reads well in a report; others are taken where nothing else is left."""
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def word_count(text: str) -> int:
    """Count the words of a passage as a reader of the report would."""
    return len(_WORD.findall(text))


def chosen(excerpts: Sequence[Excerpt], limit: int | None, beside: Sequence[Excerpt] = ()) -> list[Excerpt]:
    """Choose at most `limit` excerpts of one code, in the order in which they should be read.

    Starred ones come first; then the case quoted least so far, participants before other voices, passages of 8 to 90
    words before others, and the order given. Of passages that overlap or have the same words, one is shown.

    Args:
        excerpts: all excerpts of the code, in the order of the study's listings.
        limit: how many at most; None for all.
        beside: what stands before them already: its words are not shown again, its cases have been heard.
    """
    best_first = sorted(enumerate(excerpts), key=lambda pair: (*_merit(pair[1]), pair[0]))
    distinct = _distinct([*beside, *(excerpt for _, excerpt in best_first)])[len(_distinct(beside)) :]
    if limit is None or len(distinct) <= limit:
        return _spread(distinct, len(distinct), beside)
    return _spread(distinct, max(0, limit), beside)


def _merit(excerpt: Excerpt) -> tuple[bool, bool, bool]:
    """Sort what is better first."""
    short_or_long = not SHORTEST <= word_count(excerpt.text) <= LONGEST
    return (not excerpt.starred, excerpt.case is None, short_or_long)


def _distinct(best_first: Iterable[Excerpt]) -> list[Excerpt]:
    """Keep the best of passages that overlap or say the same words."""
    kept: list[Excerpt] = []
    seen: set[str] = set()
    taken: dict[str, list[Span]] = {}
    for excerpt in best_first:
        words, span = _words(excerpt.text), Span(excerpt.start, excerpt.end)
        here = taken.setdefault(excerpt.document, [])
        if not words or words in seen or any(span.overlaps(other) for other in here):
            continue
        seen.add(words)
        here.append(span)
        kept.append(excerpt)
    return kept


def _words(text: str) -> str:
    return " ".join(_WORD.findall(comparable(text).casefold()))


def _spread(candidates: Sequence[Excerpt], limit: int, beside: Sequence[Excerpt]) -> list[Excerpt]:
    """Take starred ones first, then in rounds: each case once before any twice.

    The rank of an excerpt is how many of its case stand before it, which gives the greedy choice by one sort.
    """
    per_case: Counter[str | None] = Counter(excerpt.case for excerpt in beside)
    ranked: list[tuple[tuple[bool, bool, int, bool, int], Excerpt]] = []
    for place, excerpt in enumerate(candidates):
        rank = per_case[excerpt.case]
        per_case[excerpt.case] += 1
        starred, nobody, length = _merit(excerpt)
        ranked.append(((starred, nobody, rank, length, place), excerpt))
    ranked.sort(key=lambda pair: pair[0])
    return [excerpt for _, excerpt in ranked[:limit]]
