"""A quotation laid along a whole source, word by word at the least cost; what was done to it is read from the steps.

Cutting at a mark is nearly free, an unmarked jump dear, each word put in, taken out or put for another costs one. No
threshold on the cost could tell a lawful edit from a changed word: a dropped negation is one word of many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qualcode.words.aligning import WITHIN_BRACKET, Coded, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from qualcode.words.aligning import StepKind

    Row = NDArray[np.int32]

WORD: Final = 10
"""The cost of a word; the others are tenths of it."""
ALIKE: Final = WORD // 2
"""A word that differs by accents or capitals alone."""
MARKED: Final = 1
JUMP: Final = 30
_KINDS: Final[dict[int, StepKind]] = {0: "same", ALIKE: "alike", WORD: "other"}


def aligned(words: Sequence[Coded], source: str, folded: str) -> list[Step]:
    """Lay the words of a quotation along those of a source.

    Args:
        words: the quotation's, at least one.
        source: a character for each word.
        folded: the same, words that differ by accents and capitals made one.

    Returns:
        The steps from the first word to the last; memory goes by the product of both lengths, four bytes each.
    """
    costs = _Costs(words, _numbers(source), _numbers(folded))
    rows = np.zeros((len(words) + 1, len(source) + 1), dtype=np.int32)
    reach = np.arange(len(source) + 1, dtype=np.int32) * WORD
    for place, word in enumerate(words):
        before = _freed(rows[place], word, first=place == 0)
        row = np.empty_like(before)
        row[0] = before[0] + WORD
        row[1:] = np.minimum(before[:-1] + costs.of(place), before[1:] + WORD)
        rows[place + 1] = np.minimum.accumulate(row - reach) + reach
    return _Steps(rows, words, costs).back()


def _numbers(coded: str) -> Row:
    return np.frombuffer(coded.encode("utf-32-le"), dtype=np.int32)


class _Costs:
    """What each word of a quotation costs against each word of the source."""

    def __init__(self, words: Sequence[Coded], source: Row, folded: Row) -> None:
        self._words, self._source, self._folded = words, source, folded

    def of(self, place: int, at: int | None = None) -> Any:  # noqa: ANN401 - a row of numbers, or the one at a place
        """Return the cost of a word against the whole source, or against the word at a place."""
        word = self._words[place]
        source, folded = (self._source, self._folded) if at is None else (self._source[at], self._folded[at])
        other = source != ord(word.signs[0])
        for sign in word.signs[1:]:
            other &= source != ord(sign)
        unlike = folded != ord(word.folded)
        return (other.astype(np.int32) + (other & unlike)) * np.int32(ALIKE)


def _freed(row: Row, word: Coded, *, first: bool) -> Row:
    """Return the cost of standing at each place before a word, its mark and a jump allowed for."""
    if first:
        return row
    best: Row = np.minimum(row, row.min() + JUMP)
    if word.mark == "cut":
        best = np.minimum(best, np.minimum.accumulate(row) + MARKED)
    if word.mark == "bracket":
        for over in range(1, min(WITHIN_BRACKET, len(row) - 1) + 1):
            best[over:] = np.minimum(best[over:], row[:-over] + MARKED)
    return best


class _Steps:
    """The way back through the rows, from the cheapest end."""

    def __init__(self, rows: NDArray[np.int32], words: Sequence[Coded], costs: _Costs) -> None:
        self._rows, self._words, self._costs = rows, words, costs
        self._before: dict[int, Row] = {}

    def back(self) -> list[Step]:
        """Return the steps from first to last."""
        place = len(self._words)
        at = int(self._rows[place].argmin())
        steps: list[Step] = []
        while place:
            place, at = self._one(place, at, steps)
        steps.reverse()
        return steps

    def _one(self, place: int, at: int, steps: list[Step]) -> tuple[int, int]:
        """Take one step back, and the cut or jump before it."""
        word, row, here = self._words[place - 1], self._rows[place - 1], int(self._rows[place][at])
        if place not in self._before:
            self._before[place] = _freed(row, word, first=place == 1)
        before = self._before[place]
        if at:
            cost = int(self._costs.of(place - 1, at - 1))
            if here == int(before[at - 1]) + cost:
                steps.append(Step(_KINDS[cost], place - 1, at - 1))
                return place - 1, self._origin(place, at - 1, int(before[at - 1]), steps)
        if here == int(before[at]) + WORD:
            steps.append(Step("put_in", place - 1, -1))
            return place - 1, self._origin(place, at, int(before[at]), steps)
        steps.append(Step("left_out", -1, at - 1))
        return place, at - 1

    def _origin(self, place: int, at: int, cost: int, steps: list[Step]) -> int:
        """Return where the row before was left; where that is elsewhere, note the cut or the jump."""
        row, word = self._rows[place - 1], self._words[place - 1]
        if int(row[at]) == cost or place == 1:
            return at
        low = max(0, at - WITHIN_BRACKET) if word.mark == "bracket" else 0
        near = row[low:at][::-1]
        if word.mark in {"cut", "bracket"} and near.size and int(near.min()) + MARKED == cost:
            left = at - 1 - int(near.argmin())
            steps.append(Step("cut", place - 1, left, at))
        else:
            left = int(row.argmin())
            steps.append(Step("jump", place - 1, left, at))
        return left
