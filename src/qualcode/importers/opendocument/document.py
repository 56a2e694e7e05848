"""OpenDocument texts (.odt, and .fodt in one piece): what the page shows as text, by our own walk over its XML.

Rules, the same as for Word: tracked insertions are text, deletions and hidden words are not; a table gives a line for
each row, its cells parted by tabs; footnotes and endnotes stand at the end; a text box stands after its paragraph; all
is counted.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from qualcode.importers.assembling import Reading, assembled
from qualcode.importers.carried import with_marks
from qualcode.importers.decoding import stored
from qualcode.importers.forms import answered
from qualcode.importers.opendocument.names import inside
from qualcode.importers.opendocument.package import OpenDocument
from qualcode.importers.opendocument.styles import Styles
from qualcode.importers.opendocument.walk import Walk
from qualcode.importers.paragraphs import anchored, laid_out
from qualcode.importers.word.titles import with_titles
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from qualcode.importers.options import ImportOptions
    from qualcode.importers.paragraphs import Paragraph
    from qualcode.model.transcript import Transcript

_MARGINS: Final = tuple(f"style:{where}{pages}" for where in ("header", "footer") for pages in ("", "-left", "-first"))


def read(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read an .odt or .fodt file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: how turns are told apart, and who asks.

    Raises:
        ImportRefused: damaged, locked, no text document, or larger than the limits.
    """
    document = OpenDocument(data, what)
    walk = Walk(Styles(document.trees), what)
    paragraphs = list(walk.blocks(document.text))
    notes = [note for body in _told_off(walk) if (note := _note(walk, body))]
    walk.count("headers", _margins(document.trees))
    every = paragraphs + [paragraph for note in notes for paragraph in note]
    text, blocks = laid_out(every)
    anchors = tuple(anchored(every, blocks))
    text, replaced = stored(text)
    losses = (*walk.losses(), *((Loss("notes", len(notes)),) if notes else ()), *replaced)
    title = next((part.text.strip() for part in paragraphs if part.title and part.text.strip()), "")
    reading = Reading(text, "odt", title=title, blocks=with_titles(text, blocks), losses=losses)
    transcript = answered(assembled(reading, options), anchors, PurePath(what).stem, options)
    return with_marks(transcript, anchors, lambda: walk.comments, "", options)


def _told_off(walk: Walk) -> Iterator[Element]:
    """Yield the notes met so far, and those met while they are read."""
    place = 0
    while place < len(walk.notes):
        yield walk.notes[place]
        place += 1


def _note(walk: Walk, body: Element) -> list[Paragraph]:
    """Return the paragraphs of a note, none where it says nothing."""
    paragraphs = [paragraph.of_kind("note") for paragraph in walk.blocks(body)]
    return paragraphs if any(paragraph.text.strip() for paragraph in paragraphs) else []


def _margins(trees: Sequence[Element]) -> int:
    """Count the page headers and footers that say something."""
    found = (margin for tree in trees for margin in inside(tree, *_MARGINS))
    return sum(1 for margin in found if any(words.strip() for words in margin.itertext()))
