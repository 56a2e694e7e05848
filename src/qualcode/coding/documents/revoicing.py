"""Who speaks in a corrected text: what the project knew of its turns, and what the corrected file changed.

Where nothing was corrected, the turns stay as they are in the project, whoever put them right there. Where something
was, the bounds are the file's; the voice is the file's only where the label itself was corrected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from qualcode.model.ids import new_id
from qualcode.model.records import Turn
from qualcode.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qualcode.model.transcript import Speech
    from qualcode.words.carrying import Carrier, Ending

_TIME: Final = re.compile(r"\d+(?::\d\d)+(?:[.,]\d+)?")


class _Said(NamedTuple):
    """A speech of the corrected text: the turn it was, what the file says of it; one of them may be wanting."""

    turn: Turn | None
    speech: Speech | None
    span: Span


@dataclass(frozen=True, slots=True)
class Revoiced:
    """The turns of a corrected text, in order."""

    turns: tuple[Turn, ...]
    strangers: frozenset[str]
    """Ids of turns whose case is to be found: their voice is another one, or they are new."""
    endings: dict[str, Ending]
    """What became of each turn there was, by its id."""
    renamed: dict[str, str]
    """Labels that were corrected in all their turns: the former one and what it is now."""
    differing: dict[str, str]
    """Voices that the file calls otherwise than the project, which keeps its own name for them: its own, the file's."""

    @property
    def new(self) -> int:
        """How many turns there are that were none."""
        return len(self.turns) - sum(ending != "lost" for ending in self.endings.values())


def revoiced(carrier: Carrier, before: Sequence[Turn], speeches: Sequence[Speech]) -> Revoiced:
    """Return the turns of a corrected text.

    Args:
        carrier: the former text and the revised one.
        before: the turns of the former text, as the project has them, in order.
        speeches: the turns that were found in the corrected file.
    """
    said = list(_laid(carrier, before, sorted(speeches, key=lambda each: (each.start, each.end))))
    names, labels = _called(carrier, before, said)
    renamed = _renamed(before, said, labels)
    turns = tuple(_turn(one, before, names, labels, renamed) for one in said)
    strangers = {turn.id for one, turn in zip(said, turns, strict=True) if one.turn is None or turn.id in labels}
    endings = {turn.id: _ending(carrier, turn, None) for turn in before}
    endings |= {one.turn.id: _ending(carrier, one.turn, one.span) for one in said if one.turn}
    return Revoiced(turns, frozenset(strangers), endings, renamed, {ours: theirs for theirs, ours in names.items()})


def _ending(carrier: Carrier, turn: Turn, span: Span | None) -> Ending:
    if span is None:
        return "lost"
    if carrier.former[turn.start : turn.end] != carrier.revised[span.start : span.end]:
        return "fuzzy"
    return "kept" if turn.start == span.start else "moved"


def _laid(carrier: Carrier, before: Sequence[Turn], speeches: Sequence[Speech]) -> Iterator[_Said]:
    """Lay the turns that were carried along the speeches of the file, a piece of text after the other."""
    carried = [(turn, carrier.carry(turn.span, elsewhere=False).span) for turn in before]
    olds = [_Said(turn, None, span) for turn, span in carried if span is not None]
    news = [_Said(None, speech, Span(speech.start, speech.end)) for speech in speeches]
    for piece in _pieces([*olds, *news]):
        turns, found = [one for one in piece if one.turn], [one for one in piece if one.speech]
        start, end = min(one.span.start for one in piece), max(one.span.end for one in piece)
        if not found:
            yield from turns
        elif not turns:
            yield from (one for one in found if not _stood_so(carrier, one.span))
        else:
            matched = list(_matched(turns, _cut(carrier, turns, _joined(carrier, turns, found))))
            yield from _as_it_was(turns, matched) if carrier.is_untouched(start, end) else matched


def _as_it_was(turns: Sequence[_Said], matched: Iterable[_Said]) -> list[_Said]:
    """Return the turns of words that were not corrected, with what the file says of them."""
    speeches = {one.turn.id: one.speech for one in matched if one.turn}
    return [one._replace(speech=speeches.get(one.turn.id)) for one in turns if one.turn]


def _pieces(laid: Iterable[_Said]) -> Iterator[list[_Said]]:
    """Cut into pieces those that overlap, in order."""
    piece: list[_Said] = []
    end = -1
    for one in sorted(laid, key=lambda one: one.span):
        if piece and one.span.start >= end and one.span.start != piece[0].span.start:
            yield piece
            piece, end = [], -1
        piece.append(one)
        end = max(end, one.span.end)
    if piece:
        yield piece


def _stood_so(carrier: Carrier, span: Span) -> bool:
    """Tell whether words, and what stands before them in their line, are uncorrected: they were no turn before."""
    before = carrier.revised[: span.start].rstrip()
    return carrier.is_untouched(before.rfind("\n") + 1 if before else 0, span.end)


