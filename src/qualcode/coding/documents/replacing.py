"""A misspelt word put right wherever it is said: its places found, each in its context, and one edit a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.coding.documents.editing import EditText, Stretch
from qualcode.model.errors import Refusal
from qualcode.model.errors.editing import NothingToMend
from qualcode.model.ids import new_id
from qualcode.words.purging import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Document, Turn

AROUND: Final = 30
"""Characters of context on each side of a place."""
_BEFORE, _AFTER = r"(?<!\w)", r"(?![\w\u0300-\u036f])"
"""A word ends where no letter, digit or accent written apart stands beside it."""


class Place(NamedTuple):
    """Where the words stand, and what stands around them."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A document in which the words stand: the places, and the edit that puts others there."""

    document: Document
    places: tuple[Place, ...]
    action: EditText


def mended(project: Project, old: str, new: str, *, whole: bool, document: str | None = None) -> list[Mended]:
    """Find words wherever they are said, letter for letter; nothing is written.

    In a document with turns, labels and what nobody says are left alone: a voice is renamed by itself.

    Args:
        project: the study.
        old: the words as they stand in the texts.
        new: what is to stand there.
        whole: whether to find them as whole words only.
        document: the id of the only document to look in; None for all.

    Raises:
        NothingToMend: where they stand nowhere.
    """
    sought = re.compile(f"{_BEFORE}{re.escape(old)}{_AFTER}" if whole else re.escape(old))
    wanted = [one for one in project.documents.all() if document in {None, one.id}]
    found = [
        Mended(one, tuple(_place(text, stretch, edit) for stretch in stretches for edit in stretch.edits), action)
        for one in wanted
        for text in [project.documents.text(one.id)]
        if old and (stretches := tuple(_stretches(text, project.documents.turns(one.id), sought, new)))
        for action in [EditText(one.id, one.text_sha256, stretches)]
    ]
    if not found:
        raise NothingToMend(old)
    return found


def _stretches(text: str, turns: Sequence[Turn], sought: re.Pattern[str], new: str) -> Iterator[Stretch]:
    for start, end in [(turn.start, turn.end) for turn in turns] or [(0, len(text))]:
        edits = tuple(Edit(*one.span(), new) for one in sought.finditer(text, start, end))
        if edits:
            yield Stretch(start, end, edits)


def _place(text: str, stretch: Stretch, edit: Edit) -> Place:
    """Return where words stand, with what the same voice says around them."""
    before = text[max(edit.start - AROUND, stretch.start) : edit.start]
    return Place(edit.start, edit.end, before, text[edit.end : min(edit.end + AROUND, stretch.end)])


def mend(project: Project, found: Sequence[Mended]) -> None:
    """Put the words right in every document, in one step for undo; where one is refused, nothing is changed.

    Raises:
        Refusal: where a text was changed meanwhile, or no word would be left in one.
    """
    batch = new_id()
    for number, one in enumerate(found):
        try:
            project.perform(one.action, batch=batch)
        except Refusal:
            if number:
                project.undo()
            raise
