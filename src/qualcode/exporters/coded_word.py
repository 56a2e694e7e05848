"""Coded transcripts as a Word file: the words at the left, the codes that begin there beside them, numbered alike.

Words under a code are tinted in its colour; where others lie over it too they are underlined. The numbers at both ends
of a passage and the names in the margin say the same without any colour; what a coder noted stands at the foot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from docx.oxml import parse_xml

from qualcode.exporters.legible import legible
from qualcode.exporters.word_look import (
    ACCENT,
    CELL_MARGIN,
    GREY,
    INK,
    RULE,
    Look,
    paragraph_style,
)
from qualcode.exporters.word_marks import Marks, add_field, close_field, link_inside, open_field
from qualcode.exporters.word_notes import Footnotes
from qualcode.exporters.word_package import clean_properties, packed
from qualcode.exporters.word_template import has_foot, opened, room_of
from qualcode.report.appendices.colours import known, tint
from qualcode.report.appendices.transcript import marginal, reading_note
from qualcode.words.typography import NBSP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document

    from qualcode.exporters.office import Template
    from qualcode.report.appendices.transcript import CodedPaper, CodedText, Margin, Piece, TextRow

SAID, QUIET, MARGIN, LEGEND = "Transcript", "Transcript Quiet", "Margin Code", "Legend"
_STYLES: Final = (
    Look(SAID, 10, INK, before=3, after=5, line=1.3),
    Look(QUIET, 10, GREY, before=3, after=5, line=1.3),
    Look(MARGIN, 8.5, INK, before=3, after=1, line=1.1),
    Look(LEGEND, 8.5, INK, before=0, after=8, line=1.3, with_next=True),
)
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHARE: Final = 0.69
"""Of the text's width that the words take."""
_TWIP: Final = 635
"""A twentieth of a point in the units of Word's drawings."""
_FAINT: Final = f'<w:color w:val="{GREY}"/>'
SQUARE: Final = "■"


def coded_docx(paper: CodedPaper, template: Template | None = None) -> bytes:
    """Return the transcripts as a .docx file; the same ones give the same bytes.

    Args:
        paper: the transcripts.
        template: a person's own, whose styles and pages they are written in; None for ours.

    Raises:
        BadTemplate: it is no Word file.
    """
    document = opened(template, paper.cover.language, landscape=False, numbered=False)
    known = {style.name for style in document.styles}
    for look in _STYLES:
        if look.name not in known:
            paragraph_style(document, look, plain=template is not None)
    _Writer(document, paper).write()
    clean_properties(document, legible(paper.title), paper.cover.language, paper.cover.date)
    return packed(document)


