"""Selecting by whole words, sentences and turns: what one goes over is taken whole, never a letter of the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualcode.tui.layout.steps import SENTENCE, WORD
from qualcode.tui.layout.wrapping import next_grapheme, previous_grapheme

if TYPE_CHECKING:
    from qualcode.tui.layout.steps import Steps


class Ends(NamedTuple):
    """The characters at both ends of a selection, both within: where it was begun, and where the caret is."""

    mark: int
    caret: int


def extended(text: str, steps: Steps, ends: Ends, unit: str, direction: int) -> Ends:
    """Return a selection that goes on, or back, by one unit.

    Args:
        text: the stored text.
        steps: how it is cut.
        ends: of the selection as it is.
        unit: WORD, SENTENCE or TURN.
        direction: 1 onwards, -1 back.
    """
    start, last = sorted(ends)
    end = next_grapheme(text, last, len(text))
    if direction > 0:
        within = steps.bound(start, 1, unit, end=False)
        if ends.caret < ends.mark and start < within < end:
            return Ends(ends.mark, within)
        return Ends(start, _last(text, start, steps.bound(end, 1, unit, end=True)))
    within = steps.bound(end, -1, unit, end=True)
    if ends.caret > ends.mark and start < within < end:
        return Ends(ends.mark, _last(text, start, within))
    if ends.caret == ends.mark:
        end = _whole_end(steps, start, unit)
    return Ends(_last(text, start, end), steps.bound(start, -1, unit, end=False))


def _last(text: str, start: int, end: int) -> int:
    """Return the last letter of a stretch, however many characters write it."""
    return previous_grapheme(text, end, start)


def _whole_end(steps: Steps, position: int, unit: str) -> int:
    """Return where the unit at a position ends."""
    if unit == WORD:
        return steps.word_span(position).end
    return (steps.sentence_span(position) if unit == SENTENCE else steps.turn_span(position)).end
