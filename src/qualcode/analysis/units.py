"""The units in which codes may meet: turns, sentences, paragraphs, documents, cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from qualcode.analysis.intervals import expanded, integers
from qualcode.model.spans import Span
from qualcode.words.sentences import sentences
from qualcode.words.tokens import has_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.levels import Passages
    from qualcode.analysis.speech import Speech
    from qualcode.model.material import TurnRow
    from qualcode.model.results import Unit

_BLOCK: Final = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|$)))*")
_LINE: Final = re.compile(r"\S[^\n]*")
_BLANK_LINE: Final = re.compile(r"\S[^\S\n]*\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Units:
    """Which rows stand in which units: distinct pairs (row, unit), ascending."""

    n: int
    row: Integers
    unit: Integers


def paragraphs(text: str, start: int, end: int) -> list[Span]:
    """Return the paragraphs of a stretch of text: blocks between blank lines or, where none is blank, lines.

    Args:
        text: the stored text.
        start: first character (code points).
        end: one past the last character.
    """
    expression = _BLOCK if _BLANK_LINE.search(text, start, end) else _LINE
    return [Span(*found.span()) for found in expression.finditer(text, start, end)]


def standing(
    counted: Counting, texts: Mapping[str, str], speech: Speech, marked: Passages, unit: Unit
) -> tuple[int, Integers, Integers]:
    """Return how many units there are, and the pairs (passage, unit) that share a character.

    A document without turns is divided into paragraphs where turns are asked for. Units without a word are none.

    Args:
        counted: what the reading counts.
        texts: the stored text by document id.
        speech: the counted speech, laid out.
        marked: the passages of the rows.
        unit: turn, sentence, paragraph, document or case.
    """
    if unit in ("document", "case"):
        passage, stretch = speech.touched(marked.start, marked.end)
        if unit == "document":
            return len(np.unique(speech.document)), passage, speech.document[stretch]
        part, case = speech.with_cases(stretch)
        return speech.n_cases, passage[part], case
    start, end = divided(counted, texts, speech, unit)
    first = np.searchsorted(end, marked.start, side="right").astype(np.int64)
    last = np.searchsorted(start, marked.end, side="left").astype(np.int64)
    passage, number = expanded(first, last)
    return len(start), passage, number


def divided(counted: Counting, texts: Mapping[str, str], speech: Speech, unit: Unit) -> tuple[Integers, Integers]:
    """Return the bounds on the axis of every turn, sentence or paragraph that holds a word, ascending."""
    if unit == "turn" and not counted.without_turns:
        return _turns(counted, speech)
    bounds: list[tuple[int, int]] = []
    reach = 0
    for turn in counted.turns:
        shift = speech.base[turn.document]
        for span in _cut(turn, texts.get(turn.document, ""), unit, whole=turn.document not in counted.without_turns):
            start = max(span.start + shift, reach)
            if start < span.end + shift:
                bounds.append((start, span.end + shift))
                reach = span.end + shift
    return integers(start for start, _ in bounds), integers(end for _, end in bounds)


def _turns(counted: Counting, speech: Speech) -> tuple[Integers, Integers]:
    """Return the bounds of every turn; one that begins inside the one before is shortened, one inside it left out."""
    base = integers(speech.base.values())[counted.turns.document]
    start, end = base + counted.turns.start, base + counted.turns.end
    reach = np.maximum.accumulate(np.concatenate((np.zeros(1, dtype=np.int64), end)))[:-1]
    start = np.maximum(start, reach)
    kept = start < end
    return start[kept], end[kept]


def _cut(turn: TurnRow, text: str, unit: Unit, *, whole: bool) -> list[Span]:
    """Cut one turn into units; `whole` says that it is a real turn, not a document that has none."""
    if unit == "turn" and whole:
        return [Span(turn.start, turn.end)]
    cut = sentences if unit == "sentence" else paragraphs
    return [span for span in cut(text, turn.start, turn.end) if has_words(text, span.start, span.end)]
