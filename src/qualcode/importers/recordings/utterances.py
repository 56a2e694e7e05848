"""What recordings give: words said from one time to another, with or without a voice."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers import labels
from qualcode.importers.decoding import stored
from qualcode.importers.losses import counted_losses
from qualcode.model.errors import FileTooBig

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qualcode.model.transcript import Block, Convention, Loss, Speech

MILLION: Final = 1_000_000
LARGEST: Final = 20 * MILLION
"""Bytes of a file of cues, segments or annotations: forty hours of talk with a time for every word."""
LONGEST: Final = 1_000 * 3_600.0
"""Seconds: no recording lasts a thousand hours; a later time is a slip, and is left out."""
UNKNOWN: Final = "(?)"
"""The label of a voice that nobody names among others that are named; its turns count for nobody."""


class Utterance(NamedTuple):
    """Words said at one go; times in seconds, None where the source gives none."""

    words: str
    speaker: str = ""
    """The voice, empty where the source names none."""
    start: float | None = None
    end: float | None = None
    together: bool = False
    """Whether several voices say it at once: the words of nobody in particular."""
    heading: bool = False
    """Whether it is a title that the source shows between the turns, not speech."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What a format's own reading gives of a recording, before turns are made."""

    format: str
    utterances: Iterable[Utterance]
    title: str = ""
    encoding: str = ""
    language: str = ""
    losses: tuple[Loss, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    join: bool = True
    """Whether consecutive pieces of one voice are one turn; False where the source has turns of its own."""


def check_size(data: bytes, what: str) -> None:
    """Refuse a file larger than any recording's transcript.

    Raises:
        FileTooBig: over `LARGEST`.
    """
    if len(data) > LARGEST:
        raise FileTooBig(what, size=len(data) // MILLION, limit=LARGEST // MILLION)


@dataclass(slots=True)
class Tidied:
    """Utterances made fit to be kept, and how many faults were met."""

    _counts: dict[str, int] = field(default_factory=dict)
    _latest: float = 0.0

    def all(self, utterances: Iterable[Utterance]) -> Iterator[Utterance]:
        """Yield those that say something, their characters and times as the project keeps them."""
        for piece in utterances:
            words, losses = stored(f" {piece.words}")  # only at the start of a file is U+FEFF its mark
            for loss in losses:
                self._count(loss.kind, loss.count)
            words = words.strip()
            if words:
                start, end = self._times(piece.start, piece.end)
                speaker = labels.tidy(" ".join(stored(piece.speaker)[0].split()))
                yield piece._replace(words=self._unlabelled(words, speaker), speaker=speaker, start=start, end=end)

    def _unlabelled(self, words: str, speaker: str) -> str:
        """Leave out a label that says again who speaks, as noScribe writes it after naming the voice."""
        label, colon, said = words.partition(":")
        if not (speaker and colon and said.strip() and label.strip() == speaker):
            return words
        self._count("repeated_labels", 1)
        return said.strip()

    def _times(self, start: float | None, end: float | None) -> tuple[float | None, float | None]:
        """Leave out times that cannot be, and notice those that go back."""
        start, end = self._possible(start), self._possible(end)
        if start is not None and end is not None and end < start:
            self._count("times_left", 1)
            end = None
        if start is not None:
            if start < self._latest:
                self._count("times_back", 1)
            self._latest = start
        return start, end

    def _possible(self, time: float | None) -> float | None:
        if time is None or (math.isfinite(time) and 0 <= time <= LONGEST):
            return time
        self._count("times_left", 1)
        return None

    def _count(self, kind: str, count: int) -> None:
        self._counts[kind] = self._counts.get(kind, 0) + count

    def losses(self) -> tuple[Loss, ...]:
        """Return what was met, once all have been yielded."""
        return counted_losses(self._counts)


class Made(NamedTuple):
    """A text with its turns."""

    text: str
    turns: tuple[Speech, ...] = ()
    blocks: tuple[Block, ...] = ()
    convention: Convention | None = None
    losses: tuple[Loss, ...] = ()
    interviewer_by: str = ""


def times_of(pieces: Sequence[Utterance]) -> tuple[float | None, float | None]:
    """Return the first start and the last end of some pieces in order, None where none is known."""
    start = next((piece.start for piece in pieces if piece.start is not None), None)
    end = max((piece.end for piece in pieces if piece.end is not None), default=None)
    return start, end if start is None or end is None or end >= start else None
