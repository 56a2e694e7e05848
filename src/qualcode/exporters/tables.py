"""Tables as .csv: read by spreadsheets without running anything, and read back by us without loss."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from qualcode.words.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENCODING: Final = "utf-8-sig"
"""With the mark by which Excel tells UTF-8."""


def csv_bytes(titles: Sequence[str], rows: Iterable[Sequence[object]], separator: str = ",") -> bytes:
    """Return a .csv file.

    Args:
        titles: the names of the columns.
        rows: the cells of each row; text is guarded, numbers stay numbers, None is empty, yes and no are 1 and 0.
        separator: the sign between cells; Excel in French opens `;` without asking.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
    writer.writerow([guarded(title) for title in titles])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return target.getvalue().encode(ENCODING, "replace")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return guarded(", ".join(str(one) for one in value))
    return guarded(str(value).replace("\0", "\N{SYMBOL FOR NULL}"))
