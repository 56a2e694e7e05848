"""The framework matrix: cases by themes, codes or groups, in each cell a summary and the passages."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from qualcode import __version__
from qualcode.analysis.behind import placed
from qualcode.analysis.frequencies import outside
from qualcode.analysis.independence import speakers
from qualcode.analysis.intervals import united
from qualcode.analysis.levels import passages
from qualcode.analysis.population import counting, population
from qualcode.analysis.results import now
from qualcode.analysis.speech import laid_out
from qualcode.analysis.unquoted import Unquoted
from qualcode.model.errors import BadChoice, NobodySpeaks
from qualcode.model.matrices import Matrix, MatrixCell, MatrixPassage
from qualcode.words.folding import folded
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.behind import Stretch
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.levels import Passages
    from qualcode.analysis.speech import Speech
    from qualcode.model.material import Material
    from qualcode.model.results import Question

    Summaries = Mapping[tuple[str, str], str]
    """What the analyst wrote, by the id of the case and the folded name of the theme, code or group."""


def matrix(  # noqa: PLR0913 - as any reading, and what the analyst wrote
    material: Material,
    texts: Mapping[str, str],
    question: Question,
    *,
    summaries: Summaries | None = None,
    made_at: str = "",
    version: str = __version__,
) -> Matrix:
    """Lay what each case says beside the themes, codes or groups.

    A case says a coding where it says some of the counted speech that the coding touches; in a focus group each voice
    that is a case stands for itself.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder, level; option `case` (one case alone, by name).
        summaries: what the analyst wrote of a case under a theme, code or group.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Raises:
        NothingCoded: no coding by the coders asked about.
        NoSuchCoder: nobody of that name codes here.
        NobodySpeaks: no counted speech belongs to a case.
        BadChoice: the case asked for says nothing that counts.
    """
    counted = counting(material, texts, question)
    speech = speakers(material, laid_out(material, counted))
    marked = passages(material, counted.codings, speech.base, question.level)
    speaking = _wanted(material, np.unique(speech.case_number).tolist(), question)
    beyond = outside(marked, speech, len(counted.codings))  # before the words of all passages are in memory
    cells = _Cells(material, texts, speech, marked, summaries or {})
    rows = [cell for case in speaking for cell in cells.of(case)]
    there = {cell.row for cell in rows}
    return Matrix(
        question=question,
        population=population(counted, speech.n_cases, outside=beyond),
        version=version,
        made_at=made_at or now(),
        cases=tuple(material.cases[case].name for case in speaking),
        columns=tuple(label for label in marked.labels if label in there),
        rows=tuple(rows),
    )


def _wanted(material: Material, speaking: list[int], question: Question) -> list[int]:
    """Return the cases asked for, of those that speak.

    Raises:
        NobodySpeaks, BadChoice.
    """
    if not speaking:
        raise NobodySpeaks(question.reading)
    asked = dict(question.options).get("case")
    if asked is None:
        return speaking
    chosen = [case for case in speaking if folded(material.cases[case].name) == folded(str(asked))]
    if not chosen:
        raise BadChoice(str(asked), choices=", ".join(material.cases[case].name for case in speaking))
    return chosen


class _Cells:
    """Makes the cells of each case."""

    def __init__(
        self, material: Material, texts: Mapping[str, str], speech: Speech, marked: Passages, summaries: Summaries
    ) -> None:
        self._material, self._texts, self._speech, self._marked = material, texts, speech, marked
        self._summaries = summaries
        self._names = {document.id: document.name for document in material.documents}
        self._unquoted = Unquoted(material)
        passage, stretch = speech.touched(marked.start, marked.end)
        part, case = speech.with_cases(stretch)
        row = marked.row[passage[part]]
        order = np.lexsort((row, case))
        self._case, self._row = case[order], row[order]
        self._said = np.stack([passage[part][order], stretch[part][order]], axis=1)
        """By case, then by row: the pairs (passage, stretch)."""

    def of(self, case: int) -> list[MatrixCell]:
        """Return the cells of a case, in the order of the rows."""
        record = self._material.cases[case]
        written = {row: self._summaries.get((record.id, folded(label)), "")
                   for row, label in enumerate(self._marked.labels)}  # fmt: skip
        first, last = np.searchsorted(self._case, (case, case + 1)).tolist()
        every = range(len(self._marked.labels) + 1)
        bounds = (first + np.searchsorted(self._row[first:last], every)).tolist()
        return [
            self._cell(record.name, row, self._said[begin:end], written[row])
            for row, (begin, end) in enumerate(pairwise(bounds))
            if begin < end or written[row]
        ]

    def _cell(self, case: str, row: int, said: Integers, summary: str) -> MatrixCell:
        marked = self._marked
        own = np.unique(said[:, 0])
        ranges = _apart(marked.start[own], marked.end[own])
        return MatrixCell(
            case=case,
            row=marked.labels[row],
            codings=len(np.unique(marked.coding[own])),
            words=self._words(said),
            summary=summary,
            passages=tuple(self._passage(where) for where in placed(self._speech.base, ranges)),
        )

    def _passage(self, where: Stretch) -> MatrixPassage:
        withheld = self._unquoted.holds(*where)
        return MatrixPassage(self._names[where.document], where.start, where.end, self._read(where), withheld)

    def _words(self, said: Integers) -> int:
        """Count the case's words under some passages, each word once."""
        marked, speech = self._marked, self._speech
        start = np.maximum(marked.start[said[:, 0]], speech.start[said[:, 1]])
        end = np.minimum(marked.end[said[:, 0]], speech.end[said[:, 1]])
        return sum(
            count_words(self._texts[where.document], where.start, where.end)
            for where in placed(speech.base, _apart(start, end))
        )

    def _read(self, where: Stretch) -> str:
        return self._texts[where.document][where.start : where.end].strip()


def _apart(start: Integers, end: Integers) -> list[tuple[int, int]]:
    """Return ranges that share a character as one."""
    _row, first, last = united(np.zeros(len(start), dtype=np.int64), start, end)
    return list(zip(first.tolist(), last.tolist(), strict=True))
