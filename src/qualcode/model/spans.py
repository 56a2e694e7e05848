"""Half-open ranges of Unicode code points into a stored text."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Span(NamedTuple):
    """The characters from `start` up to, but not including, `end`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """The number of characters."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character; touching is not sharing."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether every character of `other` is also here."""
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: Span) -> Span | None:
        """Return the characters both share, or None where they share none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


def united(spans: Iterable[Span]) -> list[Span]:
    """Unite spans that share a character, in order; spans that only touch stay two."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def covered(spans: Iterable[Span]) -> int:
    """Count the distinct characters under the spans."""
    return sum(span.length for span in united(spans))


def subtracted(whole: Span, holes: Iterable[Span]) -> list[Span]:
    """Return what is left of `whole` once every hole is cut out of it."""
    left: list[Span] = []
    start = whole.start
    for hole in united(holes):
        if hole.start > start and start < whole.end:
            left.append(Span(start, min(hole.start, whole.end)))
        start = max(start, hole.end)
    if start < whole.end:
        left.append(Span(start, whole.end))
    return left


def shared(left: Iterable[Span], right: Iterable[Span]) -> int:
    """Count the characters that lie both under `left` and under `right`."""
    first, second = united(left), united(right)
    total = i = j = 0
    while i < len(first) and j < len(second):
        both = first[i].intersection(second[j])
        total += both.length if both else 0
        if first[i].end <= second[j].end:
            i += 1
        else:
            j += 1
    return total


CONTEXT: Final = 60
"""Characters kept before and after a passage, so that it can be found again in a revised text."""


def quoted(text: str, start: int, end: int) -> dict[str, str]:
    """Return the words of a passage and what stands around them, as a coding keeps them.

    Args:
        text: the stored text.
        start: where the passage begins, in code points.
        end: where it ends.
    """
    before, after = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
    return {"text": text[start:end], "before": before, "after": after}


class Bounded(Protocol):
    """Whatever has bounds in a text."""

    @property
    def start(self) -> int:
        """Where it begins, in code points."""

    @property
    def end(self) -> int:
        """Where it ends, in code points; not part of it."""


Piece = TypeVar("Piece", bound=Bounded)


def piece_at(pieces: Sequence[Piece], position: int) -> Piece | None:
    """Return the piece that holds a character; None between them.

    Args:
        pieces: turns, sentences or the like, in order, none overlapping another.
        position: of the character, in code points.
    """
    place = bisect_right(pieces, position, key=lambda piece: piece.start) - 1
    return pieces[place] if place >= 0 and position < pieces[place].end else None
