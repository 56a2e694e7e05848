"""The pages of a PDF as pieces of lines with their places, by PDFium, under limits.

PDFium gives the words in the order in which the file draws them, which is the order of reading for nearly all programs
that write PDF: column after column. Only where a page is drawn row by row across two columns are they parted here.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from qualcode.importers.pdf.fields import Field, fields_of
from qualcode.model.errors import DamagedFile, LockedFile, TooBig

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES: Final = 3_000
"""Pages: a thesis with its annexes has 1,000."""
_LOCKED: Final = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})
_CUTS: Final = re.compile("\r\n|\r|\n|(?<=\ufffe)|(?<=\x02)")
"""Where PDFium ends a line; a word cut by a hyphen goes on in the same line, with a sign of its own."""
HYPHENS: Final = "-\u2010\u00ad\ufffe\x02"
WIDE: Final = 1.8
"""Heights of a line: a wider gap between two words parts columns or cells."""
_SHARE: Final = 0.2
"""Of the page's width, which each of two columns must have at least, lest labels before speech be taken for one."""
_ROWS: Final = 5
_STOPS: Final = 3
_LABEL: Final = 40


class Piece(NamedTuple):
    """A line, or what one column has of it; lengths in points (1/72 inch), from the page's lower left corner."""

    text: str
    page: int
    left: float
    right: float
    base: float
    height: float
    word: float
    """Width of the first word: had it fitted on the line before, that line ended a paragraph."""
    alone: bool = False
    """Whether it is a paragraph by itself, such as what somebody wrote into a form."""


class Page(NamedTuple):
    """A page: its number from 0, its size in points, and its pieces in the order of reading."""

    number: int
    width: float
    height: float
    pieces: list[Piece]
    fields: list[Field]
    pictures: bool


class Pages:
    """An opened PDF."""

    def __init__(self, data: bytes, what: str) -> None:
        """Open it.

        Raises:
            LockedFile: it needs a password.
            DamagedFile: PDFium finds no document in it.
            TooBig: more pages than `MOST_PAGES`.
        """
        try:
            self._document = pypdfium2.PdfDocument(data)
            self.count = len(self._document)
            if self._document.get_formtype() != pdfium.FORMTYPE_NONE:
                self._document.init_forms()
        except pypdfium2.PdfiumError as fault:
            raise (LockedFile if fault.err_code in _LOCKED else DamagedFile)(what) from fault
        if self.count > MOST_PAGES:
            raise TooBig(what, size=self.count, limit=MOST_PAGES)
        self.unread = 0
        """Pages that could not be loaded, once all have been read."""

    def read(self) -> Iterator[Page]:
        """Yield the pages that can be read."""
        for number in range(self.count):
            try:
                page = self._document[number]
            except pypdfium2.PdfiumError:
                self.unread += 1
                continue
            try:
                yield _read(page, number, self._document)
            finally:
                page.close()


def _read(page: pypdfium2.PdfPage, number: int, document: pypdfium2.PdfDocument) -> Page:
    width, height = page.get_size()
    letters = page.get_textpage()
    try:
        rows = list(_Rows(letters, page, number).all())
    finally:
        letters.close()
    fields = list(fields_of(page, document.formenv)) if document.formenv else []
    pieces = [piece for row in _columns(rows, width) for piece in row]
    return Page(number, width, height, pieces, fields, not pieces and pdfium.FPDFPage_CountObjects(page) > 0)


