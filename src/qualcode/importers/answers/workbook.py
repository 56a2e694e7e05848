"""Workbooks of Excel and LibreOffice (.xlsx): the sheet that holds a table, its cells as text as it shows them."""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import warnings
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from qualcode.importers.answers.survey import answers, check_size, kept_whole, listed
from qualcode.importers.decoding import stored
from qualcode.importers.tables import Table, TableRow, named
from qualcode.importers.zipped import Zipped
from qualcode.model.errors import BadTable, DamagedFile, NoTableInside
from qualcode.model.messages import N_
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from openpyxl import Workbook

    from qualcode.importers.options import ImportOptions
    from qualcode.model.bundle import Bundle

_NOT_NEEDED: Final = ("numpy", "pandas", "PIL")


def _without_others() -> Callable[..., Workbook]:
    """Import openpyxl's reader alone: to write their values, it loads numpy, pandas and Pillow, a second’s work."""
    kept_out = [name for name in _NOT_NEEDED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(kept_out))  # type: ignore[arg-type]  # None there says "not installed"
    try:
        reader: Callable[..., Workbook] = import_module("openpyxl").load_workbook
    finally:
        for name in kept_out:
            del sys.modules[name]
    return reader


_load: Final = _without_others()

LAST_ROW: Final = 1_048_576
"""Rows a sheet can have; a file that claims one beyond would keep us counting for ever."""
LONGEST_WHOLE: Final = 1e15
"""Numbers from which a float no longer tells whole numbers apart (2 to the 53rd is 9.0e15)."""

_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ONLY_NAMES: Final = N_("a table has a line of names and at least one row under it")


def read(data: bytes, what: str, options: ImportOptions) -> Bundle:
    """Read an .xlsx file of answers; a sheet whose columns have no names is kept whole, as one document.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: the mapping of columns, where the person says it.

    Raises:
        ImportRefused: no workbook, no table in it, over the limits, or nobody answers in their own words.
    """
    sheet = _sheet(data, what)
    if not options.columns and not any(map(_is_word, sheet.rows[0].cells)):
        return _with(kept_whole(Table(("",) * sheet.width, tuple(sheet.rows)), what), sheet)
    return _with(answers(sheet.table(what), what, options, "xlsx"), sheet)


def read_attributes(data: bytes, what: str, options: ImportOptions) -> Table:  # noqa: ARG001 - as every importer
    """Read an .xlsx file as a table of attributes.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: as every importer takes.

    Raises:
        ImportRefused: no workbook, no table in it, or over the limits.
    """
    sheet = _sheet(data, what)
    return replace(sheet.table(what), losses=tuple(sheet.losses()))


@dataclass(slots=True)
class _Sheet:
    """The rows of a sheet that hold something, as text, and which cells show none."""

    name: str
    rows: list[TableRow] = field(default_factory=list)
    uncounted: list[str] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)
    replaced: list[Loss] = field(default_factory=list)
    width: int = 0
    others: tuple[str, ...] = ()

    def table(self, what: str) -> Table:
        """Return it as a table: the first row names the columns.

        Raises:
            BadTable: there is nothing under the names.
        """
        if len(self.rows) < 2:  # noqa: PLR2004 - the names, and a row
            raise BadTable(what, line=1, reason=_ONLY_NAMES)
        header = named([name.strip() for name in self.rows[0].cells])
        return Table(header, tuple(self.rows[1:]))

    def losses(self) -> Iterator[Loss]:
        """Say which cells show no text, what was replaced, and which sheets were not read."""
        yield from self.replaced
        for kind, cells in (("cells_uncounted", self.uncounted), ("cells_faulty", self.faulty)):
            if cells:
                yield Loss(kind, len(cells), (("cells", listed(cells)),))
        if self.others:
            yield Loss("sheets_left_out", len(self.others), (("names", listed(self.others)), ("sheet", self.name)))


def _with(bundle: Bundle, sheet: _Sheet) -> Bundle:
    return replace(bundle, losses=(*sheet.losses(), *bundle.losses))


def _is_word(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell) and not re.fullmatch(r"[-+]?[0-9.]+e[-+]?[0-9]+", cell)


def _sheet(data: bytes, what: str) -> _Sheet:
    """Return the first sheet that holds anything.

    Raises:
        NoTableInside: none does.
    """
    has_formulas = _checked(data, what)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a library thinks of a style concerns nobody
        book = _load(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        formulas = _load(io.BytesIO(data), read_only=True, keep_links=False) if has_formulas else None
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
        for sheet in sheets:
            held = _rows(sheet, formulas[sheet.title] if formulas else None, what)
            if held.rows:
                held.others = tuple(other.title for other in book.worksheets if other is not sheet)
                return held
    raise NoTableInside(what)


def _checked(data: bytes, what: str) -> bool:
    """Unpack every part once under the limits, and tell whether a sheet holds formulas.

    Raises:
        DamagedFile: no workbook, broken inside, or with entities, which only serve to swell or to spy.
    """
    package = Zipped(data, what)
    if "xl/workbook.xml" not in package.names:
        raise DamagedFile(what)
    has_formulas = False
    for name in sorted(package.names):
        part = package.part(name) if name.endswith((".xml", ".rels")) else b""
        if _DOCTYPE.search(part):
            raise DamagedFile(what)
        has_formulas |= name.startswith("xl/worksheets/") and bool(_FORMULA.search(part))
    return has_formulas


def _rows(sheet: Any, formulas: Any, what: str) -> _Sheet:  # noqa: ANN401 - openpyxl's read-only sheets, or None
    """Read the rows of a sheet that hold anything, whatever size it claims to have.

    Raises:
        TableTooBig: with more rows or columns than a survey has.
        DamagedFile: with more rows than a sheet has.
    """
    held = _Sheet(sheet.title)
    sheet.reset_dimensions()
    written: Iterator[Any] = iter(())
    if formulas is not None:
        formulas.reset_dimensions()
        written = formulas.iter_rows()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > LAST_ROW:
            raise DamagedFile(what)
        texts = [_text(cell, held) for cell in cells]
        held.uncounted += _uncounted(next(written, ()), texts)
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            held.rows.append(TableRow(number, tuple(texts)))
            held.width = max(held.width, len(texts))
            check_size(len(held.rows) - 1, held.width, what)
    held.rows = [TableRow(row.line, (*row.cells, *[""] * (held.width - len(row.cells)))) for row in held.rows]
    return held


def _uncounted(cells: Sequence[Any], texts: Sequence[str]) -> list[str]:
    """Return the places of formulas whose result the file does not hold."""
    both = zip(cells, texts, strict=False)
    return [cell.coordinate for cell, text in both if cell.data_type == "f" and not text]


def _text(cell: Any, held: _Sheet) -> str:  # noqa: ANN401 - openpyxl's cell
    """Return what a cell shows; an error shows its sign, and is noted."""
    value = cell.value
    if isinstance(value, str):
        if cell.data_type == "e":
            held.faulty.append(cell.coordinate)
        text, losses = (value, ()) if value.isprintable() else stored(value)
        held.replaced.extend(losses)
        return text
    if value is None:
        return ""
    if isinstance(value, float):
        return _float(value, cell.number_format or "")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return str(value)


def _float(value: float, shown: str) -> str:
    """Return a number without the point it has in the file alone, and a share as the percentage that is shown."""
    if "%" in shown:
        return f"{value * 100:.10g} %"
    return str(int(value)) if value.is_integer() and abs(value) < LONGEST_WHOLE else repr(value)
