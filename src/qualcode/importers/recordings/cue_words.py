"""What stands in a cue: its words, its voices, and the marks for the screen that nobody says."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.importers.recordings.utterances import Utterance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VOICE: Final = re.compile(r"<(?P<close>/)?v(?:\.[^\s<>]*)?(?:[ \t\n](?P<name>[^>]*))?>")
"""The voice tag of WebVTT, with its classes; what it names holds until the next one, or the end of the cue."""
_TAG: Final = re.compile(r"</?(?:c|b|i|u|ruby|rt|lang)(?:\.[^\s<>]*)?(?:[ \t\n][^<>]*)?>|<[0-9]{1,15}:[0-9:.]{2,30}>")
"""The other tags of WebVTT and its times within a cue; whatever else stands between < and > is somebody's words."""
_WORD_TIME: Final = re.compile(r"<[0-9]{1,15}:[0-9:.]{2,30}>")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_SRT_TAG: Final = re.compile(r"</?(?:b|i|u|s|font)(?:[ \t][^<>]*)?>|\{\\an?[0-9]{1,2}\}", re.IGNORECASE)
"""What players take as marks in .srt: letters in bold, italic or colour, and the place on the screen."""


class Cue(NamedTuple):
    """A cue as the file has it: what stands in it, and its times in seconds."""

    text: str
    start: float
    end: float


def unrolled(cues: Sequence[Cue]) -> tuple[list[Cue], int]:
    """Leave out the lines that roll up: captions timed word by word show the line before again above the new one.

    Args:
        cues: all cues of a file, in order.

    Returns:
        The cues without such lines, and how many lines were left out; as they were where no word has a time.
    """
    if not any(_WORD_TIME.search(cue.text) for cue in cues):
        return list(cues), 0
    kept: list[Cue] = []
    rolled = 0
    last = ""
    for cue in cues:
        lines = [line for line in cue.text.split("\n") if line.strip()]
        again = bool(lines) and _shown(lines[0]).strip() == last
        rolled += again
        last = _shown(lines[-1]).strip() if lines else last
        kept.append(cue._replace(text="\n".join(lines[1:] if again else lines)))
    return kept, rolled


def said_in_vtt(cue: Cue) -> Iterator[Utterance]:
    """Yield what each voice says in a cue of WebVTT (W3C, WebVTT: The Web Video Text Tracks Format, section 6.4)."""
    speaker, position = "", 0
    for voice in _VOICE.finditer(cue.text):
        yield Utterance(_shown(cue.text[position : voice.start()]), speaker, cue.start, cue.end)
        speaker = "" if voice["close"] else _shown(voice["name"] or "")
        position = voice.end()
    yield Utterance(_shown(cue.text[position:]), speaker, cue.start, cue.end)


def said_in_srt(cue: Cue) -> Utterance:
    """Return what is said in a cue of .srt; its voices, where it has any, are labels in the words."""
    return Utterance(_SRT_TAG.sub("", cue.text), "", cue.start, cue.end)


def _shown(text: str) -> str:
    """Return a piece of a cue as a player shows it: without tags, and with the characters that entities stand for."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub("", text))
