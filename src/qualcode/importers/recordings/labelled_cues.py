"""Cues whose words name the voices: labels as in plain text, times from the cues, repeated labels left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qualcode.importers import labels
from qualcode.importers.options import NONE
from qualcode.importers.recordings.cue_labels import Openings, openings, parted
from qualcode.importers.recordings.utterances import UNKNOWN, Made, Utterance, times_of
from qualcode.importers.roles import Told, with_roles
from qualcode.importers.turns import found_turns
from qualcode.model.spans import Span
from qualcode.model.transcript import Block, Loss, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.importers.options import ImportOptions


def labelled(cues: Sequence[Utterance], options: ImportOptions) -> Made:
    """Lay out cues that name no voice by themselves, and look for labels in their words.

    Args:
        cues: in the order of the source, each with words.
        options: how turns are told apart, and who asks.
    """
    spans = list(_spans(cues))
    blocks = tuple(Block(span.start, span.end, "heading") for span, cue in zip(spans, cues, strict=True) if cue.heading)
    text = "\n".join(cue.words for cue in cues)
    if options.speakers == NONE:
        return Made(text, blocks=blocks)
    opened = openings(text, spans) if not (blocks or options.own_pattern) else Openings()
    found = found_turns(text, blocks, options.pattern() if options.own_pattern else None, opened.starts)
    if not found.turns:
        return Made(text, blocks=blocks, losses=found.losses)
    known = parted(text, found.turns, spans, opened)
    timed = _timed(known.turns, cues, spans)
    joined = _Joined(_run_on(text, timed, spans), [] if blocks else timed)
    turns = tuple(timed if blocks else joined.turns)
    told = _told(joined.text, turns, options)
    repeated = (Loss("repeated_labels", joined.repeated),) if joined.repeated else ()
    convention = replace(found.convention, turns=len(turns)) if found.convention else None
    losses = (*found.losses, *known.losses, *repeated, *told.losses)
    return Made(joined.text, told.turns, blocks, convention, losses, told.by)


def _told(text: str, turns: tuple[Speech, ...], options: ImportOptions) -> Told:
    """Say who asks among the voices that are named."""
    told = with_roles(text, tuple(turn for turn in turns if turn.speaker != UNKNOWN), options.interviewers)
    named = iter(told.turns)
    return told._replace(turns=tuple(turn if turn.speaker == UNKNOWN else next(named) for turn in turns))


def _spans(cues: Sequence[Utterance]) -> Iterator[Span]:
    position = 0
    for cue in cues:
        yield Span(position, position + len(cue.words))
        position += len(cue.words) + 1


def _timed(turns: Sequence[Speech], cues: Sequence[Utterance], spans: Sequence[Span]) -> list[Speech]:
    """Give each turn the times of the cues it stands in."""
    starts = [span.start for span in spans]
    timed = []
    for turn in turns:
        first = bisect_right(starts, turn.start) - 1
        start, end = times_of(cues[first : bisect_left(starts, turn.end)])
        timed.append(replace(turn, time_start=start, time_end=end))
    return timed


def _run_on(text: str, turns: Sequence[Speech], spans: Sequence[Span]) -> str:
    """Write a space for the line break between two cues of one turn."""
    starts = [turn.start for turn in turns]
    pieces: list[str] = []
    for span, following in pairwise(spans):
        place = bisect_right(starts, span.end) - 1
        inside = place >= 0 and following.start < turns[place].end
        pieces += (text[span.start : span.end], " " if inside else "\n")
    return "".join((*pieces, text[spans[-1].start :]))


class _Joined:
    """One turn made of consecutive turns of one voice: the label stands before the first alone."""

    def __init__(self, text: str, turns: Sequence[Speech]) -> None:
        self.turns: list[Speech] = []
        self.repeated = 0
        self._removed = 0
        pieces: list[str] = []
        kept = 0
        for turn in turns:
            if self.turns and labels.key(self.turns[-1].speaker) == labels.key(turn.speaker):
                end = self.turns[-1].end + self._removed
                pieces += (text[kept:end], " ")
                kept = turn.start
                self._lengthen(turn, turn.start - end - 1)
            else:
                self.turns.append(replace(turn, start=turn.start - self._removed, end=turn.end - self._removed))
        self.text = "".join((*pieces, text[kept:]))

    def _lengthen(self, turn: Speech, removed: int) -> None:
        """Let the last turn go on with another one, before which some characters were left out."""
        self.repeated += 1
        self._removed += removed
        last = self.turns[-1]
        ends = [time for time in (last.time_end, turn.time_end) if time is not None]
        self.turns[-1] = replace(last, end=turn.end - self._removed, time_end=max(ends, default=None))
