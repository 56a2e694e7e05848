"""The walk over a Word document's tree: what shows text gives it once, all else is passed by or counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.comments import BEGINNING, ENDING, REFERENCE
from qualcode.importers.highlights import HIGHLIGHT, PENS, colour_of
from qualcode.importers.losses import counted_losses
from qualcode.importers.paragraphs import CELL, Draft
from qualcode.importers.word.forms import Fields
from qualcode.importers.word.names import MATHS, attribute, child, is_on, name_of
from qualcode.importers.word.symbols import UNKNOWN, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from qualcode.importers.paragraphs import Paragraph
    from qualcode.importers.word.styles import Styles
    from qualcode.model.transcript import BlockKind, Loss

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
_GONE: Final = {"del": "deletions", "moveFrom": "moves"}
"""What tracked changes took away, and how it is counted."""
_PICTURES: Final = frozenset({"blip", "imagedata", "chart", "relIds"})
"""A picture by its file, old and new, a chart, a drawing of Word's gallery."""
_FOREIGN: Final = {"OLEObject": "embedded", "control": "form_controls"}
"""What another program draws: an embedded file, a field that a program of the form runs."""
_LEVELS: Final = frozenset("012345678")
"""Of the outline; 9 is none."""
_RANGES: Final = {"commentRangeStart": BEGINNING, "commentRangeEnd": ENDING}


@dataclass(slots=True)
class _Draft(Draft):
    """A paragraph while its runs are read, with the text boxes that hang on it."""

    boxes: list[etree._Element] = field(default_factory=list)


class _Look(NamedTuple):
    """How a run looks."""

    hidden: bool
    bold: bool
    colour: str
    """Of its highlight; empty for none."""


class _Form(NamedTuple):
    """What the properties of a paragraph say."""

    style: str
    goes_on: bool
    """Whether its end was deleted, or moved elsewhere, under tracked changes: the next one goes on with it."""
    outlined: bool
    listed: bool


