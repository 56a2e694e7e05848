"""What was marked and noted while reading, as the desk shows it: highlights still to be coded, turns read, memos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.entries import Listed
from qualcode.tui.widgets.sheetview import Marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.records import Memo, ReadingMark, Turn

MEMO_KIND: Final = {
    "note": N_("note"),
    "theoretical": N_("theoretical"),
    "methodological": N_("methodological"),
    "summary": N_("summary"),
    "to_do": N_("to do"),
}
"""The kind of one memo."""
JOURNAL: Final = "journal"
"""Memos on the project: the analyst's journal, a dated stream."""
QUOTED: Final = 40
"""Characters by which a passage is named."""
DAY: Final = 10
"""Characters of a date in ISO 8601."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A memo as the list shows it, and where it leads."""

    memo: Memo
    name: str
    """What it is on; empty for the project."""
    document: str = ""
    start: int = 0

    def listed(self) -> Listed:
        """Return its line: date, kind, what it is on, and who wrote it."""
        memo = self.memo
        on = self.name if memo.on != "project" else _("journal")
        where = _("{date}  {kind}, {on}  ({coder})").format(
            date=memo.created_at[:DAY], kind=_(MEMO_KIND[memo.kind]), on=on, coder=memo.coder
        )
        return Listed(memo.id, where, memo.text, JOURNAL if memo.on == "project" else memo.kind)


def still_later(marks: Iterable[ReadingMark], coded: Iterable[tuple[str, int, int]]) -> list[ReadingMark]:
    """Return the highlights that nothing was coded on since: no later coding of the same coder covers them whole.

    Args:
        marks: one coder's in one document.
        coded: the codings of that coder there: id, start, end; ids of later ones sort behind.
    """
    known = list(coded)
    return [
        mark
        for mark in marks
        if mark.kind == "later"
        and not any(coding > mark.id and start <= mark.start and mark.end <= end for coding, start, end in known)
    ]


def marked(marks: Sequence[ReadingMark], coded: Iterable[tuple[str, int, int]], turns: Sequence[Turn]) -> Marked:
    """Return what is marked in a document as the reader paints it."""
    read = [mark for mark in marks if mark.kind == "read"]
    done = {n for n, turn in enumerate(turns) for mark in read if mark.start <= turn.start and turn.end <= mark.end}
    place = next((mark.start for mark in marks if mark.kind == "bookmark"), None)
    return Marked(tuple(mark.span for mark in still_later(marks, coded)), frozenset(done), place)


def to_code(project: Project, coder: str) -> list[tuple[ReadingMark, Listed]]:
    """Return the highlights of a coder still to be coded, by document and place.

    Args:
        project: the study.
        coder: an id; of one who has not coded yet, empty.
    """
    if not coder:
        return []
    found = []
    for document in project.documents.all():
        marks = [mark for mark in project.reading_marks.all(coder, document.id) if mark.kind == "later"]
        if marks:
            codings = project.codings.of_document(document.id, coder)
            text = project.documents.text(document.id)
            waiting = still_later(marks, ((c.id, c.start, c.end) for c in codings))
            found += [(mark, Listed(mark.id, document.name, text[mark.start : mark.end])) for mark in waiting]
    return found


def _beginning(text: str) -> str:
    """Return the first words of a passage between quotation marks."""
    words = " ".join(text.split())
    return _("“{words}”").format(words=words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + "…")


def noted(project: Project) -> list[Noted]:
    """Return every memo with what it is on and where that is, the latest first."""
    documents = {document.id: document.name for document in project.documents.all()}
    codes = {code.id: code.name for code in project.codes.all()}
    cases = {case.id: case.name for case in project.cases.all()}
    memos = project.memos.all()
    wanted = [memo.target for memo in memos if memo.on == "coding" and memo.target]
    codings = {coding.id: coding for coding in project.codings.records(wanted)}
    found = []
    for memo in reversed(memos):
        target = memo.target or ""
        coding = codings.get(target)
        if coding is not None:
            name = f"{codes.get(coding.code, '')} {_beginning(coding.text)}"
            found.append(Noted(memo, name, coding.document, coding.start))
        elif memo.on == "document":
            found.append(Noted(memo, documents.get(target, ""), target))
        else:
            found.append(Noted(memo, codes.get(target) or cases.get(target, "")))
    return found
