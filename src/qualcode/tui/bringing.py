"""What an import screen shows of a file before it comes in, and what a person may correct of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qualcode.coding.documents import ImportDocument
from qualcode.importers.conventions import NAMES
from qualcode.importers.files import file_bytes
from qualcode.importers.losses import sentence
from qualcode.model.errors import Refusal
from qualcode.model.messages import N_, _
from qualcode.words.tokens import count_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qualcode.coding.project import Project
    from qualcode.importers.reading import Batch, Source

LANGUAGES: Final = {"fr": N_("French"), "en": N_("English")}
READY, THERE, REFUSED, IN = "ready", "there", "refused", "in"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a file, by the label."""

    label: str
    turns: int
    role: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was looked at: what it says, or why it does not come in.

    Attributes:
        path: where it is.
        state: ready, there (its bytes are a document already), refused, in.
        source: what was understood; None where it was refused or is there.
        words: of speech.
        told: the refusal's sentence, or the document's name.
    """

    path: Path
    state: str
    source: Source | None = None
    words: int = 0
    told: str = ""

    @property
    def voices(self) -> list[Voice]:
        """Who speaks, in order of appearance."""
        turns = self.source.transcript.turns if self.source else ()
        counts = Counter(turn.speaker for turn in turns)
        roles = {turn.speaker: turn.role for turn in turns}
        return [Voice(label, count, roles[label]) for label, count in counts.items()]


def understand(batch: Batch, project: Project, path: Path) -> Incoming:
    """Look at a file and write nothing; whatever is wrong with it is its own affair."""
    try:
        there = project.documents.with_source(hashlib.sha256(file_bytes(path)).hexdigest())
        if there is not None:
            return Incoming(path, THERE, told=there)
        source = batch.read(path)
    except Refusal as refusal:
        return Incoming(path, REFUSED, told=str(refusal))
    transcript = source.transcript
    words = sum(count_words(transcript.text, span.start, span.end) for span in transcript.speech)
    return Incoming(path, READY, source, words)


def asking_turned(file: Incoming, label: str) -> Incoming:
    """Say of a voice that it asks the questions, or that it does not."""
    role = next(voice.role for voice in file.voices if voice.label == label)
    other = "participant" if role == "interviewer" else "interviewer"
    return _with_turns(file, lambda speaker, now: (speaker, other if speaker == label else now))


def merged(file: Incoming, label: str, into: str) -> Incoming:
    """Give one voice's turns to another: two labels of one person."""
    role = next(voice.role for voice in file.voices if voice.label == into)
    return _with_turns(file, lambda speaker, now: (into, role) if speaker == label else (speaker, now))


def _with_turns(file: Incoming, act: Callable[[str, str], tuple[str, str]]) -> Incoming:
    if file.source is None:
        return file
    transcript = file.source.transcript
    turns = []
    for turn in transcript.turns:
        speaker, role = act(turn.speaker, turn.role)
        turns.append(replace(turn, speaker=speaker, role=role))
    losses = tuple(loss for loss in transcript.losses if loss.kind != "interviewer_unknown")
    corrected = replace(transcript, turns=tuple(turns), interviewer_by="option", losses=losses)
    return replace(file, source=replace(file.source, transcript=corrected))


def bring_in(file: Incoming) -> ImportDocument | None:
    """Return the action that brings a file in; None where it does not come in."""
    if file.source is None or file.state != READY:
        return None
    source = file.source
    return ImportDocument(source.name, source.source_name, source.source_sha256, source.transcript)


def losses_of(file: Incoming) -> list[str]:
    """Return what was lost or is worth checking, in words that fit the screen."""
    if file.source is None:
        return []
    ours = {"interviewer_unknown": _("who asks could not be told: choose the voice and press Enter")}
    return [ours.get(loss.kind) or sentence(loss) for loss in file.source.transcript.losses]


def facts_of(file: Incoming) -> list[tuple[str, str]]:
    """Return what was understood of a file, by label."""
    if file.source is None:
        return []
    transcript = file.source.transcript
    language = LANGUAGES.get(transcript.language)
    told = [(_("language"), _(language) if language else _("language not told"))]
    convention = transcript.convention
    if convention is not None:
        told.append((_("turns"), _(NAMES[convention.name])))
        if convention.lookalikes:
            told.append((_("not voices"), ", ".join(convention.lookalikes)))
    times = [time for turn in transcript.turns for time in (turn.time_start, turn.time_end) if time is not None]
    if times:
        told.append((_("recorded"), f"{_clock(min(times))} – {_clock(max(times))}"))
    if transcript.encoding and transcript.encoding != "utf-8":
        told.append((_("bytes"), transcript.encoding))
    return told


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
