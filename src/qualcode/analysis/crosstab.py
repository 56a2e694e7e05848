"""Codes, groups or themes by the answers to an attribute: of those who answered so, how many speak of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qualcode import __version__
from qualcode.analysis.answered import Answer, answers, attribute_asked
from qualcode.analysis.by_question import answers as said_answers
from qualcode.analysis.exchange import Sample, expected, observed, put_to_test, residuals
from qualcode.analysis.frequencies import outside
from qualcode.analysis.independence import Chains, Independent, chains, independent, speakers
from qualcode.analysis.intervals import distinct, integers
from qualcode.analysis.levels import Passages, passages
from qualcode.analysis.permutation import Chance
from qualcode.analysis.population import counting, population
from qualcode.analysis.results import now
from qualcode.analysis.speech import laid_out
from qualcode.model.comparisons import Crosstab, CrosstabCell, CrosstabColumn
from qualcode.model.errors import NobodySpeaks, NoGuide
from qualcode.model.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.speech import Speech
    from qualcode.model.material import Material
    from qualcode.model.progress import Reporter
    from qualcode.model.results import Question

ACROSS, QUESTIONS = "across", "questions"
"""The option that lays the questions of the guide in the rows: a case counts where it says something in answer."""
_ORDER = ("value", "several", "missing", "refused", "not_applicable")


def crosstab(  # noqa: PLR0913 - as any reading, and what decides the test
    material: Material,
    texts: Mapping[str, str],
    question: Question,
    *,
    bounds: Sequence[str] = (),
    chance: Chance | None = None,
    reporter: Reporter | None = None,
    made_at: str = "",
    version: str = __version__,
) -> Crosstab:
    """Compare who speaks of each code, group or theme by what they answered to an attribute.

    The unit is the case. Where the attribute varies between focus groups (or sites) only, or where not every voice of a
    group is told apart, the group (or site) is: those who hear each other are no independent witnesses. An attribute
    that varies inside groups is tested by exchanging people inside their group.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder, level, and `by`: attribute:NAME; option `across`: questions of the guide in the rows.
        bounds: cut numbers or dates into classes; a value that equals a bound is in the upper class.
        chance: the random exchanges of the test and their seed, 9,999 by default.
        reporter: hears how far the test is, and may stop it.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Returns:
        A row for each code that is spoken of and each column; what has no answer is a column of its own, outside the
        expected counts and the test.

    Raises:
        NothingCoded: no coding by the coders asked about.
        NoSuchCoder: nobody of that name codes here.
        BadChoice: `by` is no attribute.
        NoSuchAttribute: no case has it.
        NeedsBounds: it holds many different numbers or dates.
        BadBounds: the bounds do not fit it.
        NobodySpeaks: no counted speech belongs to a case.
        Interrupted: the reporter said to stop.
    """
    asked = _asked(question, bounds)
    read = _read(material, texts, asked)
    inside, chosen, table = read.inside, read.chosen, _table(read)
    around = inside.site if chosen.level == "site" else inside.group
    together = [voice for voice in inside.voices if around[voice] != voice or voice in inside.untold]
    chance = chance or Chance()
    return Crosstab(
        question=_answered(asked, chosen, chance),
        population=population(read.counted, read.speech.n_cases, outside=_outside(read)),
        version=version,
        made_at=made_at or now(),
        attribute=read.attribute,
        unit=chosen.level,
        n_units=len(table.units),
        n_concerned=sum(answer.kind != "not_applicable" for answer in chosen.answers.values()),
        n_known=len(table.sample.column),
        n_groups=len({around[voice] for voice in together}),
        n_alone=len(inside.voices) - len(together),
        n_voices=len(inside.voices),
        untold=tuple(material.cases[case].name for case in inside.untold),
        codings_without_case=_unsaid(read),
        columns=table.columns,
        test=put_to_test(table.sample, table.labels, chance, reporter or Silent()),
        rows=tuple(table.cells()),
    )


def compared(material: Material, texts: Mapping[str, str], question: Question, row: str, column: str) -> list[str]:
    """Return the ids of the codings that a cell of `crosstab` counts: as many as its `count`.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: the answer's own, with its bounds.
        row: label of the code, group or theme.
        column: as the cell names it.

    Returns:
        Nothing where questions of the guide stand in the rows: these count answers.

    Raises:
        NothingCoded, NoSuchCoder, BadChoice, NoSuchAttribute, NeedsBounds, BadBounds, NobodySpeaks: as the reading.
    """
    read = _read(material, texts, question)
    if read.across:
        return []
    units = {unit for unit, answer in read.chosen.answers.items() if answer.label == column}
    passage, case = _spoken(read)
    here = read.marked.row[passage] == read.marked.labels.index(row)
    here &= np.array([read.chosen.of_voice[one] in units for one in case.tolist()], dtype=bool)
    return [read.counted.codings[place].id for place in np.unique(read.marked.coding[passage[here]]).tolist()]


def _asked(question: Question, bounds: Sequence[str]) -> Question:
    options = dict(question.options) | ({"bounds": tuple(bounds)} if bounds else {})
    return replace(question, options=tuple(options.items()))


def _answered(question: Question, chosen: Independent, chance: Chance) -> Question:
    options = dict(question.options) | {"permutations": chance.rounds, "seed": chance.seed}
    return replace(question, unit="case" if chosen.level == "case" else None, options=tuple(options.items()))


@dataclass(frozen=True, slots=True)
class _Read:
    """What a comparison reads: speech, whose it is, what they answered, and the passages of the rows."""

    attribute: str
    counted: Counting
    speech: Speech
    said: Speech
    """Of those alone who say it."""
    inside: Chains
    chosen: Independent
    order: tuple[str, ...]
    """The answers in theirs."""
    across: bool
    """Whether questions of the guide stand in the rows."""
    marked: Passages


def _read(material: Material, texts: Mapping[str, str], question: Question) -> _Read:
    attribute = attribute_asked(material, question.by)
    answered = dict(question.options).get(ACROSS) == QUESTIONS
    counted = counting(material, texts, question, needs_codings=not answered)
    speech = laid_out(material, counted)
    said = speakers(material, speech)
    inside = chains(material, said)
    if not inside.voices:
        raise NobodySpeaks(question.reading)
    bounds = dict(question.options).get("bounds", ())
    given, order = answers(material, attribute, inside.voices, bounds if isinstance(bounds, tuple) else ())
    marked = (
        _answers(material, speech) if answered else passages(material, counted.codings, speech.base, question.level)
    )
    chosen = independent(inside, given)
    return _Read(attribute, counted, speech, said, inside, chosen, order, answered, marked)


def _answers(material: Material, speech: Speech) -> Passages:
    """Return the answers to each question of the guide as passages; one that answers two is in both.

    Raises:
        NoGuide: the study has no interview guide.
    """
    if not material.questions:
        raise NoGuide("question")
    number = {row.id: place for place, row in enumerate(material.questions)}
    found = [one for one in said_answers(material) if one.document in speech.base]
    return Passages(
        labels=tuple(row.name for row in material.questions),
        row=integers(number[one.question] for one in found),
        coding=np.arange(len(found), dtype=np.int64),
        start=integers(one.start + speech.base[one.document] for one in found),
        end=integers(one.end + speech.base[one.document] for one in found),
    )


def _spoken(read: _Read) -> tuple[Integers, Integers]:
    """Return the pairs (passage, case) in which the case says some of the passage."""
    passage, stretch = read.said.touched(read.marked.start, read.marked.end)
    part, case = read.said.with_cases(stretch)
    return passage[part], case


def _outside(read: _Read) -> int:
    """Count the codings outside the counted speech; answers to questions are none."""
    if read.across:
        return 0
    return outside(read.marked, read.speech, len(read.counted.codings))


def _unsaid(read: _Read) -> int:
    """Count the codings of counted speech that touch nobody's."""
    owner, _ = read.speech.touched(read.marked.start, read.marked.end)
    return len(np.setdiff1d(read.marked.coding[owner], read.marked.coding[_spoken(read)[0]]))


