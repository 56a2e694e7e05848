"""The headings of a report and the path from its parts down to each: marked as headings, or numbered by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.model.transcript import Block

LONGEST: Final = 200
"""Characters: a longer line is prose, even where it begins with a number."""
WRAPPED: Final = 45
"""Characters from which a heading's line may have run on into the next one."""

_NUMBERED: Final = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<mark>[.)]?)[^\S\n]+(?P<title>[^\W\d_a-zà-öø-ÿ].*)")
_TEXT_AFTER: Final = re.compile(r"(?P<title>.{3,180}?)\s*:\s+(?=[^\W\d_a-zà-öø-ÿ])", re.DOTALL)
"""A heading that runs into its paragraph: « 1. Prendre son temps : Le simple fait … »."""
_ENDS: Final = (".", ";", ",", "?", "!", "»", ")")
_PLAIN: Final = frozenset(
    {"introduction", "conclusion", "discussion", "résumé", "summary", "abstract", "méthode", "méthodologie", "method"}
    | {"methods", "methodology", "résultats", "results", "recommandations", "recommendations", "références"}
    | {"references", "bibliographie", "faits saillants", "key findings", "mise en contexte"}
)
"""Headings that many reports do not number."""


class Heading(NamedTuple):
    """A heading, where it stands, and its level from 1."""

    start: int
    end: int
    level: int
    title: str


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def headings_of(text: str, blocks: Sequence[Block]) -> list[Heading]:
    """Find the headings of a report in order: those its format marks, else numbered and well-known lines.

    Args:
        text: the stored text.
        blocks: its pieces, with those the source sets as headings.
    """
    marked = [block for block in blocks if block.kind == "heading" and text[block.start : block.end].strip()]
    return _marked(text, marked) if len(marked) > 1 else _numbered(text)


def path_at(headings: Iterable[Heading], place: int) -> tuple[str, ...]:
    """Return the titles over a place, from the part down; empty before the first heading."""
    stack: list[Heading] = []
    for heading in headings:
        if heading.start > place:
            break
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        stack.append(heading)
    return tuple(heading.title for heading in stack)


def _marked(text: str, blocks: Sequence[Block]) -> list[Heading]:
    return [heading_of(text, block.start, block.end) for block in blocks]


def heading_of(text: str, start: int, end: int) -> Heading:
    """Read a stretch as a heading; a number or the signs before a title tell its level, else it is a part.

    Args:
        text: the stored text.
        start: where the heading begins, in code points.
        end: where it ends.
    """
    line = " ".join(text[start:end].split())
    signs = len(line) - len(line.lstrip("#"))  # Markdown keeps them in its text
    title = line[signs:].strip()
    numbered = _NUMBERED.fullmatch(title)
    level = numbered["number"].count(".") + 1 if numbered else signs or 1
    return Heading(start, end, level, _tidy(numbered["title"] if numbered else title))


def _numbered(text: str) -> list[Heading]:
    lines = _lines(text)
    found: list[Heading] = []
    part = deepest = 0
    for index, line in enumerate(lines):
        heading = _heading(lines, index, part, deepest)
        if heading is None:
            continue
        found.append(heading)
        if heading.level == 1:
            part += _NUMBERED.match(line.text) is not None
            deepest = 1
        elif _NUMBERED.match(line.text)["number"].count("."):  # type: ignore[index]  # only numbered ones go deeper
            deepest = heading.level
    return found


def _heading(lines: Sequence[_Line], index: int, part: int, deepest: int) -> Heading | None:
    """Read a line as a heading, or as none: after a part's number and under a section's depth."""
    line = lines[index]
    if line.text.casefold() in _PLAIN:
        return Heading(line.start, line.end, 1, line.text)
    numbered = _NUMBERED.fullmatch(line.text)
    if numbered is None or len(line.text) > LONGEST:
        return None
    depth = numbered["number"].count(".") + 1
    if depth > 1:
        return _whole(lines, index, numbered["title"], depth)
    if not numbered["mark"]:
        return None
    running = _TEXT_AFTER.match(_joined(lines, index, numbered["title"]))
    if running:
        return Heading(line.start, line.end, deepest + 1, _tidy(running["title"])) if deepest else None
    return _whole(lines, index, numbered["title"], 1) if int(numbered["number"]) == part + 1 else None


def _whole(lines: Sequence[_Line], index: int, title: str, level: int) -> Heading | None:
    """Give a heading its second line, where the first was too long for the page; prose is no heading."""
    line = lines[index]
    end = line.end
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following and len(line.text) >= WRAPPED and following.text[:1].islower() and len(following.text) < WRAPPED:
        title, end = f"{title} {following.text}", following.end
    return None if title.endswith(_ENDS) else Heading(line.start, end, level, _tidy(title))


def _joined(lines: Sequence[_Line], index: int, title: str) -> str:
    """Return a title with the line after it: what it runs into may begin there."""
    return " ".join([title, *(line.text for line in lines[index + 1 : index + 2])])


def _lines(text: str) -> list[_Line]:
    """List the lines that hold something, white space at their ends left out."""
    found = []
    for match in re.finditer(r"[^\n\f]+", text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words)
            found.append(_Line(start, start + len(words), words))
    return found


def _tidy(title: str) -> str:
    return " ".join(title.split()).rstrip(" .:")
