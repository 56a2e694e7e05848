"""Which codes meet: in the same turn, sentence, paragraph, document or case, or on the same characters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from qualcode import __version__
from qualcode.analysis.frequencies import outside
from qualcode.analysis.intervals import crossing, united
from qualcode.analysis.levels import Passages, passages
from qualcode.analysis.population import asked_codings, counting, population
from qualcode.analysis.results import now
from qualcode.analysis.speech import Speech, laid_out
from qualcode.analysis.units import Units, units
from qualcode.model.errors import NothingCoded
from qualcode.model.results import Cooccurrence, Pair

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.intervals import Integers
    from qualcode.model.material import Material
    from qualcode.model.results import Question


def cooccurrence(
    material: Material, texts: Mapping[str, str], question: Question, *, made_at: str = "", version: str = __version__
) -> Cooccurrence:
    """Count which codes, groups or themes meet.

    On units, n_ab counts the units that hold both, and Jaccard is n_ab / (n_a + n_b - n_ab). On overlap the passages of
    one code are united first (over the coders asked about, where they share a character); n_a and n_b count united
    passages, n_ab the pairs of them that share a character, and Jaccard, lift and shares are over characters. `raw`
    counts every pair of codings of different codes that share a character, whoever coded, in whatever turn and state.

    Args:
        material: the study.
        texts: the stored text by document id.
        question: unit (turn by default), level, coder, raw.
        made_at: the time to write on the answer, ISO 8601 in UTC; now by default.
        version: the program's version to write on the answer.

    Returns:
        Each unordered pair that meets, a before b in codebook order, and the diagonal as a = b.

    Raises:
        NothingCoded: no coding by the coders asked about.
        NoSuchCoder: nobody of that name codes here.
    """
    question = replace(question, unit="overlap" if question.raw else question.unit or "turn")
    counted = counting(material, texts, question, everything=question.raw)
    speech = laid_out(material, counted)
    marked = passages(material, counted.codings, speech.base, question.level)
    if question.raw:
        n, rows = len(_one_each(material, question)), _raw(material, question, speech.base)
    elif question.unit == "overlap":
        n, rows = speech.n_characters, _on_characters(marked, speech)
    else:
        held = units(counted, texts, speech, marked, question.unit or "turn")
        n, rows = held.n, _on_units(held, marked.labels)
    without = tuple(document.name for document in counted.documents if document.id in counted.without_turns)
    return Cooccurrence(
        question=question,
        population=population(counted, speech.n_cases, outside=outside(marked, speech, len(counted.codings))),
        version=version,
        made_at=made_at or now(),
        n=n,
        paragraph_documents=without if question.unit == "turn" else (),
        rows=tuple(rows),
    )


def incidence(held: Units, n_rows: int) -> sparse.csr_array:
    """Return the 0/1 matrix of rows by units, shape (n_rows, n units)."""
    wide = int(held.unit.max()) + 1 if len(held.unit) else 1
    ones = np.ones(len(held.row), dtype=np.int64)
    return sparse.csr_array((ones, (held.row, held.unit)), shape=(n_rows, wide))


def _upper(matrix: sparse.coo_array) -> tuple[list[int], list[int], list[int]]:
    """Return row, column and value of the entries on and above the diagonal, in order."""
    keep = (matrix.row <= matrix.col) & (matrix.data > 0)
    row, column, value = matrix.row[keep], matrix.col[keep], matrix.data[keep]
    order = np.lexsort((column, row))
    return row[order].tolist(), column[order].tolist(), value[order].tolist()


def _on_units(held: Units, labels: tuple[str, ...]) -> list[Pair]:
    """Compare rows by the units that hold them."""
    matrix = incidence(held, len(labels))
    alone = np.bincount(held.row, minlength=len(labels)).tolist()
    return [
        _pair(labels, (a, b), (alone[a], alone[b], both), (alone[a], alone[b], both, held.n))
        for a, b, both in zip(*_upper((matrix @ matrix.T).tocoo()), strict=True)
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


def _on_characters(marked: Passages, speech: Speech) -> list[Pair]:
    """Compare rows by united passages, in characters of counted speech."""
    row, start, end = united(marked.row, marked.start, marked.end)
    start, end = speech.said(start), speech.said(end)
    order = np.lexsort((end, start))
    order = order[(end > start)[order]]
    row, start, end = row[order], start[order], end[order]
    n_rows = len(marked.labels)
    passages_of = np.bincount(row, minlength=n_rows)
    characters_of = np.bincount(row, weights=end - start, minlength=n_rows).astype(np.int64)
    meetings, characters = _meetings(row, np.arange(len(row)), start, end, n_rows)
    meetings += sparse.diags_array(passages_of, dtype=np.int64).tocsr()
    characters += sparse.diags_array(characters_of, dtype=np.int64).tocsr()
    alone, size = passages_of.tolist(), characters_of.tolist()
    shared = characters.todok()
    return [
        _pair(
            marked.labels, (a, b), (alone[a], alone[b], n), (size[a], size[b], int(shared[a, b]), speech.n_characters)
        )
        for a, b, n in zip(*_upper(meetings.tocoo()), strict=True)
    ]


def _meetings(
    row: Integers, owner: Integers, start: Integers, end: Integers, n_rows: int
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Count, for rows a < b, the pairs of ranges that share a character and the characters they share.

    Args:
        row: shape (n,), the row of each range.
        owner: shape (n,), the coding of each range: one under two themes does not meet itself.
        start: shape (n,), ascending.
        end: shape (n,).
        n_rows: how many rows there are.
    """
    shape = (n_rows, n_rows)
    meetings, characters = sparse.csr_array(shape, dtype=np.int64), sparse.csr_array(shape, dtype=np.int64)
    for one, other in crossing(start, end):
        apart = (row[one] != row[other]) & (owner[one] != owner[other])
        left, right = one[apart], other[apart]
        place = (np.minimum(row[left], row[right]), np.maximum(row[left], row[right]))
        length = np.minimum(end[left], end[right]) - np.maximum(start[left], start[right])
        meetings += sparse.coo_array((np.ones(len(length), dtype=np.int64), place), shape=shape).tocsr()
        characters += sparse.coo_array((length, place), shape=shape).tocsr()
    return meetings, characters


def _one_each(material: Material, question: Question) -> list[int]:
    """Return the places of the codings asked about, one of those identical in document, bounds, code and coder."""
    seen: dict[tuple[str, int, int, str, str], int] = {}
    for place, coding in enumerate(asked_codings(material, question)):
        seen.setdefault(coding[1:], place)
    return list(seen.values())


def _raw(material: Material, question: Question, base: Mapping[str, int]) -> list[Pair]:
    """Count pairs of codings as they stand."""
    asked = asked_codings(material, question)
    if not asked:
        raise NothingCoded(question.reading)
    marked = passages(material, [asked[place] for place in _one_each(material, question)], base, question.level)
    order = np.lexsort((marked.end, marked.start))
    order = order[(marked.end > marked.start)[order]]
    columns = (marked.row[order], marked.coding[order], marked.start[order], marked.end[order])
    meetings, _ = _meetings(*columns, len(marked.labels))
    return [
        Pair(marked.labels[a], marked.labels[b], None, None, n, None, None, None, None)
        for a, b, n in zip(*_upper(meetings.tocoo()), strict=True)
    ]
