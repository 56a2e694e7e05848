"""Tables as .csv: read by spreadsheets without running anything, and read back by us without loss."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, Final

from qualcode.exporters.files import Pieces
from qualcode.words.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ENCODING: Final = "utf-8-sig"
"""With the mark by which Excel tells UTF-8."""
_ROWS_AT_ONCE: Final = 2_000


def csv_bytes(titles: Sequence[str], rows: Iterable[Sequence[object]], separator: str = ",") -> bytes:
    """Return a .csv file.

    Args:
        titles: the names of the columns.
        rows: the cells of each row; text is guarded, numbers stay numbers, None is empty, yes and no are 1 and 0.
        separator: the sign between cells; Excel in French opens `;` without asking.
    """
    return csv_pieces(titles, lambda: rows, separator).whole()


def csv_pieces(titles: Sequence[str], rows: Callable[[], Iterable[Sequence[object]]], separator: str = ",") -> Pieces:
    """Return the same file some rows at a time.

    Args:
        titles: the names of the columns.
        rows: makes the rows.
        separator: the sign between cells.
    """
    return Pieces(lambda: _pieces(titles, rows(), separator))


def _pieces(titles: Sequence[str], rows: Iterable[Sequence[object]], separator: str) -> Iterator[bytes]:
    yield _lines([[guarded(title) for title in titles]], separator).encode(ENCODING, "replace")
    coming = iter(rows)
    while few := list(islice(coming, _ROWS_AT_ONCE)):
        yield _lines(([_cell(value) for value in row] for row in few), separator).encode("utf-8", "replace")


def _lines(cells: Iterable[Sequence[object]], separator: str) -> str:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator, lineterminator="\r\n").writerows(cells)
    return target.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return guarded(", ".join(str(one) for one in value))
    return guarded(str(value).replace("\0", "\N{SYMBOL FOR NULL}"))
