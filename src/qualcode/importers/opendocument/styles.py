"""What the styles of an OpenDocument text say: bold, hidden, highlighted, a title, a quotation set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.highlights import colour_of
from qualcode.importers.opendocument.names import attribute, child, inside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_LONGEST_CHAIN: Final = 12
"""Styles that rest on one another: LibreOffice's own go four deep; a circle must end."""
_TITLES: Final = frozenset({"Title", "Subtitle"})
_QUOTES: Final = frozenset({"Quotations", "Quote", "Intense_20_Quote", "Block_20_Text", "Citation", "Verbatim"})
"""Names of styles that set a quotation apart: LibreOffice's own, and those of a Word document it has saved."""
_BOLD_FROM: Final = 600
"""Weight of letters (100 to 900) from which they are bold."""


class Look(NamedTuple):
    """What a style says of its words; None where it says nothing."""

    bold: bool | None = None
    hidden: bool | None = None
    title: bool = False
    colour: str = ""
    """Behind the words; empty for none."""
    quote: bool = False


class Styles:
    """The styles of a document, asked by family (`paragraph`, `text`, `section`) and name."""

    def __init__(self, trees: Iterable[Element]) -> None:
        """Take all styles of the trees; one set in the words' own part goes before a named one of the same name."""
        self._styles: dict[tuple[str, str], Element] = {}
        for tree in trees:
            for style in inside(tree, "style:style"):
                self._styles.setdefault((attribute(style, "style:family"), attribute(style, "style:name")), style)
        self._looks: dict[tuple[str, str], Look] = {}

    def look(self, family: str, name: str) -> Look:
        """Return what a style and those it rests on say."""
        key = (family, name)
        if key not in self._looks:
            self._looks[key] = self._asked(family, name)
        return self._looks[key]

    def _asked(self, family: str, name: str) -> Look:
        bold: bool | None = None
        hidden: bool | None = None
        title = quote = False
        fill = ""
        for _ in range(_LONGEST_CHAIN):
            title = title or (family == "paragraph" and name in _TITLES)
            quote = quote or (family == "paragraph" and name in _QUOTES)
            style = self._styles.get((family, name))
            if style is None:
                break
            marks = child(style, "style:text-properties")
            if marks is not None:
                bold = _bold(attribute(marks, "fo:font-weight")) if bold is None else bold
                hidden = _none(attribute(marks, "text:display")) if hidden is None else hidden
                fill = fill or attribute(marks, "fo:background-color")
            name = attribute(style, "style:parent-style-name")
        return Look(bold, hidden, title, colour_of(fill), quote)


def _bold(weight: str) -> bool | None:
    if not weight:
        return None
    return int(weight) >= _BOLD_FROM if weight.isdecimal() else weight == "bold"


def _none(display: str) -> bool | None:
    return display == "none" if display else None
