"""What the board of themes shows, read from the project into plain values off the screen's thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qualcode.analysis.theming import Heard
from qualcode.coding.themes.past import before_dropped
from qualcode.coding.themes.words import event_words
from qualcode.model.codebook import labels
from qualcode.model.messages import _
from qualcode.model.query import Wanted
from qualcode.model.theming import GRAVITY
from qualcode.tui.dialogs.entries import Listed, Pickable
from qualcode.tui.shown import study
from qualcode.tui.widgets.passages import MOST, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qualcode.coding.project import Project
    from qualcode.model.material import Material
    from qualcode.model.records import Excerpt
    from qualcode.model.theming import Supported, Theming

OUTSIDE: Final = "outside"
"""What stands in place of a theme's id for that which lies under none."""
OF_THEMES: Final = frozenset({"themes", "theme_links"})
"""Nouns whose changes leave the rest of the study as it was read."""
DAY: Final = 10
"""Characters of a date in ISO 8601."""
CODES, STARRED = "codes", "starred"
"""Parts of what is under no theme."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a theme rests on, or that lies under none: a code, or a single coding."""

    id: str
    """Of the link; of the code or coding itself where it is under none."""
    part: str
    """The stance; `codes` or `starred` for what is under none."""
    code: str = ""
    coding: str = ""
    name: str = ""
    """Of the code; of a coding, whose words it is."""
    group: str = ""
    words: str = ""
    """Of a coding."""
    colour: str = ""
    sign: str = ""
    codings: tuple[str, ...] = ()
    passages: int = 0
    cases: int = 0
    deep: bool = False
    """Whether the passages of sub-codes are among them."""


@dataclass(frozen=True, slots=True)
class Board:
    """The themes at one moment."""

    theming: Theming
    lines: Mapping[str, tuple[Line, ...]]
    """By the theme's id, and under `OUTSIDE`."""
    cases: Mapping[str, str]
    """Names by id."""
    codes: Mapping[str, str]
    """Labels by id."""
    pickable: tuple[Pickable, ...]
    several: bool
    """Whether the study has several coders."""
    coded: bool
    """Whether anything is coded."""

    def theme(self, identifier: str) -> Supported | None:
        """Return a theme by its id, None for none."""
        return next((one for one in self.theming.themes if one.theme.id == identifier), None)

    @property
    def outside(self) -> int:
        """How many things lie under no theme."""
        return len(self.lines.get(OUTSIDE, ()))


class BoardReader:
    """Reads the board; what no theme changes is read once and kept."""

    def __init__(self, project: Project) -> None:
        """Read from this project."""
        self._project = project
        self._kept: tuple[str | None, Material, Heard] | None = None
        self._forgotten = 0

    def forget(self) -> None:
        """Read the study anew the next time."""
        self._kept = None
        self._forgotten += 1

    def _study(self, coder: str | None) -> tuple[Material, Heard]:
        """Return the study and its codings listened to; what was forgotten while it was read is not kept."""
        kept, forgotten = self._kept, self._forgotten
        if kept is None or kept[0] != coder:
            material = kept[1] if kept else self._project.material()
            kept = coder, material, Heard(material, coder=coder, starred=self._project.themes.starred())
            if forgotten == self._forgotten:
                self._kept = kept
        return kept[1:]

    def read(self, shown: study.Whose, *, dark: bool) -> Board:
        """Read the board.

        Args:
            shown: whose codings count.
            dark: whether the ground is.
        """
        (material, heard), themes = self._study(shown.coder), self._project.themes.all()
        found = heard.theming(themes)
        book = study.book(self._project, shown, dark=dark)
        wanted = {link.coding for theme in themes for link in theme.links if link.coding} | {*found.loose_starred}
        excerpts = {one.id: one for one in self._excerpts(wanted)}
        lines = {one.theme.id: tuple(_of_theme(one, book, excerpts)) for one in found.themes}
        lines[OUTSIDE] = tuple(_of_none(found, book, excerpts))
        return Board(
            theming=found,
            lines=lines,
            cases={case.id: case.name for case in material.cases},
            codes=labels([(code.id, code.path) for code in material.codes]),
            pickable=_pickable(book),
            several=len(material.coders) > 1,
            coded=bool(material.codings),
        )

    def _excerpts(self, wanted: Iterable[str]) -> list[Excerpt]:
        ids = frozenset(wanted)
        return self._project.codings.excerpts(Wanted(codings=ids)) if ids else []

    def entries(self, codings: Sequence[str]) -> list[Entry]:
        """Return the passages of some codings in the order of the ids; those beyond what is listed are only counted."""
        shown = codings[:MOST]
        documents = {document.name: document.id for document in self._project.documents.all()}
        found = {one.id: one for one in self._excerpts(shown)}
        entries = [_entry(found[one], documents) for one in shown if one in found]
        return entries + [Entry("", "", ())] * len(codings[MOST:])


