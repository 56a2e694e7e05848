"""Markdown: the whole file is the stored text; headings, front matter, margins and pictures are nobody's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qualcode.importers.assembling import Reading, assembled
from qualcode.importers.decoding import decoded
from qualcode.model.transcript import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import BlockKind, Transcript

_FRONT: Final = re.compile(
    r"\s*---[^\S\n]*\n(?P<inner>(?:(?!---[^\S\n]*$)[^\n]*\n){0,200})(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.MULTILINE
)
"""A block between two lines of dashes at the very start (Pandoc, Quarto, Jekyll); at most 200 lines."""
_TITLE: Final = re.compile(r"^title:(?P<title>[^\n]*)$", re.MULTILINE)
_HEADING: Final = re.compile(r"[^\S\n]{0,3}(?P<marks>#{1,6})[^\S\n]+(?P<title>[^\n]*?)[\s#]*$")
_UNDERLINE: Final = re.compile(r"(?:={3,}|-{3,})[^\S\n]*$")
_PICTURE: Final = re.compile(r"[^\S\n]*!\[[^\]\n]*\]\([^)\n]*\)(?:\{[^}\n]*\})?[^\S\n]*$")
_RULE: Final = re.compile(r"[^\S\n]*(?:-{3,}|\*{3,}|_{3,})[^\S\n]*$")
_DIVISION: Final = re.compile(r":::+[^\S\n]*(?P<opens>\{?[^\S\n]*\.?[\w.{][^\n]*)?$")
_MARGIN: Final = re.compile(r"column-margin|aside|margin|callout|notes")
_COMMENT: Final = re.compile(r"<!--.*-->[^\S\n]*$")


_AROUND: Final = " \t'\""
LONGEST_LINE: Final = 1_000
"""Characters: a longer line is a paragraph, whatever it begins with."""


def read(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read a .md file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: the encoding where the person says it, and how turns are told apart.

    Raises:
        ImportRefused: bytes that are no text, or not in the encoding.
    """
    known = decoded(data, what, options.encoding)
    blocks = tuple(_blocks(known.text))
    title = _title(known.text)
    reading = Reading(known.text, "md", title=title, encoding=known.encoding, blocks=blocks, losses=known.losses)
    return assembled(reading, options)


def _title(text: str) -> str:
    """Return the title of the front matter, else of the first heading."""
    front = _FRONT.match(text)
    named = _TITLE.search(front["inner"]) if front else None
    if named and named["title"].strip(_AROUND):
        return named["title"].strip(_AROUND)
    for line in text[:5000].split("\n"):  # a title stands near the top
        heading = _HEADING.match(line) if len(line) <= LONGEST_LINE else None
        if heading:
            return heading["title"]
    return ""


def _blocks(text: str) -> Iterator[Block]:
    """Yield what nobody says, in order; the rest is speech, or text before it."""
    front = _FRONT.match(text)
    position = front.end() if front else 0
    if front:
        yield Block(0, position, "caption")
    margin: int | None = None
    for line in text[position:].split("\n"):
        end = position + len(line)
        opened = _DIVISION.match(line)
        if margin is not None:
            if opened and not opened["opens"]:
                yield Block(margin, end, "caption")
                margin = None
        elif opened and opened["opens"] and _MARGIN.search(opened["opens"]):
            margin = position
        elif kind := _kind(line):
            yield Block(position, end, kind)
        position = end + 1


def _kind(line: str) -> BlockKind | None:
    """Say what a line is where it is no speech."""
    if not line or len(line) > LONGEST_LINE or line[0] not in "#!:-*_< \t":
        return None
    if _HEADING.match(line):
        return "heading"
    if _PICTURE.match(line) or _RULE.match(line) or _DIVISION.match(line) or _COMMENT.match(line):
        return "caption"
    return None
