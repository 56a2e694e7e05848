"""How the Word draft looks, set in its styles alone so that a person can change it in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document

FONT: Final = "Arial"
"""Found on Windows and macOS; Linux has Liberation Sans of the same widths in its place."""
INK: Final = "1F2933"
ACCENT: Final = "1F4E5F"
GREY: Final = "5B6770"
RULE: Final = "B8C4CA"
SHADE: Final = "EEF3F5"

_LETTER: Final = (21.59, 27.94)
_A4: Final = (21.0, 29.7)
_MARGIN: Final = 2.54
"""Centimetres."""
_LANGUAGES: Final = {"en": "en-CA"}


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: sizes and spaces in points, indents in centimetres."""

    name: str
    size: float = 10.5
    colour: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    line: float = 1.25
    left: float = 0
    right: float = 0
    with_next: bool = False
    align: WD_ALIGN_PARAGRAPH | None = None
    based_on: str = "Normal"


_STYLES: Final = (
    Look("Normal", after=7),
    Look("Title", 24, ACCENT, bold=True, before=36, after=4, line=1.05, with_next=True),
    Look("Subtitle", 12, GREY, after=22, with_next=True),
    Look("Heading 1", 16, ACCENT, bold=True, before=24, after=6, line=1.1, with_next=True),
    Look("Heading 2", 12.5, ACCENT, bold=True, before=16, after=4, line=1.1, with_next=True),
    Look("Heading 3", 10.5, INK, bold=True, before=12, after=3, line=1.1, with_next=True),
    Look("TOC Heading", 12.5, ACCENT, bold=True, before=6, after=6, line=1.1, with_next=True),
    Look("toc 1", 10.5, INK, bold=True, before=5, after=1, line=1.1),
    Look("toc 2", 10, INK, after=1, line=1.1, left=0.6),
    Look("Quote", 10, INK, before=2, after=9, line=1.2, left=1.0, right=0.8),
    Look("Caption", 9.5, ACCENT, bold=True, before=12, after=4, line=1.1, with_next=True),
    Look("List Bullet", 10.5, INK, after=4),
    Look("Claim", 11.5, ACCENT, after=8, line=1.2, with_next=True),
    Look("Definition", 10.5, INK, italic=True, after=4, with_next=True),
    Look("Counts", 9, GREY, after=6, with_next=True),
    Look("Remainder", 9, GREY, after=6),
    Look("Lead-in", 10.5, INK, after=3, with_next=True),
    Look("Note", 9.5, INK, after=5, line=1.2),
    Look("Note Bullet", 9.5, INK, after=3, line=1.2, based_on="List Bullet"),
    Look("Table Text", 9, INK, before=2, after=2, line=1.05),
    Look("Table Text 2", 9, INK, before=2, after=2, line=1.05, left=0.4),
    Look("Table Text 3", 9, INK, before=2, after=2, line=1.05, left=0.8),
    Look("Table Group", 9, ACCENT, bold=True, before=4, after=2, line=1.05, with_next=True),
    Look(
        "Table Group Number",
        9,
        ACCENT,
        bold=True,
        before=4,
        after=2,
        line=1.05,
        with_next=True,
        align=WD_ALIGN_PARAGRAPH.RIGHT,
    ),
    Look("Table Heading", 9, ACCENT, bold=True, before=3, after=3, line=1.05, with_next=True),
    Look("Table Number", 9, INK, before=2, after=2, line=1.05, align=WD_ALIGN_PARAGRAPH.RIGHT),
    Look(
        "Table Number Heading",
        9,
        ACCENT,
        bold=True,
        before=3,
        after=3,
        line=1.05,
        with_next=True,
        align=WD_ALIGN_PARAGRAPH.RIGHT,
    ),
    Look("Figure", 10.5, INK, before=2, after=4, line=1.0, with_next=True, align=WD_ALIGN_PARAGRAPH.CENTER),
    Look("Source Line", 8, GREY, before=4, after=14, line=1.15),
    Look("Footer", 8.5, GREY, after=0, line=1.0),
    Look("footnote text", 8.5, INK, after=2, line=1.1),
)
ATTRIBUTION: Final = "Attribution"
NOTE_TEXT, NOTE_MARK = "footnote text", "footnote reference"
TABLE: Final = "Report Table"
CELL_MARGIN: Final = 80
"""Twentieths of a point between the edge of a cell and its words."""


def dress(document: Document, language: str, *, landscape: bool = False) -> None:
    """Set the page, the language and every style of the draft."""
    _page(document, language, landscape=landscape)
    speak(document, language)
    for look in _STYLES:
        paragraph_style(document, look)
    _attribution(document)
    _note_mark(document)
    _bar(document.styles["Quote"])
    _table_style(document)
    for unused in ("Light", "Medium", "Dark", "Colorful"):
        _drop_styles(document, unused)


def dress_missing(document: Document) -> None:
    """Dress what a template has no style for; its own styles stay as they are."""
    known = {style.name for style in document.styles}
    for look in _STYLES:
        if look.name not in known:
            paragraph_style(document, look, plain=True)
    for name, make in ((ATTRIBUTION, _attribution), (NOTE_MARK, _note_mark), (TABLE, _table_style)):
        if name not in known:
            make(document)


