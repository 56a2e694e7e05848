"""Two wordings of a passage laid along each other, and where the words of one that is gone may stand now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.spans import Span
from qualcode.words.carrying import equal_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")
_ANCHORS: Final = (60, 30, 12)
"""Characters beside a passage that, standing once in the text, tell where it was; so many first, else fewer."""
_SECONDS: Final = 0.2
"""Time for one passage; of two long ones without likeness, more is marked then."""
_LONGER: Final = 200
"""Characters by which what stands in a passage's place may be longer than it was."""


class Stretch(NamedTuple):
    """Words that both wordings share, or that only this one has."""

    text: str
    changed: bool


def differing(former: str, revised: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return both wordings of a passage cut where they differ, by whole words.

    Args:
        former: as it was.
        revised: as it is now.
    """
    runs = equal_runs(former, revised, _SECONDS)
    ours, theirs = bytearray(len(former)), bytearray(len(revised))
    for run in runs:
        ours[run.former : run.former + run.length] = b"\x01" * run.length
        theirs[run.revised : run.revised + run.length] = b"\x01" * run.length
    return list(_stretches(former, ours)), list(_stretches(revised, theirs))


def _stretches(text: str, shared: bytearray) -> Iterator[Stretch]:
    """Give the stretches of a wording: a word of which a letter is another is another word."""
    begins, was = 0, None
    for word in _WORD.finditer(text):
        changed = not all(shared[word.start() : word.end()])
        if was not in {None, changed}:
            yield Stretch(text[begins : word.start()], bool(was))
            begins = word.start()
        was = changed
    if begins < len(text):
        yield Stretch(text[begins:], bool(was))


def likely_place(text: str, before: str, words: str, after: str) -> Span | None:
    """Return where a passage that a correction lost may lie; an empty span is a place without words; None for nowhere.

    Its own words where they stand but once, else what now stands between the words that stood around it.

    Args:
        text: the corrected text.
        before: what stood before the passage.
        words: its own.
        after: what stood after it.
    """
    found = _once(text, words)
    if found is not None:
        return Span(found, found + len(words))
    start, end = _after(text, before), _before(text, after)
    if start is None or end is None:
        place = start if end is None else end
        return None if place is None else Span(place, place)
    if not start <= end <= start + len(words) + _LONGER:
        return Span(start, start)
    between = text[start:end]
    if not between.strip():
        return Span(start, start)
    return Span(start + len(between) - len(between.lstrip()), end - len(between) + len(between.rstrip()))


def _after(text: str, before: str) -> int | None:
    """Return where the words end that stood before a passage; None where they do not stand there once."""
    for size in _ANCHORS:
        place = _once(text, before[-size:])
        if place is not None:
            return place + len(before[-size:])
    return None


def _before(text: str, after: str) -> int | None:
    """Return where the words begin that stood after a passage; None where they do not stand there once."""
    return next((place for size in _ANCHORS if (place := _once(text, after[:size])) is not None), None)


def _once(text: str, words: str) -> int | None:
    found = text.find(words)
    return found if words.strip() and found >= 0 and found == text.rfind(words) else None