class Walk:
    """One walk through one document; it counts what it leaves out."""

    def __init__(self, styles: Styles) -> None:
        """Begin, with the document's styles."""
        self._styles = styles
        self._counts: Counter[str] = Counter()
        self._fields = Fields()
        self._between: list[tuple[str, str]] = []  # what hangs between two paragraphs: the next one takes it on
        self._tables = 0
        self._carried: _Draft | None = None  # a paragraph whose end was deleted: the next one goes on with it

    def count(self, kind: str, more: int = 1) -> None:
        """Count something that is left out or moved."""
        self._counts[kind] += more

    def losses(self) -> tuple[Loss, ...]:
        """Return what was counted."""
        return counted_losses(self._counts)

    def body(self, document: etree._Element) -> Iterator[Paragraph]:
        """Yield the paragraphs of the main part."""
        body = child(document, "body")
        if body is not None:
            yield from self.blocks(body)
        if self._between:
            yield self._begun().paragraph()

    def blocks(self, parent: etree._Element) -> Iterator[Paragraph]:
        """Yield the paragraphs of a body, a cell, a note or a text box."""
        yield from self._inside(parent)
        yield from self._let_go()

    def _inside(self, parent: etree._Element) -> Iterator[Paragraph]:
        for element in parent:
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._let_go()
                self._tables += 1
                yield from self._table(element, str(self._tables))
            elif name == "AlternateContent":
                yield from self._inside(_chosen(element))
            elif name in _THROUGH:
                yield from self._inside(element)
            else:
                self._beside(element, name)

    def _beside(self, element: etree._Element, name: str) -> None:
        """Take on what stands between paragraphs and is none."""
        if name in _RANGES:
            self._between.append((_RANGES[name], attribute(element, "id")))
        elif name in _GONE:
            self.count(_GONE[name])
        elif name == "altChunk":
            self.count("embedded")

    def _begun(self) -> _Draft:
        """Return the draft of the next paragraph: a new one, or one that goes on where an end was deleted."""
        draft, self._carried = self._carried or _Draft(), None
        for kind, key in self._between:
            draft.hang(kind, key)
        self._between.clear()
        return draft

    def _let_go(self) -> Iterator[Paragraph]:
        """Yield a paragraph whose end was deleted where no other follows to go on with it."""
        if self._carried:
            draft, self._carried = self._carried, None
            yield draft.paragraph()
            yield from self._boxed(draft)

    def _table(self, table: etree._Element, key: str) -> Iterator[Paragraph]:
        """Yield a paragraph for each row: cells parted by tabs, the paragraphs of a cell by line ends."""
        for number, row in enumerate(table.iterchildren()):
            name = name_of(row)
            if name in {"sdt", "sdtContent", "ins", "customXml"}:
                yield from self._table(row, f"{key}/{number}")
            elif name != "tr":
                self._beside(row, name)
            elif _deleted(row, "trPr", "del"):
                self.count("deletions")
            else:
                yield self._row(row, f"{key}/{number}")

    def _row(self, row: etree._Element, key: str) -> Paragraph:
        draft = self._begun()
        kept = [cell for cell in _cells(row) if not _deleted(cell, "tcPr", "cellDel")]
        for place, cell in enumerate(kept):
            draft.add("\t" if place else "", bold=False)
            start = draft.length
            draft.append(list(self.blocks(cell)))
            draft.hang(CELL, key, start)
        return draft.paragraph("table")

    def _paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        form = _form(child(element, "pPr"))
        draft = self._begun()
        self._runs(element, draft, bold=self._styles.bold(form.style))
        if form.goes_on:
            self._carried = draft
            return
        yield draft.paragraph(self._kind(form), title=self._styles.title(form.style))
        yield from self._boxed(draft)

    def _boxed(self, draft: _Draft) -> Iterator[Paragraph]:
        for box in draft.boxes:
            self.count("text_boxes")
            yield from self.blocks(box)

    def _kind(self, form: _Form) -> BlockKind:
        if form.outlined or self._styles.heading(form.style):
            return "heading"
        if form.listed:
            self.count("list_marks")
            return "list"
        return "quote" if self._styles.quote(form.style) else "paragraph"

    def _runs(self, parent: etree._Element, draft: _Draft, *, bold: bool) -> None:
        for element in parent:
            name = name_of(element)
            if name == "r":
                self._run(element, draft, bold=bold)
            elif name in _THROUGH:
                self.count("insertions", name == "ins")
                self._runs(element, draft, bold=bold)
            elif name in _RANGES:
                draft.hang(_RANGES[name], attribute(element, "id"))
            elif name in _GONE:
                self._gone(element, name, draft)
            elif name == "AlternateContent":
                self._runs(_chosen(element), draft, bold=bold)
            elif name in {"oMath", "oMathPara"}:
                self.count("formulas")
                draft.add(_formula(element), bold=bold)

    def _gone(self, element: etree._Element, name: str, draft: _Draft) -> None:
        """Count what tracked changes took away; the bounds of a comment on words beside them count all the same."""
        self.count(_GONE[name])
        for mark in element.iter():
            if name_of(mark) in _RANGES:
                draft.hang(_RANGES[name_of(mark)], attribute(mark, "id"))

    def _run(self, run: etree._Element, draft: _Draft, *, bold: bool) -> None:
        start, colour = draft.length, ""
        for element in run:
            if name_of(element) == "rPr":
                hidden, bold, colour = _look(element, self._styles, bold=bold)
                if hidden:
                    self.count("hidden")
                    return
            else:
                self._inside_run(element, draft, bold=bold)
        if colour and draft.length > start:
            draft.hang(HIGHLIGHT, colour, start)

    def _inside_run(self, element: etree._Element, draft: _Draft, *, bold: bool) -> None:
        name = name_of(element)
        if name == "fldChar":
            draft.add(self._fields.turn(element), bold=bold)
        elif not self._fields.shown:
            return  # the code of a field, not what it shows
        elif name == "t" or name in _MARKS:
            draft.add(_MARKS.get(name) or element.text or "", bold=bold)
        elif name == "sym":
            sign = sign_of(element)
            self.count("symbols", sign == UNKNOWN)
            draft.add(sign, bold=bold)
        else:
            self._rare(element, name, draft, bold=bold)

    def _rare(self, element: etree._Element, name: str, draft: _Draft, *, bold: bool) -> None:
        if name == "commentReference":
            draft.hang(REFERENCE, attribute(element, "id"))
        elif name == "AlternateContent":
            for inner in _chosen(element):
                self._inside_run(inner, draft, bold=bold)
        elif name in {"drawing", "pict", "object"}:
            self._drawn(element, draft)
        elif name == "ruby":
            self.count("rubies")
            self._runs(element, draft, bold=bold)

    def _drawn(self, element: etree._Element, draft: _Draft) -> None:
        """Keep the text boxes of a drawing for after the paragraph, and count its pictures."""
        foreign = [_FOREIGN[name] for name in map(name_of, element) if name in _FOREIGN]
        if foreign:
            self.count(foreign[0])
            return  # the picture beside it only shows how it looked
        for inner in element.iterchildren():
            name = name_of(inner)
            if name == "txbxContent":
                draft.boxes.append(inner)
            elif name in _PICTURES:
                self.count("pictures")
            else:
                self._drawn(_chosen(inner) if name == "AlternateContent" else inner, draft)


