"""Marks made while reading: a passage to be coded later, a turn with nothing to code, a bookmark. None is a coding."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from qualcode.coding.actions import Action, handles
from qualcode.coding.passages.codings import check_span
from qualcode.coding.work import choice
from qualcode.model import errors
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, NN_, _, counted
from qualcode.model.records import READING_MARKS
from qualcode.storage.reading import documents
from qualcode.storage.reading import reading_marks as reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.work import Work

_MADE: Final = {
    "later": N_("highlight a passage of {document_name}"),
    "read": N_("mark a turn of {document_name} as read"),
    "bookmark": N_("put the bookmark into {document_name}"),
}
_TAKEN: Final = {
    "later": N_("remove a highlight of {document_name}"),
    "read": N_("no longer mark a turn of {document_name} as read"),
    "bookmark": N_("take the bookmark out of {document_name}"),
}


@dataclass(frozen=True, slots=True)
class MarkReading(Action):
    """Mark a passage as one's own reading goes; `kind` is one of READING_MARKS. A document has one bookmark a coder."""

    words: ClassVar[str] = _MADE["later"]
    document: str
    start: int
    end: int
    kind: str = "later"
    id: str = field(default_factory=new_id)

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it by its kind."""
        return _(_MADE[str(arguments.get("kind"))]).format_map(arguments)


@dataclass(frozen=True, slots=True)
class UnmarkReading(Action):
    """Take marks away."""

    words: ClassVar[tuple[str, str]] = NN_("remove {count} mark of reading", "remove {count} marks of reading")
    marks: tuple[str, ...]

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it; of a single mark, by its kind and document."""
        known = _TAKEN.get(str(arguments.get("kind")))
        words = _(known) if known else counted(cls.words, arguments.get("count"))
        return words.format_map(arguments)


@handles(MarkReading)
def mark_reading(action: MarkReading, work: Work) -> None:
    """Write a mark; a turn marked as read stays so, an earlier bookmark and the same highlight go.

    Raises:
        NoSuchDocument, SpanOutside, SpanEmpty, BadChoice.
    """
    kind = choice(action.kind, READING_MARKS)
    name = documents.name_of(work.connection, action.document)
    check_span(action.start, action.end, len(documents.text(work.connection, action.document)), name)
    known = [mark for mark in reading.listed(work.connection, work.coder, action.document) if mark.kind == kind]
    same = [mark for mark in known if (mark.start, mark.end) == (action.start, action.end)]
    if same and kind == "read":
        return
    # a highlight made anew waits again, whatever was coded there since the first
    work.writer.delete("reading_marks", [mark.id for mark in (known if kind == "bookmark" else same)])
    row = {
        "id": action.id,
        "document_id": action.document,
        "start": action.start,
        "end": action.end,
        "kind": kind,
        "coder_id": work.coder,
        "created_at": work.now,
    }
    work.writer.insert("reading_marks", [row])
    work.say(document_name=name)


@handles(UnmarkReading)
def unmark_reading(action: UnmarkReading, work: Work) -> None:
    """Remove the marks asked for, all or none.

    Raises:
        NoSuchMark: where one is gone.
    """
    marks = dict.fromkeys(action.marks)
    rows = {identifier: work.row("reading_marks", identifier) for identifier in marks}
    for identifier, row in rows.items():
        if row is None:
            raise errors.NoSuchMark(identifier)
        if len(marks) == 1:
            work.say(kind=row["kind"], document_name=documents.name_of(work.connection, row["document_id"]))
    work.writer.delete("reading_marks", list(marks))
    work.say(count=len(marks))
