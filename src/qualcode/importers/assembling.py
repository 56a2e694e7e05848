"""What all importers end with: turns, who asks, a title, put together into a Transcript."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qualcode.importers.options import NONE
from qualcode.importers.roles import with_roles
from qualcode.importers.turns import Found, found_turns
from qualcode.model.spans import Span
from qualcode.model.transcript import Block, Loss, Transcript
from qualcode.words.language import SAMPLE, language_of

if TYPE_CHECKING:
    import re

    from qualcode.importers.options import ImportOptions

LONGEST_TITLE: Final = 150
"""Characters: a longer first line is text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a format's own reading gives, before anybody looks for turns."""

    text: str
    format: str
    title: str = ""
    encoding: str = ""
    blocks: tuple[Block, ...] = ()
    losses: tuple[Loss, ...] = ()
    language: str = ""
    """Where the format itself says it; else it is found out later."""
    metadata: tuple[tuple[str, str], ...] = ()


def assembled(reading: Reading, options: ImportOptions) -> Transcript:
    """Find turns, roles and title, and put the Transcript together.

    Args:
        reading: the stored text with its blocks.
        options: how turns are told apart, and who asks.
    """
    text = reading.text
    found = Found() if options.speakers == NONE else found_turns(text, reading.blocks, _pattern(options))
    told = with_roles(text, found.turns, options.interviewers)
    return Transcript(
        text=text,
        format=reading.format,
        title=reading.title or _first_heading(reading),
        encoding=reading.encoding,
        language=reading.language,
        blocks=reading.blocks,
        turns=told.turns,
        convention=found.convention,
        losses=(*reading.losses, *found.losses, *told.losses),
        interviewer_by=told.by,
        metadata=reading.metadata,
    )


def _pattern(options: ImportOptions) -> re.Pattern[str] | None:
    return options.pattern() if options.own_pattern else None


def _first_heading(reading: Reading) -> str:
    for block in reading.blocks:
        words = reading.text[block.start : block.end].strip()
        if block.kind == "heading" and words:
            return words if len(words) <= LONGEST_TITLE else ""
    return ""


def with_language(transcript: Transcript) -> Transcript:
    """Return the transcript with the language of what was said, unless its format told it."""
    return transcript if transcript.language else replace(transcript, language=language_of(_sample(transcript)))


def _sample(transcript: Transcript) -> str:
    """Return enough of what was said to tell its language."""
    pieces: list[str] = []
    length = 0
    for spoken in transcript.turns or (Span(0, len(transcript.text)),):
        pieces.append(transcript.text[spoken.start : min(spoken.end, spoken.start + SAMPLE - length)])
        length += len(pieces[-1])
        if length >= SAMPLE:
            break
    return "\n".join(pieces)
