"""A published report read for its evidence: each attributed quotation a turn, coded by the heading it stood under."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qualcode.importers.conventions import VERBATIMS
from qualcode.importers.losses import counted_losses
from qualcode.model.transcript import Convention, Loss, Mark, Speech, Transcript
from qualcode.words.headings import headings_of, path_at
from qualcode.words.quotations import PAGE_BREAK, Quotations, quotations_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.words.quotations import Quotation

CODER: Final = "source"
"""Who coded: the report itself, by where it put each quotation."""
UNKNOWN: Final = "?"
"""The label of a quotation without attribution; it belongs to no case until it is given a voice."""


def with_verbatims(transcript: Transcript) -> Transcript:
    """Return a report's transcript with its quotations as turns and its headings as codes on them.

    Args:
        transcript: the report as its format gives it; turns it may have are replaced.
    """
    quotations = quotations_of(transcript.text)
    headings = headings_of(transcript.text, transcript.blocks)
    turns: list[Speech] = []
    marks: list[Mark] = []
    for quotation in quotations.found:
        path = path_at(headings, quotation.start)
        for start, end in _pieces(transcript.text, quotation):
            turns.append(_turn(quotation, start, end))
            marks += [Mark(start, end, path, CODER)] if path else []
    return replace(
        transcript,
        turns=tuple(turns),
        marks=(*transcript.marks, *marks),
        convention=_convention(quotations),
        losses=(*transcript.losses, *_losses(quotations, len(turns))),
        voices_known=True,
    )


def _turn(quotation: Quotation, start: int, end: int) -> Speech:
    """Make a turn; a quotation without attribution is nobody's, and counts as said all the same."""
    return Speech(quotation.label or UNKNOWN, start, end, role="participant" if quotation.label else "other")


def _pieces(text: str, quotation: Quotation) -> Iterator[tuple[int, int]]:
    """Cut a quotation where the page was turned."""
    start = quotation.start
    for noise in PAGE_BREAK.finditer(text, quotation.start, quotation.end):
        if text[start : noise.start()].strip():
            yield start, start + len(text[start : noise.start()].rstrip())
        start = noise.end() + len(text[noise.end() : quotation.end]) - len(text[noise.end() : quotation.end].lstrip())
    if start < quotation.end:
        yield start, quotation.end


def _convention(quotations: Quotations) -> Convention | None:
    named = [quotation.label for quotation in quotations.found if quotation.label]
    return Convention(VERBATIMS, f"« … » ({named[0]})", len(named)) if named else None


def _losses(quotations: Quotations, turns: int) -> tuple[Loss, ...]:
    """Say what a reader of the report would want to look at."""
    unnamed = sum(not quotation.label for quotation in quotations.found)
    counts = {
        "no_verbatims": int(not quotations.found),
        "unattributed": unnamed,
        "shared": quotations.shared,
        "unquoted": quotations.orphans,
        "unclosed": quotations.unclosed,
        "terms": quotations.terms,
        "page_breaks": turns - len(quotations.found),
    }
    return counted_losses(counts)
