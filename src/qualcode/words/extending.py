"""A passage grown to the words, the sentences or the turns it stands in."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from qualcode.model.spans import Span
from qualcode.words.sentences import sentences
from qualcode.words.tokens import word_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

UNITS: Final = ("word", "sentence", "turn")


class Extending:
    """One text with its turns; where nobody speaks, a line stands for the turn."""

    def __init__(self, text: str, turns: Sequence[Span]) -> None:
        """Keep a text.

        Args:
            text: the stored text.
            turns: bounds of the speeches, in order, none overlapping another.
        """
        self._text = text
        self._turns = list(turns)
        self._starts = [turn.start for turn in self._turns]
        self._cut: dict[tuple[str, Span], list[Span]] = {}

    def extended(self, passage: Span, unit: str) -> Span:
        """Return a passage grown to whole units.

        Args:
            passage: what was found.
            unit: `word`, `sentence` or `turn`.
        """
        first = self._unit_at(passage.start, unit)
        last = self._unit_at(passage.end - 1, unit)
        return Span(min(passage.start, first.start), max(passage.end, last.end))

    def _unit_at(self, position: int, unit: str) -> Span:
        """Return the unit that holds a character, or nothing but the character."""
        piece = self._piece_at(position)
        if unit == "turn":
            return piece
        units = self._units(piece, unit)
        place = bisect_right(units, position, key=lambda span: span.start) - 1
        if place >= 0 and position < units[place].end:
            return units[place]
        return Span(position, position + 1)

    def _units(self, piece: Span, unit: str) -> list[Span]:
        key = (unit, piece)
        if key not in self._cut:
            if unit == "sentence":
                self._cut[key] = sentences(self._text, piece.start, piece.end)
            else:
                self._cut[key] = [Span(*bounds) for bounds in word_bounds(self._text, piece.start, piece.end)]
        return self._cut[key]

    def _piece_at(self, position: int) -> Span:
        """Return the turn that holds a character, else its line, the blanks around it left out."""
        place = bisect_right(self._starts, position) - 1
        if place >= 0 and position < self._turns[place].end:
            return self._turns[place]
        start = self._text.rfind("\n", 0, position) + 1
        end = self._text.find("\n", position)
        line = self._text[start : len(self._text) if end < 0 else end]
        start += len(line) - len(line.lstrip())
        return Span(start, max(start + len(line.strip()), position + 1))
