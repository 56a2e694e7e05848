"""What stands in the rows of a reading: codes, groups of codes or themes, and the passages of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.analysis.arrays import NONE
from qualcode.analysis.intervals import integers
from qualcode.model.codebook import standing_above

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.analysis.counted import CountedCodings
    from qualcode.analysis.intervals import Integers
    from qualcode.model.material import CodeRow, Material
    from qualcode.model.results import Level


@dataclass(frozen=True, slots=True)
class Passages:
    """Codings as ranges of the axis, each under the rows it counts for; a coding may stand under several themes."""

    labels: tuple[str, ...]
    """Names of the rows, in codebook order (themes in their own)."""
    row: Integers
    coding: Integers
    """Index into the codings that were given."""
    start: Integers
    end: Integers


def passages(material: Material, codings: CountedCodings, base: Mapping[str, int], level: Level) -> Passages:
    """Place codings on the axis under the rows of a level.

    At level group a row is a code at the top of the tree with all that stands under it, at home or listed there too; at
    level theme it is what the theme is linked to: single codings, and codes with all that stands under them. A coding
    counts once for a row, and for several rows where its code stands under several.

    Args:
        material: the study.
        codings: those that count; their documents are all in `base`.
        base: where each document begins on the axis.
        level: code, group or theme.
    """
    labels, of_code, of_coding = _rows(material, level)
    begins = integers(base.get(document.id, NONE) for document in material.documents)[codings.document]
    start, end = begins + codings.start, begins + codings.end
    if all(len(rows) == 1 for rows in of_code.values()) and not of_coding:  # one row each: no lists are needed
        row_of = integers(of_code[code.id][0] for code in material.codes)
        return Passages(labels=labels, row=row_of[codings.code], coding=np.arange(len(codings)), start=start, end=end)
    row: list[int] = []
    index: list[int] = []
    for position, coding in enumerate(codings):
        rows = of_code.get(coding.code, ())
        if of_coding:
            rows = tuple(sorted({*rows, *of_coding.get(coding.id, ())}))
        row.extend(rows)
        index.extend([position] * len(rows))
    of = integers(index)
    return Passages(labels=labels, row=integers(row), coding=of, start=start[of], end=end[of])


def _rows(
    material: Material, level: Level
) -> tuple[tuple[str, ...], dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    """Return the labels of the rows, and the rows that each code and each single coding counts for."""
    if level == "code":
        return tuple(code.label for code in material.codes), {c.id: (i,) for i, c in enumerate(material.codes)}, {}
    above = standing_above(material.codes)
    if level == "group":
        roots = _tops(material.codes)
        of_group = {code: tuple(i for i, root in enumerate(roots) if root.id in chain) for code, chain in above.items()}
        return tuple(code.label for code in roots), of_group, {}
    of_code: dict[str, tuple[int, ...]] = {}
    for code, chain in above.items():
        of_code[code] = tuple(i for i, theme in enumerate(material.themes) if not chain.isdisjoint(theme.codes))
    of_coding: dict[str, tuple[int, ...]] = {}
    for index, theme in enumerate(material.themes):
        for coding in theme.codings:
            of_coding[coding] = (*of_coding.get(coding, ()), index)
    return tuple(theme.name for theme in material.themes), of_code, of_coding


def _tops(codes: Sequence[CodeRow]) -> list[CodeRow]:
    """Return the codes at the top of the tree; one whose parent is not among them stands there too."""
    known = {code.id for code in codes}
    return [code for code in codes if code.parent not in known]
