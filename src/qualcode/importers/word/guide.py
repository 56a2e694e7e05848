"""An interview guide in Word: list paragraphs by their level and sign, headings, and numbers that were typed."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from lxml import etree

from qualcode.importers.guides import Line, guide_table, line_of
from qualcode.importers.word.names import attribute, child, name_of
from qualcode.importers.word.package import Package
from qualcode.importers.word.styles import Styles
from qualcode.importers.word.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.importers.options import ImportOptions
    from qualcode.importers.tables import Table

_LEVEL: Final = 4
"""How much deeper each level of a list stands, as spaces of a typed one."""
_BULLET: Final = "bullet"
_NO_LIST: Final = ("", "0")


def read(data: bytes, what: str, _options: ImportOptions) -> Table:
    """Read the questions of a .docx file.

    Args:
        data: its bytes.
        what: its name, for refusals.

    Raises:
        NoQuestionInside: no paragraph of it is a question.
        ImportRefused: damaged, locked, or larger than the limits.
    """
    package = Package(data, what)
    part = package.part("/styles")
    reader = _Reader(Styles(part), part, package.part("/numbering"))
    body = child(package.document(), "body")
    return guide_table(list(reader.lines(body)) if body is not None else [], what)


class _Reader:
    """Turns paragraphs into lines of a guide."""

    def __init__(self, styles: Styles, part: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = styles
        self._lists = {
            attribute(style, "styleId"): found
            for style in (part if part is not None else ())
            if name_of(style) == "style" and (found := _listed(child(style, "pPr"))) is not None
        }
        self._signs = _signs(numbering)

    def lines(self, body: etree._Element) -> Iterator[Line]:
        """Yield a line for each paragraph, in tables too."""
        for paragraph in body.iter():
            if name_of(paragraph) == "p" and not _inside_another(paragraph):
                text = " ".join(part.text for part in Walk(self._styles).blocks(_alone(paragraph))).strip()
                yield self._line(paragraph, text)

    def _line(self, paragraph: etree._Element, text: str) -> Line:
        properties = child(paragraph, "pPr")
        named = child(properties, "pStyle") if properties is not None else None
        style = attribute(named, "val") if named is not None else ""
        typed = line_of(text.replace("\n", " "))
        if typed.kind == "blank":
            return typed
        if self._styles.heading(style):
            return Line("heading", 1 if self._styles.title(style) else 2, text)
        found = _listed(properties) or self._lists.get(style)
        if found is None or found[0] in _NO_LIST:
            return typed
        sign = self._signs.get(found, "decimal")
        return Line("bullet" if sign == _BULLET else "number", int(found[1] or "0") * _LEVEL, text)


def _alone(paragraph: etree._Element) -> etree._Element:
    """Return an element that holds one paragraph, so that the walk reads it and nothing else."""
    holder = etree.Element("body")
    holder.append(deepcopy(paragraph))
    return holder


def _inside_another(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph stands in a text box of another, with which the walk reads it."""
    return any(name_of(around) == "p" for around in paragraph.iterancestors())


def _listed(properties: etree._Element | None) -> tuple[str, str] | None:
    """Return number of the list and level that a paragraph or a style names, or None."""
    mark = child(properties, "numPr") if properties is not None else None
    if mark is None:
        return None
    number, level = child(mark, "numId"), child(mark, "ilvl")
    return (
        attribute(number, "val") if number is not None else "",
        attribute(level, "val") if level is not None else "0",
    )


def _signs(numbering: etree._Element | None) -> dict[tuple[str, str], str]:
    """Return the sign (decimal, bullet ...) of each level of each list, by the list's number and the level's."""
    abstract: dict[str, dict[str, str]] = {}
    signs: dict[tuple[str, str], str] = {}
    for element in numbering if numbering is not None else ():
        if name_of(element) == "abstractNum":
            levels = (level for level in element if name_of(level) == "lvl")
            abstract[attribute(element, "abstractNumId")] = {attribute(one, "ilvl"): _sign(one) for one in levels}
        elif name_of(element) == "num":
            named = child(element, "abstractNumId")
            known = abstract.get(attribute(named, "val") if named is not None else "", {})
            signs |= {(attribute(element, "numId"), level): sign for level, sign in known.items()}
    return signs


def _sign(level: etree._Element) -> str:
    found = child(level, "numFmt")
    return attribute(found, "val") if found is not None else "decimal"
