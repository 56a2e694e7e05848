"""Subtitles, .vtt and .srt: cues with times, read forgivingly, since recorders write them each in their own way.

Our own page of code rather than webvtt-py 0.6, which was tried: it gives a cue of two voices to the first, drops in
silence the words after a blank line, a cue whose times are faulty and whatever else stands between < and >, leaves
entities as they are, and refuses a .srt without numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.decoding import decoded
from qualcode.importers.losses import counted_losses
from qualcode.importers.recordings.cue_words import Cue, said_in_srt, said_in_vtt, unrolled
from qualcode.importers.recordings.joining import spoken
from qualcode.importers.recordings.media import media_name
from qualcode.importers.recordings.utterances import Recording, check_size
from qualcode.model.errors import BadCue, WrongContent
from qualcode.model.transcript import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import Transcript

_TIME: Final = r"(?:([0-9]{1,15}):)?([0-5]?[0-9]):([0-5]?[0-9])(?:[.,]([0-9]{1,9}))?"
_TIMING: Final = re.compile(rf"\s*+{_TIME}\s*+-->\s*+{_TIME}(?:\s.*)?")
_ARROW: Final = "-->"
_MEANT: Final = re.compile(r"\s*+[0-9][0-9:.,]*+\s*+-->|.*-->\s*+[0-9]+:[0-9]")
"""A line that is meant for a time: an arrow with a number of that form before or after it."""
_NUMBER: Final = re.compile(r"\s*+[0-9]+\s*+")
_HEADER: Final = re.compile(r"WEBVTT(?:[ \t]+-?[ \t]*(?P<title>.*))?")
_HEADER_LANGUAGE: Final = re.compile(r"Language:\s*+(?P<tag>[A-Za-z]{2}(?:-[A-Za-z]{2})?)\s*+", re.IGNORECASE)
_ASIDE: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
_CONFIDENCE: Final = re.compile(
    r"NOTE\s+(?:Confidence|duration|language|recognizability)\s*:.*", re.IGNORECASE | re.DOTALL
)
"""What Microsoft's Stream writes of its own certainty: no word of a person."""
_MEDIA: Final = re.compile(r"(?:NOTE\s+)?media:\s*(?P<name>.+)", re.IGNORECASE)
"""The note by which noScribe names the recording."""


def read_vtt(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read a .vtt file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: the encoding where the person says it, how turns are told apart, and who asks.

    Raises:
        ImportRefused: no WEBVTT line, no cue, or a time that is none.
    """
    check_size(data, what)
    known = decoded(data, what, options.encoding)
    first, _, rest = known.text.partition("\n")
    header = _HEADER.fullmatch(first.rstrip())
    if header is None:
        raise WrongContent(what, format=".vtt")
    about, _, _ = rest.partition("\n\n")
    language = next((found["tag"] for line in about.split("\n") if (found := _HEADER_LANGUAGE.fullmatch(line))), "")
    cues = _Cues(what)
    whole, rolled = unrolled(list(cues.of_vtt(rest)))
    losses = (*known.losses, *cues.losses(), *((Loss("rolled_lines", rolled),) if rolled else ()))
    recording = Recording(
        "vtt",
        [piece for cue in whole for piece in said_in_vtt(cue)],
        title=(header["title"] or "").strip(),
        encoding=known.encoding,
        language=language.lower()[:2],
        losses=losses,
        metadata=tuple(("media", media_name(name)) for name in cues.media[:1]),
    )
    return spoken(recording, what, options)


def read_srt(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read a .srt file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: the encoding where the person says it, how turns are told apart, and who asks.

    Raises:
        ImportRefused: bytes that are no text, no cue, or a time that is none.
    """
    check_size(data, what)
    known = decoded(data, what, options.encoding)
    cues = _Cues(what)
    said = [said_in_srt(cue) for cue in cues.of_srt(known.text)]
    return spoken(
        Recording("srt", said, encoding=known.encoding, losses=(*known.losses, *cues.losses())), what, options
    )


class _Block(NamedTuple):
    """Lines without a blank one between them, and the number of the first."""

    number: int
    lines: list[str]


def _blocks(text: str, first: int) -> Iterator[_Block]:
    """Yield the blocks of a text whose first line bears the number `first`."""
    block = _Block(first, [])
    for number, line in enumerate(text.split("\n"), first):
        if line.strip():
            if not block.lines:
                block = _Block(number, [])
            block.lines.append(line)
        elif block.lines:
            yield block
            block = _Block(number, [])
    if block.lines:
        yield block


class _Cues:
    """The cues of a file, in its order, and what stands outside them."""

    def __init__(self, what: str) -> None:
        self.media: list[str] = []
        self._what = what
        self._counts = {"cue_notes": 0, "outside_cues": 0}
        self._cues: list[tuple[tuple[float, float], list[str]]] = []

    def of_vtt(self, text: str) -> Iterator[Cue]:
        """Yield the cues under a WEBVTT line; what stands right under it is no speech, nor are notes and styles."""
        for place, block in enumerate(_blocks(text, 2)):
            if _ASIDE.fullmatch(block.lines[0]):
                self._note(block)
            else:
                self._take(block, header=not place and block.number == 2)  # noqa: PLR2004 - the line under WEBVTT
        return self._whole()

    def _note(self, block: _Block) -> None:
        """Count what somebody noted between the cues; the recording's name is kept."""
        media = [found["name"].strip() for line in block.lines if (found := _MEDIA.fullmatch(line))]
        self.media += media
        if block.lines[0].startswith("NOTE") and not media and not _CONFIDENCE.match(block.lines[0]):
            self._counts["cue_notes"] += 1

    def of_srt(self, text: str) -> Iterator[Cue]:
        """Yield the cues of a .srt file."""
        for block in _blocks(text, 1):
            self._take(block)
        return self._whole()

    def _whole(self) -> Iterator[Cue]:
        return (Cue("\n".join(lines), *times) for times, lines in self._cues)

    def _take(self, block: _Block, *, header: bool = False) -> None:
        """Take the cues that begin in a block; lines without times go on with the cue before."""
        begun = False
        waiting: list[str] = []
        for place, line in enumerate(block.lines):
            timing = _TIMING.fullmatch(line) if _ARROW in line else None
            if timing:
                self._keep(waiting if begun else [], numbered=True)
                self._cues.append((_seconds(timing), []))
                waiting, begun = [], True
            elif not begun and place < 2 and _ARROW in line and _MEANT.match(line):  # noqa: PLR2004 - after its number
                raise BadCue(self._what, line=block.number + place)
            else:
                waiting.append(line)
        if self._cues:
            self._keep(waiting, numbered=False)
        elif not header:
            self._counts["outside_cues"] += 1

    def _keep(self, lines: list[str], *, numbered: bool) -> None:
        """Give lines to the last cue; before another cue of one block, a number alone on its line is that one’s."""
        if numbered and lines and _NUMBER.fullmatch(lines[-1]):
            lines = lines[:-1]
        if lines:
            self._cues[-1][1].extend(lines)

    def losses(self) -> tuple[Loss, ...]:
        """Return what was left out, once all is taken."""
        return counted_losses(self._counts)


def _seconds(timing: re.Match[str]) -> tuple[float, float]:
    """Return the two times of a line of times."""
    parts = timing.groups()
    return _second(*parts[:4]), _second(*parts[4:])


def _second(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction or 0}")
