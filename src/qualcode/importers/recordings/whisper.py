"""Machine transcripts in JSON: Whisper, WhisperX, faster-whisper, whisper.cpp and the transformers pipeline.

Their keys differ and grow with each version: what is known is read, what is not is passed over. Words with times of
their own are not kept one by one; a segment without a voice has that of most of its words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from qualcode.importers.decoding import decoded
from qualcode.importers.recordings.joining import spoken
from qualcode.importers.recordings.media import media_name
from qualcode.importers.recordings.utterances import Recording, Utterance, check_size
from qualcode.model.errors import NotATranscript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.importers.options import ImportOptions
    from qualcode.model.transcript import Transcript

_LISTS: Final = ("segments", "speakers", "transcription", "chunks")
"""Where the segments stand: Whisper's and WhisperX's; with voices, then whisper.cpp; then transformers without."""
_ALONE: Final = frozenset({"text", "language", "task", "duration", "usage", "logprobs", "words"})
"""Keys of an answer that has one text and no segments, as OpenAI's service gives it."""
_MEDIA: Final = ("audio", "audio_file", "audio_path", "file", "filename", "media")
_CODE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_NAMES: Final = {"french": "fr", "english": "en"}
_CLOCK: Final = re.compile(r"([0-9]{1,15}):([0-5]?[0-9]):([0-5]?[0-9](?:[.,][0-9]{1,9})?)")
_THOUSAND: Final = 1_000


def read(data: bytes, what: str, options: ImportOptions) -> Transcript:
    """Read a .json file.

    Args:
        data: its bytes.
        what: its name, for refusals.
        options: the encoding where the person says it, how turns are told apart, and who asks.

    Raises:
        NotATranscript: no JSON, or JSON without segments of speech.
    """
    check_size(data, what)
    known = decoded(data, what, options.encoding)
    try:
        tree: Any = json.loads(known.text, parse_constant=lambda _name: None)
    except (ValueError, RecursionError):  # ValueError: also numbers of thousands of digits
        raise NotATranscript(what) from None
    about = tree if isinstance(tree, dict) else {}
    said = list(_said(tree))
    if not said:
        raise NotATranscript(what)
    recording = Recording(
        "json", said, "", known.encoding, _language(about), known.losses, metadata=tuple(_metadata(about))
    )
    return spoken(recording, what, options)


def _said(tree: object) -> Iterator[Utterance]:
    """Yield the segments of any of the known forms."""
    if isinstance(tree, list):
        yield from filter(None, map(_segment, tree))
        return
    if not isinstance(tree, dict):
        return
    segments = next((tree[name] for name in _LISTS if isinstance(tree.get(name), list) and tree[name]), None)
    if segments is not None:
        yield from filter(None, map(_segment, segments))
    elif isinstance(tree.get("text"), str) and tree.keys() <= _ALONE:
        yield Utterance(tree["text"])


def _segment(segment: object) -> Utterance | None:
    """Return a segment, or None where it is none: it has words and a time, or words and a voice."""
    if not isinstance(segment, dict) or not isinstance(segment.get("text"), str):
        return None
    times = _times(segment)
    speaker = _speaker(segment)
    if times is None and not speaker:
        return None
    return Utterance(segment["text"], speaker, *(times or (None, None)))


def _times(segment: dict[str, Any]) -> tuple[float | None, float | None] | None:
    """Return the times of a segment in seconds, or None where it has no place for them."""
    stamp = segment.get("timestamp")
    if isinstance(stamp, list) and len(stamp) == 2:  # noqa: PLR2004 - transformers: from, to
        return _seconds(stamp[0]), _seconds(stamp[1])
    offsets = segment.get("offsets")
    if isinstance(offsets, dict):  # whisper.cpp: thousandths of a second
        return _thousandths(offsets.get("from")), _thousandths(offsets.get("to"))
    if "start" in segment or "end" in segment:
        return _seconds(segment.get("start")), _seconds(segment.get("end"))
    return None


def _seconds(value: object) -> float | None:
    """Return a time written as a number of seconds or as on a clock; None for anything else."""
    if isinstance(value, str):
        clock = _CLOCK.fullmatch(value.strip())
        return int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3].replace(",", ".")) if clock else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return float("inf")  # counted as a time that no recording has


def _thousandths(value: object) -> float | None:
    seconds = _seconds(value)
    return None if seconds is None else seconds / _THOUSAND


def _speaker(segment: dict[str, Any]) -> str:
    """Return a segment's voice, else the one of most of its words, else nothing."""
    own = _label(segment.get("speaker"))
    words = segment.get("words")
    if own or not isinstance(words, list):
        return own
    counts = Counter(_label(word.get("speaker")) for word in words if isinstance(word, dict))
    del counts[""]
    return counts.most_common(1)[0][0] if counts else ""


def _label(value: object) -> str:
    """Return a voice's label; some tools number them."""
    if isinstance(value, str):
        return value.strip()
    return (
        f"SPEAKER_{value:02}"
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _THOUSAND
        else ""
    )


def _language(about: dict[str, Any]) -> str:
    """Return the language the file says, as a code, or nothing."""
    result = about.get("result")
    said = about.get("language") or (result.get("language") if isinstance(result, dict) else "")
    if not isinstance(said, str):
        return ""
    return _NAMES.get(said.casefold()) or (said[:2].lower() if _CODE.fullmatch(said) else "")


def _metadata(about: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the recording's name, without the folders of whoever made it."""
    name = next((about[key] for key in _MEDIA if isinstance(about.get(key), str)), "")
    if name:
        yield "media", media_name(name)