def _page(document: Document, language: str, *, landscape: bool) -> None:
    section = document.sections[0]
    width, height = _paper(language, landscape=landscape)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    _tab(document.styles["Footer"], width - 2 * _MARGIN)


def text_width(language: str, *, landscape: bool = False) -> float:
    """Return the width of the text in centimetres."""
    return _paper(language, landscape=landscape)[0] - 2 * _MARGIN


def _paper(language: str, *, landscape: bool) -> tuple[float, float]:
    """Return width and height of the paper in centimetres: A4 in France, Letter in Canada."""
    width, height = _A4 if language == "fr-FR" else _LETTER
    return (height, width) if landscape else (width, height)


def _tab(style: Any, place: float) -> None:  # noqa: ANN401 - python-docx has no types for its styles
    stops = style.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Cm(place), WD_TAB_ALIGNMENT.RIGHT)


def speak(document: Document, language: str) -> None:
    """Set the language of the words, in the defaults and in Normal, so that spelling is checked in it."""
    tag = _LANGUAGES.get(language, language)
    for properties in document.styles.element.iter(qn("w:rPrDefault")):
        run = properties.find(qn("w:rPr"))
        if run is not None:
            _set_language(run, tag)
    _set_language(document.styles["Normal"].element.get_or_add_rPr(), tag)
    for theme in document.settings.element.findall(qn("w:themeFontLang")):
        theme.set(qn("w:val"), tag)


def _set_language(run: Any, tag: str) -> None:  # noqa: ANN401 - an lxml element
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    run.append(language)


def paragraph_style(document: Document, look: Look, *, plain: bool = False) -> None:
    """Make a paragraph style, or dress the one of that name.

    Args:
        document: the file.
        look: its name and how it looks.
        plain: whether letters and ink stay those of the text around, as in a person's template.
    """
    styles = document.styles
    known = {style.name for style in styles}
    style = (
        styles[look.name]
        if look.name in known
        else styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.name.startswith(("toc", "footnote")))
    )
    if look.name not in known:
        style.base_style = styles[look.based_on]
        style.quick_style = True
    _font(style, look, plain=plain)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing, layout.keep_with_next = look.line, look.with_next
    layout.widow_control = True
    if not look.name.endswith("Bullet"):
        layout.left_indent, layout.right_indent = Cm(look.left), Cm(look.right)
    if look.align is not None:
        layout.alignment = look.align
    _plain_paragraph(style)


def _font(style: Any, look: Look, *, plain: bool) -> None:  # noqa: ANN401 - as above
    run = style.element.get_or_add_rPr()
    for name in ("w:rFonts", "w:color", "w:spacing", "w:kern", "w:iCs", "w:bCs"):
        for old in run.findall(qn(name)):
            run.remove(old)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    if plain:
        return
    style.font.name = FONT
    for place in ("w:cs", "w:eastAsia"):
        run.rFonts.set(qn(place), FONT)
    style.font.color.rgb = RGBColor.from_string(look.colour)


def _plain_paragraph(style: Any) -> None:  # noqa: ANN401 - as above
    """Take off the rules that the default template draws under titles and quotations."""
    properties = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:contextualSpacing"):
        for old in properties.findall(qn(name)):
            properties.remove(old)


def _bar(style: Any) -> None:  # noqa: ANN401 - as above
    """Draw a bar at the left of a block quotation."""
    borders = OxmlElement("w:pBdr")
    borders.append(_edge("w:left", 18, RULE, space=10))
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"
    )


def _edge(name: str, eighths: int, colour: str, space: int = 0) -> Any:  # noqa: ANN401 - an lxml element
    edge = OxmlElement(name)
    for key, value in (("val", "single"), ("sz", str(eighths)), ("space", str(space)), ("color", colour)):
        edge.set(qn(f"w:{key}"), value)
    return edge


def _attribution(document: Document) -> None:
    style = document.styles.add_style(ATTRIBUTION, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor.from_string(GREY)
    style.quick_style = True


def _note_mark(document: Document) -> None:
    style = document.styles.add_style(NOTE_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    style.font.superscript = True


def _table_style(document: Document) -> None:
    """Make a table of two rules and a shaded first row."""
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for name, size, colour in (
        ("w:top", 8, ACCENT),
        ("w:bottom", 8, ACCENT),
        ("w:insideH", 4, RULE),
    ):
        borders.append(_edge(name, size, colour))
    properties.append(borders)
    properties.append(_margins())
    style.element.append(properties)
    first = OxmlElement("w:tblStylePr")
    first.set(qn("w:type"), "firstRow")
    cell = OxmlElement("w:tcPr")
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{key}"), value)
    cell.append(shade)
    first.append(cell)
    style.element.append(first)


def _margins() -> Any:  # noqa: ANN401 - an lxml element
    """Keep words off the edges of cells."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def _drop_styles(document: Document, beginning: str) -> None:
    """Take out the coloured table styles of the default template: nothing here uses them."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and (style.name or "").startswith(beginning):
            style.element.getparent().remove(style.element)
