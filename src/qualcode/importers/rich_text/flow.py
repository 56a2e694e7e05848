"""One stream of an RTF file's words: the body, a note, a text box or a page's margin, cut into paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from qualcode.importers.paragraphs import Draft, Paragraph

if TYPE_CHECKING:
    from qualcode.model.transcript import BlockKind


FlowKind = Literal["body", "note", "box", "margin"]


class Styles(NamedTuple):
    """The numbers of the styles that titles have, and those that headings have, titles among them."""

    titles: frozenset[int] = frozenset()
    headings: frozenset[int] = frozenset()


@dataclass(slots=True)
class Format:
    """What holds for a paragraph until it is said otherwise."""

    in_table: bool = False
    heading: bool = False
    in_list: bool = False
    style: int | None = None


@dataclass(slots=True)
class Flow:
    """Paragraphs so far, and the one that is being read."""

    styles: Styles
    kind: FlowKind = "body"
    paragraphs: list[Paragraph] = field(default_factory=list)
    draft: Draft = field(default_factory=Draft)
    format: Format = field(default_factory=Format)
    boxes: list[Paragraph] = field(default_factory=list)
    """Text boxes that hang on the paragraph, for after it."""
    tabs: int = 0
    """Cells ended since the last words: each is a tab before what follows in the row."""
    lines: int = 0
    """Paragraphs ended inside a cell since the last words."""
    listed: bool = False
    """Whether the mark of a list stood before the paragraph."""

    def add(self, words: str, *, bold: bool) -> None:
        """Take words on, after the cells and lines that ended before them."""
        self.draft.add("\t" * self.tabs + "\n" * self.lines, bold=False)
        self.tabs = self.lines = 0
        self.draft.add(words, bold=bold)

    def end_paragraph(self) -> None:
        """End a paragraph; inside a table it is a line of its cell."""
        if self.format.in_table:
            self.lines += 1
        else:
            self._end(self._kind())

    def end_cell(self) -> None:
        """End a cell: what its last paragraph ended with does not show."""
        self.lines = 0
        self.tabs += 1

    def end_row(self) -> None:
        """End a row of a table: the end of its last cell does not show."""
        self.draft.add("\t" * max(0, self.tabs - 1), bold=False)
        self.tabs = self.lines = 0
        self._end("table")

    def finished(self) -> list[Paragraph]:
        """Return all paragraphs once nothing more comes."""
        if self.draft.length or self.boxes:
            self._end("table" if self.format.in_table else self._kind())
        return self.paragraphs

    def _kind(self) -> BlockKind:
        if self.format.heading or self.format.style in self.styles.headings:
            return "heading"
        return "list" if self.listed or self.format.in_list else "paragraph"

    def _end(self, kind: BlockKind) -> None:
        title = kind == "heading" and self.format.style in self.styles.titles
        self.paragraphs.append(self.draft.paragraph(kind, title=title))
        self.paragraphs.extend(self.boxes)
        self.draft, self.boxes, self.listed = Draft(), [], False
