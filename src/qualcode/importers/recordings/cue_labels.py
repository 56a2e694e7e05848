"""Labels at the beginning of cues, as Zoom writes them before each: a device is a voice there, and no label is nobody.

Where nearly every cue opens with a label, the place says more than the form: `iPhone de Lucie` speaks, though no such
name is in a list, and a cue without a label goes on with the voice before it only where its sentence does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers import labels
from qualcode.importers.conventions import GRAMMARS, lines_of
from qualcode.importers.conventions import candidates as would_be
from qualcode.importers.recordings.utterances import UNKNOWN
from qualcode.model.transcript import Loss, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.model.spans import Span

MOSTLY: Final = 0.5
"""Share of the cues that open with a label, from which a label's place says that it is one."""
NEARLY_ALL: Final = 0.8
"""Share from which the recorder labels every cue whose voice it knows."""
TWICE: Final = 2
_COLON: Final = next(grammar for grammar in GRAMMARS if grammar.key == "colon")
_ENDS: Final = (".", "?", "!", "…")
_CLOSING: Final = "'’\"”»)] \t\n\u00a0\u202f"


class Openings(NamedTuple):
    """Where cues open with the label of a voice, in a recording where most do, and whether nearly all do."""

    starts: frozenset[int] = frozenset()
    nearly_all: bool = False


def openings(text: str, spans: Sequence[Span]) -> Openings:
    """Tell which cues open with the label of a voice; none in a recording where most open with words.

    Args:
        text: the words of all cues, a line break between two.
        spans: of the cues, in order.
    """
    begun = {span.start for span in spans}
    found = [candidate for candidate in would_be(lines_of(text), _COLON) if candidate.start in begun]
    likely = [candidate for candidate in found if labels.opens(candidate.label, again=True)]
    share = len(likely) / len(spans)
    if share < MOSTLY:
        return Openings()
    counts = Counter(labels.key(candidate.label) for candidate in likely)
    starts = (
        candidate.start
        for candidate in likely
        if not _is_time(text, candidate.speech)
        and (counts[labels.key(candidate.label)] >= TWICE or _once(candidate.label, share))
    )
    return Openings(frozenset(starts), share >= NEARLY_ALL)


def _is_time(text: str, speech: int) -> bool:
    """Tell whether the colon stands in a time, as in 10:30."""
    return text[speech - 2 : speech - 1].isdigit() and text[speech : speech + 1].isdigit()


def _once(label: str, share: float) -> bool:
    """Tell whether a label that comes once is one: anything like a name among labels alone, else a device."""
    return labels.opens(label) and (share >= NEARLY_ALL or labels.device(label))


class Parted(NamedTuple):
    """Turns without the cues that nobody is named for, those cues' own turns among them, and how many cues it is."""

    turns: list[Speech]
    losses: tuple[Loss, ...] = ()


def parted(text: str, turns: Sequence[Speech], spans: Sequence[Span], opened: Openings) -> Parted:
    """Give cues without a label to a voice unknown, unless they go on with the sentence of the cue before.

    Args:
        text: the words of all cues, a line break between two.
        turns: as the labels cut them, in order.
        spans: of the cues, in order.
        opened: the cues that open with a label.
    """
    if not opened.starts:
        return Parted(list(turns))
    bare = _bare(turns, spans)
    if not opened.nearly_all:
        return Parted(list(turns), _counted("unlabelled_kept", sum(map(len, bare))))
    first = spans[: bisect_left(spans, turns[0].start, key=lambda span: span.end)]
    cut = [Speech(UNKNOWN, first[0].start, first[-1].end, "other")] if first else []
    for turn, places in zip(turns, bare, strict=True):
        cut += _cut(turn, [place for place in places if not _goes_on(text, spans[place - 1], spans[place])], spans)
    voiceless = sum(turn.speaker == UNKNOWN for turn in cut)
    losses = (*_counted("unlabelled_cues", sum(map(len, bare)) + len(first)), *_counted("voiceless", voiceless))
    return Parted(cut, losses)


def _bare(turns: Sequence[Speech], spans: Sequence[Span]) -> list[range]:
    """Return, for each turn, the places of the cues that begin inside it."""
    starts = [span.start for span in spans]
    return [range(bisect_right(starts, turn.start), bisect_left(starts, turn.end)) for turn in turns]


def _counted(kind: str, count: int) -> tuple[Loss, ...]:
    return (Loss(kind, count),) if count else ()


def _goes_on(text: str, before: Span, span: Span) -> bool:
    """Tell whether a cue goes on with the sentence of the one before."""
    said = text[before.start : before.end].rstrip(_CLOSING)
    return not said.endswith(_ENDS) or text[span.start].islower()


def _cut(turn: Speech, places: Sequence[int], spans: Sequence[Span]) -> Iterator[Speech]:
    """Yield a turn up to the first cue that does not go on with it, and what follows as nobody's."""
    if not places:
        yield turn
        return
    yield replace(turn, end=spans[places[0] - 1].end)
    yield Speech(UNKNOWN, spans[places[0]].start, turn.end, "other")