def _look(properties: etree._Element, styles: Styles, *, bold: bool) -> _Look:
    """Say whether a run is hidden, bold, highlighted; its own word goes before its style's, a pen before a fill."""
    hidden, own, styled, pen, fill = False, None, bold, "none", ""
    for mark in properties:
        name = name_of(mark)
        if name == "vanish":
            hidden = is_on(mark)
        elif name == "b":
            own = is_on(mark)
        elif name == "rStyle":
            styled = styled or styles.bold(attribute(mark, "val"))
        elif name == "highlight":
            pen = attribute(mark, "val")
        elif name == "shd":
            fill = colour_of(attribute(mark, "fill"))
    colour = fill if pen == "none" else pen if pen in PENS else ""
    return _Look(hidden, styled if own is None else own, colour)


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return the one form of an AlternateContent that is read; the others say the same again."""
    for element in alternatives:
        if name_of(element) == "Choice":
            return element
    return next((element for element in alternatives if name_of(element) == "Fallback"), alternatives)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        if name_of(element) == "tc":
            yield element
        elif name_of(element) in {"sdt", "sdtContent", "customXml"}:
            yield from _cells(element)


def _deleted(element: etree._Element, properties: str, mark: str) -> bool:
    """Tell whether a row or a cell was deleted under tracked changes."""
    found = child(element, properties)
    return found is not None and child(found, mark) is not None


def _formula(element: etree._Element) -> str:
    """Return the signs of a formula in a line, without those deleted under tracked changes."""
    signs = (part for part in element.iter(*(f"{space}t" for space in MATHS)))
    kept = (part.text or "" for part in signs if not any(name_of(around) in _GONE for around in part.iterancestors()))
    return "".join(kept)


def _form(properties: etree._Element | None) -> _Form:
    """Read the properties of a paragraph in one go: a transcript has more paragraphs than anything else."""
    style, goes_on, outlined, listed = "", False, False, False
    for mark in properties if properties is not None else ():
        name = name_of(mark)
        if name == "pStyle":
            style = style or attribute(mark, "val")
        elif name == "rPr":
            goes_on = any(name_of(one) in _GONE for one in mark)
        elif name == "outlineLvl":
            outlined = attribute(mark, "val") in _LEVELS
        elif name == "numPr":
            listed = True
    return _Form(style, goes_on, outlined, listed)