def _pickable(book: study.Book) -> tuple[Pickable, ...]:
    totals = book.totals()
    return tuple(
        Pickable(
            code.id, code.name, code.path[:-1], (code.label_fr, code.label_en), book.looks[code.id].colour,
            book.looks[code.id].sign, book.own.get(code.id, 0), (code.definition_fr, code.definition_en),
            totals.get(code.id, 0),
        )
        for code in book.codes
    )  # fmt: skip


def _of_theme(one: Supported, book: study.Book, excerpts: Mapping[str, Excerpt]) -> list[Line]:
    """Return what a theme rests on: what supports it, what nuances it, what contradicts it; codes before passages."""
    found = []
    for rest in one.rests:
        link = rest.link
        if link.code:
            line = _of_code(link.id, link.stance, link.code, book)
        else:
            line = _of_coding(link.id, link.stance, link.coding or "", book, excerpts)
        found.append(replace(line, codings=rest.codings, passages=rest.passages, cases=rest.cases))
    return sorted(found, key=lambda line: (GRAVITY[line.part], not line.code))


def _of_none(found: Theming, book: study.Book, excerpts: Mapping[str, Excerpt]) -> list[Line]:
    """Return the codes under no theme, then the starred passages."""
    codes = [
        replace(_of_code(code, CODES, code, book), codings=codings, passages=len(codings))
        for code, codings in found.loose_codes
    ]
    starred = [
        replace(_of_coding(coding, STARRED, coding, book, excerpts), codings=(coding,), passages=1)
        for coding in found.loose_starred
    ]
    return [*codes, *starred]


def _of_code(identifier: str, part: str, code: str, book: study.Book) -> Line:
    look, known = book.looks[code], book.code(code)
    path = known.path if known else ("",)
    return Line(
        identifier, part, code=code, name=path[-1], group=" / ".join(path[:-1]), colour=look.colour, sign=look.sign,
        deep=part != CODES and len(book.below(code)) > 1,
    )  # fmt: skip


def _of_coding(identifier: str, part: str, coding: str, book: study.Book, excerpts: Mapping[str, Excerpt]) -> Line:
    found = excerpts.get(coding)
    if found is None:
        return Line(identifier, part, coding=coding)
    look = book.looks[found.code_id]
    words = " ".join(found.text.split())
    return Line(
        identifier, part, coding=coding, name=_where(found), group=found.code, words=words, colour=look.colour,
        sign=look.sign,
    )  # fmt: skip


def _where(excerpt: Excerpt) -> str:
    """Return whose words an excerpt is: the case that speaks, else document and voice."""
    return excerpt.case or " · ".join(filter(None, (excerpt.document, excerpt.speaker)))


def _entry(excerpt: Excerpt, documents: Mapping[str, str]) -> Entry:
    asks = excerpt.role == "interviewer"
    return Entry(
        excerpt.id,
        _where(excerpt),
        ((excerpt.text, False),),
        documents.get(excerpt.document, ""),
        excerpt.start,
        excerpt.starred,
        barred=_("the interviewer’s words: nobody speaks here for the theme") if asks else "",
    )


def past(project: Project, theme: str, called: Mapping[str, str]) -> list[Listed]:
    """Return the history of a theme as a list shows it, the latest first.

    Args:
        project: the study.
        theme: its id.
        called: labels of the codes by id.
    """
    found = project.themes.past(theme).events
    lines = [
        Listed(str(number), f"{event.at[:DAY]}  {event.coder}  {event.name}", event_words(event, called))
        for number, event in enumerate(found)
    ]
    return lines[::-1]


def status_before(project: Project, theme: str) -> str:
    """Return the status that a dropped theme had before, by its id."""
    return before_dropped(project.themes.past(theme).events, theme)
