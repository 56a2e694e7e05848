"""RTF documents: what the page shows as text, by our own walk.

Readers that give the words alone lose notes, and glue what was deleted under tracked changes to what was put instead.

Rules, the same as for Word: tracked insertions are text, deletions and hidden words are not; a table gives a line for
each row, its cells parted by tabs; footnotes and endnotes stand at the end; a text box stands after its paragraph; all
is counted.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from qualcode.importers.assembling import Reading, assembled
from qualcode.importers.decoding import stored
from qualcode.importers.forms import answered, cells_of
from qualcode.importers.paragraphs import laid_out
from qualcode.importers.rich_text.flow import Styles
from qualcode.importers.rich_text.walk import Walk
from qualcode.importers.word.titles import with_titles
from qualcode.model.errors import WrongContent
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import Transcript

_BEGINNING: Final = b"{\\rtf"
_STYLES: Final = "{\\stylesheet"
_ENTRY: Final = re.compile(
    r"\{\\s(?P<number>\d{1,5})(?: ?\\[a-z]{1,32}-?\d{0,10}){0,200}+ ?(?P<name>[^{};\\]{1,60});\}"
)
"""A paragraph style's entry in the table of styles; Word and LibreOffice name it in English, some in French."""
_TITLE: Final = re.compile(r"title|titre|subtitle|sous-titre", re.IGNORECASE)
_HEADING: Final = re.compile(r"(?:heading|titre) [1-9]", re.IGNORECASE)
_LONGEST_TABLE: Final = 500_000
"""Signs of the file in which that table is looked for; Word's own takes 30,000."""


def read(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read an .rtf file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: how turns are told apart, and who asks.

    Raises:
        ImportRefused: no RTF, or groups inside one another without end.
    """
    if not data.startswith(_BEGINNING):
        raise WrongContent(what, format=".rtf")
    source = data.decode("latin-1")
    walk = Walk(what, _styles(source))
    paragraphs = walk.paragraphs(source)
    notes = [paragraph for note in walk.notes for paragraph in note]
    text, blocks = laid_out(paragraphs + notes)
    text, replaced = stored(text)
    losses = (*walk.losses(), *((Loss("notes", len(walk.notes)),) if notes else ()), *replaced)
    title = next((part.text.strip() for part in paragraphs if part.title and part.text.strip()), "")
    reading = Reading(text, "rtf", title=title, blocks=with_titles(text, blocks), losses=losses)
    return answered(assembled(reading, options), cells_of(text, blocks), PurePath(what).stem, options)


def _styles(source: str) -> Styles:
    """Return the numbers of the styles of titles and headings."""
    start = source.find(_STYLES, 0, _LONGEST_TABLE)
    if start < 0:
        return Styles()
    table = source[start : start + _LONGEST_TABLE].replace("\r", "").replace("\n", "")
    named = [(int(entry["number"]), entry["name"]) for entry in _ENTRY.finditer(table)]
    titles = frozenset(number for number, name in named if _TITLE.fullmatch(name))
    return Styles(titles, titles | {number for number, name in named if _HEADING.fullmatch(name)})