class _Writer:
    """Sets one document after the other."""

    def __init__(self, document: Document, paper: CodedPaper) -> None:
        self.document = document
        self.paper = paper
        self.wording = paper.cover.wording
        self.notes = Footnotes(document)
        self.marks = Marks()
        self.styles = {style.name: style.style_id for style in document.styles}
        width = room_of(document) / _TWIP
        self.margins: Mapping[int, Margin] = {}
        self.widths = (round(width * _SHARE), round(width * (1 - _SHARE)))

    def write(self) -> None:
        """Set the title, how it is read, every document, the footer."""
        cover = self.paper.cover
        self.document.add_paragraph(legible(self.paper.title), style="Title")
        day = self.wording.date(cover.date) if cover.date else ""
        self.document.add_paragraph(legible(", ".join(filter(None, (cover.study, day)))), style="Subtitle")
        for sentence in reading_note(self.paper):
            self.document.add_paragraph(legible(sentence), style="Note")
        anchors = [self.marks.name("Toc", f"{place:08d}") for place, _text in enumerate(self.paper.texts)]
        if len(anchors) > 1:
            self.contents(anchors)
        for place, (text, anchor) in enumerate(zip(self.paper.texts, anchors, strict=True)):
            self.text(text, anchor, first=place == 0)
        self.footer()
        self.notes.close()

    def contents(self, anchors: list[str]) -> None:
        """List the documents, inside the field from which Word makes its own list."""
        self.document.add_paragraph(self.wording.pgettext("report", "Contents"), style="TOC Heading")
        for number, (text, anchor) in enumerate(zip(self.paper.texts, anchors, strict=True)):
            paragraph = self.document.add_paragraph(style="toc 1")
            if number == 0:
                open_field(paragraph, 'TOC \\o "1-1" \\h \\z \\u')
            link_inside(paragraph, legible(text.name), anchor)
            if number == len(anchors) - 1:
                close_field(paragraph)

    def text(self, text: CodedText, anchor: str, *, first: bool) -> None:
        """Set a document on a page of its own: its name, its codes, its rows."""
        self.margins = text.margins
        heading = self.document.add_paragraph(legible(text.name), style="Heading 1")
        heading.paragraph_format.page_break_before = not first or len(self.paper.texts) > 1
        self.marks.wrap_paragraph(heading, anchor)
        if text.codes:
            keys = "".join(
                _square(colour) + _run(NBSP + name.replace(" ", NBSP) + "   ") for name, colour in text.codes.items()
            )
            self.place(self.words(LEGEND, keys))
        rows = "".join(self.row(row) for row in text.rows)
        self.place(f"<w:tbl {_W}>{self.frame()}{self.titles()}{rows}</w:tbl>")
        self.document.add_paragraph(style="Source Line")

    def place(self, xml: str) -> None:
        """Put a paragraph or a table at the end of the document."""
        body: Any = self.document.element.body
        body.sectPr.addprevious(parse_xml(xml))

    def frame(self) -> str:
        """Return the properties of the table: two columns, a rule between them."""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        margins = "".join(f'<w:{side} w:w="{CELL_MARGIN * 2}" w:type="dxa"/>' for side in ("left", "right"))
        edges = (
            f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
            f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
            f'<w:insideV w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        )
        description = escape(self.wording.gettext("The transcript, and the codes beside the words they begin at"))
        return (
            f'<w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:tblInd w:w="{CELL_MARGIN * 2}" w:type="dxa"/>'
            f"<w:tblBorders>{edges}</w:tblBorders>"
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f'<w:tblDescription w:val="{description}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        )

    def titles(self) -> str:
        """Return the row that comes back on every page."""
        names = (self.wording.gettext("Transcript"), self.wording.gettext("Codes and coders"))
        cells = (
            self.cell(self.words("Table Heading", _run(name)), width)
            for name, width in zip(names, self.widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def row(self, row: TextRow) -> str:
        """Return a row: the words with their numbers, the codes that begin there."""
        said = "".join(self.piece(piece) for piece in row.pieces)
        beside = [self.margin(margin) for margin in row.margin]
        if row.goes_on:
            numbers = self.wording.listed(tuple(map(str, row.goes_on)))
            words = self.wording.gettext("{numbers} (continued)", numbers=numbers)
            beside.insert(0, self.words(MARGIN, _run(words, _FAINT)))
        left = self.cell(self.words(QUIET if row.quiet else SAID, said), self.widths[0])
        right = self.cell("".join(beside) or self.words(MARGIN, ""), self.widths[1])
        return f"<w:tr>{left}{right}</w:tr>"

    def piece(self, piece: Piece) -> str:
        """Return words under the same codes, between the numbers of those that begin and end there."""
        colours = [known(self.margins[number].colour) for number in piece.under]
        look = ""
        if len(colours) > 1:
            kind = "thick" if len(colours) == 2 else "double"  # noqa: PLR2004 - two codes, or more
            look += f'<w:u w:val="{kind}" w:color="{colours[-1][1:]}"/>'
        if colours:
            look += f'<w:shd w:val="clear" w:color="auto" w:fill="{tint(colours[0])[1:]}"/>'
        if piece.label:
            look = f"<w:b/>{_FAINT}{look}"
        begins = "".join(_number(f"[{number}") for number in piece.begins)
        ends = "".join(_number(f"{number}]") for number in reversed(piece.ends))
        return f"{begins}{_run(piece.text, look)}{ends}"

    def margin(self, margin: Margin) -> str:
        """Return a code of the margin with its number and who applied it; its memos are notes."""
        name, coder = marginal(margin, self.wording)
        notes = "".join(self.notes.mark(memo) for memo in margin.memos)
        words = (
            f"{_square(margin.colour)}{_run(f' {margin.number} ', '<w:b/>')}{_run(name)}{_run(coder, _FAINT)}{notes}"
        )
        return self.words(MARGIN, words)

    def words(self, style: str, runs: str) -> str:
        """Return a paragraph."""
        return f'<w:p {_W}><w:pPr><w:pStyle w:val="{self.styles[style]}"/></w:pPr>{runs}</w:p>'

    @staticmethod
    def cell(inside: str, width: int) -> str:
        """Return a cell."""
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'

    def footer(self) -> None:
        """Set the title and the page number at the foot of every page; a template's own foot stays."""
        if has_foot(self.document):
            return
        paragraph = self.document.sections[0].footer.paragraphs[0]
        page = self.wording.pgettext("report", "Page")
        paragraph.add_run(f"{legible(self.paper.title)}\t{page}\u00a0")
        add_field(paragraph, "PAGE", "1")


def _run(text: str, look: str = "") -> str:
    lines = "<w:br/>".join(
        "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(words)}</w:t>' for words in line.split("\t"))
        for line in legible(text).split("\n")
    )
    return f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>"


def _number(sign: str) -> str:
    return _run(sign, f'<w:b/><w:color w:val="{ACCENT}"/><w:vertAlign w:val="superscript"/>')


def _square(colour: str) -> str:
    return _run(SQUARE, f'<w:color w:val="{known(colour)[1:]}"/>')
