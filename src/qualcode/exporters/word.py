"""Write a draft as a Word file: Word's own styles, fields for contents and captions, and marks that survive editing."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length

from qualcode.exporters.legible import legible
from qualcode.exporters.word_look import ATTRIBUTION, CELL_MARGIN, TABLE
from qualcode.exporters.word_marked import table_words
from qualcode.exporters.word_marks import Marks, add_field, close_field, describe_picture, link_inside, open_field
from qualcode.exporters.word_notes import Footnotes
from qualcode.exporters.word_package import add_custom_properties, clean_properties, packed
from qualcode.exporters.word_template import GAP, has_foot, opened, room_of
from qualcode.report.blocks import (
    Bullets,
    Caption,
    Figure,
    Heading,
    Paragraph,
    Quote,
    SourceLine,
    Table,
    heading_numbers,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

    from qualcode.exporters.office import Template
    from qualcode.report.blocks import Block, Draft, Row

_PARAGRAPHS: Final = {
    "body": "Normal",
    "claim": "Claim",
    "definition": "Definition",
    "counts": "Counts",
    "rest": "Remainder",
    "lead_in": "Lead-in",
    "note": "Note",
}
_WORTH_A_LIST: Final = 2
"""Headings from which a table of contents is of use."""
_TALLEST: Final = 9.0
_WIDEST: Final = 14.5
"""Centimetres a figure may take on the page, so that it finds room below a table."""
_RUNS: Final = {"attribution": ATTRIBUTION}
_PLAIN: Final = {
    (False, False): "Table Text",
    (False, True): "Table Number",
    (True, False): "Table Text",
    (True, True): "Table Group Number",
}
"""The style of a cell after the first, by whether its row is a heading and its column holds numbers."""
_DEPTHS: Final = ("Table Text", "Table Text 2", "Table Text 3")
_NUMBERS: Final = ("counts", "rest")


def write_docx(draft: Draft, template: Template | None = None) -> bytes:
    """Return the draft as a .docx file; the same draft gives the same bytes.

    Args:
        draft: what `report.draft.draft` made.
        template: a person's own, whose styles and pages it is written in; None for ours.

    Raises:
        BadTemplate: it is no Word file.
    """
    document = opened(template, draft.language, landscape=draft.landscape, numbered=draft.numbered)
    writer = _Writer(document, draft, dressed=template is not None)
    writer.write()
    clean_properties(document, legible(draft.title), draft.language, draft.date)
    add_custom_properties(document, draft, writer.marks.written)
    return packed(document)


class _Writer:
    """Sets one block after the other; holds the bookmarks given out so far."""

    def __init__(self, document: Document, draft: Draft, *, dressed: bool = False) -> None:
        self.document = document
        self.draft = draft
        self.width = room_of(document)
        self.marks = Marks()
        self.references: dict[str, str] = {}
        self.notes = Footnotes(document)
        self.styles = {style.name: style.style_id for style in document.styles}
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
        numbers = heading_numbers(draft.blocks) if draft.numbered and not dressed else {}
        self.numbers = {self.anchors[place]: f"{number}{GAP}" for place, number in numbers.items()}
        self.before: Block | None = None
        self.caption_mark = ""

    def add(self, style: str, text: str = "") -> WordParagraph:
        """Add a paragraph in a style; python-docx would look through all styles for each one's name."""
        paragraph = self.document.add_paragraph()
        self.style(paragraph, style)
        if text:
            paragraph.add_run(legible(text))
        return paragraph

    def style(self, paragraph: WordParagraph, style: str) -> None:
        """Give a paragraph its style by its id."""
        paragraph._p.style = self.styles[style]  # noqa: SLF001 - as said above

    def run(self, paragraph: WordParagraph, text: str, style: str = "") -> Any:  # noqa: ANN401 - an lxml element
        """Add words to a paragraph, in a character style where one is named; return their XML."""
        node = paragraph.add_run(legible(text))._r  # noqa: SLF001 - the bookmark stands beside it
        if style:
            node.style = self.styles[style]
        return node

    def write(self) -> None:
        """Set the title, what is said before all, the contents, every block and the footer."""
        self.add("Title", self.draft.title)
        self.add("Subtitle", self.draft.subtitle)
        lead = next((place for place, block in enumerate(self.draft.blocks) if not isinstance(block, Paragraph)), 0)
        for place, block in enumerate(self.draft.blocks):
            if place == lead:
                self.contents()
            following = self.draft.blocks[place + 1] if place + 1 < len(self.draft.blocks) else None
            if isinstance(block, Heading):
                self.heading(block, self.anchors[place])
            elif isinstance(block, Paragraph) and isinstance(following, Caption):
                self.announcement(block, following)
            else:
                self.setters[type(block)](block)
            self.before = block
        self.footer()
        self.notes.close()

    def contents(self) -> None:
        """Set a contents list that is read as it stands, inside the field from which Word makes its own."""
        shown = [
            (block, self.anchors[place])
            for place, block in enumerate(self.draft.blocks)
            if isinstance(block, Heading) and block.level <= self.draft.contents_levels
        ]
        if len(shown) < _WORTH_A_LIST:
            return
        self.add("TOC Heading", self.draft.contents_title)
        for number, (heading, anchor) in enumerate(shown):
            paragraph = self.add(f"toc {heading.level}")
            if number == 0:
                open_field(paragraph, f'TOC \\o "1-{self.draft.contents_levels}" \\h \\z \\u')
            if anchor in self.numbers:  # beside the link, whose words a refresh compares
                paragraph.add_run(self.numbers[anchor])
            link_inside(paragraph, legible(heading.text), anchor)
            if number == len(shown) - 1:
                close_field(paragraph)

    def heading(self, block: Heading, anchor: str) -> None:
        """Set a heading, with the bookmark that the contents lead to."""
        paragraph = self.add(f"Heading {block.level}", block.text)
        if block.id:
            self.marks.wrap_paragraph(paragraph, self.marks.name("qch", block.id))
        self.marks.wrap_paragraph(paragraph, anchor)

    def paragraph(self, block: Paragraph) -> None:
        """Set a paragraph; where it bears an id, mark what comes from the data."""
        paragraph = self.add(_PARAGRAPHS[block.style])
        nodes = [self.run(paragraph, run.text, _RUNS.get(run.style, "")) for run in block.runs]
        marked = [place for place, run in enumerate(block.runs) if run.style != "plain"]
        if block.id and marked:
            kind = "qcn" if block.style in _NUMBERS else "qcs"
            self.marks.wrap(nodes[marked[0]], nodes[marked[-1]], self.marks.name(kind, block.id))

    def announcement(self, block: Paragraph, caption: Caption) -> None:
        """Set the sentence that announces a table or figure: its number follows that of the caption."""
        before, number, after = block.text.partition(str(caption.number))
        if block.id or not number:
            self.paragraph(block)
            return
        paragraph = self.add(_PARAGRAPHS[block.style], before)
        add_field(paragraph, f"REF {self.reference(caption)} \\h", number)
        self.run(paragraph, after)

    def reference(self, caption: Caption) -> str:
        """Return the bookmark around the number of a caption."""
        return self.references.setdefault(caption.id, self.marks.name("Ref", caption.id))

    def quote(self, block: Quote) -> None:
        """Set a passage apart, its line breaks kept."""
        paragraph = self.add("Quote", block.text)
        if block.attribution:
            self.run(paragraph, f" {block.attribution}", ATTRIBUTION)
        self.marks.wrap_paragraph(paragraph, self.marks.name("qcs", block.id))
        for note in block.notes:
            self.notes.add(paragraph, note)

    def bullets(self, block: Bullets) -> None:
        """Set a list, in the size of the note where it stands in one."""
        small = isinstance(self.before, Paragraph) and self.before.style == "note"
        for entry in block.entries:
            paragraph = self.add("Note Bullet" if small else "List Bullet")
            nodes = [self.run(paragraph, entry.lead, "Strong")] if entry.lead else []
            nodes.append(self.run(paragraph, f" {entry.text}" if entry.lead else entry.text))
            if entry.id:
                self.marks.wrap(nodes[0], nodes[-1], self.marks.name("qcn", entry.id))

    def caption(self, block: Caption) -> None:
        """Set a caption, its number by a field."""
        paragraph = self.add("Caption", f"{block.label}\u00a0")
        add_field(paragraph, f"SEQ {block.label} \\* ARABIC", str(block.number))
        runs = paragraph._p.r_lst  # noqa: SLF001 - its XML has no other door
        self.marks.wrap(runs[1], runs[-1], self.reference(block))
        self.run(paragraph, f" – {block.text}")
        self.caption_mark = self.marks.name("qcs", block.id)
        self.marks.wrap_paragraph(paragraph, self.caption_mark)

    def source_line(self, block: SourceLine) -> None:
        """Set the line that closes a table or figure."""
        paragraph = self.add("Source Line", block.text)
        self.marks.wrap_paragraph(paragraph, self.marks.name("qce", block.id))

    def table(self, block: Table) -> None:
        """Set a table whose first row comes back on every page and whose rows never break."""
        table = self.document.add_table(rows=0, cols=len(block.columns), style=TABLE)
        table.autofit = False
        _describe_table(table, block.alternative)
        shares = [column.width / sum(one.width for one in block.columns) for column in block.columns]
        widths = [Length(int(share * self.width)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, cells in enumerate([None, *block.rows]):
            row = table.add_row()
            _keep_whole(row, repeated=number == 0, breaks=block.breaks and number > 0)
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
            if cells is None:
                self.title_row(list(row.cells), block)
            else:
                self.fill_row(list(row.cells), cells, block)
        self.marks.keep_body(self.caption_mark, table_words(table._tbl))  # noqa: SLF001 - its XML has no other door

    def title_row(self, cells: list[_Cell], block: Table) -> None:
        """Fill the row of column titles."""
        for cell, column in zip(cells, block.columns, strict=True):
            self.fill(cell, column.title, "Table Number Heading" if column.numeric else "Table Heading")

    def fill_row(self, cells: list[_Cell], row: Row, block: Table) -> None:
        """Fill a row, its first cell by its depth, numbers to the right."""
        first = "Table Group" if row.heading else _DEPTHS[min(row.depth, len(_DEPTHS) - 1)]
        for place, (cell, text, column) in enumerate(zip(cells, row.cells, block.columns, strict=True)):
            self.fill(cell, text, _PLAIN[row.heading, column.numeric] if place else first)

    def fill(self, cell: _Cell, text: str, style: str) -> None:
        """Set the words of a cell."""
        self.style(cell.paragraphs[0], style)
        self.run(cell.paragraphs[0], text)

    def figure(self, block: Figure) -> None:
        """Set a picture within the text's width, with its alternative text."""
        paragraph = self.add("Figure")
        shape = paragraph.add_run().add_picture(BytesIO(block.png))
        scale = min(Cm(_WIDEST) / shape.width, self.width / shape.width, Cm(_TALLEST) / shape.height, 1.0)
        shape.width, shape.height = Length(int(shape.width * scale)), Length(int(shape.height * scale))
        self.marks.keep_body(self.caption_mark, block.png)
        describe_picture(shape, f"qualcode {block.id}", block.alternative.split(".")[0], legible(block.alternative))

    def footer(self) -> None:
        """Set the title and the page number at the foot of every page; a template's own foot stays."""
        if has_foot(self.document):
            return
        paragraph = self.document.sections[0].footer.paragraphs[0]
        self.style(paragraph, "Footer")
        self.run(paragraph, f"{self.draft.title}\t{self.draft.page_label}\u00a0")
        add_field(paragraph, "PAGE", "1")


def _keep_whole(row: Any, *, repeated: bool, breaks: bool) -> None:  # noqa: ANN401 - python-docx has no types for rows
    if breaks:
        return
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
