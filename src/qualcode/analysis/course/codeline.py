"""Where codes lie along documents, cases or voices, from the first word that counts to the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode import __version__
from qualcode.analysis.frequencies import outside
from qualcode.analysis.intervals import distinct, united
from qualcode.analysis.labels import labels
from qualcode.analysis.meeting.ground import ground, united_passages
from qualcode.analysis.population import population
from qualcode.analysis.results import now
from qualcode.model.patterns import CodeLine, CodeLines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.labels import Labels
    from qualcode.analysis.speech import Speech
    from qualcode.model.material import Material
    from qualcode.model.results import Question


def codelines(
    material: Material, texts: Mapping[str, str], question: Question, *, made_at: str = "", version: str = __version__
) -> CodeLines:
    """Say where the passages of each code, group or theme lie along what each document, case or voice says.

    Places are shares of the counted speech of the document, case or voice: the interviewer's words take no room. A
    case's speech stands in the order of the study.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: coder, level and `by` (document, case, speaker, question, attribute:NAME, None).
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Raises:
        NothingCoded, NoSuchCoder, NoSuchAttribute, BadChoice, NoGuide: as `frequencies`.
    """
    on = ground(material, texts, question)
    groups = labels(material, on.counted, on.speech, question.by)
    lengths = groups.characters(on.speech)
    parts = _parts(on.speech, groups, united_passages(on))
    n_rows = len(on.marked.labels)
    key, start, end = united(parts.group * n_rows + parts.row, parts.start, parts.end)
    passages = _counted(parts, n_rows)
    return CodeLines(
        question=question,
        population=population(
            on.counted, on.speech.n_cases, outside=outside(on.marked, on.speech, len(on.counted.codings))
        ),
        version=version,
        made_at=made_at or now(),
        rows=tuple(
            _line(groups.names[one // n_rows], on.marked.labels[one % n_rows], passages[one], stretches,
                  lengths[one // n_rows])
            for one, stretches in _stretches(key, start, end)
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts of passages in the speech of a group, in characters from its beginning."""

    group: Integers
    row: Integers
    passage: Integers
    start: Integers
    end: Integers


def _parts(speech: Speech, groups: Labels, passages: tuple[Integers, Integers, Integers]) -> _Parts:
    """Cut passages where stretches of speech begin and end, and place the parts in the speech of their groups."""
    row, start, end = passages
    order = np.lexsort((groups.owner, groups.number))
    owner, number = groups.owner[order], groups.number[order]
    length = (speech.end - speech.start)[owner]
    before = np.cumsum(length) - length
    opens = np.searchsorted(number, np.arange(len(groups.names)), side="left")
    before -= np.append(before, 0)[opens][number]
    passage, stretch = speech.touched(start, end)
    wide = len(groups.names)
    found, place = groups.of(stretch)
    passage, stretch = passage[found], stretch[found]
    known = owner * wide + number
    ranked = np.argsort(known, kind="stable")
    at = before[ranked[np.searchsorted(known[ranked], stretch * wide + place)]] if len(known) else before
    first = np.maximum(start[passage], speech.start[stretch]) - speech.start[stretch]
    last = np.minimum(end[passage], speech.end[stretch]) - speech.start[stretch]
    return _Parts(place, row[passage], passage, at + first, at + last)


def _counted(parts: _Parts, n_rows: int) -> dict[int, int]:
    """Count the united passages of each row in each group, by group * n_rows + row."""
    group, row, _passage = distinct(parts.group, parts.row, parts.passage)
    keys, times = np.unique(group * n_rows + row, return_counts=True)
    return dict(zip(keys.tolist(), times.tolist(), strict=True))


def _stretches(key: Integers, start: Integers, end: Integers) -> list[tuple[int, list[tuple[int, int]]]]:
    """Return the ranges of each key; those that touch are one."""
    found: list[tuple[int, list[tuple[int, int]]]] = []
    for one, first, last in zip(key.tolist(), start.tolist(), end.tolist(), strict=True):
        if not found or found[-1][0] != one:
            found.append((one, []))
        ranges = found[-1][1]
        if ranges and ranges[-1][1] == first:
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((first, last))
    return found


def _line(group: str | None, code: str, passages: int, stretches: list[tuple[int, int]], length: int) -> CodeLine:
    said = tuple((first / length, last / length) for first, last in stretches)
    return CodeLine(group, code, passages, sum(last - first for first, last in stretches) / length, said)
