"""The ways transcribers mark who speaks: one grammar each, all tried, the best kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.labels import tidy
from qualcode.model.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD: Final = 200
"""Characters of a line that are looked at: a label with its times never goes further."""

_S: Final = r"[^\S\n]"  # white space within a line, no-break spaces too
_TIME: Final = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TO: Final = r"(?:-->|->|→|[-–—])"
_GAP: Final = rf"{_S}*+"  # possessive: a line of spaces costs its length, never a power of it
_SPACES: Final = rf"{_S}++"


def _range(name: str) -> str:
    return rf"(?P<{name}0>{_TIME})(?:{_GAP}{_TO}{_GAP}(?P<{name}1>{_TIME}))?"


def _label(never: str, longest: int, name: str = "label") -> str:
    """Return a label without white space at its ends; `never` are signs it cannot hold."""
    return rf"(?P<{name}>[^\s{never}](?:[^\n{never}]{{0,{longest - 2}}}?[^\s{never}])?)"


TIME_AFTER: Final = re.compile(rf"\s*+#(?P<time>{_TIME})(?:-\d)?#\s*+\Z")
"""A time after the words, as f4transkript and easytranscript write it: #00:01:02-5#."""
LONGEST_MARK: Final = 40

_BEFORE: Final = rf"(?:[\[(]?{_range('a')}[\])]?{_GAP}[-–—]?{_GAP})?"
_BOLD: Final = r"(?:\*\*|__)?"
_BULLET: Final = rf"(?:[>•*-]{_SPACES})?"
_TAGGED: Final = _label("<>", 100)
_BRACKETED: Final = _label(r"\[\]:", 60)
_TIMED: Final = _label(r":<>\[\]*", 60)
_TIMED_AFTER: Final = _label(r":<>\[\]*", 60, "label2")
_NAMED: Final = _label(r":：\t<>\[\]*", 80)
_IN_CELL: Final = _label(r"\t:<>\[\]*", 60)
_BEFORE_DASH: Final = _label(r":\t<>\[\]*–—", 40)
_ALONE: Final = _label(r":\t<>\[\]*.!;,", 40)


class Candidate(NamedTuple):
    """A line that may begin a turn: its bounds, the would-be label, where speech would begin, times in seconds."""

    start: int
    end: int
    label: str
    speech: int
    time_start: float | None
    time_end: float | None
    sure: bool
    """Whether the line's form alone says so: a label between tags, or with its time."""


class Grammar(NamedTuple):
    """A convention: its key, its name, its line, a sign that the line must hold, and how strict to be."""

    key: str
    name: str
    line: re.Pattern[str]
    sign: tuple[str, ...]
    strict: bool = False
    """Whether the form is so common elsewhere that only labels that come again are believed."""
    tagged: bool = False
    """Whether the form is never anything else than a label."""
    whole: bool = False
    """Whether nothing may follow on the line."""


GRAMMARS: Final[tuple[Grammar, ...]] = (
    Grammar(
        "tags",
        N_("labels between tags: <Tag> Name </Tag> :"),
        re.compile(
            rf"{_GAP}<(?P<tag>[A-Za-z]{{1,20}})>{_GAP}{_TAGGED}{_GAP}"
            rf"(?::{_GAP}</(?P=tag)>|</(?P=tag)>{_GAP}:){_GAP}"
        ),
        ("<",),
        tagged=True,
    ),
    Grammar(
        "brackets",
        N_("labels in brackets: [Name]"),
        re.compile(
            rf"{_GAP}(?:{_range('a')}{_SPACES})?{_BOLD}\[{_GAP}{_BRACKETED}{_GAP}\]{_BOLD}{_GAP}"
            rf"(?:[(\[]{_range('b')}[)\]]{_GAP})?:?{_GAP}"
        ),
        ("[",),
    ),
    Grammar(
        "timed_lines",
        N_("labels alone on their line, with a time: Name  0:03"),
        re.compile(
            rf"{_GAP}{_BOLD}{_TIMED}{_BOLD}{_SPACES}[\[(]?{_range('b')}[\])]?{_GAP}$"
            rf"|{_GAP}[\[(]?{_range('a')}[\])]?{_SPACES}{_TIMED_AFTER}{_GAP}$"
        ),
        (":",),
        whole=True,
    ),
    Grammar(
        "colon",
        N_("labels of the form Name :"),
        re.compile(
            rf"{_GAP}{_BULLET}{_BEFORE}{_BOLD}{_NAMED}{_BOLD}{_GAP}"
            rf"(?:[\[(]?{_range('b')}[\])]?{_GAP})?{_BOLD}{_GAP}[:：](?!//){_BOLD}{_GAP}"
            rf"(?:[\[(]{_range('c')}[\])]{_GAP})?"
        ),
        (":", "："),
    ),
    Grammar(
        "tabs",
        N_("labels before a tab, or in the first column of a table"),
        re.compile(rf"(?:{_range('a')}\t++)?{_BOLD}{_IN_CELL}[^\S\n\t]*+:?{_BOLD}\t++(?:{_range('b')}\t++)?{_GAP}"),
        ("\t",),
        strict=True,
    ),
    Grammar(
        "dashes",
        N_("labels of the form Name -"),
        re.compile(rf"{_GAP}{_BEFORE}{_BOLD}{_BEFORE_DASH}{_BOLD}{_SPACES}[-–—]{_BOLD}{_SPACES}"),
        ("-", "–", "—"),
        strict=True,
    ),
    Grammar(
        "alone",
        N_("labels alone on their line"),
        re.compile(rf"{_GAP}(?:#{{1,6}}{_SPACES})?{_BOLD}{_ALONE}{_BOLD}{_GAP}:?{_BOLD}{_GAP}$"),
        (),
        strict=True,
        whole=True,
    ),
)

