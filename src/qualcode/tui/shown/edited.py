"""Words opened to be edited: which turns, how many codings lie in them, and what was typed on them and never saved."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from qualcode.coding.documents.editing import EditText, Stretch
from qualcode.coding.documents.replacing import mended
from qualcode.importers.decoding import stored
from qualcode.model.messages import _, ngettext
from qualcode.model.spans import Span
from qualcode.tui.figures import between_marks, counted
from qualcode.words.purging import Edit, edited
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.coding.documents.replacing import Mended, Place
    from qualcode.coding.project import Project
    from qualcode.tui.widgets.sheetview import Sheet

_LISTED = 6
"""Places of words to be replaced that are shown."""
_BESIDE = 20
"""Characters shown on each side of one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A turn, or words outside all turns, opened to be edited."""

    key: str
    """The turn's id; of words outside all turns, what stands for their place among the blocks of the page."""
    label: str
    start: int
    words: str

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.words)


class Edits(NamedTuple):
    """The words of a document opened to be edited, and the mark of the text they were read in."""

    document: str
    text_sha256: str
    opened: tuple[Opened, ...]

    def action(self, typed: Mapping[str, Sequence[Edit]]) -> EditText:
        """Return the act that saves what was typed.

        Args:
            typed: edits by the key of what was opened, in its own offsets.
        """
        stretches = (
            Stretch(one.start, one.end, tuple(_moved(edit, one.start) for edit in typed[one.key]))
            for one in self.opened
            if typed.get(one.key)
        )
        return EditText(self.document, self.text_sha256, tuple(stretches))


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, stored(edit.new)[0])


def opened_in(sheet: Sheet, span: Span) -> Edits:
    """Return the turns, and the words outside turns, that a passage touches.

    Args:
        sheet: the document as the reader shows it.
        span: what is selected, or the letter under the caret.
    """
    found = []
    for number, block in enumerate(sheet.blocks):
        if block.start < span.end and span.start < block.end:
            words = sheet.text[block.start : block.end]
            key = sheet.turns[block.turn].id if block.turn is not None else _mark(f"{sheet.document} {number}")
            found.append(Opened(key, _label(sheet, block.start, block.end, block.turn), block.start, words))
    return Edits(sheet.document, _mark(sheet.text), tuple(found))


def opened_again(sheet: Sheet, keys: Sequence[str]) -> Edits:
    """Return words that were opened before, as they stand now; those that are gone are left out."""
    every = opened_in(sheet, Span(0, len(sheet.text)))
    return every._replace(opened=tuple(one for one in every.opened if one.key in keys))


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _label(sheet: Sheet, start: int, end: int, turn: int | None) -> str:
    """Say whose words they are, which turn, and how many of the codings shown lie in them."""
    number = sum(passage.start < end and start < passage.end for passage in sheet.passages)
    parts = [_("outside all turns")]
    if turn is not None:
        place = _("turn {number} of {count}").format(number=turn + 1, count=len(sheet.turns))
        parts = [*filter(None, [shown_line(sheet.turns[turn].speaker)]), place]
    if number:
        many = ngettext("{count} coding lies in it", "{count} codings lie in it", number)
        parts.append(many.format(count=counted(number)))
    return "   ".join(parts)


# What was typed and never saved


def kept_words(words: str, edits: Sequence[Edit], before: str = "") -> dict[str, str]:
    """Return what was typed on some words as it is kept beside the study; nothing where nothing was.

    Args:
        words: those that were opened.
        edits: what was typed on them.
        before: what was typed on them when they were others.
    """
    return {"former": words, "edits": json.dumps(edits), "before": before} if edits or before else {}


def found_words(words: str, kept: Mapping[str, str]) -> tuple[list[Edit], str]:
    """Return what was typed before: its edits where the words are the same still, and all of it where they are not."""
    if not kept:
        return [], ""
    edits = [Edit(*each) for each in json.loads(kept["edits"])]
    return (edits, kept["before"]) if kept["former"] == words else ([], edited(kept["former"], edits))


# Words replaced wherever they are said


@dataclass(frozen=True, slots=True)
class Preview:
    """What replacing words would do: the edits, how many places in how many documents, the first ones in context."""

    found: tuple[Mended, ...]
    here: tuple[Mended, ...]
    """Those of the open document."""
    lines: tuple[str, ...]


def preview(project: Project, document: str, old: str, new: str) -> Preview:
    """Find words wherever they are said as whole words; where they stand nowhere so, within words too.

    Args:
        project: the study.
        document: the id of the open one.
        old: the words to be replaced.
        new: what is to stand there.

    Raises:
        NothingToMend: where they stand nowhere.
    """
    found = mended(project, old, new, whole=True)
    here = tuple(one for one in found if one.document.id == document)
    first = [(one, place) for one in (*here, *(each for each in found if each not in here)) for place in one.places]
    lines = [
        _("{name}: {value}").format(name=one.document.name, value=_context(place, old))
        for one, place in first[:_LISTED]
    ]
    if len(first) > _LISTED:
        more = len(first) - _LISTED
        lines.append(ngettext("and {count} other place", "and {count} other places", more).format(count=counted(more)))
    return Preview(tuple(found), here, tuple(lines))


def _context(place: Place, words: str) -> str:
    """Return some words with those around them on their line, whole words only."""
    before = place.before[-_BESIDE:].rpartition("\n")[2]
    after = place.after[:_BESIDE].partition("\n")[0]
    before = before.partition(" ")[2] if len(before) == _BESIDE else before
    after = after.rpartition(" ")[0] if len(after) == _BESIDE else after
    return f"… {before}{between_marks(words)}{after} …"


def places_said(found: Sequence[Mended]) -> str:
    """Say how many places there are, and in how many documents."""
    places = sum(len(one.places) for one in found)
    words = ngettext("{count} place", "{count} places", places).format(count=counted(places))
    if len(found) == 1:
        return words
    many = ngettext("{places} in {count} document", "{places} in {count} documents", len(found))
    return many.format(places=words, count=counted(len(found)))