def _joined(carrier: Carrier, turns: Sequence[_Said], found: Sequence[_Said]) -> list[_Said]:
    """Make one of speeches that are one turn in the project, where nothing between them was corrected."""
    joined: list[_Said] = []
    for one in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and carrier.is_untouched(max(last.span.end - 1, 0), one.span.start + 1)
            and any(turn.span.overlaps(last.span) and turn.span.overlaps(one.span) for turn in turns)
        ):
            joined[-1] = _Said(None, last.speech, Span(last.span.start, one.span.end))
        else:
            joined.append(one)
    return joined


def _cut(carrier: Carrier, turns: Sequence[_Said], found: Sequence[_Said]) -> list[_Said]:
    """Cut speeches where the project has two turns: no label stood between them, or it stands there still."""
    cut: list[_Said] = []
    for one in found:
        inside = [(each.turn, each.span) for each in turns if each.turn and each.span.overlaps(one.span)]
        start = one.span.start
        for (left, ended), (right, begun) in pairwise(inside):
            labelled = carrier.former[left.end : right.start].strip()
            if not labelled or carrier.revised[ended.end : begun.start].strip():
                cut.append(one._replace(span=Span(start, ended.end)))
                start = begun.start
        cut.append(one._replace(span=Span(start, one.span.end)))
    return cut


def _matched(turns: Sequence[_Said], found: Sequence[_Said]) -> Iterator[_Said]:
    """Give each speech the turn with which it shares most, where that turn shares most with it."""

    def shared(turn: _Said, one: _Said) -> int:
        both = turn.span.intersection(one.span)
        return both.length if both else 0

    firsts = {id(turn.turn): max(found, key=lambda one: shared(turn, one)) for turn in turns}
    for one in found:
        best = max(turns, key=lambda turn: shared(turn, one))
        yield one._replace(turn=best.turn) if firsts[id(best.turn)] is one else one


def _labels(text: str, spans: Iterable[Span]) -> list[str]:
    """Return what stands before each speech since the last one, of its last line with words, times left out."""
    labels, last = [], 0
    for span in spans:
        lines = [line for line in text[last : span.start].splitlines() if line.strip()]
        labels.append(" ".join(_TIME.sub(" ", lines[-1]).split()) if lines else "")
        last = span.end
    return labels


def _called(carrier: Carrier, before: Sequence[Turn], said: Sequence[_Said]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the project calls voices that the file calls otherwise, and the labels that the file corrected.

    A label that stands as it stood says nothing new: the project's name for that voice was given by somebody.

    Returns:
        The project's names by the file's; corrected labels by the id of their turn.
    """
    former = dict(
        zip([turn.id for turn in before], _labels(carrier.former, [turn.span for turn in before]), strict=True)
    )
    names: dict[str, str] = {}
    labels: dict[str, str] = {}
    last: Turn | None = None
    for one, label in zip(said, _labels(carrier.revised, [one.span for one in said]), strict=True):
        turn, speech, before_it, last = one.turn, one.speech, last, one.turn
        if turn is None:
            continue
        if before_it and not label and not former[turn.id] and before_it.speaker == turn.speaker:
            labels |= {turn.id: labels[before_it.id]} if before_it.id in labels else {}  # the label says both
        elif speech and turn.speaker != speech.speaker:
            if former[turn.id] == label:
                names.setdefault(speech.speaker, turn.speaker)
            else:
                labels[turn.id] = speech.speaker
    labels = {turn: names.get(label, label) for turn, label in labels.items()}
    known = {turn.id: turn.speaker for turn in before}
    return names, {turn: label for turn, label in labels.items() if label != known[turn]}


def _renamed(before: Sequence[Turn], said: Sequence[_Said], labels: dict[str, str]) -> dict[str, str]:
    """Return the labels that became one other label in all their turns, a label that nobody bore."""
    became: dict[str, set[str]] = {}
    for one in said:
        if one.turn:
            became.setdefault(one.turn.speaker, set()).add(labels.get(one.turn.id, one.turn.speaker))
    known = {turn.speaker for turn in before}
    return {old: next(iter(new)) for old, new in became.items() if len(new) == 1 and not new & known}


def _turn(
    one: _Said, before: Sequence[Turn], names: dict[str, str], labels: dict[str, str], renamed: dict[str, str]
) -> Turn:
    """Return a turn of the corrected text; its case is found later where its voice is another one."""
    turn, speech = one.turn, one.speech
    if turn is not None:
        held = replace(turn, start=one.span.start, end=one.span.end)
        if speech and speech.start == held.start and speech.time_start is not None:
            held = replace(held, time_start=speech.time_start)
        if speech and speech.end == held.end and speech.time_end is not None:
            held = replace(held, time_end=speech.time_end)
        if turn.id not in labels:
            return held
        label = labels[turn.id]
        role = turn.role if turn.speaker in renamed else _role(before, label, speech.role if speech else turn.role)
        return replace(held, speaker=label, role=role, case=None)
    new = cast("Speech", speech)  # what was no turn is in the file
    label = names.get(new.speaker, new.speaker)
    role = _role(before, label, new.role)
    return Turn(new_id(), "", 0, label, role, one.span.start, one.span.end, new.time_start, new.time_end, None)


def _role(before: Sequence[Turn], label: str, found: str) -> str:
    """Return the role that a voice has in the project, else the one found."""
    return next((turn.role for turn in before if turn.speaker == label), found)
