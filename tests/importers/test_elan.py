from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.importers.options import ImportOptions
from qualcode.importers.recordings import elan
from qualcode.model.errors import NoSuchTier, NothingSaid, WrongContent

if TYPE_CHECKING:
    from qualcode.model.transcript import Transcript

SLOTS = {"ts1": 0, "ts2": 1500, "ts3": 1200, "ts4": 2500, "ts5": 3000, "ts6": None, "ts7": 4000}


def aligned(name: str, first: str, last: str, words: str) -> str:
    return (
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{name}" TIME_SLOT_REF1="{first}" TIME_SLOT_REF2="{last}">'
        f"<ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
    )


def dependent(name: str, parent: str, words: str) -> str:
    return (
        f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="{name}" ANNOTATION_REF="{parent}">'
        f"<ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
    )


def tier(name: str, annotations: str, about: str = "") -> str:
    return f'<TIER TIER_ID="{name}" LINGUISTIC_TYPE_REF="t" {about}>{annotations}</TIER>'


def eaf(*tiers: str) -> bytes:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="{name}"' + ("/>" if time is None else f' TIME_VALUE="{time}"/>')
        for name, time in SLOTS.items()
    )
    media = '<MEDIA_DESCRIPTOR MEDIA_URL="file:///srv/sons/entrevue%201.wav"/>'
    inner = f"<HEADER>{media}</HEADER><TIME_ORDER>{slots}</TIME_ORDER>{''.join(tiers)}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT AUTHOR="">{inner}</ANNOTATION_DOCUMENT>'.encode()
    )


def read(data: bytes, *tiers: str) -> Transcript:
    return elan.read(data, "f.eaf", ImportOptions(tiers=tiers))


def said(transcript: Transcript) -> list[tuple[str, str, float | None, float | None]]:
    text = transcript.text
    return [(turn.speaker, text[turn.start : turn.end], turn.time_start, turn.time_end) for turn in transcript.turns]


ANA = tier(
    "ana-words",
    aligned("a1", "ts1", "ts2", "Bonjour") + aligned("a2", "ts5", "ts6", "donc") + aligned("a3", "ts6", "ts7", "voilà"),
    'PARTICIPANT="Ana"',
)
BOB = tier("Bob", aligned("b1", "ts3", "ts4", "Allô"))
GLOSS = tier("gloss", dependent("g1", "a1", "Hello") + dependent("g2", "g1", "hi"), 'PARENT_REF="ana-words"')
EMPTY = tier("default", "")


def test_tiers_are_voices_and_their_annotations_follow_in_time() -> None:
    transcript = read(eaf(EMPTY, ANA, BOB, GLOSS))
    assert said(transcript) == [
        ("Ana", "Bonjour", 0.0, 1.5),
        ("Bob", "Allô", 1.2, 2.5),
        ("Ana", "donc voilà", 3.0, 4.0),
    ]
    assert transcript.metadata == (("media", "entrevue 1.wav"),)
    assert [loss.detail for loss in transcript.losses if loss.kind == "tiers_left"] == [(("tiers", "gloss"),)]


def test_the_person_chooses_tiers_and_dependent_ones_have_the_times_they_depend_on() -> None:
    transcript = read(eaf(ANA, BOB, GLOSS), "BOB", "Gloss")
    assert said(transcript) == [("gloss", "Hello hi", 0.0, 1.5), ("Bob", "Allô", 1.2, 2.5)]
    assert [loss.detail for loss in transcript.losses if loss.kind == "tiers_left"] == [(("tiers", "ana-words"),)]


def test_an_unknown_tier_is_answered_by_those_there_are() -> None:
    with pytest.raises(NoSuchTier, match="named Léa; give --tiers one of ana-words, Bob"):
        read(eaf(ANA, BOB, EMPTY), "Léa")


def test_annotations_that_lead_in_a_circle_or_nowhere_keep_their_words_without_times() -> None:
    circle = tier("T", dependent("x", "y", "un") + dependent("y", "x", "deux") + dependent("z", "rien", "trois"))
    assert said(read(eaf(circle))) == [("T", "un deux trois", None, None)]


def test_a_file_without_words_or_of_another_program_is_refused() -> None:
    with pytest.raises(NothingSaid):
        read(eaf(EMPTY))
    with pytest.raises(WrongContent):
        read(b"<Trans/>")
