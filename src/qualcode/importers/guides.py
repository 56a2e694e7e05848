"""An interview guide: its questions told from probes, sections and notes by how the lines begin.

Numbered lines are questions and bullets under them probes; where the numbers bear no question but their bullets do, the
numbers are sections. Without numbers the bullets are questions, without bullets the lines that end in a question mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from qualcode.importers.decoding import decoded
from qualcode.importers.tables import Table, TableRow
from qualcode.model.errors import NoQuestionInside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["number", "bullet", "heading", "text", "blank"]
HEADER: Final = ("question", "label", "section", "probes")
"""The columns of a guide; probes stand in one cell, a line each."""
_SPACE: Final = "[ \t\u00a0\u202f]"
_NUMBER: Final = re.compile(
    rf"(?P<blank>[ \t]*)(?:\*\*)?(?:Q(?:uestion)?{_SPACE}*)?(?P<number>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}})"
    rf"(?:[.):]|{_SPACE}*[-–—:])(?:\*\*)?{_SPACE}+(?P<text>\S.*)",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(rf"(?P<blank>[ \t]*)[a-z][.)]{_SPACE}+(?P<text>\S.*)")
_BULLET: Final = re.compile(rf"(?P<blank>[ \t]*)[-*+•–—·◦▪‣]{_SPACE}+(?P<text>\S.*)")
_HEADING: Final = re.compile(r"[ \t]{0,3}(?P<marks>#{1,6})[ \t]+(?P<text>.*?)[ \t#]*")
_NAMED_HEADING: Final = re.compile(r"(?:thèmes?|themes?|sections?|parties?|parts?|blocs?|blocks?)\b", re.IGNORECASE)
_PROBES: Final = re.compile(
    rf"(?:relances?|sous-questions?|prompts?|probes?|follow[- ]?ups?){_SPACE}*:{_SPACE}*", re.IGNORECASE
)
_TAB: Final = 4
_FEW, _MANY = 1 / 3, 1 / 2
"""Shares of lines with a question mark: numbers below the first are sections where bullets above the second ask."""


class Line(NamedTuple):
    """A line of a guide: how it begins, how deep it stands, and its words; of a heading the depth is its level."""

    kind: Kind
    depth: int
    text: str


@dataclass(slots=True)
class _Asked:
    """A question while its probes are read."""

    line: int
    text: str
    section: str
    probes: list[str] = field(default_factory=list)

    def row(self) -> TableRow:
        """Return it as a row."""
        return TableRow(self.line, (self.text, "", self.section, "\n".join(self.probes)))


def read_guide(data: bytes, what: str, encoding: str | None = None) -> Table:
    """Read a guide written as plain text or Markdown.

    Args:
        data: the whole file.
        what: its name, for refusals.
        encoding: how it was written; None to find out.

    Raises:
        NoQuestionInside: no line of it is a question.
        BadBytes, SeemsEncoded, UnknownEncoding, WrongContent: its bytes are no text.
    """
    known = decoded(data, what, encoding)
    return guide_table(list(_joined(map(line_of, known.text.split("\n")))), what)


def line_of(text: str) -> Line:
    """Return what a line is by how it begins."""
    if not text.strip():
        return Line("blank", 0, "")
    if heading := _HEADING.fullmatch(text):
        return Line("heading", len(heading["marks"]), _plain(heading["text"]))
    if number := _NUMBER.fullmatch(text):
        return Line("number", _depth(number["blank"]) + number["number"].count("."), _plain(number["text"]))
    if letter := _LETTER.fullmatch(text):
        return Line("bullet", _depth(letter["blank"]) + 1, _plain(letter["text"]))
    if bullet := _BULLET.fullmatch(text):
        return Line("bullet", _depth(bullet["blank"]), _plain(bullet["text"]))
    plain = _plain(text)
    named = _NAMED_HEADING.match(plain) and "?" not in plain
    return Line("heading", 2, plain) if named else Line("text", _depth(text[: len(text) - len(text.lstrip())]), plain)


def _depth(blank: str) -> int:
    return len(blank.expandtabs(_TAB))


def _plain(text: str) -> str:
    """Return words without the stars of Markdown around them."""
    return re.sub(r"\*\*|__", "", text).strip()


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Put the rest of a wrapped line to its beginning."""
    kept: list[Line] = []
    for line in lines:
        if kept and _goes_on(kept[-1], line):
            kept[-1] = kept[-1]._replace(text=f"{kept[-1].text} {line.text}")
        else:
            kept.append(line)
    yield from kept


def _goes_on(before: Line, line: Line) -> bool:
    """Tell whether a line only goes on with the one before it."""
    if line.kind != "text" or _PROBES.match(line.text):
        return False
    return before.kind in {"number", "bullet"} or (before.kind == "text" and not _asks(before, "text"))


def guide_table(lines: Sequence[Line], what: str) -> Table:
    """Return the questions of a guide as a table, in their order.

    Args:
        lines: of the guide, in order.
        what: the file's name, for refusals.

    Raises:
        NoQuestionInside: none of the lines is a question.
    """
    asks, names = _kinds(lines)
    depth = min((line.depth for line in lines if line.kind == asks), default=0)
    title = _title(lines)
    section = ""
    found: list[_Asked] = []
    for number, line in enumerate(lines, 1):
        if (line.kind == "heading" and number - 1 != title) or line.kind == names:
            section = line.text
        elif line.kind == asks and (line.depth <= depth or not found) and _asks(line, asks):
            found.append(_Asked(number, line.text, section))
        elif found and (line.kind in {"number", "bullet"} or _PROBES.match(line.text)):
            found[-1].probes += [text] if (text := _PROBES.sub("", line.text, count=1).strip()) else []
    if not found:
        raise NoQuestionInside(what)
    return Table(HEADER, tuple(asked.row() for asked in found))


def _asks(line: Line, asks: Kind) -> bool:
    """Tell whether a line asks: where nothing marks the questions, only those that end in a question mark do."""
    return asks != "text" or line.text.rstrip(' *_»"”)').endswith("?")


def _kinds(lines: Sequence[Line]) -> tuple[Kind, Kind | None]:
    """Return how the lines of questions begin, and how those do that name sections beside headings."""
    share = {kind: _share(lines, kind) for kind in ("number", "bullet")}
    if share["number"] is not None:
        if share["number"] < _FEW and (share["bullet"] or 0) > _MANY:
            return "bullet", "number"
        return "number", None
    return ("bullet" if share["bullet"] is not None else "text"), None


def _share(lines: Sequence[Line], kind: str) -> float | None:
    """Return the share of the lines of a kind that bear a question mark; None where there is no such line."""
    chosen = [line for line in lines if line.kind == kind]
    return sum("?" in line.text for line in chosen) / len(chosen) if chosen else None


def _title(lines: Sequence[Line]) -> int | None:
    """Return the place of the heading that names the whole guide: the first line, where it stands above all others."""
    headings = [(place, line.depth) for place, line in enumerate(lines) if line.kind == "heading"]
    if not headings:
        return None
    first, depth = headings[0]
    alone = all(other > depth for _place, other in headings[1:])
    return first if alone and depth == 1 else None
