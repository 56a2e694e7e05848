"""The walk over an OpenDocument text: what shows text gives it once, all else is passed by or counted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qualcode.importers.comments import BEGINNING, ENDING, REFERENCE, Comment
from qualcode.importers.highlights import HIGHLIGHT
from qualcode.importers.losses import counted_losses
from qualcode.importers.opendocument.names import attribute, child, inside, name_of
from qualcode.importers.paragraphs import CELL, Draft
from qualcode.model.errors import SwollenFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from qualcode.importers.opendocument.styles import Styles
    from qualcode.importers.paragraphs import Paragraph
    from qualcode.model.transcript import BlockKind, Loss

MOST_ADDED: Final = 1_000_000
"""Signs that marks such as `text:s` or a repeated row may add to a document: as many as a book has letters."""
_WHITE: Final = re.compile("[ \t\r\n]+")
"""What the standard counts as white space (part 3, 6.1.2); a no-break space is a letter like others."""
_LONGEST_NUMBER: Final = 16
"""Digits: Python takes long over numbers of thousands of them."""

_THROUGH: Final = frozenset(
    {
        "text:section",
        "text:index-body",
        "text:index-title",
        "text:table-of-content",
        "text:illustration-index",
        "text:table-index",
        "text:object-index",
        "text:user-index",
        "text:alphabetical-index",
        "text:bibliography",
        "text:numbered-paragraph",
        "draw:a",
        "draw:g",
    }
)
"""Elements around paragraphs that are nothing themselves."""
_SHAPES: Final = frozenset({"frame", "a", "g", "custom-shape", "rect", "ellipse", "caption", "polygon", "path", "line"})
_ROWS: Final = frozenset({"table:table-rows", "table:table-header-rows", "table:table-row-group"})
_SILENT: Final = frozenset(
    {
        "office:event-listeners",
        "office:forms",
        "text:ruby-text",
        "text:script",
        "text:note-citation",
        "text:tracked-changes",
        "svg:title",
        "svg:desc",
        "script:event-listener",
    }
)


@dataclass(slots=True)
class _Draft(Draft):
    """A paragraph while its runs are read: spaces run together, as the standard has it."""

    spaced: bool = True
    """Whether a space would add to one before it, or stand at the start."""
    loose: bool = False
    """Whether the last sign is such a space, which does not show at the end."""
    boxes: list[Element] = field(default_factory=list)

    def write(self, words: str | None, *, bold: bool) -> None:
        """Take character data on, white space drawn together."""
        if not words:
            return
        text = _WHITE.sub(" ", words)
        text = text.removeprefix(" ") if self.spaced else text
        if text:
            self.add(text, bold=bold)
            self.spaced = self.loose = text.endswith(" ")

    def mark(self, signs: str, *, bold: bool) -> None:
        """Take on signs that an element stands for: they never run together."""
        self.add(signs, bold=bold)
        self.spaced = self.loose = False


class Walk:
    """One walk through one document; it counts what it leaves out, keeps the notes for the end, and the comments."""

    def __init__(self, styles: Styles, what: str) -> None:
        """Begin, with the document's styles and its name for refusals."""
        self._styles = styles
        self._what = what
        self._counts: Counter[str] = Counter()
        self._added = 0
        self.notes: list[Element] = []
        self.comments: list[Comment] = []

    def count(self, kind: str, more: int = 1) -> None:
        """Count something that is left out or moved."""
        self._counts[kind] += more

    def losses(self) -> tuple[Loss, ...]:
        """Return what was counted."""
        return counted_losses(self._counts)

    def blocks(self, parent: Element, kind: BlockKind = "paragraph") -> Iterator[Paragraph]:
        """Yield the paragraphs of a body, a section, a list's entry, a cell, a note or a text box."""
        for element in parent:
            name = name_of(element)
            if name in {"text:p", "text:h"}:
                yield from self._paragraph(element, "heading" if name == "text:h" else kind)
            elif name == "text:list":
                yield from self._list(element)
            elif name == "table:table":
                yield from self._table(element)
            elif name in _THROUGH:
                yield from self._through(element, kind)
            else:
                yield from self._beside(element, name)

    def _through(self, element: Element, kind: BlockKind) -> Iterator[Paragraph]:
        if attribute(element, "text:display") == "none" or attribute(element, "text:is-hidden") == "true":
            self.count("hidden")
        else:
            yield from self.blocks(element, kind)

    def _beside(self, element: Element, name: str) -> Iterator[Paragraph]:
        """Yield what hangs between paragraphs: pictures and boxes set on a page, changes kept apart."""
        if name == "text:tracked-changes":
            self.count("deletions", len(list(inside(element, "text:deletion"))))
            self.count("insertions", len(list(inside(element, "text:insertion"))))
        elif name.startswith("draw:"):
            draft = _Draft()
            self._drawn(element, draft)
            yield from self._boxed(draft)

    def _list(self, element: Element) -> Iterator[Paragraph]:
        for entry in element:
            if name_of(entry) == "text:list-item":
                self.count("list_marks", child(entry, "text:p") is not None)
            yield from self.blocks(entry, "list")

    def _table(self, table: Element, key: str = "") -> Iterator[Paragraph]:
        """Yield a paragraph for each row: cells parted by tabs, the paragraphs of a cell by line ends."""
        key = key or f"{id(table)}"
        for row in table:
            name = name_of(row)
            if name in _ROWS:
                yield from self._table(row, key)
            elif name == "table:table-row":
                draft = _Draft()
                for place, cell in enumerate(self._cells(row)):
                    draft.add("\t" if place else "", bold=False)
                    start = draft.length
                    draft.append(list(self.blocks(cell)))
                    draft.hang(CELL, f"{key}/{id(row)}", start)
                times = self._times(row, "table:number-rows-repeated", 1 + draft.length)
                yield from [draft.paragraph("table")] * times

    def _cells(self, row: Element) -> Iterator[Element]:
        """Yield the cells of a row as often as they stand there; one that is covered by another is none."""
        for cell in row:
            if name_of(cell) == "table:table-cell":
                yield from [cell] * self._times(cell, "table:number-columns-repeated")

    def _times(self, element: Element, name: str, size: int = 1) -> int:
        """Return how often something of some size in signs stands there.

        Raises:
            SwollenFile: once such marks have added more than any document has.
        """
        said = attribute(element, name)
        times = int(said) if said.isdecimal() and len(said) < _LONGEST_NUMBER else 1
        self._added += (times - 1) * size
        if self._added > MOST_ADDED:
            raise SwollenFile(self._what, size=self._added, limit=MOST_ADDED)
        return times

    def _paragraph(self, element: Element, kind: BlockKind) -> Iterator[Paragraph]:
        look = self._styles.look("paragraph", attribute(element, "text:style-name"))
        draft = _Draft()
        if look.hidden:
            self.count("hidden")
            return
        self._runs(element, draft, bold=bool(look.bold))
        if draft.loose:
            draft.trim(" ")  # the standard does not show it
        plain: BlockKind = "quote" if look.quote and kind == "paragraph" else kind
        shown: BlockKind = "heading" if look.title else plain
        yield draft.paragraph(shown, title=look.title)
        yield from self._boxed(draft)

    def _boxed(self, draft: _Draft) -> Iterator[Paragraph]:
        for box in draft.boxes:
            self.count("text_boxes")
            yield from self.blocks(box)

    def _runs(self, parent: Element, draft: _Draft, *, bold: bool) -> None:
        draft.write(parent.text, bold=bold)
        for element in parent:
            self._inline(element, name_of(element), draft, bold=bold)
            draft.write(element.tail, bold=bold)

    def _inline(self, element: Element, name: str, draft: _Draft, *, bold: bool) -> None:
        if name == "text:span":
            self._span(element, draft, bold=bold)
        elif name == "text:s":
            draft.mark(" " * (self._times(element, "text:c")), bold=bold)
        elif name == "text:tab":
            draft.mark("\t", bold=bold)
        elif name == "text:line-break":
            draft.mark("\n", bold=bold)
        elif name.startswith("draw:"):
            self._drawn(element, draft)
        elif name not in _SILENT:
            self._rare(element, name, draft, bold=bold)

    def _span(self, element: Element, draft: _Draft, *, bold: bool) -> None:
        look = self._styles.look("text", attribute(element, "text:style-name"))
        if look.hidden:
            self.count("hidden")
        else:
            start = draft.length
            self._runs(element, draft, bold=bold if look.bold is None else look.bold)
            if look.colour:
                draft.hang(HIGHLIGHT, look.colour, start)

    def _comment(self, element: Element, draft: _Draft) -> None:
        """Keep a comment, and where it hangs; only one with a name can be on a passage that ends elsewhere."""
        name = attribute(element, "office:name")
        key = name or f"#{len(self.comments)}"
        words = "\n".join(paragraph.text for paragraph in Walk(self._styles, self._what).blocks(element)).strip()
        author = child(element, "dc:creator")
        answers = next((value for mark, value in element.attrib.items() if mark.endswith("}parent-name")), "")
        self.comments.append(Comment(key, (author.text or "") if author is not None else "", words, answers))
        draft.hang(REFERENCE, key)
        if name:
            draft.hang(BEGINNING, key)

    def _rare(self, element: Element, name: str, draft: _Draft, *, bold: bool) -> None:
        """Take links, fields and the like as what they show; keep notes for the end, leave comments out."""
        if name == "text:note":
            body = child(element, "text:note-body")
            self.notes.extend(() if body is None else (body,))
        elif name == "office:annotation":
            self._comment(element, draft)
        elif name == "office:annotation-end":
            draft.hang(ENDING, attribute(element, "office:name"))
        elif attribute(element, "text:is-hidden") == "true":
            self.count("hidden")
        else:
            self._runs(element, draft, bold=bold)

    def _drawn(self, element: Element, draft: _Draft) -> None:
        """Keep the text boxes of a drawing for after the paragraph, and count its pictures, once each."""
        names = [name_of(inner) for inner in element]
        if any(inner in {"draw:object", "draw:object-ole"} for inner in names):
            self.count("embedded")
        elif "draw:text-box" in names:
            draft.boxes.extend(inner for inner in element if name_of(inner) == "draw:text-box")
        elif "draw:image" in names:
            self.count("pictures")
        elif name_of(element) == "draw:control":
            self.count("form_controls")
        elif any(inner in {"text:p", "text:list"} for inner in names):
            draft.boxes.append(element)
        else:
            for inner in element:
                if name_of(inner).removeprefix("draw:") in _SHAPES:
                    self._drawn(inner, draft)
