"""Word documents: what the page shows as text, read by our own walk over its XML.

Rules: tracked insertions are text, deletions and hidden words are not, moved words stand where they were moved to; a
paragraph whose end was deleted goes on with the next; a table gives a line for each row, its cells parted by tabs;
footnotes and endnotes stand at the end; a text box stands after its paragraph; all is counted.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from qualcode.importers.assembling import Reading, assembled
from qualcode.importers.carried import with_marks
from qualcode.importers.decoding import stored
from qualcode.importers.forms import answered
from qualcode.importers.options import CODES
from qualcode.importers.paragraphs import anchored, laid_out
from qualcode.importers.word.comments import comments_of
from qualcode.importers.word.forms import settle_controls
from qualcode.importers.word.names import name_of
from qualcode.importers.word.package import Package
from qualcode.importers.word.styles import Styles
from qualcode.importers.word.titles import with_titles
from qualcode.importers.word.walk import Walk
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from qualcode.importers.options import ImportOptions
    from qualcode.importers.paragraphs import Paragraph
    from qualcode.model.transcript import Transcript

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
    paragraphs = list(walk.body(_settled(package.document(), walk)))
    notes = [note for kind, tag in _NOTE_PARTS for note in _notes(package.part(kind), tag, walk)]
    walk.count("headers", sum(package.parts_with(kind, _TEXT_MARK) for kind in _MARGIN_PARTS))
    every = paragraphs + [paragraph for note in notes for paragraph in note]
    text, blocks = laid_out(every)
    anchors = tuple(anchored(every, blocks))
    text, replaced = stored(text)
    losses = (*walk.losses(), *((Loss("notes", len(notes)),) if notes else ()), *replaced)
    title = next((part.text.strip() for part in paragraphs if part.title and part.text.strip()), "")
    reading = Reading(text, "docx", title=title, blocks=with_titles(text, blocks), losses=losses)
    transcript = answered(assembled(reading, options), anchors, PurePath(what).stem, options)
    author = package.author() if options.highlights == CODES else ""
    return with_marks(transcript, anchors, lambda: comments_of(package, styles), author, options)


def _settled(part: etree._Element, walk: Walk) -> etree._Element:
    """Return a part whose content controls show what was filled in."""
    walk.count("prompts", settle_controls(part))
    return part


def _notes(part: etree._Element | None, tag: str, walk: Walk) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs of each note that says something."""
    for note in _settled(part, walk) if part is not None else ():
        if name_of(note) != tag or any(value in _NO_NOTE for value in note.attrib.values()):
            continue
        paragraphs = [paragraph.of_kind("note") for paragraph in walk.blocks(note)]
        if any(paragraph.text.strip() for paragraph in paragraphs):
            yield paragraphs
