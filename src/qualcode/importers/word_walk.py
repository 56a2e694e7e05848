"""The walk over a Word document's tree: what shows text gives it once, all else is passed by or counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from qualcode.importers.word_names import MATHS, attribute, child, is_on, name_of
from qualcode.model.spans import Span
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from qualcode.importers.word_styles import Styles
    from qualcode.model.transcript import BlockKind

_MARKS: Final = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
"""Elements of a run that are one character, and which."""
_THROUGH: Final = frozenset(
    {
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "sdtContent",
        "sdt",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
        "rubyBase",
        "ruby",
        "Choice",
        "object",
        "pict",
        "drawing",
    }
)
_GONE: Final = frozenset({"del", "moveFrom"})
_PICTURES: Final = frozenset({"blip", "imagedata"})
_PRIVATE: Final = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as shown: its text, its kind, the spans in bold, counted from its start."""

    text: str
    kind: BlockKind = "paragraph"
    bold: tuple[Span, ...] = ()
    title: bool = False

    def of_kind(self, kind: BlockKind) -> Paragraph:
        """Return the same words as another kind of paragraph."""
        return replace(self, kind=kind)


@dataclass(slots=True)
class _Draft:
    """A paragraph while its runs are read."""

    pieces: list[str] = field(default_factory=list)
    bold: list[Span] = field(default_factory=list)
    length: int = 0
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, words: str, *, bold: bool) -> None:
        """Take some words on; neighbouring bold runs are one."""
        if not words:
            return
        start, self.length = self.length, self.length + len(words)
        self.pieces.append(words)
        if bold and self.bold and self.bold[-1].end == start:
            self.bold[-1] = Span(self.bold[-1].start, self.length)
        elif bold:
            self.bold.append(Span(start, self.length))


