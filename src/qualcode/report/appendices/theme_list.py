"""The relevé de thèmes: document by document, what comes up as it comes up, each with where it stands.

Paillé and Mucchielli, L'analyse qualitative en sciences humaines et sociales: a relevé lists the themes in their order
with a locator; the heading (rubrique) classes, the theme says something of the content, so the two have columns apart.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.report.appendices.paper import note, paper
from qualcode.report.appendices.passages import outermost
from qualcode.report.blocks import Caption, Column, Heading, Row, SourceLine, Table
from qualcode.words.typography import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qualcode.model.records import Code, Document, Excerpt, Turn
    from qualcode.report.appendices.paper import Cover
    from qualcode.report.appendices.themed import Themed
    from qualcode.report.blocks import Block, Draft
    from qualcode.report.wording import Wording

FIRST_WORDS: Final = 14
"""Words of a passage that the list shows."""
_HOUR, _MINUTE = 3600, 60


@dataclass(frozen=True, slots=True)
class Located:
    """A document with what tells where a passage stands: its turns, or its text where it has none."""

    document: Document
    turns: Sequence[Turn]
    text: str
    excerpts: Sequence[Excerpt]


def theme_list(read: Sequence[Located], codes: Sequence[Code], standing: Themed, cover: Cover) -> Draft:
    """Return the list as a paper.

    Args:
        read: the documents in their order, each with its excerpts.
        codes: the codebook.
        standing: the themes by what they rest on.
        cover: its first lines.
    """
    wording, book = cover.wording, {code.id: code for code in codes}
    blocks: list[Block] = [
        note(
            wording.gettext(
                "In the order of each document: where a passage stands, its first words, the heading and the code it "
                "is classed under, and the themes it bears on."
            )
        )
    ]
    for number, one in enumerate((one for one in read if one.excerpts), 1):
        blocks.append(Heading(1, one.document.name, one.document.id))
        blocks += _table(number, one, book, standing, cover)
    return paper(cover, wording.gettext("Theme list"), blocks)


def _table(number: int, one: Located, book: Mapping[str, Code], standing: Themed, cover: Cover) -> Iterator[Block]:
    wording, identifier = cover.wording, f"list{number}"
    columns = (
        Column(wording.gettext("Where"), width=0.8),
        Column(wording.gettext("First words"), width=2.2),
        Column(wording.gettext("Heading and code"), width=1.7),
        Column(wording.pgettext("column", "Themes"), width=1.6),
    )
    places = _Places(one, wording)
    found = sorted(outermost(one.excerpts), key=lambda excerpt: (excerpt.start, excerpt.end))
    rows, before = [], ""
    for excerpt in found:
        here = places.of(excerpt.start)
        rows.append(_row("" if here == before else here, excerpt, book, standing, wording))
        before = here
    title = wording.gettext("What comes up in {document}", document=one.document.name)
    yield Caption("table", wording.pgettext("report", "Table"), number, title, identifier)
    yield Table(columns, tuple(rows), identifier, title)
    counted = wording.ngettext("{count} passage", "{count} passages", len(found))
    yield SourceLine(
        wording.gettext("{passages}. qualcode {version}.", passages=counted, version=cover.version), identifier
    )


def _row(where: str, excerpt: Excerpt, book: Mapping[str, Code], standing: Themed, wording: Wording) -> Row:
    code = book[excerpt.code_id]
    above = [book[parent].label(wording.language) for parent in _those_above(code, book)]
    classed = " › ".join([*above, code.label(wording.language)])
    themes = "; ".join(theme.name for theme in standing.of(excerpt)) or "–"
    return Row((where, first_words(excerpt.text), classed, themes))


def _those_above(code: Code, book: Mapping[str, Code]) -> list[str]:
    """Return the ids of what a code stands under, the top first."""
    found: list[str] = []
    here = code.parent
    while here is not None and here in book and here not in found:
        found.insert(0, here)
        here = book[here].parent
    return found


def first_words(text: str) -> str:
    """Return the first words of a passage on one line, with a mark where it goes on."""
    words = text.split(" ")
    short = " ".join(" ".join(words[:FIRST_WORDS]).split("\n"))
    return short if len(words) <= FIRST_WORDS else f"{short.rstrip(',;:.… ')}{NBSP}…"


class _Places:
    """Says where a place stands: the turn with its time, or the paragraph."""

    def __init__(self, one: Located, wording: Wording) -> None:
        self._wording = wording
        self._turns = sorted(one.turns, key=lambda turn: turn.start)
        self._starts = [turn.start for turn in self._turns]
        self._text = one.text

    def of(self, place: int) -> str:
        """Say where a place in the text stands."""
        if not self._turns:
            number = self._text.count("\n", 0, place) + 1
            return self._wording.gettext("line {number}", number=self._wording.number(number))
        at = max(bisect_right(self._starts, place) - 1, 0)
        turn = self._turns[at]
        words = self._wording.gettext("turn {number}", number=self._wording.number(at + 1))
        return words if turn.time_start is None else f"{words} ({clock(turn.time_start)})"


def clock(seconds: float) -> str:
    """Write a time of a recording: 3:07, or 1:03:07."""
    whole = int(seconds)
    hours, minutes, rest = whole // _HOUR, whole % _HOUR // _MINUTE, whole % _MINUTE
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
