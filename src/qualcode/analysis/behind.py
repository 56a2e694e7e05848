"""What stands behind a number: the units in which two codes meet, the codings of a code, the places of a term."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qualcode.analysis.intervals import united
from qualcode.analysis.keywords import BY_CODING, leave_out_of
from qualcode.analysis.labels import labels
from qualcode.analysis.levels import passages
from qualcode.analysis.meeting.ground import ground, held_units, united_passages
from qualcode.analysis.meeting.near import distance_asked, near
from qualcode.analysis.population import counting
from qualcode.analysis.speech import laid_out
from qualcode.analysis.terms import terms
from qualcode.analysis.units import divided
from qualcode.words.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.levels import Passages
    from qualcode.analysis.meeting.near import NearPassages
    from qualcode.analysis.speech import Speech
    from qualcode.analysis.terms import Terms
    from qualcode.model.material import Material
    from qualcode.model.results import Question


class Stretch(NamedTuple):
    """A stretch of a document, by the document's id and half-open bounds in code points."""

    document: str
    start: int
    end: int


class Meeting(NamedTuple):
    """A unit in which two codes meet, and the words coded there."""

    name: str
    """The document's or the case's, where that is the unit."""
    stretches: tuple[Stretch, ...]


def meetings(material: Material, texts: Mapping[str, str], question: Question, a: str, b: str) -> list[Meeting]:
    """Return what a cell of `cooccurrence` counts, in the order of the study: as many as its n_ab.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: as it was asked; not `raw`.
        a: label of the first code, group or theme.
        b: label of the second; the first again for the diagonal.

    Raises:
        NothingCoded, NoSuchCoder: as the reading itself.
    """
    on = ground(material, texts, question)
    counted, speech, marked = on.counted, on.speech, on.marked
    rows = (marked.labels.index(a), marked.labels.index(b))
    distance = distance_asked(question)
    if distance is not None and a != b:
        return [Meeting("", pair) for pair in _beside(near(on, distance), speech, rows)]
    if on.unit == "overlap":
        return [Meeting("", (stretch,)) for stretch in _shared(united_passages(on), speech, rows)]
    held = held_units(on)
    both = np.intersect1d(held.unit[held.row == rows[0]], held.unit[held.row == rows[1]]).tolist()
    if on.unit in ("document", "case"):
        whole = material.cases if on.unit == "case" else counted.documents
        return _wide(speech, marked, rows, {one: whole[one].name for one in both}, by_case=on.unit == "case")
    start, end = divided(counted, texts, speech, on.unit)
    own = _own(marked, rows)
    bounds = [(int(start[one]), int(end[one])) for one in both]
    return [Meeting("", tuple(placed(speech.base, _clipped(own, first, last)))) for first, last in bounds]


def _beside(found: NearPassages, speech: Speech, rows: tuple[int, int]) -> Iterator[tuple[Stretch, ...]]:
    """Give the pairs of passages of two rows that lie near each other, in the order of the study."""
    one, other = found.row[found.one], found.row[found.other]
    mine = np.flatnonzero(((one == rows[0]) & (other == rows[1])) | ((one == rows[1]) & (other == rows[0])))
    for pair in sorted(zip(found.one[mine].tolist(), found.other[mine].tolist(), strict=True)):
        yield tuple(placed(speech.base, ((int(found.start[place]), int(found.end[place])) for place in pair)))


Ranges = tuple["Integers", "Integers"]
"""Starts and ends on the axis, apart and ascending."""


def _own(marked: Passages, rows: Iterable[int]) -> Ranges:
    """Return the passages of some rows, those that touch made one."""
    mine = np.isin(marked.row, list(set(rows)))
    _row, start, end = united(np.zeros(int(mine.sum()), dtype=np.int64), marked.start[mine], marked.end[mine])
    return start, end


def _clipped(own: Ranges, first: int, last: int) -> Iterator[tuple[int, int]]:
    start, end = own
    for place in np.flatnonzero((end > first) & (start < last)).tolist():
        yield max(int(start[place]), first), min(int(end[place]), last)


