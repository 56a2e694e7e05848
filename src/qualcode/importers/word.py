"""Word documents: what the page shows as text, read by our own walk over its XML.

Rules: tracked insertions are text, deletions and hidden words are not; a table gives a line for each row, its cells
parted by tabs; footnotes and endnotes stand at the end; a text box stands after its paragraph; all is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.importers.assembling import Reading, assembled
from qualcode.importers.decoding import stored
from qualcode.importers.word_names import name_of
from qualcode.importers.word_package import Package
from qualcode.importers.word_styles import Styles
from qualcode.importers.word_titles import with_titles
from qualcode.importers.word_walk import Paragraph, Walk
from qualcode.model.spans import Span
from qualcode.model.transcript import Block, Loss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import BlockKind, Transcript

_NOTE_PARTS: Final = (("/footnotes", "footnote"), ("/endnotes", "endnote"))
_MARGIN_PARTS: Final = ("/header", "/footer")
_TEXT_MARK: Final = b"<w:t"
_NO_NOTE: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read a .docx file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: how turns are told apart, and who asks.

    Raises:
        ImportRefused: damaged, locked, or larger than the limits.
    """
    package = Package(data, what)
    styles = Styles(package.part("/styles"))
    walk = Walk(styles)
    paragraphs = list(walk.body(package.document()))
    notes = [note for kind, tag in _NOTE_PARTS for note in _notes(package.part(kind), tag, walk)]
    walk.count("headers", sum(package.parts_with(kind, _TEXT_MARK) for kind in _MARGIN_PARTS))
    text, blocks = _laid_out(paragraphs + [paragraph for note in notes for paragraph in note])
    text, replaced = stored(text)
    losses = (*walk.losses(), *((Loss("notes", len(notes)),) if notes else ()), *replaced)
    title = next((part.text.strip() for part in paragraphs if part.title and part.text.strip()), "")
    return assembled(Reading(text, "docx", title=title, blocks=with_titles(text, blocks), losses=losses), options)


def _notes(part: etree._Element | None, tag: str, walk: Walk) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs of each note that says something."""
    for note in part if part is not None else ():
        if name_of(note) != tag or any(value in _NO_NOTE for value in note.attrib.values()):
            continue
        paragraphs = [paragraph.of_kind("note") for paragraph in walk.blocks(note)]
        if any(paragraph.text.strip() for paragraph in paragraphs):
            yield paragraphs


def _laid_out(paragraphs: list[Paragraph]) -> tuple[str, tuple[Block, ...]]:
    """Join paragraphs by line ends, and say where each came to lie."""
    pieces: list[str] = []
    blocks: list[Block] = []
    position = 0
    for paragraph in paragraphs:
        end = position + len(paragraph.text)
        bold = tuple(Span(position + span.start, position + span.end) for span in paragraph.bold)
        kind: BlockKind = paragraph.kind
        blocks.append(Block(position, end, kind, bold))
        pieces.append(paragraph.text)
        position = end + 1
    return "\n".join(pieces), tuple(blocks)
