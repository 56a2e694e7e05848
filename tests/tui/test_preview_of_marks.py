"""The import screen says which codings a file brings along before anything is written."""

from __future__ import annotations

from pathlib import Path

from qualcode.importers.options import Source
from qualcode.model.transcript import Mark, Transcript
from qualcode.tui.shown.bringing import READY, Incoming, facts_of


def incoming(*marks: Mark) -> Incoming:
    transcript = Transcript("Je dors mal. Ah bon?", "docx", language="fr", marks=marks)
    return Incoming(Path("E1.docx"), READY, Source(transcript, "E1", "E1.docx", "0" * 64, 9))


def test_codings_of_the_file_are_told_with_their_codes_and_coders() -> None:
    marks = (
        Mark(0, 2, ("sommeil",), "Mathis"),
        Mark(3, 7, ("Émotions", "peur"), "Ana"),
        Mark(8, 11, ("sommeil",), "Mathis", "note"),
    )
    told = dict(facts_of(incoming(*marks)))
    assert told["codings"] == "3 of 2 codes by Mathis, Ana"
    assert told["codes"] == "sommeil (2), Émotions/peur (1)"


def test_a_file_without_codings_says_nothing_of_them() -> None:
    assert not {"codings", "codes"} & set(dict(facts_of(incoming())))
