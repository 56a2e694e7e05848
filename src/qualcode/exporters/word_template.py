"""The Word file that a draft is written into: a fresh one in our dress, or a person's template in its own.

Of a template its styles, page, headers and footers stay; its words go. A style that it lacks comes in our dress.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from qualcode.exporters.packing import part_of, repacked
from qualcode.exporters.word_look import dress, dress_missing, speak
from qualcode.model.errors.writing import BadTemplate

if TYPE_CHECKING:
    from docx.document import Document

    from qualcode.exporters.office import Template

_TYPES: Final = "[Content_Types].xml"
_TEMPLATE: Final = b"wordprocessingml.template.main+xml"
_DOCUMENT: Final = b"wordprocessingml.document.main+xml"
_OURS: Final = ("/footnotes", "/endnotes", "/comments", "/custom-properties")
"""Ends of the relations that a file of ours writes anew, or that held the words of the template."""
_LEVELS: Final = 3
_USUAL: Final = (7_772_400, 914_400, 914_400)
"""Width of Letter paper and its margins, where a template says none."""
_NARROWEST: Final = 1_800_000
GAP: Final = "\u00a0\u00a0"
"""Between a number and its heading."""


def opened(template: Template | None, language: str, *, landscape: bool, numbered: bool) -> Document:
    """Return an empty document, dressed.

    Args:
        template: a .docx or .dotx; None for our own dress.
        language: fr-CA, fr-FR or en.
        landscape: whether pages of our own lie on their side.
        numbered: whether headings are numbered, in our own dress, by the multilevel list of Word.

    Raises:
        BadTemplate: it is no Word file.
    """
    if template is None:
        document = docx.Document()
        dress(document, language, landscape=landscape)
        if numbered:
            _number_headings(document)
        return document
    try:
        types = part_of(template.data, _TYPES)
        document = docx.Document(BytesIO(repacked(template.data, {_TYPES: types.replace(_TEMPLATE, _DOCUMENT)})))
        _emptied(document)
        dress_missing(document)
        speak(document, language)
    except Exception:  # noqa: BLE001 - the border: libraries throw what they like on a broken file
        raise BadTemplate(template.name) from None
    return document


def room_of(document: Document) -> int:
    """Return the width of the text on the first page, in the units of Word's drawings (914,400 an inch)."""
    section = document.sections[0]
    sizes = (section.page_width, section.left_margin, section.right_margin)
    width, left, right = (int(size) if size is not None else usual for size, usual in zip(sizes, _USUAL, strict=True))
    return max(width - left - right, _NARROWEST)


def has_foot(document: Document) -> bool:
    """Tell whether the pages of a template have a foot of their own."""
    return document.sections[0].footer.is_linked_to_previous is False


def _emptied(document: Document) -> None:
    """Take out the words of a template, and what hung on them."""
    body: Any = document.element.body
    for node in list(body):
        if node.tag != qn("w:sectPr"):
            body.remove(node)
    for holder in (document.part, document.part.package):
        for key in [key for key, one in holder.rels.items() if one.reltype.endswith(_OURS)]:
            del holder.rels[key]
    for notes in document.settings.element.findall(qn("w:footnotePr")):
        document.settings.element.remove(notes)


def _number_headings(document: Document) -> None:
    """Number the headings 1, 1.1, 1.1.1 by one list of many levels, each level tied to its style."""
    numbering: Any = document.part.numbering_part.element
    taken = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
    abstract = max(taken, default=0) + 1
    levels = "".join(_level(place) for place in range(_LEVELS))
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(made)
    else:
        first.addprevious(made)  # definitions stand before the lists that use them
    number = numbering.add_num(abstract).numId
    for place in range(_LEVELS):
        _tie(document.styles[f"Heading {place + 1}"].element.get_or_add_pPr(), number, place)
    _tie(document.styles["TOC Heading"].element.get_or_add_pPr(), 0, 0)  # it rests on the first heading: no number


def _level(place: int) -> str:
    words = ".".join(f"%{above + 1}" for above in range(place + 1)) + GAP
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{place + 1}"/><w:suff w:val="nothing"/><w:lvlText w:val="{words}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )


def _tie(properties: Any, number: int, place: int) -> None:  # noqa: ANN401 - an lxml element
    listed = properties.get_or_add_numPr()
    for name, value in (("w:ilvl", place), ("w:numId", number)):
        node = OxmlElement(name)
        node.set(qn("w:val"), str(value))
        listed.append(node)