class _Rows:
    """The lines of a page, each as the pieces between its wide gaps."""

    def __init__(self, letters: pypdfium2.PdfTextPage, page: pypdfium2.PdfPage, number: int) -> None:
        self._letters = letters
        self._number = number
        self._turned = page.get_rotation()
        self._shift: int | None = None
        left, bottom, right, top = page.get_bbox()
        self._corner = (left, bottom)
        self._size = (right - left, top - bottom)

    def all(self) -> Iterator[list[Piece]]:
        """Yield the lines in the order in which the page is drawn."""
        text = self._letters.get_text_range()
        position = 0
        for line in _CUTS.split(text):
            start = text.find(line, position) if line else position
            position = start + len(line)
            if line.strip():
                yield self._pieces(line.rstrip(), start)

    def _pieces(self, line: str, start: int) -> list[Piece]:
        self._place(start, start + len(line) - 1)
        _, bottom, _, top = self._box(start + len(line) - len(line.lstrip()))
        cuts = [0, *self._gaps(line, start, WIDE * (top - bottom)), len(line)]
        return [self._piece(line[one:other], start + one) for one, other in pairwise(cuts)]

    def _place(self, first: int, last: int) -> None:
        """Find out how far the characters of a line lie from their places in the text, mostly all equally far."""
        one, other = (pdfium.FPDFText_GetCharIndexFromTextIndex(self._letters, place) for place in (first, last))
        self._shift = one - first if 0 <= one == other - last + first else None

    def _gaps(self, line: str, start: int, least: float) -> Iterator[int]:
        """Yield where in a line words begin that stand far from those before."""
        for space in re.finditer(r"(?<=\S)\s+(?=\S)", line):
            before, after = self._box(start + space.start() - 1), self._box(start + space.end())
            if after[0] - before[2] > least:
                yield space.end()

    def _piece(self, words: str, start: int) -> Piece:
        text = words.strip()
        start += len(words) - len(words.lstrip())
        first, last = self._box(start), self._box(start + len(text) - 1)
        end_of_word = self._box(start + len(text.split(maxsplit=1)[0]) - 1)
        left, base, _, top = first
        return Piece(text, self._number, left, last[2], base, max(top - base, 1.0), end_of_word[2] - left)

    def _box(self, place: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a character of the text, on the page as it is shown."""
        if self._shift is None:
            index = max(pdfium.FPDFText_GetCharIndexFromTextIndex(self._letters, place), 0)
        else:
            index = place + self._shift
        left, bottom, right, top = self._letters.get_charbox(index, loose=True)
        x, y = self._corner
        if not self._turned:
            return left - x, bottom - y, right - x, top - y
        (x0, y0), (x1, y1) = self._shown(left - x, bottom - y), self._shown(right - x, top - y)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point as the page is turned (PDF 32000-1, 7.7.3.3, Rotate: clockwise)."""
        width, height = self._size
        return {90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[self._turned]


def _columns(rows: list[list[Piece]], width: float) -> list[list[Piece]]:
    """Part the columns of a page that is drawn row by row; else put the rows together again."""
    stops = _stops(rows)
    across = [len(row) == 2 and all(piece.right - piece.left >= width * _SHARE for piece in row) for row in rows]  # noqa: PLR2004 - left and right
    if sum(across) < _ROWS or not _one_gutter([row for row, wide in zip(rows, across, strict=True) if wide]):
        return [[_whole(row, stops)] for row in rows]
    first, last = across.index(True), len(across) - across[::-1].index(True)
    gutter = next(row[1].left for row, wide in zip(rows, across, strict=True) if wide) - 1
    inside = [piece for row in rows[first:last] for piece in row]
    left = [piece for piece in inside if piece.left < gutter]
    right = [piece for piece in inside if piece.left >= gutter]
    before = [_whole(row, stops) for row in rows[:first]]
    after = [_whole(row, stops) for row in rows[last:]]
    return [before, left, right, after]


def _one_gutter(rows: list[list[Piece]]) -> bool:
    """Tell whether no left piece reaches where a right one begins."""
    return max(row[0].right for row in rows) < min(row[1].left for row in rows)


def _stops(rows: list[list[Piece]]) -> set[int]:
    """Return where, to a few points, second pieces begin again and again: after labels, or in a table."""
    places = Counter(_stop(row[1]) for row in rows if len(row) > 1)
    return {place for place, count in places.items() if count >= _STOPS}


def _stop(piece: Piece) -> int:
    return round(piece.left / 4)


def _whole(row: list[Piece], stops: set[int]) -> Piece:
    """Return a line as one piece; a short beginning before a place where others begin is parted by a tab."""
    if len(row) == 1:
        return row[0]
    tab = "\t" if len(row[0].text) <= _LABEL and _stop(row[1]) in stops else " "
    rest = " ".join(piece.text for piece in row[1:])
    return row[0]._replace(text=f"{row[0].text}{tab}{rest}", right=row[-1].right)