OWN: Final = Grammar("own", N_("labels that fit the pattern given by --speakers"), re.compile(""), ())
NAMED: Final = Grammar("named", N_("voices that the file itself names"), re.compile(""), ())
VERBATIMS: Final = "verbatims"
FORM: Final = "form"
NAMES: Final[dict[str, str]] = {
    **{grammar.key: grammar.name for grammar in (*GRAMMARS, OWN, NAMED)},
    VERBATIMS: N_("quotations with the attribution after them"),
    FORM: N_("a form in two columns: questions on the left, answers on the right"),
}
"""Key and name of each convention; the names are message ids."""

_SEAT: Final = re.compile(r"\s*+\([^()]*+\)$")  # parliaments give a member's riding and party at the first turn only
_SENTENCE_ENDS: Final = frozenset(".!,;…»”")
_SEPARATORS: Final = re.compile(rf"{_GAP}[:：\-–—]?{_GAP}")


class Line(NamedTuple):
    """A line that holds something: its bounds, and the beginning where a label would stand."""

    start: int
    end: int
    head: str


def lines_of(text: str) -> list[Line]:
    """Return the lines that hold something."""
    found: list[Line] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            found.append(Line(start, end, line[:HEAD]))
        start = end + 1
    return found


def bearing(lines: list[Line], grammar: Grammar) -> list[Line]:
    """Return the lines that hold a sign of a grammar, told without its expression: no other line can have its form."""
    if not grammar.sign:
        found = [line for line in lines if line[2][-1] not in _SENTENCE_ENDS]
    elif len(grammar.sign) == 1:
        (sign,) = grammar.sign
        found = [line for line in lines if sign in line[2]]
    else:
        found = [line for line in lines if any(map(line[2].__contains__, grammar.sign))]
    return [line for line in found if line[1] - line[0] <= HEAD] if grammar.whole else found


def candidates(lines: list[Line], grammar: Grammar) -> Iterator[Candidate]:
    """Yield the lines that have the form of a grammar, whatever their label says."""
    match = grammar.line.match
    for line in bearing(lines, grammar):
        found = match(line[2])
        if found:
            yield _candidate(found, line, grammar)


def _candidate(found: re.Match[str], line: Line, grammar: Grammar) -> Candidate:
    caught = found.groups()
    if caught.count(None) + 1 == len(caught):  # nearly always: a label and nothing else
        label = tidy(found[found.lastindex or 0])
        return Candidate(line[0], line[1], label, line[0] + found.end(), None, None, grammar.tagged)
    groups = found.groupdict()
    label = groups["label"] or groups.get("label2") or ""
    first = groups.get("a0") or groups.get("b0") or groups.get("c0")
    last = groups.get("a1") or groups.get("b1") or groups.get("c1")
    timed = first is not None
    if grammar.tagged:
        label = _SEAT.sub("", label)
    speech = line.start + found.end()
    return Candidate(*line[:2], tidy(label), speech, seconds(first), seconds(last), grammar.tagged or timed)


def own_candidates(text: str, lines: list[Line], pattern: re.Pattern[str]) -> Iterator[Candidate]:
    """Yield the lines that begin as the person's pattern says; its group `name`, or 1, or all of it is the label."""
    for start, end, _ in lines:
        found = pattern.match(text[start:end])
        if found and found.end():
            label = tidy(_own_label(found)).rstrip(" :：-–—[](){}").lstrip("[( ")
            after = _SEPARATORS.match(text, start + found.end(), end)
            if label:
                yield Candidate(start, end, label, after.end() if after else start + found.end(), None, None, sure=True)


def _own_label(found: re.Match[str]) -> str:
    if "name" in found.re.groupindex:
        return found["name"] or ""
    return (found[1] or "") if found.re.groups else found[0]


def seconds(time: str | None) -> float | None:
    """Return a time written H:MM:SS, MM:SS or M:SS, with or without a fraction, in seconds."""
    if time is None:
        return None
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