@dataclass(frozen=True, slots=True)
class _Table:
    """The units by column, and the rows they speak of."""

    units: tuple[int, ...]
    columns: tuple[CrosstabColumn, ...]
    labels: tuple[str, ...]
    """Of the rows that are spoken of."""
    column: Integers
    """Of each unit; answers come first."""
    speaks: NDArray[np.bool_]
    """Shape (n rows, n units)."""
    count: Integers
    """Distinct codings, shape (n rows, n columns)."""
    sample: Sample
    """The units whose answer is known."""

    def cells(self) -> list[CrosstabCell]:
        """Return the cells, row by row."""
        n_answers = self.sample.n_columns
        hope, far = expected(self.sample), residuals(self.sample, observed(self.sample))
        return [
            CrosstabCell(
                row=label,
                column=column.column,
                count=int(self.count[row, place]),
                cases=(cases := int(self.speaks[row, self.column == place].sum())),
                expected=float(hope[row, place]) if place < n_answers else None,
                residual=_or_none(far[row, place]) if place < n_answers else None,
                n=column.n,
                share=cases / column.n,
            )
            for row, label in enumerate(self.labels)
            for place, column in enumerate(self.columns)
        ]


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _table(read: _Read) -> _Table:
    """Count who speaks of what."""
    marked, chosen = read.marked, read.chosen
    units = tuple(sorted(chosen.answers))
    answered = _columns(chosen, read.order)
    column = integers(answered.index(chosen.answers[unit]) for unit in units)
    passage, case = _spoken(read)
    place = {unit: index for index, unit in enumerate(units)}
    unit = integers(place[chosen.of_voice[one]] for one in case.tolist())
    row = marked.row[passage]
    speaks = np.zeros((len(marked.labels), len(units)), dtype=bool)
    speaks[row, unit] = True
    count = np.zeros((len(marked.labels), len(answered)), dtype=np.int64)
    if len(row):
        found = distinct(row, column[unit], marked.coding[passage])
        np.add.at(count, (found[0], found[1]), 1)
    there = speaks.any(axis=1)
    return _Table(
        units=units,
        columns=tuple(
            CrosstabColumn(one.label, one.kind, int((column == place).sum())) for place, one in enumerate(answered)
        ),
        labels=tuple(marked.labels[row] for row in np.flatnonzero(there).tolist()),
        column=column,
        speaks=speaks[there],
        count=count[there],
        sample=_sample(speaks[there], column, chosen, units),
    )


def _columns(chosen: Independent, order: Sequence[str]) -> list[Answer]:
    """Return the columns: the answers in their order, then what is no answer."""
    place = {label: index for index, label in enumerate(order)}
    return sorted(
        set(chosen.answers.values()), key=lambda one: (_ORDER.index(one.kind), place.get(one.label, 0), one.label)
    )


def _sample(speaks: NDArray[np.bool_], column: Integers, chosen: Independent, units: Sequence[int]) -> Sample:
    known = np.array([chosen.answers[unit].kind == "value" for unit in units], dtype=bool)
    return Sample(
        speaks=speaks[:, known],
        column=column[known],
        stratum=integers(chosen.stratum[unit] for unit, counts in zip(units, known.tolist(), strict=True) if counts),
        n_columns=len(np.unique(column[known])),
    )