def placed(base: Mapping[str, int], ranges: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
    """Turn ranges of the axis into stretches of documents.

    Args:
        base: where each document begins on the axis.
        ranges: bounds on it, each range in one document.
    """
    ids, starts = list(base), list(base.values())
    for first, last in ranges:
        place = bisect_right(starts, first) - 1
        yield Stretch(ids[place], first - starts[place], last - starts[place])


def _shared(own: tuple[Integers, Integers, Integers], speech: Speech, rows: tuple[int, int]) -> list[Stretch]:
    """Return the words that united passages of two rows share; of one row with itself, its passages."""
    row, start, end = own
    said = speech.said(end) > speech.said(start)
    one, other = (np.flatnonzero(said & (row == number)) for number in rows)
    if rows[0] == rows[1]:
        return list(placed(speech.base, zip(start[one].tolist(), end[one].tolist(), strict=True)))
    found: list[tuple[int, int]] = []
    for place in one.tolist():
        first, last = np.maximum(start[other], start[place]), np.minimum(end[other], end[place])
        meets = speech.said(np.maximum(last, first)) > speech.said(first)
        found.extend(zip(first[meets].tolist(), last[meets].tolist(), strict=True))
    return list(placed(speech.base, sorted(found)))


def _wide(
    speech: Speech, marked: Passages, rows: tuple[int, int], named: Mapping[int, str], *, by_case: bool
) -> list[Meeting]:
    """Return the documents or cases that hold both rows, given by number and name, each with their passages."""
    mine = np.flatnonzero(np.isin(marked.row, list(set(rows))))
    passage, stretch = speech.touched(marked.start[mine], marked.end[mine])
    owner = speech.document[stretch]
    if by_case:
        part, owner = speech.with_cases(stretch)
        passage = passage[part]
    found = []
    for number, name in named.items():
        here = mine[passage[owner == number]]
        ranges = sorted(set(zip(marked.start[here].tolist(), marked.end[here].tolist(), strict=True)))
        found.append(Meeting(name, tuple(placed(speech.base, ranges))))
    return found


def applied(
    material: Material, texts: Mapping[str, str], question: Question, code: str, group: str | None
) -> list[str]:
    """Return the ids of the codings that a row of `frequencies` counts: as many as its `codings`.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: as it was asked.
        code: label of the code, group or theme.
        group: value of `by`; None for the whole.

    Raises:
        NothingCoded, NoSuchCoder, NoSuchAttribute, BadChoice: as the reading itself.
    """
    counted = counting(material, texts, question)
    speech = laid_out(material, counted)
    groups = labels(material, counted, speech, question.by)
    marked = passages(material, counted.codings, speech.base, question.level)
    passage, stretch = speech.touched(marked.start, marked.end)
    part, number = groups.of_passages(stretch, marked.coding[passage])
    passage = passage[part]
    here = (marked.row[passage] == marked.labels.index(code)) & (number == groups.names.index(group))
    return [counted.codings[place].id for place in np.unique(marked.coding[passage[here]]).tolist()]


def occurrences(
    material: Material, texts: Mapping[str, str], question: Question, term: str, group: str | None
) -> list[Stretch]:
    """Return where a row of `keywords` was said, by rules and lists: as many places as its `count`.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: as it was asked.
        term: as the reading wrote it.
        group: value of `by`; None for the whole.

    Raises:
        NothingCoded, NoSuchCoder, NoSuchAttribute, BadChoice: as the reading itself.
    """
    by_coding = question.by in BY_CODING
    counted = counting(material, texts, question, needs_codings=by_coding)
    speech = laid_out(material, counted)
    found = terms(counted, texts, speech, leave_out_of(question, material), places=True)
    places = np.flatnonzero(found.term == found.labels.index(term))
    if by_coding:
        marked = passages(material, counted.codings, speech.base, BY_CODING[question.by or ""])
        places = places[
            _inside(found.start[places].astype(np.int64), *_own(marked, [marked.labels.index(group or "")]))
        ]
    else:
        groups = labels(material, counted, speech, question.by)
        owner, number = groups.of(found.stretch[places].astype(np.int64))
        places = places[owner[number == groups.names.index(group)]]
    return list(placed(speech.base, _said(found, places, speech, texts)))


def _inside(place: Integers, start: Integers, end: Integers) -> Integers:
    """Return the indices of the places that lie in a range."""
    holder = np.searchsorted(start, place, side="right") - 1
    return np.flatnonzero((holder >= 0) & (place < end[holder])) if len(start) else np.zeros(0, dtype=np.int64)


def _said(found: Terms, places: Integers, speech: Speech, texts: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Give the bounds on the axis of occurrences of a term, in the order they were said."""
    ids, bases = list(speech.base), list(speech.base.values())
    for place in sorted(places.tolist(), key=lambda one: int(found.start[one])):
        start, stop = int(found.start[place]), int(speech.end[found.stretch[place]])
        document = bisect_right(bases, start) - 1
        base = bases[document]
        said = list(islice(words(texts.get(ids[document], ""), start - base, stop - base), int(found.n_words[place])))
        yield start, (said[-1].end + base if said else stop)
