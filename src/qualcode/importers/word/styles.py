"""What the styles of a Word document say of a paragraph: a heading, a title, a quotation set apart, bold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.importers.word.names import attribute, child, is_on, name_of

if TYPE_CHECKING:
    from lxml import etree

_QUOTES: Final = frozenset(
    {"quote", "intense quote", "block text", "block quote", "quotations", "citation", "verbatim"}
)
"""Names of styles that set a quotation apart, Word's own first; LibreOffice writes its own as Quotations."""
_LONGEST_CHAIN: Final = 12
"""Styles that rest on one another: Word's own go three deep; a circle must end."""


class Styles:
    """The styles part, asked by style id; the names Word gives in it are English in every language of Word."""

    def __init__(self, part: etree._Element | None) -> None:
        """Read the part, or nothing where the document has none."""
        self._styles: dict[str, etree._Element] = {}
        for style in part if part is not None else ():
            if name_of(style) == "style":
                self._styles[attribute(style, "styleId")] = style
        self._kinds: dict[str, tuple[bool, bool, bool, bool]] = {}

    def heading(self, style: str) -> bool:
        """Tell whether paragraphs of the style are headings."""
        return self._known(style)[0]

    def title(self, style: str) -> bool:
        """Tell whether the style is that of a document's title."""
        return self._known(style)[1]

    def bold(self, style: str) -> bool:
        """Tell whether the style sets bold."""
        return self._known(style)[2]

    def quote(self, style: str) -> bool:
        """Tell whether the style sets a quotation apart."""
        return self._known(style)[3]

    def _known(self, style: str) -> tuple[bool, bool, bool, bool]:
        if style not in self._kinds:
            self._kinds[style] = self._asked(style)
        return self._kinds[style]

    def _asked(self, style: str) -> tuple[bool, bool, bool, bool]:
        heading = title = quote = False
        bold: bool | None = None
        for _ in range(_LONGEST_CHAIN):
            element = self._styles.get(style)
            if element is None:
                break
            name = _value(element, "name").casefold()
            title = title or name == "title"
            quote = quote or name in _QUOTES
            heading = heading or name in {"title", "subtitle"} or name.startswith("heading ") or _outlined(element)
            properties = child(element, "rPr")
            bold = _bold(properties) if bold is None else bold
            style = _value(element, "basedOn")
        return heading, title, bool(bold), quote


def _value(element: etree._Element, name: str) -> str:
    found = child(element, name)
    return attribute(found, "val") if found is not None else ""


def _outlined(style: etree._Element) -> bool:
    properties = child(style, "pPr")
    return properties is not None and _value(properties, "outlineLvl") in set("012345678")


def _bold(properties: etree._Element | None) -> bool | None:
    mark = child(properties, "b") if properties is not None else None
    return None if mark is None else is_on(mark)
