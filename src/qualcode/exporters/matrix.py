"""The case by code matrix for R and others: a row a case, a column a code, 0 and 1 or counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qualcode.exporters.tables import csv_bytes
from qualcode.model.codebook import labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.records import Case, Code, Excerpt


def matrix_csv(
    excerpts: Sequence[Excerpt],
    codes: Sequence[Code],
    cases: Sequence[Case],
    *,
    counts: bool = False,
    separator: str = ",",
) -> bytes:
    """Return the matrix as .csv: case, one column an attribute (`attribute:NAME`), then one column a code.

    Args:
        excerpts: those that count; ones without a case (the interviewer's) count for nobody.
        codes: in codebook order; a name that two codes bear is written as the path.
        cases: the rows, those without an excerpt too.
        counts: the number of excerpts in place of 0 and 1.
        separator: the sign between cells.
    """
    called = labels((code.id, code.path) for code in codes)
    names = list(dict.fromkeys(name for case in cases for name, _ in case.attributes))
    applied = Counter((excerpt.case, excerpt.code_id) for excerpt in excerpts if excerpt.case is not None)
    titles = ["case", *(f"attribute:{name}" for name in names), *(called[code.id] for code in codes)]
    rows = (_row(case, names, [code.id for code in codes], applied, counts=counts) for case in cases)
    return csv_bytes(titles, rows, separator)


def _row(
    case: Case,
    names: Sequence[str],
    codes: Sequence[str],
    applied: Mapping[tuple[str, str], int],
    *,
    counts: bool,
) -> list[object]:
    attributes = dict(case.attributes)
    cells = [applied.get((case.name, code), 0) for code in codes]
    return [
        case.name,
        *(attributes.get(name, "") for name in names),
        *(cells if counts else (int(count > 0) for count in cells)),
    ]
