"""What the coding screen shows, read from the project into plain values off the screen's thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qualcode.model.codebook import descendants, labels, listed_places, standing_above, standing_below, totals
from qualcode.model.messages import _, interface_language, ngettext
from qualcode.model.query import Wanted
from qualcode.tui.figures import profile
from qualcode.tui.layout.bands import Passage
from qualcode.tui.layout.page import blocks_of
from qualcode.tui.layout.wrapping import seen
from qualcode.tui.ranking import Name, fitting, ranked
from qualcode.tui.themes import SIGNS, ink_of
from qualcode.tui.widgets.codebook import CodeEntry
from qualcode.tui.widgets.excerpts import Excerpted
from qualcode.tui.widgets.sheetview import Sheet
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from qualcode.coding.project import Project, Said
    from qualcode.model.changes import Change
    from qualcode.model.records import Code, Coding, Excerpt, Memo

RECENT: Final = 9
"""Codes within reach of one digit."""

LOOKED_BACK: Final = 500
"""Actions of the journal among which the recent codes are looked for."""
APPLYING: Final = frozenset({"ApplyCode", "ApplyNewCode", "CodePassage"})
"""Kinds of actions that a key at the desk does."""
INNER: Final = {True: "“”", False: "‘’"}
"""Quotation marks inside others, in French and in English."""

CONTEXT: Final = 120
"""Characters shown before a passage and behind it."""


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
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Each code with all it stands under, by whichever of its places, itself among them."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """How many codings of each code were made under an older definition, and wait to be looked at again."""

    def code(self, identifier: str) -> Code | None:
        """Return the code of an id, None where it is gone."""
        return next((code for code in self.codes if code.id == identifier), None)

    def totals(self) -> dict[str, int]:
        """Count the codings of each code with its sub-codes', each coding once wherever its code is listed too."""
        return totals(self.own, self.above)

    def below(self, code: str) -> frozenset[str]:
        """Return a code with those below it, at home there or listed there too."""
        return frozenset({code, *standing_below(self.codes, code)})

    def at_home_below(self, code: str) -> frozenset[str]:
        """Return a code with those whose home is below it: what goes where it is removed."""
        return frozenset({code, *descendants({each.id: each.parent for each in self.codes}, code)})

    def standing_words(self, code: Code) -> list[str]:
        """Say of a code, a line each, that it is retired and where it is listed too; nothing of most codes."""
        lines = []
        if code.retired:
            lines.append(
                _("Retired: {reason}").format(reason=code.retired_reason) if code.retired_reason else _("Retired")
            )
        if code.also_in:
            names = ", ".join(each.name for each in self.codes if each.id in code.also_in)
            lines.append(_("Listed under {names} too").format(names=names))
        if waits := self.waiting.get(code.id, 0):
            words = ngettext("{count} to re-check: v", "{count} to re-check: v", waits)
            lines.append(words.format(count=waits))
        return lines

    def meant_by(self, words: str) -> list[str]:
        """Return the codes that some letters may mean, the likeliest first."""
        names = [
            Name(code.id, code.name, "", (code.label_fr, code.label_en), (code.definition_fr, code.definition_en))
            for code in self.codes
        ]
        return [fit.id for fit in fitting(words, names) if fit.sure] or ranked(words, names)

    def called(self, words: str) -> frozenset[str]:
        """Return the codes that some letters may mean, with the groups they stand in."""
        parents = {code.id: code.parent for code in self.codes}
        found: set[str] = set()
        for code in self.meant_by(words):
            above: str | None = code
            while above is not None and above not in found:
                found.add(above)
                above = parents.get(above)
        return frozenset(found)

    def entries(self, words: str = "") -> list[CodeEntry]:
        """Return the tree's entries: of the codes called so, where some words are given."""
        sums, codes = self.totals(), {code.id: code for code in self.codes}
        only = self.called(words) if words.strip() else frozenset(codes)
        found = []
        for place in listed_places(self.codes):
            if place.code not in only or (place.again and place.parent not in only):
                continue
            code, look = codes[place.code], self.looks[place.code]
            own, total = self.own.get(code.id, 0), sums.get(code.id, 0)
            shown = (code.name, look.colour, look.sign, own, total)
            found.append(
                CodeEntry(
                    code.id,
                    place.parent,
                    *shown,
                    again=place.again,
                    retired=code.retired,
                    waiting=self.waiting.get(code.id, 0),
                )
            )
        return found


EMPTY: Final = Book((), {}, {})


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose codings the screen shows: in the text, the margin, the codebook's counts and the passages alike."""

    coder: str | None
    """The id of one coder, empty for one who has not coded yet; None for everyone's."""
    mine: str = ""
    """The id of who codes here."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The coders' names by id."""

    @property
    def name(self) -> str | None:
        """The name of the one coder, empty for one who has not coded yet; None for everyone's."""
        return None if self.coder is None else self.names.get(self.coder, "")

    @property
    def is_mine(self) -> bool:
        """Whether only one's own are shown."""
        return self.coder == self.mine

    def shows(self, coder: str) -> bool:
        """Tell whether a coder's codings are shown."""
        return self.coder is None or self.coder == coder

    def another(self, coder: str) -> str:
        """Return the name of a coder; empty for oneself."""
        return "" if coder == self.mine else self.names.get(coder, "")


NOBODY: Final = Whose("")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the latest action was, and what undo would take back; None for nothing."""

    latest: Said | None
    """What was just done."""
    meant: Said | None
    """What was just undone, or done again."""
    undo: Said | None


@dataclass(frozen=True, slots=True)
class Notes:
    """The memos as the screen shows them."""

    own: Mapping[str, Memo]
    """This coder's, by what they are on: of several on one thing, the latest."""
    noted: frozenset[str]
    """The codings that anyone's memo is on."""


