"""Paragraphs from lines: where one ends, told by places and sizes, since a PDF does not say."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from qualcode.importers import labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.importers.pdf.pages import Piece

_SPACE: Final = 0.25
"""Width of a space, in heights of the line."""
_INDENT: Final = 0.8
_LOOSE: Final = 1.3
"""Distance between two lines, in the usual one, from which a paragraph ended."""
_SIZES: Final = 0.13
"""Share by which the heights of two lines of one paragraph may differ."""
_COLUMN: Final = 6.0
"""Heights by which the left ends of lines of one column may differ."""
_AROUND: Final = 30
"""Lines before and after among which the right edge of a column is looked for."""
_LEAST_GAP: Final = 0.7
_EARLY: Final = 0.15
"""Share of the distances that are smaller than the usual one within paragraphs: many may be between them."""
_STOPS: Final = (".", "!", "?", "…", ":", "»", "”", ".)", ")", "]")
_LABEL: Final = re.compile(r"(?P<label>[^\s:\[\]][^:\n]{0,40}?)[^\S\n]*:(?=\s|$)")
_BRACKET: Final = re.compile(r"\[[^\[\]]{1,40}\]")
_BULLET: Final = re.compile(r"[•●▪‣◦○■\uf0b7\uf0a7]|(?:\(?[0-9]{1,2}|[a-z])[.)]\s|[–—-]\s")
TWICE: Final = 2


def body_height(lines: Sequence[Piece]) -> float:
    """Return the height in which most letters are set, in points."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.height, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 1.0


def paragraphs(lines: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the lines of each paragraph.

    Args:
        lines: in the order of reading, without what stands in the margins.
    """
    judge = _Judge(lines)
    paragraph: list[Piece] = []
    for place, line in enumerate(lines):
        if paragraph and judge.ends(place, paragraph):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


class _Judge:
    """What is usual in a document, to tell where its paragraphs end."""

    def __init__(self, lines: Sequence[Piece]) -> None:
        self._lines = lines
        self._pitch = _pitch(lines)
        self._labels = _labels(lines)

    def ends(self, place: int, paragraph: Sequence[Piece]) -> bool:
        """Tell whether a paragraph ends before a line."""
        last, line = paragraph[-1], self._lines[place]
        if last.alone or line.alone or self._begins(line, last):
            return True
        if abs(last.height - line.height) > _SIZES * max(last.height, line.height):
            return True
        if not last.text[-1].isalnum() and last.text[-1] not in ",;.!?…:»”)]'’\"":
            return False  # a hyphen or a dash: the word or the thought goes on
        if _below(last, line) and last.base - line.base > self._pitch * _LOOSE:
            return True
        return self._indented(paragraph, line) or self._fits(place)

    def _begins(self, line: Piece, last: Piece) -> bool:
        """Tell whether a line begins as turns or entries of lists do."""
        if "\t" in line.text:
            return True  # a label, or a row of a table
        label = _LABEL.match(line.text)
        if label and labels.key(label["label"]) in self._labels:
            return True
        ended = last.text.endswith((*_STOPS, ";", ","))
        return bool(_BRACKET.match(line.text) and ended) or bool(_BULLET.match(line.text) and ended)

    def _indented(self, paragraph: Sequence[Piece], line: Piece) -> bool:
        """Tell whether a line stands further in after a sentence, or further out after several lines."""
        last = paragraph[-1]
        if not _below(last, line):
            return False
        step = line.left - last.left
        if step > _INDENT * line.height:
            return last.text.endswith(_STOPS)
        return len(paragraph) >= TWICE and step < -_INDENT * line.height

    def _fits(self, place: int) -> bool:
        """Tell whether the first word of a line would have fitted on the line before."""
        last, line = self._lines[place - 1], self._lines[place]
        around = self._lines[max(0, place - _AROUND) : place + _AROUND]
        reach = _COLUMN * last.height
        edge = max((one.right for one in around if abs(one.left - last.left) < reach), default=last.right)
        return last.right + _SPACE * last.height + line.word < edge - _SPACE * last.height


def _below(last: Piece, line: Piece) -> bool:
    """Tell whether a line stands under the last one, in the same column of the same page."""
    return last.page == line.page and line.base < last.base and line.left < last.right and last.left < line.right


def _pitch(lines: Sequence[Piece]) -> float:
    """Return the usual distance between the lines of a paragraph, in points."""
    gaps = sorted(
        last.base - line.base
        for last, line in pairwise(lines)
        if _below(last, line) and last.base - line.base > _LEAST_GAP * line.height
    )
    return gaps[int(len(gaps) * _EARLY)] if gaps else float("inf")


def _labels(lines: Sequence[Piece]) -> set[str]:
    """Return the keys of what stands before a colon at the beginning of several lines and has the form of a label."""
    found = [label["label"] for line in lines if (label := _LABEL.match(line.text))]
    counts = Counter(map(labels.key, found))
    return {labels.key(label) for label in found if counts[labels.key(label)] >= TWICE and _named(label)}


def _named(label: str) -> bool:
    return labels.shape(label) not in {"never", "lower"}
