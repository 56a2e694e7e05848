"""What the coding screen shows, read from the project into plain values off the screen's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.codebook import labels
from qualcode.tui.layout.bands import Passage
from qualcode.tui.themes import SIGNS, ink_of
from qualcode.tui.widgets.codebook import CodeEntry
from qualcode.tui.widgets.reader import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.project import Project
    from qualcode.model.records import Code


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

    def entries(self) -> list[CodeEntry]:
        """Return the tree's entries, totals with sub-codes."""
        totals = dict(self.own)
        for code in reversed(self.codes):
            if code.parent is not None:
                totals[code.parent] = totals.get(code.parent, 0) + totals.get(code.id, 0)
        return [
            CodeEntry(
                code.id,
                code.parent,
                code.name,
                self.looks[code.id].colour,
                self.looks[code.id].sign,
                self.own.get(code.id, 0),
                totals.get(code.id, 0),
            )
            for code in self.codes
        ]


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
    return Sheet(
        document,
        project.documents.text(document),
        tuple(project.documents.turns(document)),
        passages(project, document, known),
    )


def passages(project: Project, document: str, known: Book) -> tuple[Passage, ...]:
    """Read the codings of a document as the page shows them: this coder's."""
    mine = {coder.id for coder in project.coders.all() if coder.name == project.coder}
    found = []
    for coding in project.codings.of_document(document):
        look = known.looks.get(coding.code)
        if look is not None and coding.coder in mine:
            found.append(
                Passage(coding.start, coding.end, coding.id, coding.code, look.label, look.colour, look.sign)
            )
    return tuple(found)