def language() -> str:
    """Return the interface's language: which of two definitions is shown."""
    return interface_language()


def whose(project: Project, coder: str | None = "") -> Whose:
    """Read who codes, to show a coder's codings.

    Args:
        project: the study.
        coder: an id; None for everyone's, empty for one's own.
    """
    names = {each.id: each.name for each in project.coders.all()}
    mine = next((known for known, name in names.items() if folded(name) == folded(project.coder)), "")
    return Whose(mine if coder is not None and coder not in names else coder, mine, names)


def book(project: Project, shown: Whose, *, dark: bool) -> Book:
    """Read the codebook with its counts."""
    codes = tuple(project.codes.all())
    called = labels([(code.id, code.path) for code in codes])
    siblings: dict[str | None, int] = {}
    looks = {}
    for code in codes:
        place = siblings.get(code.parent, 0)
        siblings[code.parent] = place + 1
        looks[code.id] = CodeLook(called[code.id], ink_of(code.colour, dark=dark), SIGNS[place % len(SIGNS)])
    return Book(codes, looks, project.codes.counts(shown.coder), standing_above(codes), waiting(project, shown))


def waiting(project: Project, shown: Whose) -> Mapping[str, int]:
    """Count the codings of each code that are to be looked at again, by its id."""
    return project.definitions.counts(shown.coder)


def sheet(project: Project, document: str, known: Book, shown: Whose, noted: Container[str]) -> Sheet:
    """Read a document with its turns and codings."""
    text = project.documents.text(document)
    turns = tuple(project.documents.turns(document))
    found = passages(project, document, known, shown, noted)
    return Sheet(document, text, seen(text), turns, blocks_of(text, turns), found)


def passages(project: Project, document: str, known: Book, shown: Whose, noted: Container[str]) -> tuple[Passage, ...]:
    """Read the codings of a document as the page shows them."""
    found = project.codings.of_document(document, shown.coder)
    return tuple(passage for coding in found if (passage := passage_of(coding, known, shown, noted)) is not None)


def passage_of(coding: Coding, known: Book, shown: Whose, noted: Container[str]) -> Passage | None:
    """Return a coding as the page shows it; None where it is not shown."""
    look = known.looks.get(coding.code)
    if look is None or not shown.shows(coding.coder):
        return None
    return Passage(
        coding.start, coding.end, coding.id, coding.code, look.label, look.colour, look.sign,
        coding.starred, coding.id in noted, shown.another(coding.coder),
    )  # fmt: skip


def excerpts(project: Project, codes: frozenset[str], shown: Whose) -> tuple[Excerpted, ...]:
    """Read the passages of some codes."""
    documents = {document.name: document for document in project.documents.all()}
    dates = {attribute.name for attribute in project.cases.attributes() if attribute.type == "date"}
    own = shown.names.get(shown.mine)
    return tuple(
        Excerpted(
            e.id, documents[e.document].id, e.document, e.speaker or "", e.start, e.end, e.text, e.starred,
            "" if e.coder == own else e.coder, e.case or "", _date(e, dates) or documents[e.document].imported_at,
            e.weight or 0, e.code_id, e.origin,
        )
        for e in project.codings.excerpts(Wanted(codes=codes, coder=shown.coder))
    )  # fmt: skip


def _date(excerpt: Excerpt, dates: Container[str]) -> str:
    """Return the date that the case bears, empty for none."""
    return next((value for name, value in excerpt.attributes if name in dates and value), "")


def surroundings(project: Project, document: str, start: int, end: int) -> tuple[str, str, str]:
    """Return a passage with what stands before and behind it, no word of these cut."""
    text = project.documents.text(document)
    first, last = max(start - CONTEXT, 0), min(end + CONTEXT, len(text))
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        last = max(text.rfind(" ", end, last), end)
    before, after = "… " * (first > 0) + text[first:start], text[end:last] + " …" * (last < len(text))
    return before, text[start:end], after


def recent_codes(project: Project) -> list[str]:
    """Return the codes this coder applied last, the latest first, as far as the last acts tell."""
    found: dict[str, None] = {}
    for entry in project.history(LOOKED_BACK):
        if entry.coder == project.coder and entry.action in APPLYING and not entry.undone:
            for code in (entry.arguments.get("code"), *_listed(entry.arguments.get("codes"))):
                if isinstance(code, str):
                    found.setdefault(code)
    return list(found)[:RECENT]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def standing(project: Project, change: Change | None = None) -> Standing:
    """Read what undo would take back of this coder's, and what a change did.

    Args:
        project: the study.
        change: what is to be told; None for the undo alone.
    """
    undo, redo = project.standing()
    if change is None or not change.rows or change.coder != project.coder:
        return Standing(None, None, undo)
    if change.undoes is None:
        return Standing(undo, None, undo)
    return Standing(None, redo if change.kind == "Undo" else undo, undo)


def short_words(said: Said) -> str:
    """Say an action in the few words of the footer, between its quotation marks: a code applied by its name alone."""
    name = "" if said.before else str(said.arguments.get("code_name") or said.arguments.get("name") or "")
    if name and said.action in APPLYING:
        return name
    pieces = said.words().split(name) if name else [said.words()]
    return name.join(map(_nested, pieces))


def _nested(words: str) -> str:
    """Give quotation marks that will stand inside others their inner form."""
    marks = profile()
    inner = INNER[marks.french]
    return words.replace(marks.opening, inner[0]).replace(marks.closing, inner[1])


def notes(project: Project) -> Notes:
    """Read the memos."""
    every = project.memos.all()
    own = {memo.target: memo for memo in every if memo.coder == project.coder and memo.target}
    return Notes(own, frozenset(memo.target for memo in every if memo.on == "coding" and memo.target))
