"""What the coding screen shows, read from the project into plain values off the screen's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.coding.actions import action_words
from qualcode.model.codebook import descendants, labels
from qualcode.model.messages import interface_language
from qualcode.model.query import Wanted
from qualcode.tui.layout.bands import Passage
from qualcode.tui.layout.page import blocks_of
from qualcode.tui.layout.wrapping import seen
from qualcode.tui.themes import SIGNS, ink_of
from qualcode.tui.widgets.codebook import CodeEntry
from qualcode.tui.widgets.excerpts import Excerpted
from qualcode.tui.widgets.sheetview import Sheet
from qualcode.tui.widgets.shelf import Volume

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.project import Project
    from qualcode.model.changes import Change
    from qualcode.model.records import Code, HistoryEntry, Memo

RECENT: Final = 9
"""Codes within reach of one digit."""

TRAITS: Final = 2
"""Attributes of a person that stand beside the document's name."""


@dataclass(frozen=True, slots=True)
class CodeLook:
    """How a code is told from others: its label, colour on this ground, and sign."""

    label: str
    colour: str
    sign: str


@dataclass(frozen=True, slots=True)
class Book:
    """The codebook at one moment."""

    codes: tuple[Code, ...]
    looks: Mapping[str, CodeLook]
    own: Mapping[str, int]

    def code(self, identifier: str) -> Code | None:
        """Return the code of an id, None where it is gone."""
        return next((code for code in self.codes if code.id == identifier), None)

    def totals(self) -> dict[str, int]:
        """Count the codings of each code with its sub-codes'."""
        totals = dict(self.own)
        for code in reversed(self.codes):
            if code.parent is not None:
                totals[code.parent] = totals.get(code.parent, 0) + totals.get(code.id, 0)
        return totals

    def below(self, code: str) -> frozenset[str]:
        """Return a code with those below it."""
        return frozenset({code, *descendants({each.id: each.parent for each in self.codes}, code)})

    def entries(self) -> list[CodeEntry]:
        """Return the tree's entries."""
        totals = self.totals()
        found = []
        for code in self.codes:
            look = self.looks[code.id]
            own, total = self.own.get(code.id, 0), totals.get(code.id, 0)
            found.append(CodeEntry(code.id, code.parent, code.name, look.colour, look.sign, own, total))
        return found


EMPTY: Final = Book((), {}, {})


@dataclass(frozen=True, slots=True)
class Standing:
    """What the latest action was, and what undo and redo would bring back; empty for nothing."""

    latest: HistoryEntry | None
    meant: HistoryEntry | None
    """What the latest action undid or did again."""
    undo: HistoryEntry | None


def language() -> str:
    """Return the interface's language: which of two definitions is shown."""
    return interface_language()


def volumes(project: Project) -> tuple[Volume, ...]:
    """Read the documents as the shelf lists them."""
    return tuple(Volume(document.id, document.name, document.state) for document in project.documents.all())


def book(project: Project, *, dark: bool) -> Book:
    """Read the codebook with its counts."""
    codes = tuple(project.codes.all())
    called = labels([(code.id, code.path) for code in codes])
    siblings: dict[str | None, int] = {}
    looks = {}
    for code in codes:
        place = siblings.get(code.parent, 0)
        siblings[code.parent] = place + 1
        looks[code.id] = CodeLook(called[code.id], ink_of(code.colour, dark=dark), SIGNS[place % len(SIGNS)])
    return Book(codes, looks, project.codes.counts())


def sheet(project: Project, document: str, known: Book) -> Sheet:
    """Read a document with its turns and codings."""
    text = project.documents.text(document)
    turns = tuple(project.documents.turns(document))
    return Sheet(document, text, seen(text), turns, blocks_of(text, turns), passages(project, document, known))


def passages(project: Project, document: str, known: Book) -> tuple[Passage, ...]:
    """Read the codings of a document as the page shows them: this coder's."""
    mine = {coder.id for coder in project.coders.all() if coder.name == project.coder}
    noted = {memo.target for memo in project.memos.all() if memo.on == "coding"}
    found = []
    for coding in project.codings.of_document(document):
        look = known.looks.get(coding.code)
        if look is not None and coding.coder in mine:
            found.append(
                Passage(
                    coding.start, coding.end, coding.id, coding.code, look.label, look.colour, look.sign,
                    coding.starred, coding.id in noted,
                )
            )  # fmt: skip
    return tuple(found)


def described(project: Project, document: str) -> str:
    """Return what is known of the one person who speaks in a document; empty where several do."""
    cases = {turn.case for turn in project.documents.turns(document) if turn.case}
    if len(cases) != 1:
        return ""
    case = next((case for case in project.cases.all() if case.id in cases), None)
    return ", ".join([value for _name, value in case.attributes if value][:TRAITS]) if case else ""


def excerpts(project: Project, codes: frozenset[str]) -> tuple[Excerpted, ...]:
    """Read the passages of some codes: this coder's."""
    ids = {document.name: document.id for document in project.documents.all()}
    mine = next((coder.id for coder in project.coders.all() if coder.name == project.coder), None)
    return tuple(
        Excerpted(e.id, ids[e.document], e.document, e.speaker or "", e.start, e.end, e.text, e.starred)
        for e in project.codings.excerpts(Wanted(codes=codes, coder=mine))
    )


def recent_codes(project: Project) -> list[str]:
    """Return the codes this coder applied last, the latest first."""
    found: dict[str, None] = {}
    for entry in project.history():
        code = entry.arguments.get("code")
        if entry.coder == project.coder and entry.action == "ApplyCode" and not entry.undone and isinstance(code, str):
            found.setdefault(code)
            if len(found) == RECENT:
                break
    return list(found)


def standing(project: Project, change: Change | None = None) -> Standing:
    """Read what was done last and what undo would undo, of this coder's.

    Args:
        project: the study.
        change: what is to be told; None for the undo alone.
    """
    entries = project.history()
    by_id = {entry.id: entry for entry in entries}
    done: list[HistoryEntry] = []
    for entry in reversed(entries):
        if entry.coder == project.coder:
            _stack(done, entry, by_id)
    latest = by_id.get(change.action) if change else None
    meant = latest
    while meant is not None and meant.undoes:
        meant = by_id.get(meant.undoes)
    return Standing(latest, meant if meant is not latest else None, done[-1] if done else None)


def _stack(done: list[HistoryEntry], entry: HistoryEntry, by_id: Mapping[str, HistoryEntry]) -> None:
    """Put an action on the pile of what stands, or take the one it undoes off."""
    if entry.action == "Undo":
        if done:
            done.pop()
        return
    meant: HistoryEntry | None = entry
    while meant is not None and meant.undoes:
        meant = by_id.get(meant.undoes)
    if meant is not None and meant.action != "AddCoder":
        done.append(meant)


def short_words(entry: HistoryEntry) -> str:
    """Say an action in the few words of the footer: the code's name where it has one."""
    name = entry.arguments.get("code_name")
    return str(name) if name else action_words(entry.action, entry.arguments)


def memos(project: Project) -> dict[str, Memo]:
    """Read this coder's memos by what they are on: of several on one thing, the latest."""
    return {memo.target: memo for memo in project.memos.all() if memo.coder == project.coder and memo.target}
