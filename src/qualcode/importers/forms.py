"""Forms of two columns: questions on the left, which are nobody's words, answers on the right, which are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qualcode.importers.conventions import FORM
from qualcode.importers.options import AUTO
from qualcode.importers.paragraphs import CELL, Anchor, trimmed
from qualcode.model.spans import Span
from qualcode.model.transcript import Convention, Loss, Speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import Block, Transcript

    Row = tuple[Span, Span]

LEAST_ROWS: Final = 3
"""Rows of a question and its place for an answer: two are a heading with its text."""
MOST: Final = 0.6
"""Share of a table's rows that must have two cells: the others are headings over both columns."""
DIFFERENT: Final = 0.8
"""Share of the left cells that must be different: speakers' names come again, questions do not."""
ASKED: Final = 0.5
"""Share of the left cells that must look asked: one ends with ? or :, or begins with a number."""
HALF: Final = 0.5
"""Share of the words that must stand in forms: where they do not, the rest would no longer count as speech."""
_NUMBERED: Final = re.compile(r"(?:Q\s?)?\d{1,3}(?:[.)]|\s*[-–—]|\s)|[A-Za-z][.)]\s")
_PAIR: Final = 2


def answered(transcript: Transcript, anchors: Iterable[Anchor], voice: str, options: ImportOptions) -> Transcript:
    """Return the transcript of a form with a turn for each answer; any other as it is.

    A transcript in a table is left alone: its left cells are labels that come again, so its turns are found already.

    Args:
        transcript: as its format gives it, turns told by labels.
        anchors: among them the cells of its tables.
        voice: how whoever answers is called.
        options: a form is looked for only where turns are told apart without a pattern.
    """
    if options.speakers != AUTO or len(transcript.turns) > len(transcript.speakers):
        return transcript
    text = transcript.text
    rows = [row for table in _tables(anchors) for row in _asked(text, table)]
    if not rows or sum(right.end - left.start for left, right in rows) < HALF * len(text.strip()):
        return transcript
    answers = [trimmed(text, right) for _left, right in rows]
    turns = tuple(Speech(voice, answer.start, answer.end) for answer in answers if answer.length)
    if not turns:
        return transcript
    blank = len(answers) - len(turns)
    kept = tuple(loss for loss in transcript.losses if loss.kind not in {"interviewer_unknown", "empty_turns"})
    losses = (*kept, Loss("unanswered", blank)) if blank else kept
    convention = Convention(FORM, turns=len(turns))
    return replace(transcript, turns=turns, convention=convention, losses=losses, interviewer_by="")


def cells_of(text: str, blocks: Iterable[Block]) -> Iterator[Anchor]:
    """Give the cells of tables whose rows are blocks, for formats that note no cells: what tabs part in a row.

    Rows that follow one another are of one table; a tab inside a cell makes a row of three, which is no form's.

    Args:
        text: the stored text.
        blocks: those of the whole text, in order.
    """
    table, before = 0, -1
    for row, block in enumerate(blocks):
        if block.kind != "table":
            continue
        table += block.start > before + 1
        before = block.end
        start = block.start
        for cell in text[block.start : block.end].split("\t"):
            yield Anchor(CELL, f"{table}/{row}", start, start + len(cell))
            start += len(cell) + 1


def _tables(anchors: Iterable[Anchor]) -> list[list[list[Span]]]:
    """Gather the cells of each table by row."""
    tables: dict[str, dict[str, list[Span]]] = {}
    for anchor in anchors:
        if anchor.kind == CELL:
            table, _, row = anchor.key.partition("/")
            tables.setdefault(table, {}).setdefault(row, []).append(Span(anchor.start, anchor.end))
    return [list(rows.values()) for rows in tables.values()]


def _asked(text: str, table: Sequence[Sequence[Span]]) -> list[Row]:
    """Return the rows of a form that ask something; none where the table is no form."""
    rows = [(row[0], row[1]) for row in table if len(row) == _PAIR and text[row[0].start : row[0].end].strip()]
    if len(rows) < max(LEAST_ROWS, MOST * len(table)):
        return []
    questions = [" ".join(text[left.start : left.end].split()) for left, _right in rows]
    different = len(set(map(str.casefold, questions)))
    asked = sum(question.endswith(("?", ":", "？", "：")) or bool(_NUMBERED.match(question)) for question in questions)
    return rows if different >= DIFFERENT * len(rows) and asked >= ASKED * len(rows) else []
