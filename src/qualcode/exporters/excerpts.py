"""Excerpts on their way out, one row a coding, with the attributes of the person who speaks; or a row a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from qualcode.exporters.files import Pieces
from qualcode.exporters.json_pieces import members, rows_of
from qualcode.exporters.tables import csv_bytes, csv_pieces
from qualcode.exporters.workbook import Sheet, workbook
from qualcode.model.codebook import labels
from qualcode.report.appendices.excerpts import cells_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qualcode.model.records import Excerpt
    from qualcode.report.appendices.excerpts import Chosen
    from qualcode.report.wording import Wording

COLUMNS: Final = (
    "id",
    "document",
    "speaker",
    "role",
    "case",
    "start",
    "end",
    "text",
    "code",
    "coder",
    "memo",
    "weight",
    "starred",
    "origin",
)
"""`codings import` reads document, start, end, code, coder, memo and weight of them again."""
_WIDTHS: Final = {"id": 10.0, "document": 18.0, "text": 70.0, "code": 26.0, "memo": 30.0, "start": 8.0, "end": 8.0}
_PASSAGES: Final = 50.0
"""Width of a column of passages, in characters."""
_BETWEEN: Final = "\n\n"
"""Between the passages of a cell."""


def excerpts_csv(excerpts: Sequence[Excerpt], separator: str = ",") -> Pieces:
    """Return the excerpts as .csv; a column for each attribute follows, named `attribute:NAME`."""
    titles, names = _titles(excerpts)
    return csv_pieces(titles, lambda: (_row(excerpt, names) for excerpt in excerpts), separator)


def excerpts_xlsx(excerpts: Sequence[Excerpt], title: str) -> bytes:
    """Return the excerpts as .xlsx, the same columns as in .csv.

    Args:
        excerpts: in the order of the rows.
        title: the study's.
    """
    titles, names = _titles(excerpts)
    rows = [_row(excerpt, names) for excerpt in excerpts]
    return workbook([Sheet("excerpts", titles, rows, [_WIDTHS.get(name, 14.0) for name in titles])], title)


def _titles(excerpts: Sequence[Excerpt]) -> tuple[list[str], list[str]]:
    """Return the titles of the columns, and the names of the attributes among them."""
    names = list(dict.fromkeys(name for excerpt in excerpts for name, _ in excerpt.attributes))
    return [*COLUMNS, *(f"attribute:{name}" for name in names)], names


def _row(excerpt: Excerpt, names: Sequence[str]) -> list[object]:
    attributes = dict(excerpt.attributes)
    return [*(getattr(excerpt, column) for column in COLUMNS), *(attributes.get(name, "") for name in names)]


def excerpts_json(excerpts: Sequence[Excerpt], question: Mapping[str, object] | None = None) -> Pieces:
    """Return the excerpts as JSON: `question` (what was asked of them) and `rows`, attributes as an object."""

    def rows() -> Iterator[dict[str, Any]]:
        for excerpt in excerpts:
            cells = {column: getattr(excerpt, column) for column in COLUMNS}
            yield cells | {"attributes": dict(excerpt.attributes)}

    return Pieces(lambda: _json(rows(), question))


def _json(rows: Iterable[dict[str, Any]], question: Mapping[str, object] | None) -> Iterator[bytes]:
    for piece in members([("question", dict(question or {})), ("rows", rows_of(rows))]):
        yield piece.encode("utf-8", "replace")


def matrix_of_words_csv(chosen: Chosen, wording: Wording, separator: str = ",") -> bytes:
    """Return a row a case, a column a code, and in the cells the passages, as .csv.

    Args:
        chosen: the excerpts, codes and cases.
        wording: names the voices of no case.
        separator: the sign between cells.
    """
    titles, rows = _matrix(chosen, wording)
    return csv_bytes(titles, rows, separator)


def matrix_of_words_xlsx(chosen: Chosen, wording: Wording, title: str) -> bytes:
    """Return the same as .xlsx.

    Args:
        chosen: the excerpts, codes and cases.
        wording: names the voices of no case.
        title: the study's.
    """
    titles, rows = _matrix(chosen, wording)
    widths = [22.0 if place == 0 or name.startswith("attribute:") else _PASSAGES for place, name in enumerate(titles)]
    return workbook([Sheet("matrix", titles, rows, widths)], title)


def matrix_of_words_json(chosen: Chosen, wording: Wording, question: Mapping[str, object]) -> Pieces:
    """Return the same as JSON: a row a case, the passages a list by code.

    Args:
        chosen: the excerpts, codes and cases.
        wording: names the voices of no case.
        question: what was asked of them.
    """
    called = labels((code.id, code.path) for code in chosen.codes)
    rows = [
        {"case": name, "codes": {called[code.id]: said[code.id] for code in chosen.used() if code.id in said}}
        for name, said in cells_of(chosen, wording)
    ]
    return Pieces(lambda: _json(rows, question))


def _matrix(chosen: Chosen, wording: Wording) -> tuple[list[str], list[list[object]]]:
    called, used = labels((code.id, code.path) for code in chosen.codes), chosen.used()
    known = {case.name: dict(case.attributes) for case in chosen.cases}
    names = list(dict.fromkeys(name for attributes in known.values() for name in attributes))
    titles = ["case", *(f"attribute:{name}" for name in names), *(called[code.id] for code in used)]
    rows: list[list[object]] = []
    for case, said in cells_of(chosen, wording):
        values = known.get(case, {})
        passages = (_BETWEEN.join(said.get(code.id, ())) for code in used)
        rows.append([case, *(values.get(name, "") for name in names), *passages])
    return titles, rows
