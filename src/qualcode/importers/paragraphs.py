"""Paragraphs as a document shows them, on their way from a format's own walk to the stored text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.spans import Span
from qualcode.model.transcript import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.model.transcript import BlockKind

_BYTE_ORDER_MARK: Final = "\ufeff"
CELL: Final = "cell"
"""The kind of an anchor that bounds a cell of a table's row."""


class Anchor(NamedTuple):
    """Where something hangs on the words that is no word: a comment, a colour, a table's cell; bounds in code points.

    `key` names which one: the comment's number, the colour, the table.
    """

    kind: str
    key: str
    start: int
    end: int

    def moved(self, by: int) -> Anchor:
        """Return the same anchor further on."""
        return Anchor(self.kind, self.key, max(0, self.start + by), max(0, self.end + by))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as shown: its text, its kind, the spans in bold, counted from its start."""

    text: str
    kind: BlockKind = "paragraph"
    bold: tuple[Span, ...] = ()
    title: bool = False
    anchors: tuple[Anchor, ...] = ()

    def of_kind(self, kind: BlockKind) -> Paragraph:
        """Return the same words as another kind of paragraph."""
        return replace(self, kind=kind)


@dataclass(slots=True)
class Draft:
    """A paragraph while its runs are read."""

    pieces: list[str] = field(default_factory=list)
    bold: list[Span] = field(default_factory=list)
    length: int = 0
    anchors: list[Anchor] = field(default_factory=list)

    def hang(self, kind: str, key: str, start: int | None = None) -> None:
        """Note what hangs here, or on the words from a start up to here."""
        self.anchors.append(Anchor(kind, key, self.length if start is None else start, self.length))

    def add(self, words: str, *, bold: bool) -> None:
        """Take some words on; neighbouring bold runs are one.

        Line ends are made ours here, for a pair of them shortened later would move all that follows.
        """
        if not words:
            return
        if "\r" in words:
            words = words.replace("\r\n", "\n").replace("\r", "\n")
        start, self.length = self.length, self.length + len(words)
        self.pieces.append(words)
        if bold and self.bold and self.bold[-1].end == start:
            self.bold[-1] = Span(self.bold[-1].start, self.length)
        elif bold:
            self.bold.append(Span(start, self.length))

    def ends_with(self, sign: str) -> bool:
        """Tell whether the last sign taken on is this one."""
        return bool(self.pieces) and self.pieces[-1].endswith(sign)

    def trim(self, signs: str) -> None:
        """Take some signs off the end."""
        while self.pieces:
            last = self.pieces.pop()
            kept = last.rstrip(signs)
            self.length -= len(last) - len(kept)
            if kept:
                self.pieces.append(kept)
                break
        while self.bold and self.bold[-1].end > self.length:
            start = self.bold.pop().start
            if start < self.length:
                self.bold.append(Span(start, self.length))

    def append(self, paragraphs: Sequence[Paragraph]) -> None:
        """Take whole paragraphs on, as those of a table's cell, parted by line ends."""
        for place, paragraph in enumerate(paragraphs):
            self.add("\n" if place else "", bold=False)
            start = self.length
            self.add(paragraph.text, bold=False)
            self.bold.extend(Span(start + span.start, start + span.end) for span in paragraph.bold)
            self.anchors.extend(anchor.moved(start) for anchor in paragraph.anchors if anchor.kind != CELL)

    def paragraph(self, kind: BlockKind = "paragraph", *, title: bool = False) -> Paragraph:
        """Return what was taken on."""
        return Paragraph("".join(self.pieces), kind, tuple(self.bold), title, tuple(self.anchors))


def laid_out(paragraphs: Sequence[Paragraph]) -> tuple[str, tuple[Block, ...]]:
    """Join paragraphs by line ends, and say where each came to lie.

    Args:
        paragraphs: in the order of the text.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    position = 0
    for paragraph in paragraphs:
        text, kept = _unmarked(paragraph) if not position else (paragraph.text, paragraph.bold)
        end = position + len(text)
        bold = tuple(Span(position + span.start, position + span.end) for span in kept)
        blocks.append(Block(position, end, paragraph.kind, bold))
        pieces.append(text)
        position = end + 1
    return "\n".join(pieces), tuple(blocks)


def anchored(paragraphs: Sequence[Paragraph], blocks: Sequence[Block]) -> Iterator[Anchor]:
    """Yield what hangs on the paragraphs, at its place in the whole text.

    Args:
        paragraphs: in the order of the text.
        blocks: where `laid_out` put each of them.
    """
    for paragraph, block in zip(paragraphs, blocks, strict=True):
        taken_off = len(paragraph.text) - (block.end - block.start)  # a byte order mark, from the first one
        for anchor in paragraph.anchors:
            kept = anchor.moved(-taken_off) if taken_off else anchor
            yield Anchor(kept.kind, kept.key, block.start + kept.start, min(block.start + kept.end, block.end))


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _unmarked(first: Paragraph) -> tuple[str, tuple[Span, ...]]:
    """Take a byte order mark off the first paragraph: the stored text has none, and its places must agree."""
    if not first.text.startswith(_BYTE_ORDER_MARK):
        return first.text, first.bold
    moved = (Span(max(0, span.start - 1), span.end - 1) for span in first.bold)
    return first.text[1:], tuple(span for span in moved if span.length)
