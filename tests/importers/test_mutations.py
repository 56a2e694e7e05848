from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from mutations import SAMPLES, mutated, plain_text

from qualcode.importers.border import understood
from qualcode.importers.formats import READERS, loaded
from qualcode.importers.options import ImportOptions
from qualcode.model.bundle import Member
from qualcode.model.errors import Refusal
from qualcode.model.transcript import Transcript

if TYPE_CHECKING:
    from qualcode.model.bundle import Bundle


FEW, MANY = 50, 1_000
OWN = (".docx", ".fodt", ".html", ".md", ".odt", ".rtf", ".txt")


def transcripts(answer: Transcript | Bundle) -> list[Transcript]:
    """Return the documents of an answer that are read already."""
    if isinstance(answer, Transcript):
        return [answer]
    return [member.transcript for member in answer.members if isinstance(member, Member)]


def sound(transcript: Transcript) -> bool:
    """Tell whether all places lie in the text, which can be stored."""
    text = transcript.text
    text.encode()
    places = [(block.start, block.end) for block in transcript.blocks]
    places += [(span.start, span.end) for block in transcript.blocks for span in block.bold]
    places += [(turn.start, turn.end) for turn in transcript.turns]
    starts = [turn.start for turn in transcript.turns]
    return all(0 <= start <= end <= len(text) for start, end in places) and starts == sorted(starts)


def outcomes(ending: str, seed: str, count: int) -> list[str]:
    """Read so many faulty files of a format and say what came of each; anything else than these is an exception."""
    found: list[str] = []
    for data in mutated(SAMPLES[ending](), f"{ending} {seed}", count):
        try:
            answer = understood(READERS[ending], data, f"faulty{ending}", ImportOptions())
        except Refusal as refusal:
            found.append("refused" if len(str(refusal).splitlines()) == 1 else "several lines")
        else:
            found.append("read" if all(map(sound, transcripts(answer))) else "unsound")
    return found


@pytest.mark.parametrize("ending", sorted(SAMPLES))
def test_the_sample_itself_is_read_with_what_it_says(ending: str) -> None:
    answer = understood(READERS[ending], SAMPLES[ending](), f"sound{ending}", ImportOptions())
    assert all(map(sound, transcripts(answer)))
    if isinstance(answer, Transcript):
        assert [turn.speaker for turn in answer.turns] == ["Intervieweuse", "Léa"] * 6
    else:
        assert len(answer.members) == (2 if ending == ".zip" else 12)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("ending", sorted(SAMPLES))
def test_faulty_files_are_read_or_refused_in_one_line(ending: str) -> None:
    assert set(outcomes(ending, "suite", FEW)) <= {"read", "refused"}


@pytest.mark.nightly
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("ending", sorted(SAMPLES))
def test_a_thousand_faulty_files_are_read_or_refused_in_one_line(ending: str) -> None:
    assert set(outcomes(ending, "nightly", MANY)) <= {"read", "refused"}


@pytest.mark.parametrize("ending", OWN)
def test_our_own_walks_know_what_is_faulty_without_the_border(ending: str) -> None:
    read = loaded(READERS[ending])
    for data in mutated(SAMPLES[ending](), f"{ending} bare", FEW):
        with contextlib.suppress(Refusal):
            read(data, f"faulty{ending}", ImportOptions())


def test_faults_are_the_same_for_the_same_seed() -> None:
    sample = plain_text()
    first, again, other = (list(mutated(sample, seed, 20)) for seed in ("a", "a", "b"))
    assert first == again != other
    assert sum(data != sample for data in first) >= 18


def test_every_importer_has_a_sample_to_be_tried_with() -> None:
    assert {READERS[ending] for ending in SAMPLES} == set(READERS.values())
