"""Recordings made into transcripts: who speaks, from when to when.

The rule of joining: consecutive pieces of one voice are one turn, whatever the pause between them; its times are the
first start and the last end. Pieces of one turn are joined by a space, since a cue ends where a screen is full and not
where a thought does; a line break inside a piece stays. A format that has turns of its own keeps them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.importers import labels
from qualcode.importers.conventions import NAMED
from qualcode.importers.decoding import stored
from qualcode.importers.options import NONE
from qualcode.importers.recordings.labelled_cues import labelled
from qualcode.importers.recordings.utterances import UNKNOWN, Made, Recording, Tidied, Utterance, times_of
from qualcode.importers.roles import with_roles
from qualcode.importers.turns import alike
from qualcode.model.errors import NothingSaid
from qualcode.model.transcript import Block, Convention, Loss, Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qualcode.importers.options import ImportOptions


def spoken(recording: Recording, what: str, options: ImportOptions) -> Transcript:
    """Make the turns of a recording and put the Transcript together.

    Where the source names voices, they are the turns' speakers and the text has no labels; where it names none, labels
    are looked for in the words, as in plain text.

    Args:
        recording: what the format gives.
        what: the file's name, for refusals.
        options: how turns are told apart, and who asks.

    Raises:
        NothingSaid: no word in it.
    """
    tidied = Tidied()
    utterances = list(tidied.all(recording.utterances))
    if not any(not piece.heading for piece in utterances):
        raise NothingSaid(what)
    named = any(piece.speaker for piece in utterances) and not options.own_pattern and options.speakers != NONE
    made = _voiced(utterances, options, join=recording.join) if named else labelled(utterances, options)
    transcript = Transcript(
        text=made.text,
        format=recording.format,
        title=stored(recording.title)[0].strip(),
        encoding=recording.encoding,
        language=recording.language,
        blocks=made.blocks,
        turns=made.turns,
        convention=made.convention,
        losses=(*recording.losses, *tidied.losses(), *made.losses),
        interviewer_by=made.interviewer_by,
        metadata=tuple((name, stored(value)[0].strip()) for name, value in recording.metadata if value.strip()),
    )
    untimed = not made.turns and any(piece.start is not None for piece in utterances)
    return replace(transcript, losses=(*transcript.losses, Loss("times_untold"))) if untimed else transcript


def _voiced(utterances: Sequence[Utterance], options: ImportOptions, *, join: bool) -> Made:
    """Lay out the turns of voices that the source names; pieces without one are the turns of an unknown voice."""
    pieces = [_with_voice(piece) for piece in utterances]
    turns: list[Speech] = []
    blocks: list[Block] = []
    lines: list[str] = []
    position = 0
    for group in _groups(pieces, join=join):
        words = " ".join(piece.words for piece in group)
        end = position + len(words)
        if group[0].heading:
            blocks.append(Block(position, end, "heading"))
        else:
            blocks.append(Block(position, end))
            turns.append(_turn(group, position, end))
        lines.append(words)
        position = end + 1
    return _with_roles("\n".join(lines), turns, blocks, options)


def _with_voice(piece: Utterance) -> Utterance:
    return piece if piece.speaker or piece.heading else piece._replace(speaker=UNKNOWN, together=True)


def _groups(pieces: Sequence[Utterance], *, join: bool) -> Iterator[list[Utterance]]:
    """Yield the pieces of each turn."""
    group: list[Utterance] = []
    for piece in pieces:
        if group and not (join and _same_voice(group[-1], piece)):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _same_voice(one: Utterance, other: Utterance) -> bool:
    if one.heading or other.heading or one.together != other.together:
        return False
    return labels.key(one.speaker) == labels.key(other.speaker)


def _turn(group: Sequence[Utterance], start: int, end: int) -> Speech:
    first, last = times_of(group)
    role = "other" if group[0].together else "participant"
    return Speech(group[0].speaker, start, end, role, first, last)


def _with_roles(text: str, turns: Sequence[Speech], blocks: Sequence[Block], options: ImportOptions) -> Made:
    """Say who asks among the voices that are one person's, each under its first spelling."""
    spellings: dict[str, str] = {}
    spelled = [replace(turn, speaker=spellings.setdefault(labels.key(turn.speaker), turn.speaker)) for turn in turns]
    together = {turn.speaker for turn in spelled if turn.role == "other"}
    told = with_roles(text, tuple(turn for turn in spelled if turn.speaker not in together), options.interviewers)
    roles = {turn.speaker: turn.role for turn in told.turns}
    known = tuple(replace(turn, role=roles.get(turn.speaker, "other")) for turn in spelled)
    unknown = sum(1 for turn in known if turn.speaker == UNKNOWN)
    losses = (*((Loss("voiceless", unknown),) if unknown else ()), *alike(told.turns), *told.losses)
    convention = Convention(NAMED.key, known[0].speaker, len(known))
    return Made(text, known, tuple(blocks), convention, losses, told.by)
