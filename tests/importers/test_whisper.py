from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.importers.options import ImportOptions
from qualcode.importers.recordings import whisper
from qualcode.model.errors import NotATranscript

if TYPE_CHECKING:
    from qualcode.model.transcript import Transcript


def read(tree: Any) -> Transcript:
    data = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return whisper.read(data, "f.json", ImportOptions())


def said(transcript: Transcript) -> list[tuple[str, str, float | None, float | None]]:
    text = transcript.text
    return [(turn.speaker, text[turn.start : turn.end], turn.time_start, turn.time_end) for turn in transcript.turns]


def test_whisperx_gives_voices_times_and_language() -> None:
    segments = [
        {"start": 0.5, "end": 2, "text": " Bon. ", "speaker": "SPEAKER_00", "words": [{"word": "Bon."}], "neuf": [1]},
        {"start": 2, "end": 3.25, "text": " On y va? ", "speaker": "SPEAKER_00"},
        {"start": 4, "end": 5, "text": " Oui.", "words": [{"word": "Oui.", "speaker": "SPEAKER_01"}]},
    ]
    transcript = read({"segments": segments, "language": "fr", "word_segments": [], "audio_path": "/srv/sons/e 1.wav"})
    assert said(transcript) == [("SPEAKER_00", "Bon. On y va?", 0.5, 3.25), ("SPEAKER_01", "Oui.", 4.0, 5.0)]
    assert (transcript.language, transcript.metadata) == ("fr", (("media", "e 1.wav"),))


def test_a_bare_list_of_segments_is_read_as_faster_whisper_gives_it() -> None:
    transcript = read([{"id": 1, "start": 0.0, "end": 1.0, "text": "A: un"}, {"start": 1, "end": 2, "text": "B: deux"}])
    assert said(transcript) == [("A", "un", 0.0, 1.0), ("B", "deux", 1.0, 2.0)]


def test_whisper_cpp_counts_in_thousandths() -> None:
    pieces = [
        {"timestamps": {"from": "00:00:00,000"}, "offsets": {"from": 0, "to": 1500}, "text": " un", "speaker": 0},
        {"offsets": {"from": 1500, "to": 2000}, "text": " deux", "speaker": 1},
    ]
    transcript = read({"result": {"language": "en"}, "transcription": pieces, "params": {}})
    assert said(transcript) == [("SPEAKER_00", "un", 0.0, 1.5), ("SPEAKER_01", "deux", 1.5, 2.0)]
    assert transcript.language == "en"


def test_the_pipeline_of_transformers_is_read_with_voices_and_without() -> None:
    chunks = [{"timestamp": [0.0, 1.0], "text": " un"}, {"timestamp": [1.0, None], "text": " deux"}]
    assert read({"text": "un deux", "chunks": chunks}).text == "un\ndeux"
    speakers = [{**chunk, "speaker": "S1"} for chunk in chunks]
    assert said(read({"chunks": chunks, "speakers": speakers})) == [("S1", "un deux", 0.0, 1.0)]


def test_a_text_alone_is_a_transcript_where_nothing_else_stands_beside_it() -> None:
    assert read({"text": "Bonjour.", "language": "french"}).text == "Bonjour."
    with pytest.raises(NotATranscript):
        read({"text": "Bonjour.", "retweets": 3})


@pytest.mark.parametrize("time", ["NaN", "Infinity", "-3", "1e400", "1" + "0" * 400, "true", '"bientôt"', "[]"])
def test_a_time_that_is_none_costs_the_time_alone(time: str) -> None:
    data = f'{{"segments": [{{"start": {time}, "end": 4, "text": "un", "speaker": "S"}}]}}'.encode()
    assert said(read(data)) == [("S", "un", None, 4.0)]


def test_a_broken_half_of_a_character_is_replaced_and_counted() -> None:
    data = b'{"segments": [{"start": 0, "end": 1, "text": "a\\ud83d b\\u0000", "speaker": "S\\ud83d"}]}'
    transcript = read(data)
    assert said(transcript) == [("S\ufffd", "a\ufffd b\u2400", 0.0, 1.0)]
    assert {loss.kind for loss in transcript.losses} == {"surrogates", "controls"}


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"null",
        b'"text"',
        b"[1, 2]",
        b'{"segments": []}',
        b'{"segments": [{"a": 1}]}',
        b'[{"document": "E1", "start": 0, "end": 4, "code": "x"}]',
        b'{"segments": [{"start": ' + b"9" * 5_000 + b"}]}",
        b"[" * 100_000,
        b'{"segments": ' + b'{"segments": ' * 50_000,
    ],
)
def test_json_that_holds_no_speech_is_refused(data: bytes) -> None:
    with pytest.raises(NotATranscript):
        read(data)
