"""Which codes meet: in the same turn, sentence, paragraph, document or case, or on the same characters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qualcode import __version__
from qualcode.analysis.frequencies import outside
from qualcode.analysis.intervals import PAIRS_AT_ONCE, crossing, distinct, expanded
from qualcode.analysis.levels import Passages, passages
from qualcode.analysis.meeting.ground import chosen_pairs, ground, held_units, united_passages
from qualcode.analysis.meeting.near import distance_asked, near
from qualcode.analysis.population import asked_codings, population
from qualcode.analysis.results import now
from qualcode.model.results import Cooccurrence, Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from qualcode.analysis.counted import CountedCodings
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.meeting.ground import Ground
    from qualcode.analysis.meeting.near import NearPassages
    from qualcode.analysis.units import Units
    from qualcode.model.material import Material
    from qualcode.model.results import Question

    Chosen = NDArray[np.bool_]
    """Which pairs of rows are compared, shape (n rows, n rows)."""


def cooccurrence(
    material: Material, texts: Mapping[str, str], question: Question, *, made_at: str = "", version: str = __version__
) -> Cooccurrence:
    """Count which codes, groups or themes meet.

    On units, n_ab counts the units that hold both, and Jaccard is n_ab / (n_a + n_b - n_ab). On overlap the passages of
    one code are united first (over the coders asked about, where they share a character); n_a and n_b count united
    passages, n_ab the pairs of them that share a character, and Jaccard, lift and shares are over characters. At a
    distance n_ab counts the pairs that lie no further apart, and the unit is the united passage: it counts under both
    where it is of one and has one of the other near, so that Jaccard is such passages / passages of either, in 0..1.
    Where all coders must agree, a unit holds what all who coded its document put there, and so do characters. `raw`
    counts every pair of codings of different codes that share a character, whoever coded, in whatever turn and state.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: unit (turn by default), level, coder, raw; options as in `model.meeting`.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Returns:
        Each unordered pair that meets, a before b in codebook order, and the diagonal as a = b.

    Raises:
        NothingCoded: no coding by the coders asked about.
        NoSuchCoder: nobody of that name codes here.
        NoSuchCode, NoSuchTheme: a chosen row or column is none.
        BadChoice: a distance is asked on units, or one that is none.
    """
    question = replace(question, unit="overlap" if question.raw else question.unit or "turn")
    distance = distance_asked(question)
    on = ground(material, texts, question)
    chosen = chosen_pairs(on)
    if question.raw:
        each = _one_each(asked_codings(material, question))
        n, rows = len(each), _raw(passages(material, each, on.speech.base, question.level), chosen)
    elif question.unit == "overlap":
        n = on.speech.n_characters
        rows = _at_distance(on, near(on, distance), chosen) if distance else _on_characters(on, chosen)
    else:
        held = held_units(on)
        n, rows = held.n, _on_units(held, on.marked.labels, chosen)
    counted = on.counted
    without = tuple(document.name for document in counted.documents if document.id in counted.without_turns)
    return Cooccurrence(
        question=question,
        population=population(counted, on.speech.n_cases, outside=outside(on.marked, on.speech, len(counted.codings))),
        version=version,
        made_at=made_at or now(),
        n=n,
        paragraph_documents=without if question.unit == "turn" else (),
        rows=tuple(rows),
    )


def meetings(held: Units, n_rows: int) -> Integers:
    """Count, for rows a <= b, the units that hold both; shape (n_rows, n_rows), 0 below the diagonal.

    Args:
        held: which rows stand in which units, each pair once.
        n_rows: how many rows there are.
    """
    found = np.zeros(n_rows * n_rows, dtype=np.int64)
    for _unit, pair in _pairs_in_units(held, n_rows):
        found += np.bincount(pair, minlength=n_rows * n_rows)
    return found.reshape(n_rows, n_rows)


def meetings_by(held: Units, owner: Integers, n_rows: int) -> tuple[Integers, Integers]:
    """Return, for rows a <= b that a unit holds, the pairs (owner of the unit, a * n_rows + b), one a unit.

    Args:
        held: which rows stand in which units, each pair once.
        owner: whose each unit is, shape (n units,).
        n_rows: how many rows there are.
    """
    found = [np.stack([owner[unit], pair]) for unit, pair in _pairs_in_units(held, n_rows)]
    whose, pairs = np.concatenate([np.zeros((2, 0), dtype=np.int64), *found], axis=1)
    return whose, pairs


def _pairs_in_units(held: Units, n_rows: int) -> Iterator[tuple[Integers, Integers]]:
    """Give, in blocks, each unit with the rows a <= b that it holds, as a * n_rows + b."""
    order = np.lexsort((held.row, held.unit))
    row, unit = held.row[order], held.unit[order]
    last = np.searchsorted(unit, unit, side="right").astype(np.int64)
    first = np.arange(len(row), dtype=np.int64)
    for low, high in _blocks(last - first):
        one, other = expanded(first[low:high], last[low:high])
        yield unit[one + low], row[one + low] * n_rows + row[other]


def _blocks(counts: Integers) -> Iterator[tuple[int, int]]:
    """Cut a column into pieces whose counts add up to about `PAIRS_AT_ONCE`."""
    total = np.cumsum(counts)
    low = 0
    while low < len(counts):
        done = int(total[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(total, done + PAIRS_AT_ONCE, side="right")))
        yield low, high
        low = high


def _upper(matrix: Integers, chosen: Chosen) -> tuple[list[int], list[int], list[int]]:
    """Return row, column and value of the chosen entries on and above the diagonal that are not 0, in order."""
    row, column = np.nonzero(np.triu(matrix) * chosen)
    return row.tolist(), column.tolist(), matrix[row, column].tolist()


def _on_units(held: Units, labels: tuple[str, ...], chosen: Chosen) -> list[Pair]:
    """Compare rows by the units that hold them."""
    alone = np.bincount(held.row, minlength=len(labels)).tolist()
    return [
        _pair(labels, (a, b), (alone[a], alone[b], both), (alone[a], alone[b], both, held.n))
        for a, b, both in zip(*_upper(meetings(held, len(labels)), chosen), strict=True)
    ]


def _pair(
    labels: tuple[str, ...], names: tuple[int, int], counts: tuple[int, int, int], sizes: tuple[int, int, int, int]
) -> Pair:
    """Make a row.

    Args:
        labels: names of all rows.
        names: numbers of a and b.
        counts: n_a, n_b, n_ab as printed.
        sizes: a, b, both and whole, by which shares are taken: units, or characters.
    """
    a, b, both, whole = sizes
    return Pair(
        a=labels[names[0]],
        b=labels[names[1]],
        n_a=counts[0],
        n_b=counts[1],
        n_ab=counts[2],
        jaccard=both / (a + b - both),
        lift=whole * both / (a * b),
        p_a_given_b=both / b,
        p_b_given_a=both / a,
    )


def _on_characters(on: Ground, chosen: Chosen) -> list[Pair]:
    """Compare rows by united passages, in characters of counted speech."""
    labels, speech = on.marked.labels, on.speech
    row, start, end = united_passages(on)
    start, end = speech.said(start), speech.said(end)
    order = np.lexsort((end, start))
    order = order[(end > start)[order]]
    row, start, end = row[order], start[order], end[order]
    n_rows = len(labels)
    passages_of = np.bincount(row, minlength=n_rows)
    characters_of = np.bincount(row, weights=end - start, minlength=n_rows).astype(np.int64)
    met, characters = _meetings(row, np.arange(len(row)), start, end, n_rows)
    met += np.diag(passages_of)
    characters += np.diag(characters_of)
    alone, size, shared = passages_of.tolist(), characters_of.tolist(), characters.tolist()
    return [
        _pair(labels, (a, b), (alone[a], alone[b], n), (size[a], size[b], shared[a][b], speech.n_characters))
        for a, b, n in zip(*_upper(met, chosen), strict=True)
    ]


def _at_distance(on: Ground, found: NearPassages, chosen: Chosen) -> list[Pair]:
    """Compare rows by united passages that lie near each other."""
    labels = on.marked.labels
    n_rows = len(labels)
    alone = np.bincount(found.row, minlength=n_rows)
    one, other = found.row[found.one], found.row[found.other]
    met = np.bincount(np.minimum(one, other) * n_rows + np.maximum(one, other), minlength=n_rows**2)
    beside = _with_one_near(found, n_rows) + np.diag(alone)
    upper = _upper(met.reshape(n_rows, n_rows) + np.diag(alone), chosen)
    n, with_one = alone.tolist(), beside.tolist()
    return [
        Pair(
            labels[a], labels[b], n[a], n[b], pairs, (with_one[a][b] + with_one[b][a]) / (n[a] + n[b]), lift=None,
            p_a_given_b=with_one[b][a] / n[b], p_b_given_a=with_one[a][b] / n[a],
        )
        for a, b, pairs in zip(*upper, strict=True)
    ]  # fmt: skip


def _with_one_near(found: NearPassages, n_rows: int) -> Integers:
    """Count the passages of each row that have one of each other row near; shape (n rows, n rows)."""
    passage = np.concatenate([found.one, found.other])
    beside = np.concatenate([found.row[found.other], found.row[found.one]])
    passage, beside = distinct(passage, beside)
    place = found.row[passage] * n_rows + beside
    return np.bincount(place, minlength=n_rows**2).astype(np.int64).reshape(n_rows, n_rows)


def _meetings(row: Integers, owner: Integers, start: Integers, end: Integers, n_rows: int) -> tuple[Integers, Integers]:
    """Count, for rows a < b, the pairs of ranges that share a character and the characters they share.

    Args:
        row: shape (n,), the row of each range.
        owner: shape (n,), the coding of each range: one under two themes does not meet itself.
        start: shape (n,), ascending.
        end: shape (n,).
        n_rows: how many rows there are.
    """
    size = n_rows * n_rows
    found, characters = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for one, other in crossing(start, end):
        apart = (row[one] != row[other]) & (owner[one] != owner[other])
        left, right = one[apart], other[apart]
        place = np.minimum(row[left], row[right]) * n_rows + np.maximum(row[left], row[right])
        length = np.minimum(end[left], end[right]) - np.maximum(start[left], start[right])
        found += np.bincount(place, minlength=size)
        characters += np.bincount(place, weights=length, minlength=size).astype(np.int64)  # exact under 2 ** 53
    return found.reshape(n_rows, n_rows), characters.reshape(n_rows, n_rows)


def _one_each(asked: CountedCodings) -> CountedCodings:
    """Return the codings asked about, one of those identical in document, bounds, code and coder."""
    columns = (asked.document, asked.start, asked.end, asked.code, asked.coder)
    order = np.lexsort(columns)
    first = np.ones(len(order), dtype=bool)
    first[1:] = np.any([column[order][1:] != column[order][:-1] for column in columns], axis=0)
    return asked.kept(np.sort(order[first]))


def _raw(marked: Passages, chosen: Chosen) -> list[Pair]:
    """Count pairs of codings as they stand."""
    order = np.lexsort((marked.end, marked.start))
    order = order[(marked.end > marked.start)[order]]
    columns = (marked.row[order], marked.coding[order], marked.start[order], marked.end[order])
    met, _ = _meetings(*columns, len(marked.labels))
    return [
        Pair(marked.labels[a], marked.labels[b], None, None, n, None, None, None, None)
        for a, b, n in zip(*_upper(met, chosen), strict=True)
    ]