class Walk:
    """One walk through one document; it counts what it leaves out."""

    def __init__(self, styles: Styles) -> None:
        """Begin, with the document's styles."""
        self._styles = styles
        self._counts: Counter[str] = Counter()
        self._fields: list[bool] = []  # open fields, innermost last: whether their result has begun
        self._carried: _Draft | None = None  # a paragraph whose end was deleted: the next one goes on with it

    def count(self, kind: str, more: int = 1) -> None:
        """Count something that is left out or moved."""
        self._counts[kind] += more

    def losses(self) -> Iterator[Loss]:
        """Yield what was counted."""
        for kind, count in self._counts.items():
            if count:
                yield Loss(kind, count)

    def body(self, document: etree._Element) -> Iterator[Paragraph]:
        """Yield the paragraphs of the main part."""
        body = child(document, "body")
        if body is not None:
            yield from self.blocks(body)
        if self._carried:
            yield Paragraph("".join(self._carried.pieces))

    def blocks(self, parent: etree._Element) -> Iterator[Paragraph]:
        """Yield the paragraphs of a body, a cell, a note or a text box."""
        for element in parent:
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "AlternateContent":
                yield from self.blocks(_chosen(element))
            elif name in _THROUGH:
                yield from self.blocks(element)
            elif name in _GONE:
                self.count("deletions")
            elif name == "altChunk":
                self.count("embedded")

    def _table(self, table: etree._Element) -> Iterator[Paragraph]:
        """Yield a paragraph for each row: cells parted by tabs, the paragraphs of a cell by line ends."""
        for row in table.iterchildren():
            if name_of(row) in {"sdt", "sdtContent", "ins", "customXml"}:
                yield from self._table(row)
            elif name_of(row) == "tr":
                if _row_deleted(row):
                    self.count("deletions")
                    continue
                draft = _Draft()
                for place, cell in enumerate(_cells(row)):
                    draft.add("\t" if place else "", bold=False)
                    _append(draft, list(self.blocks(cell)))
                yield Paragraph("".join(draft.pieces), "table", tuple(draft.bold))

    def _paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        properties = child(element, "pPr")
        style = _style(properties, "pStyle")
        draft, self._carried = self._carried or _Draft(), None
        self._runs(element, draft, bold=self._styles.bold(style))
        if _end_deleted(properties):
            self._carried = draft
            return
        kind = self._kind(properties, style)
        yield Paragraph("".join(draft.pieces), kind, tuple(draft.bold), title=self._styles.title(style))
        for box in draft.boxes:
            self.count("text_boxes")
            yield from self.blocks(box)

    def _kind(self, properties: etree._Element | None, style: str) -> BlockKind:
        if self._styles.heading(style) or (properties is not None and _outline(properties)):
            return "heading"
        if properties is not None and child(properties, "numPr") is not None:
            self.count("list_marks")
            return "list"
        return "paragraph"

    def _runs(self, parent: etree._Element, draft: _Draft, *, bold: bool) -> None:
        for element in parent:
            name = name_of(element)
            if name == "r":
                self._run(element, draft, bold=bold)
            elif name in _GONE:
                self.count("deletions")
            elif name in _THROUGH:
                self.count("insertions", name == "ins")
                self._runs(element, draft, bold=bold)
            elif name == "AlternateContent":
                self._runs(_chosen(element), draft, bold=bold)
            elif name in {"oMath", "oMathPara"}:
                draft.add("".join(part.text or "" for space in MATHS for part in element.iter(f"{space}t")), bold=bold)

    def _run(self, run: etree._Element, draft: _Draft, *, bold: bool) -> None:
        for element in run:
            if name_of(element) == "rPr":
                hidden, bold = self._set(element, bold=bold)
                if hidden:
                    self.count("hidden")
                    return
            else:
                self._inside_run(element, draft, bold=bold)

    def _set(self, properties: etree._Element, *, bold: bool) -> tuple[bool, bool]:
        """Say whether a run is hidden, and whether it is bold; its own word goes before its style's."""
        hidden, own, styled = False, None, bold
        for mark in properties:
            name = name_of(mark)
            if name == "vanish":
                hidden = is_on(mark)
            elif name == "b":
                own = is_on(mark)
            elif name == "rStyle":
                styled = styled or self._styles.bold(attribute(mark, "val"))
        return hidden, styled if own is None else own

    def _inside_run(self, element: etree._Element, draft: _Draft, *, bold: bool) -> None:
        name = name_of(element)
        if name == "fldChar":
            self._field(attribute(element, "fldCharType"))
        elif not all(self._fields):
            return  # the code of a field, not what it shows
        elif name == "t" or name in _MARKS:
            draft.add(_MARKS.get(name) or element.text or "", bold=bold)
        elif name == "sym":
            draft.add(self._symbol(attribute(element, "char")), bold=bold)
        else:
            self._rare(element, name, draft, bold=bold)

    def _rare(self, element: etree._Element, name: str, draft: _Draft, *, bold: bool) -> None:
        if name == "commentReference":
            self.count("comments")
        elif name == "AlternateContent":
            for inner in _chosen(element):
                self._inside_run(inner, draft, bold=bold)
        elif name in {"drawing", "pict", "object"}:
            self._drawn(element, draft)
        elif name == "ruby":
            self._runs(element, draft, bold=bold)

    def _field(self, what: str) -> None:
        if what == "begin":
            self._fields.append(False)
        elif what == "separate" and self._fields:
            self._fields[-1] = True
        elif what == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, code: str) -> str:
        """Return the character of a symbol; those of Wingdings and the like have no number that others share."""
        try:
            number = int(code, 16)
            sign = chr(number)
        except (ValueError, OverflowError):
            number, sign = _PRIVATE.start, ""
        if number in _PRIVATE:
            self.count("symbols")
            return "\ufffd"
        return sign

    def _drawn(self, element: etree._Element, draft: _Draft) -> None:
        """Keep the text boxes of a drawing for after the paragraph, and count its pictures."""
        for inner in element.iterchildren():
            name = name_of(inner)
            if name == "txbxContent":
                draft.boxes.append(inner)
            elif name in _PICTURES:
                self.count("pictures")
            else:
                self._drawn(_chosen(inner) if name == "AlternateContent" else inner, draft)


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return the one form of an AlternateContent that is read; the others say the same again."""
    for element in alternatives:
        if name_of(element) == "Choice":
            return element
    return next((element for element in alternatives if name_of(element) == "Fallback"), alternatives)


def _append(draft: _Draft, paragraphs: list[Paragraph]) -> None:
    for place, paragraph in enumerate(paragraphs):
        draft.add("\n" if place else "", bold=False)
        start = draft.length
        draft.add(paragraph.text, bold=False)
        draft.bold.extend(Span(start + span.start, start + span.end) for span in paragraph.bold)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        if name_of(element) == "tc":
            yield element
        elif name_of(element) in {"sdt", "sdtContent", "customXml"}:
            yield from _cells(element)


def _row_deleted(row: etree._Element) -> bool:
    properties = child(row, "trPr")
    return properties is not None and child(properties, "del") is not None


def _end_deleted(properties: etree._Element | None) -> bool:
    """Tell whether the paragraph's end was deleted under tracked changes."""
    marks = child(properties, "rPr") if properties is not None else None
    return marks is not None and child(marks, "del") is not None


def _style(properties: etree._Element | None, name: str) -> str:
    found = child(properties, name) if properties is not None else None
    return attribute(found, "val") if found is not None else ""


def _outline(properties: etree._Element) -> bool:
    level = child(properties, "outlineLvl")
    return level is not None and attribute(level, "val") in set("012345678")
