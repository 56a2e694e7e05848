"""What stands under a table of codes that meet, and how far a map of codes can be trusted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.meeting import PairsTested, Resampled
from qualcode.model.patterns import CodeMap
from qualcode.model.results import Cooccurrence, Pair, Population, Question
from qualcode.report.course import drawn_line, map_notes
from qualcode.report.meeting import meeting_notes
from qualcode.report.wording import question_sentence

PEOPLE = Population("all", 1, (), 9, 2)


def meeting(tested: PairsTested | None = None, resampled: Resampled | None = None, **options: object) -> Cooccurrence:
    question = Question("cooccurrence", unit="overlap", options=tuple(options.items()))
    return Cooccurrence(question, PEOPLE, "1", "x", n=9, tested=tested, resampled=resampled)


def test_nothing_is_said_of_what_was_not_tested() -> None:
    assert meeting_notes(meeting(), "en") == []


def test_a_test_says_how_many_pairs_it_took_which_were_too_few_and_the_smallest_q() -> None:
    met = (Pair("a", "b", 5, 5, 3, 0.4, 1.0, 0.6, 0.6, p_value=0.2),)
    notes = meeting_notes(replace(meeting(PairsTested(300, 2, 0.001, 0.3)), rows=met), "en")
    assert notes[0] == (
        "300 pairs tested, of which 1 meets; 2 that meet are too few to test, for chance would bring each together "
        "less than once."
    )
    assert meeting_notes(replace(meeting(PairsTested(1, 0, 0.5, 0.5)), rows=met), "en")[0] == "1 pair tested."
    assert "max-z" in notes[1]
    assert notes[2] == (
        "The smallest q that one pair alone can reach here is 0.3000; more random arrangements lower it."
    )
    assert meeting_notes(meeting(PairsTested(0, 0, 0.001, 0.001)), "en") == ["0 pairs tested."]


def test_a_test_at_a_distance_begins_with_its_caution_wherever_it_gives_a_p() -> None:
    near, words = (2, "turns"), "p comes out too small: take it for a hint"
    tested = PairsTested(3, 0, 0.001, 0.3)
    assert words in meeting_notes(meeting(tested, near=near), "en")[0]
    for other in (meeting(PairsTested(0, 2, 0.1, 0.1), near=near), meeting(near=near), meeting(tested)):
        assert words not in " ".join(meeting_notes(other, "en"))


def test_intervals_say_who_was_drawn_anew() -> None:
    notes = meeting_notes(meeting(resampled=Resampled("group", 12, 2_000)), "en")
    assert notes == ["95 %: where the Jaccards of 2,000 resamples of 12 groups lie."]


def test_what_else_was_asked_stands_in_the_sentence() -> None:
    asked = {"agreed": True, "near": (2, "turns"), "rows": ("Lien", "École"), "within_questions": True}
    sentence = question_sentence(meeting(**asked), "en", whom=False)
    for clause in (
        "only what all coders of a document say alike",
        "unit: passages that overlap or lie at most 2 turns apart",
        "only the rows: “Lien” and “École”",
        "chance moves codes inside each answer to the guide",
    ):
        assert clause in sentence
    assert "overlapping passages" not in sentence, "what overlaps alone and what lies apart contradict each other"


@pytest.mark.parametrize(("stress", "words"), [(0.01, "well"), (0.08, "fairly"), (0.15, "poorly"), (0.4, "not keep")])
def test_the_stress_of_a_map_is_told_in_words(stress: float, words: str) -> None:
    note = map_notes(CodeMap(Question("codemap"), PEOPLE, "1", "x", stress=stress), "en")
    assert f"{stress:.2f}" in note[0]
    assert words in note[0]
    assert "0 is exact" in note[1]


def test_the_inertia_of_a_map_is_told_axis_by_axis() -> None:
    note = map_notes(CodeMap(Question("codemap"), PEOPLE, "1", "x", inertia=(0.3, 0.2)), "en")
    assert note == [
        "The axes keep 30% and 20% of the inertia, 50% together: what is left does not show here.",
    ]


def test_a_line_shows_half_covered_pieces_and_touched_ones() -> None:
    assert drawn_line(((0, 0.25), (0.5, 0.55), (0.9, 1)), 4) == "█·▒▒"
    assert drawn_line(((0, 1),), 3) == "███"
    assert drawn_line((), 3) == "···"
