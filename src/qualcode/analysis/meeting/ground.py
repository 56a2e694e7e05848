"""What a reading of codes that meet stands on: the speech, the passages, the units that hold them, the chosen pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.intervals import distinct, united
from qualcode.analysis.levels import passages
from qualcode.analysis.population import counting
from qualcode.analysis.speech import laid_out
from qualcode.analysis.units import Units, divided, standing
from qualcode.model.codebook import standing_above
from qualcode.model.errors import NoSuchCode, NoSuchTheme
from qualcode.model.meeting import AGREED, COLUMNS, ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.levels import Passages
    from qualcode.analysis.speech import Speech
    from qualcode.model.material import Material
    from qualcode.model.results import Question, Unit


@dataclass(frozen=True, slots=True)
class Ground:
    """A study as one question about codes that meet reads it."""

    material: Material
    texts: Mapping[str, str]
    question: Question
    counted: Counting
    speech: Speech
    marked: Passages

    @property
    def unit(self) -> Unit:
        """Where codes meet; the turn where nothing is said."""
        return self.question.unit or "turn"

    @property
    def agreed(self) -> bool:
        """Whether only what all coders say alike counts."""
        return bool(dict(self.question.options).get(AGREED))


def ground(material: Material, texts: Mapping[str, str], question: Question) -> Ground:
    """Choose and lay out what a question about codes that meet reads.

    Raises:
        NothingCoded, NoSuchCoder: as the reading itself.
    """
    counted = counting(material, texts, question, everything=question.raw)
    speech = laid_out(material, counted)
    marked = passages(material, counted.codings, speech.base, question.level)
    return Ground(material, texts, question, counted, speech, marked)


def held_units(on: Ground) -> Units:
    """Return the units that hold each row, as any coder says or, where that is asked, as all of them agree.

    Args:
        on: what is read, on units.
    """
    n, passage, number = standing(on.counted, on.texts, on.speech, on.marked, on.unit)
    row = on.marked.row[passage]
    if not on.agreed:
        return Units(n, *distinct(row, number))
    coder = on.counted.codings.coder[on.marked.coding[passage]]
    row, number, _coder = distinct(row, number, coder)
    first = np.flatnonzero(np.concatenate([[True], (row[1:] != row[:-1]) | (number[1:] != number[:-1])])[: len(row)])
    as_one = np.diff(np.append(first, len(row)))
    row, number = row[first], number[first]
    alike = as_one == _coders_by_unit(on)[number]
    return Units(n, row[alike], number[alike])


def _coders_by_unit(on: Ground) -> Integers:
    """Count, for each unit, those who coded some of the speech of its document, or of its case."""
    coders = _coders(on, by_case=on.unit == "case")
    return coders if on.unit in ("document", "case") else coders[documents_of(on)[1]]


def _coders(on: Ground, *, by_case: bool) -> Integers:
    """Count those who coded some of the speech of each document, or of each case."""
    codings = on.counted.codings
    base, place = np.fromiter(on.speech.base.values(), dtype=np.int64), {one: n for n, one in enumerate(on.speech.base)}
    among = np.fromiter((place.get(row.id, 0) for row in on.material.documents), dtype=np.int64)
    start = base[among[codings.document]]
    coding, stretch = on.speech.touched(start + codings.start, start + codings.end)
    owner = on.speech.document[stretch]
    if by_case:
        part, owner = on.speech.with_cases(stretch)
        coding = coding[part]
    owner, _coder = distinct(owner, codings.coder[coding])
    return np.bincount(owner, minlength=len(on.material.cases) if by_case else len(base)).astype(np.int64)


def documents_of(on: Ground) -> tuple[tuple[Integers, Integers], Integers]:
    """Return the bounds on the axis of every turn, sentence or paragraph, and the number of its document."""
    start, end = divided(on.counted, on.texts, on.speech, on.unit)
    return (start, end), on.speech.document[np.searchsorted(on.speech.start, start, side="right") - 1]


def united_passages(on: Ground) -> tuple[Integers, Integers, Integers]:
    """Return row, start and end of the passages of each row, united over the coders, or those they agree about.

    All agree about the characters that every coder of the document put under the row.

    Args:
        on: what is read.
    """
    marked = on.marked
    if not on.agreed:
        return united(marked.row, marked.start, marked.end)
    coder = on.counted.codings.coder[marked.coding]
    many = int(coder.max(initial=0)) + 1
    own, start, end = united(marked.row * many + coder, marked.start, marked.end)
    spoken = on.speech.said(end) > on.speech.said(start)
    own, start, end = own[spoken], start[spoken], end[spoken]
    place = np.concatenate([start, end])
    ends = np.repeat(np.array([False, True]), len(start))
    row = np.tile(own // many, 2)
    order = np.lexsort((~ends, place, row))  # where one ends and another begins, nobody's reach as far as the other's
    row, place, ends = row[order], place[order], ends[order]
    depth = np.cumsum(np.where(ends, -1, 1))
    opens = np.flatnonzero((depth == _coders_at(on, place)) & ~ends)  # what follows can only be an end
    found = row[opens], place[opens], place[opens + 1]
    real = found[2] > found[1]
    return found[0][real], found[1][real], found[2][real]


def _coders_at(on: Ground, place: Integers) -> Integers:
    """Count the coders of the document at each place of the axis."""
    document = np.searchsorted(np.fromiter(on.speech.base.values(), dtype=np.int64), place, side="right") - 1
    return _coders(on, by_case=False)[document]


def chosen_pairs(on: Ground) -> NDArray[np.bool_]:
    """Tell which pairs of rows are compared: shape (n rows, n rows), both ways round, with their diagonals.

    A code is chosen with all that stands under it. Rows alone are compared with every other; rows and columns, each row
    with each column.

    Args:
        on: what is read.

    Raises:
        NoSuchCode, NoSuchTheme: a chosen name is none.
    """
    asked = dict(on.question.options)
    rows, columns = (_chosen(on, asked.get(side)) for side in (ROWS, COLUMNS))
    pairs = rows[:, None] & columns[None, :]
    return pairs | pairs.T | np.diag(rows | columns)


def _chosen(on: Ground, names: object) -> NDArray[np.bool_]:
    labels = on.marked.labels
    if not names or not isinstance(names, (tuple, list)):
        return np.ones(len(labels), dtype=bool)
    for name in names:
        if name not in labels:
            raise NoSuchTheme(str(name)) if on.question.level == "theme" else NoSuchCode(str(name))
    return np.isin(np.arange(len(labels)), _under(on, names))


def _under(on: Ground, names: Sequence[object]) -> list[int]:
    """Return the numbers of the rows of some names, and of the codes that stand under them."""
    if on.question.level != "code":
        return [place for place, label in enumerate(on.marked.labels) if label in names]
    above = standing_above(on.material.codes)
    wanted = {code.id for code in on.material.codes if code.label in names}
    return [place for place, code in enumerate(on.material.codes) if wanted & set(above[code.id])]
