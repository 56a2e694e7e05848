"""The sections of a stored text: what stands under a heading of a report, a question of a form or of a survey."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from qualcode.words.folding import folded
from qualcode.words.headings import Heading, heading_of, headings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qualcode.model.spans import Span

LONGEST: Final = 300
"""Characters of a heading: the questions of a survey are longer than the titles of a report."""
_BELOW: Final = 9
"""The level of a question: under all titles that say their own."""
_TITLE: Final = re.compile(r"[^\S\n]{0,3}#{1,6}[^\S\n]+[^\n]*[^\W\d_][^\n]*")
_ASIDE: Final = re.compile(r"[\[(*!].*")
_MARKS: Final = " \t:-–—"


class Said(Protocol):
    """A turn: who speaks, and the bounds of what is said."""

    @property
    def speaker(self) -> str:
        """The label."""

    @property
    def start(self) -> int:
        """Where it begins, in code points."""

    @property
    def end(self) -> int:
        """Where it ends, in code points; not part of it."""


class Section(NamedTuple):
    """What stands under a heading: its title, and the bounds of what follows it up to the next of its level."""

    title: str
    start: int
    end: int


class _Kind(Enum):
    """What a line is where people speak: their words, a label or a time, or nobody's words."""

    SPEECH = 1
    LABEL = 2
    NOBODY = 3


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    kind: _Kind


def sections(text: str, turns: Sequence[Said], marked: Iterable[Span] = ()) -> list[Section]:
    """Return the sections of a text in order; one that holds others comes before them.

    A heading is what its format marks as one, and a title with # before it. Where people speak, so is a line of
    nobody's with words of somebody's under it, such as the question over an answer. Where nobody does, so is a line
    that asks, and where none is marked a numbered or well-known title.

    Args:
        text: the stored text.
        turns: who speaks where, in order; none where nobody is told apart.
        marked: bounds of the headings that the document's format marks.
    """
    lines = list(_lines(text, turns))
    titles = _titles(text, lines, [span for span in marked if text[span.start : span.end].strip()])
    headings = _between_turns(text, turns, lines, titles) if turns else _of_prose(text, lines, titles)
    ends = [
        next((other.start for other in headings[place + 1 :] if other.level <= heading.level), len(text))
        for place, heading in enumerate(headings)
    ]
    return [Section(heading.title, heading.end, end) for heading, end in zip(headings, ends, strict=True)]


def _titles(text: str, lines: Sequence[_Line], marked: Sequence[Span]) -> dict[int, Heading]:
    """Take the titles that a format or Markdown marks, by where they begin; what somebody says is none."""
    said = {line.start for line in lines if line.kind is _Kind.SPEECH}
    spans = [line for line in lines if _TITLE.fullmatch(line.text)] + list(marked)
    found = [heading_of(text, span.start, span.end) for span in spans if span.start not in said]
    return {heading.start: heading for heading in found if heading.title}


def _of_prose(text: str, lines: Sequence[_Line], titles: Mapping[int, Heading]) -> list[Heading]:
    found = titles or {heading.start: heading for heading in headings_of(text, ())}
    asks = {line.start: line for line in lines if line.text.endswith("?") and len(line.text) <= LONGEST}
    return sorted({**{start: _question(text, line) for start, line in asks.items()}, **found}.values())


def _between_turns(
    text: str, turns: Sequence[Said], lines: Sequence[_Line], titles: Mapping[int, Heading]
) -> list[Heading]:
    found = dict(titles)
    for line, following in pairwise(lines):
        over = line.kind is _Kind.NOBODY and following.kind is not _Kind.NOBODY
        if over and line.start not in found and len(line.text) <= LONGEST and not _ASIDE.fullmatch(line.text):
            found[line.start] = _question(text, line)
    dialogue = len({turn.speaker for turn in turns}) > 1
    if dialogue and len(found) == 1 and next(iter(found)) < turns[0].start:
        found = {}  # what an interview is called, over the whole of it
    cells = {cell.start: cell for cell in _cells(text, turns)}
    return sorted((found | cells).values())


def _question(text: str, line: _Line) -> Heading:
    return heading_of(text, line.start, line.end)._replace(level=_BELOW)


def _lines(text: str, turns: Sequence[Said]) -> Iterator[_Line]:
    """Give the lines that hold something, white space at their ends left out."""
    labels = {folded(turn.speaker) for turn in turns if turn.speaker}
    starts = [turn.start for turn in turns]
    for match in re.finditer(r"[^\n\f]+", text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words)
            before = bisect_right(starts, start + len(words) - 1) - 1
            spoken = before >= 0 and turns[before].end > start
            kind = _Kind.SPEECH if spoken else _Kind.LABEL if _is_label(words, labels) else _Kind.NOBODY
            yield _Line(start, start + len(words), words, kind)


def _is_label(words: str, labels: set[str]) -> bool:
    """Tell whether a line only says who speaks, or when."""
    said = re.sub(r"[\d:.,;()\[\]<>/|–—>-]+", " ", words)
    return not any(map(str.isalpha, words)) or folded(words.strip(_MARKS)) in labels or folded(said.strip()) in labels


def _cells(text: str, turns: Sequence[Said]) -> Iterator[Heading]:
    """Give what stands left of an answer in a form of two columns."""
    for turn in turns:
        line = text.rfind("\n", 0, turn.start) + 1
        before = text[line : turn.start]
        asked = before.strip()
        if (
            before.endswith("\t")
            and asked
            and len(asked) <= LONGEST
            and folded(asked.strip(_MARKS)) != folded(turn.speaker)
        ):
            start = line + before.index(asked)
            yield Heading(start, start + len(asked), _BELOW, asked)
