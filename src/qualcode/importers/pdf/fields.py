"""What somebody wrote into the fields of a PDF form: it stands in no line of the page."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_FIELDS: Final = 2_000
"""Fields of one page: a form of boxes has a few hundred."""
_BOXES: Final = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_WRITTEN: Final = frozenset(
    {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
)
_CHECKED, _EMPTY = "☒", "☐"


class Field(NamedTuple):
    """What stands in a field, and where its lower left corner lies on the page, in points."""

    text: str
    left: float
    base: float
    top: float
    box: bool
    """Whether it is a box to tick."""


def fields_of(page: pypdfium2.PdfPage, form: pypdfium2.PdfFormEnv) -> Iterator[Field]:
    """Yield the fields of a page that hold something, boxes in any case.

    Args:
        page: an open page.
        form: the form of its document.
    """
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_FIELDS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            found = _field(annotation, form)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
        if found is not None and found.text.strip():
            yield found


def _field(annotation: object, form: pypdfium2.PdfFormEnv) -> Field | None:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    rectangle = pdfium.FS_RECTF()
    if kind not in _BOXES | _WRITTEN or not pdfium.FPDFAnnot_GetRect(annotation, rectangle):
        return None
    if kind in _BOXES:
        text = _CHECKED if pdfium.FPDFAnnot_IsChecked(form, annotation) else _EMPTY
    else:
        text = _string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
    low, high = sorted((rectangle.bottom, rectangle.top))
    return Field(text, min(rectangle.left, rectangle.right), low, high, kind in _BOXES)


def _string(ask: Callable[..., int], *arguments: object) -> str:
    """Return a string that PDFium writes into a buffer, in UTF-16 with a NUL after it."""
    size = ask(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
