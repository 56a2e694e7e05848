"""How often each code, group of codes or theme occurs, in the whole or by document, case, voice or attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode import __version__
from qualcode.analysis.intervals import distinct, tallied, united
from qualcode.analysis.labels import Labels, labels
from qualcode.analysis.levels import Passages, passages
from qualcode.analysis.population import counting, population
from qualcode.analysis.results import now
from qualcode.analysis.speech import Speech, laid_out
from qualcode.analysis.wording import Wording, wording
from qualcode.model.results import Frequencies, Frequency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.intervals import Integers
    from qualcode.model.material import Material
    from qualcode.model.results import Question

Counts = dict[tuple[int, int], int]
"""A count for each (row, group) that has one."""


def frequencies(
    material: Material, texts: Mapping[str, str], question: Question, *, made_at: str = "", version: str = __version__
) -> Frequencies:
    """Count what each code, group or theme occurs in.

    Codings are rows as coded, each coder's counted; words and coverage count what lies under at least one passage,
    once. Only counted speech counts: a coding on the interviewer's turn alone is left out, and the population says how
    many.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder, level and `by` (document, case, speaker, attribute:NAME, None).
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Returns:
        Rows in codebook order; for the whole every code has one, by group only those that occur.

    Raises:
        NothingCoded: no coding by the coders asked about.
        NoSuchCoder: nobody of that name codes here.
        NoSuchAttribute: no case has the attribute asked for.
        BadChoice: `by` is another word.
    """
    counted = counting(material, texts, question)
    speech = laid_out(material, counted)
    groups = labels(material, counted, speech, question.by)
    marked = passages(material, counted.codings, speech.base, question.level)
    touched = speech.touched(marked.start, marked.end)
    inside = _Inside(marked, speech, groups, touched)
    said = wording(counted, texts, speech)
    rows = _rows(inside, marked, speech, groups, said)
    left_out = _untouched(marked, touched[0], len(counted.codings))
    return Frequencies(
        question=question,
        population=population(counted, speech.n_cases, outside=left_out, n_words=said.n),
        version=version,
        made_at=made_at or now(),
        rows=tuple(row for row in rows if question.by is None or row.codings),
    )


def outside(marked: Passages, speech: Speech, n_codings: int) -> int:
    """Count the codings that touch no counted speech.

    Args:
        marked: the passages of the rows.
        speech: the counted speech.
        n_codings: how many codings there are; those under no row at all are not counted as outside.
    """
    return _untouched(marked, speech.touched(marked.start, marked.end)[0], n_codings)


def _untouched(marked: Passages, touching_ones: Integers, n_codings: int) -> int:
    """Count the codings under a row none of whose passages is among those that touch counted speech."""
    seen = np.zeros(n_codings, dtype=bool)
    seen[marked.coding] = True
    touching = np.zeros(n_codings, dtype=bool)
    touching[marked.coding[touching_ones]] = True
    return int((seen & ~touching).sum())


class _Inside:
    """The parts of passages that lie in counted speech, one for each group of the stretch they lie in.

    They stand in the order of their places, so that what looks for these among the words goes one way.
    """

    def __init__(self, marked: Passages, speech: Speech, groups: Labels, touched: tuple[Integers, Integers]) -> None:
        passage, stretch = touched
        part, group = groups.of_passages(stretch, marked.coding[passage])
        passage, stretch = passage[part], stretch[part]
        start = np.maximum(marked.start[passage], speech.start[stretch])
        order = np.argsort(start)
        passage, self.stretch = passage[order], stretch[order]
        self.start = start[order]
        self.group = group[order]
        self.row = marked.row[passage]
        self.coding = marked.coding[passage]
        self.end = np.minimum(marked.end[passage], speech.end[self.stretch])

    def count(self, n_groups: int, *what: Integers) -> Counts:
        """Count the distinct values of a column in each (row, group)."""
        row, group, *_ = distinct(self.row, self.group, *what)
        return _tally(row * n_groups + group, n_groups)

    def length(self, n_groups: int, start: Integers, end: Integers) -> Counts:
        """Add up, in each (row, group), the length of the ranges united."""
        key, first, last = united(self.row * n_groups + self.group, start, end)
        opens = np.flatnonzero(np.diff(key, prepend=-1))
        sizes = np.add.reduceat(last - first, opens) if len(key) else last - first
        return _by_place(key[opens], sizes, n_groups)


def _tally(key: Integers, n_groups: int) -> Counts:
    """Count how often each key occurs; a key is row * n_groups + group."""
    return _by_place(*tallied(key, int(key.max(initial=-1)) + 1), n_groups)


def _by_place(key: Integers, value: Integers, n_groups: int) -> Counts:
    row, group = np.divmod(key, n_groups)
    return dict(zip(zip(row.tolist(), group.tolist(), strict=True), value.tolist(), strict=True))


def _rows(inside: _Inside, marked: Passages, speech: Speech, groups: Labels, said: Wording) -> list[Frequency]:
    """Put the counts of every row and group together."""
    n_groups = len(groups.names)
    codings = inside.count(n_groups, inside.coding)
    documents = inside.count(n_groups, speech.document[inside.stretch])
    part, case = speech.with_cases(inside.stretch)
    found = distinct(inside.row[part], inside.group[part], case)
    cases = _tally(found[0] * n_groups + found[1], n_groups)
    words = inside.length(n_groups, *said.under(inside.start, inside.end))
    characters = inside.length(n_groups, inside.start, inside.end)
    whole = groups.characters(speech)
    return [
        Frequency(
            code=label,
            codings=codings.get((row, group), 0),
            documents=documents.get((row, group), 0),
            cases=cases.get((row, group), 0),
            words=words.get((row, group), 0),
            coverage=characters.get((row, group), 0) / whole[group] if whole[group] else 0.0,
            group=name,
        )
        for row, label in enumerate(marked.labels)
        for group, name in enumerate(groups.names)
    ]
