"""Tables as .xlsx: every text is a text, whatever sign it begins with, and no cell is ever a formula or a link."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from qualcode.exporters.legible import legible
from qualcode.exporters.packing import APP, repacked

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST: Final = 32_767
"""Characters of a cell (Microsoft, Excel specifications and limits)."""
_CUT: Final = " […]"
_TEXT: Final = "s"
_TITLE: Final = Font(name="Arial", size=10, bold=True, color="1F4E5F")
_PLAIN: Final = Font(name="Arial", size=10)
_SHADE: Final = PatternFill("solid", fgColor="EEF3F5")
_RULE: Final = Border(bottom=Side("thin", color="1F4E5F"))
_TOP: Final = Alignment(vertical="top", wrap_text=True)
_NUMBER: Final = Alignment(vertical="top")
_USUAL: Final = 16.0
_NAME: Final = 31
"""Characters of a sheet's name."""
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_CORE: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the titles of its columns, its rows; `widths` are characters, the usual where not given."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[object]]
    widths: Sequence[float] = ()


def workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """Return a workbook: titles stay on the screen, columns can be filtered; the same content gives the same bytes.

    Args:
        sheets: in their order, at least one.
        title: the study's, for the properties.
    """
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _fill(book.create_sheet(_named(sheet.name, taken)), sheet)
    raw = BytesIO()
    book.save(raw)
    core = _CORE.format(title=escape(legible(title))).encode("utf-8", "replace")
    return repacked(raw.getvalue(), {"docProps/app.xml": APP, "docProps/core.xml": core})


def _named(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes, and no other sheet has."""
    clean = legible(name).translate(_FORBIDDEN).replace("\n", " ").strip("' ")[:_NAME] or "1"
    found, copy = clean, 1
    while found.casefold() in taken:
        copy += 1
        found = f"{clean[: _NAME - 5]} ({copy})"
    taken.add(found.casefold())
    return found


def _fill(page: Any, sheet: Sheet) -> None:  # noqa: ANN401 - openpyxl has no type for its written sheet
    page.freeze_panes = "A2"
    last = get_column_letter(max(len(sheet.titles), 1))
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    for place in range(len(sheet.titles)):
        width = sheet.widths[place] if place < len(sheet.widths) else _USUAL
        page.column_dimensions[get_column_letter(place + 1)].width = width
    page.append([_head(page, title) for title in sheet.titles])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _head(page: Any, title: str) -> Cell:  # noqa: ANN401 - as above
    cell = _worded(page, title)
    cell.font, cell.fill, cell.border, cell.alignment = _TITLE, _SHADE, _RULE, _TOP
    return cell


def _cell(page: Any, value: object) -> Cell | None:  # noqa: ANN401 - as above
    """Return a cell: a number as one, yes and no as 1 and 0, nothing for None, all else as words."""
    if value is None or value == "":
        return None
    if isinstance(value, (int, float)):
        cell: Cell = WriteOnlyCell(page, int(value) if isinstance(value, bool) else value)
        cell.alignment = _NUMBER
    else:
        cell = _worded(page, ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value))
        cell.alignment = _TOP
    cell.font = _PLAIN
    return cell


def _worded(page: Any, text: str) -> Cell:  # noqa: ANN401 - as above
    """Return a cell of words; the quote prefix keeps them words when somebody edits them."""
    words = legible(text)
    if len(words) > LONGEST:
        words = words[: LONGEST - len(_CUT)] + _CUT
    cell: Cell = WriteOnlyCell(page)
    cell.value = words
    cell.data_type = _TEXT
    cell.quotePrefix = words.startswith(("=", "+", "-", "@", "'"))
    return cell
