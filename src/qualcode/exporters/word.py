"""Write a draft as a Word file: Word's own styles, fields for contents and captions, and marks that survive editing."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length

from qualcode.exporters.legible import legible
from qualcode.exporters.word_look import ATTRIBUTION, CELL_MARGIN, TABLE, dress, text_width
from qualcode.exporters.word_marks import Marks, add_field, close_field, describe_picture, link_inside, open_field
from qualcode.exporters.word_package import add_custom_properties, clean_properties, packed
from qualcode.report.blocks import Bullets, Caption, Figure, Heading, Paragraph, Quote, SourceLine, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

    from qualcode.report.blocks import Block, Draft, Row, Run

_PARAGRAPHS: Final = {
    "body": "Normal",
    "claim": "Claim",
    "definition": "Definition",
    "counts": "Counts",
    "rest": "Remainder",
    "lead_in": "Lead-in",
    "note": "Note",
}
_TALLEST: Final = 9.0
_WIDEST: Final = 14.5
"""Centimetres a figure may take on the page, so that it finds room below a table."""
_CONTENTS_LEVELS: Final = 2
_NUMBERS: Final = ("counts", "rest")


def write_docx(draft: Draft) -> bytes:
    """Return the draft as a .docx file; the same draft gives the same bytes.

    Args:
        draft: what `report.draft.draft` made.
    """
    document = docx.Document()
    dress(document, draft.language)
    writer = _Writer(document, draft)
    writer.write()
    clean_properties(document, legible(draft.title), draft.language, draft.date)
    add_custom_properties(document, draft.version, writer.marks.written)
    return packed(document)


class _Writer:
    """Sets one block after the other; holds the bookmarks given out so far."""

    def __init__(self, document: Document, draft: Draft) -> None:
        self.document = document
        self.draft = draft
        self.marks = Marks()
        self.anchors = {
            place: self.marks.name("Toc", f"{place:08d}")
            for place, block in enumerate(draft.blocks)
            if isinstance(block, Heading)
        }
        self.setters: dict[type[Block], Callable[[Any], None]] = {
            Paragraph: self.paragraph,
            Quote: self.quote,
            Bullets: self.bullets,
            Caption: self.caption,
            Table: self.table,
            Figure: self.figure,
            SourceLine: self.source_line,
        }
        self.before: Block | None = None

    def write(self) -> None:
        """Set the title, the contents, every block and the footer."""
        self.document.add_paragraph(legible(self.draft.title), "Title")
        self.document.add_paragraph(self.draft.subtitle, "Subtitle")
        self.contents()
        for place, block in enumerate(self.draft.blocks):
            if isinstance(block, Heading):
                self.heading(block, self.anchors[place])
            else:
                self.setters[type(block)](block)
            self.before = block
        self.footer()

    def contents(self) -> None:
        """Set a contents list that is read as it stands, inside the field from which Word makes its own."""
        shown = [
            (block, self.anchors[place])
            for place, block in enumerate(self.draft.blocks)
            if isinstance(block, Heading) and block.level <= _CONTENTS_LEVELS
        ]
        if not shown:
            return
        self.document.add_paragraph(self.draft.contents_title, "TOC Heading")
        for number, (heading, anchor) in enumerate(shown):
            paragraph = self.document.add_paragraph(style=f"TOC {heading.level}")
            if number == 0:
                open_field(paragraph, f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u')
            link_inside(paragraph, legible(heading.text), anchor)
            if number == len(shown) - 1:
                close_field(paragraph)

    def heading(self, block: Heading, anchor: str) -> None:
        """Set a heading, with the bookmark that the contents lead to."""
        paragraph = self.document.add_paragraph(legible(block.text), f"Heading {block.level}")
        self.marks.wrap_paragraph(paragraph, anchor)

    def paragraph(self, block: Paragraph) -> None:
        """Set a paragraph; where it bears an id, mark what comes from the data."""
        paragraph = self.document.add_paragraph(style=_PARAGRAPHS[block.style])
        nodes = [_add_run(paragraph, run) for run in block.runs]
        marked = [place for place, run in enumerate(block.runs) if run.style != "plain"]
        if block.id and marked:
            kind = "qcn" if block.style in _NUMBERS else "qcs"
            first, last = marked[0], marked[-1]
            words = "".join(run.text for run in block.runs[first : last + 1])
            self.marks.wrap(nodes[first], nodes[last], self.marks.name(kind, block.id), words)

    def quote(self, block: Quote) -> None:
        """Set a passage apart, its line breaks kept."""
        paragraph = self.document.add_paragraph(legible(block.text), "Quote")
        if block.attribution:
            paragraph.add_run(f" {legible(block.attribution)}", ATTRIBUTION)
        self.marks.wrap_paragraph(paragraph, self.marks.name("qcs", block.id))

    def bullets(self, block: Bullets) -> None:
        """Set a list, in the size of the note where it stands in one."""
        small = isinstance(self.before, Paragraph) and self.before.style == "note"
        for entry in block.entries:
            paragraph = self.document.add_paragraph(style="Note Bullet" if small else "List Bullet")
            if entry.lead:
                paragraph.add_run(legible(entry.lead), "Strong")
            paragraph.add_run(legible(f" {entry.text}" if entry.lead else entry.text))

    def caption(self, block: Caption) -> None:
        """Set a caption, its number by a field."""
        paragraph = self.document.add_paragraph(f"{block.label}\u00a0", "Caption")
        add_field(paragraph, f"SEQ {block.label} \\* ARABIC", str(block.number))
        paragraph.add_run(f" – {legible(block.text)}")
        self.marks.wrap_paragraph(paragraph, self.marks.name("qcs", block.id))

    def source_line(self, block: SourceLine) -> None:
        """Set the line that closes a table or figure."""
        paragraph = self.document.add_paragraph(legible(block.text), "Source Line")
        self.marks.wrap_paragraph(paragraph, self.marks.name("qce", block.id))

    def table(self, block: Table) -> None:
        """Set a table whose first row comes back on every page and whose rows never break."""
        table = self.document.add_table(rows=0, cols=len(block.columns), style=TABLE)
        table.autofit = False
        _describe_table(table, block.alternative)
        shares = [column.width / sum(one.width for one in block.columns) for column in block.columns]
        widths = [Cm(share * text_width(self.draft.language)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, cells in enumerate([None, *block.rows]):
            row = table.add_row()
            _keep_whole(row, repeated=number == 0)
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
            if cells is None:
                _title_row(list(row.cells), block)
            else:
                _fill_row(list(row.cells), cells, block)

    def figure(self, block: Figure) -> None:
        """Set a picture within the text's width, with its alternative text."""
        paragraph = self.document.add_paragraph(style="Figure")
        shape = paragraph.add_run().add_picture(BytesIO(block.png))
        scale = min(Cm(_WIDEST) / shape.width, Cm(_TALLEST) / shape.height, 1.0)
        shape.width, shape.height = Length(int(shape.width * scale)), Length(int(shape.height * scale))
        describe_picture(shape, f"qualcode {block.id}", block.alternative.split(".")[0], legible(block.alternative))

    def footer(self) -> None:
        """Set the title and the page number at the foot of every page."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.style = self.document.styles["Footer"]
        paragraph.add_run(f"{legible(self.draft.title)}\t{self.draft.page_label}\u00a0")
        add_field(paragraph, "PAGE", "1")


def _add_run(paragraph: WordParagraph, run: Run) -> Any:  # noqa: ANN401 - an lxml element
    style = ATTRIBUTION if run.style == "attribution" else None
    return paragraph.add_run(legible(run.text), style)._r  # noqa: SLF001 - the bookmark stands beside its XML


def _title_row(cells: list[_Cell], block: Table) -> None:
    for cell, column in zip(cells, block.columns, strict=True):
        _fill(cell, column.title, "Table Number Heading" if column.numeric else "Table Heading")


def _fill_row(cells: list[_Cell], row: Row, block: Table) -> None:
    first = "Table Group" if row.heading else ("Table Text", "Table Text 2", "Table Text 3")[min(row.depth, 2)]
    for place, (cell, text, column) in enumerate(zip(cells, row.cells, block.columns, strict=True)):
        plain = "Table Number" if column.numeric else "Table Text"
        _fill(cell, text, plain if place else first)


def _fill(cell: _Cell, text: str, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(legible(text))


def _keep_whole(row: Any, *, repeated: bool) -> None:  # noqa: ANN401 - python-docx has no types for rows
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - its XML has no other door
    for name in ("w:cantSplit", "w:tblHeader") if repeated else ("w:cantSplit",):
        properties.append(OxmlElement(name))


def _describe_table(table: Any, alternative: str) -> None:  # noqa: ANN401 - as above
    """Say what the table shows, and start its rules where the text starts."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(CELL_MARGIN))
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.find(qn("w:tblW")).addnext(indent)  # noqa: SLF001 - as above
    description = OxmlElement("w:tblDescription")
    description.set(qn("w:val"), legible(alternative))
    table._tbl.tblPr.append(description)  # noqa: SLF001 - as above
