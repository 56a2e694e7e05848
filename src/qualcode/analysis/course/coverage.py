"""How much of what is said is coded: words under at least one passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode import __version__
from qualcode.analysis.frequencies import outside
from qualcode.analysis.intervals import distinct, united
from qualcode.analysis.labels import labels
from qualcode.analysis.meeting.ground import ground, united_passages
from qualcode.analysis.population import population
from qualcode.analysis.results import now
from qualcode.analysis.wording import wording
from qualcode.model.patterns import Coverage, Covered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.labels import Labels
    from qualcode.analysis.meeting.ground import Ground
    from qualcode.model.material import Material
    from qualcode.model.results import Population, Question


def coverage(
    material: Material, texts: Mapping[str, str], question: Question, *, made_at: str = "", version: str = __version__
) -> Coverage:
    """Count the words that are coded, of the whole or of each document, case, voice, answer or attribute.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder, level and `by`.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Raises:
        NothingCoded, NoSuchCoder, NoSuchAttribute, BadChoice, NoGuide: as `frequencies`.
    """
    on = ground(material, texts, question)
    groups = labels(material, on.counted, on.speech, question.by)
    said = wording(on.counted, texts, on.speech)
    whole = _added(groups.number, np.subtract(*said.under(on.speech.start, on.speech.end)[::-1])[groups.owner], groups)
    row, start, end = united_passages(on)
    passage, stretch = on.speech.touched(start, end)
    part, group = groups.of(stretch)
    stretch, passage = stretch[part], passage[part]
    first = np.maximum(start[passage], on.speech.start[stretch])
    last = np.minimum(end[passage], on.speech.end[stretch])
    number, first, last = united(group, *said.under(first, last))
    coded = _added(number, last - first, groups)
    passages, codes = (_distinct(group, column, groups) for column in (passage, row[passage]))
    return Coverage(
        question=question,
        population=_population(on, said.n),
        version=version,
        made_at=made_at or now(),
        rows=tuple(
            Covered(name, whole[n], coded[n], coded[n] / whole[n] if whole[n] else 0.0, passages[n], codes[n])
            for n, name in enumerate(groups.names)
            if whole[n] or question.by is None
        ),
    )


def _population(on: Ground, n_words: int) -> Population:
    left_out = outside(on.marked, on.speech, len(on.counted.codings))
    return population(on.counted, on.speech.n_cases, outside=left_out, n_words=n_words)


def _added(group: Integers, value: Integers, groups: Labels) -> list[int]:
    totals = np.zeros(len(groups.names), dtype=np.int64)
    np.add.at(totals, group, value)
    return [int(total) for total in totals]


def _distinct(group: Integers, column: Integers, groups: Labels) -> list[int]:
    """Count the distinct values of a column in each group."""
    number, _value = distinct(group, column)
    return [int(count) for count in np.bincount(number, minlength=len(groups.names))]
