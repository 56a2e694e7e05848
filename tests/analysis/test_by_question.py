"""Answers to the questions of the guide, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from analysis_tiny import spoken, study

from qualcode.analysis.by_question import ASKED, Within, answers, said, turns_answered
from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.frequencies import frequencies
from qualcode.analysis.keywords import keywords
from qualcode.model.errors import BadChoice, NeverAsked, NoGuide, NoSuchQuestion
from qualcode.model.material import AskedRow, Material, QuestionRow
from qualcode.model.results import Question

QUESTIONS = (QuestionRow("q1", "1. Nuit"), QuestionRow("q2", "2. Matin"), QuestionRow("q3", "3. Soir"))
TEXT, TURNS = spoken(
    "D1",
    ("P", "bonjour"),
    ("R?", "la nuit"),
    ("P", "dormir dehors"),
    ("R?", "ah bon"),
    ("P", "dormir"),
    ("R?", "le matin et le soir"),
    ("P", "manger"),
)


def asked(question: str, words: str, text: str = TEXT, document: str = "D1") -> AskedRow:
    start = text.index(words)
    return AskedRow(question, document, start, start + len(words))


def material(*askings: AskedRow, codings: list[tuple[str, str]] | None = None, text: str = TEXT) -> Material:
    rows = []
    for code, words in codings or []:
        start = text.index(words)
        rows.append(("D1", start, start + len(words), code, "m"))
    made = study({"D1": text}, TURNS if text is TEXT else [], rows)
    return replace(made, questions=QUESTIONS, askings=askings)


NIGHT = asked("q1", "la nuit")
MORNING = asked("q2", "le matin")
EVENING = asked("q3", "le soir")
CODED = [("a", "bonjour"), ("a", "dormir dehors"), ("b", "dehors"), ("a", "manger"), ("b", "manger")]


def test_an_answer_runs_from_the_words_that_ask_to_the_next_that_ask_or_the_end() -> None:
    found = answers(material(NIGHT, MORNING))
    assert [(one.question, one.start, one.end) for one in found] == [
        ("q1", NIGHT.end, MORNING.start),
        ("q2", MORNING.end, len(TEXT)),
    ]


def test_how_long_an_answer_would_run_is_counted_in_turns_to_the_next_one_marked_or_sure() -> None:
    study_of = material(EVENING)
    assert turns_answered(study_of, [NIGHT, MORNING], []) == [2, 1]  # in one breath with the evening: to the end
    assert turns_answered(study_of, [NIGHT], [MORNING]) == [2]
    assert turns_answered(material(), [NIGHT, MORNING], []) == [3, 1]
    last = AskedRow("q1", "D1", len(TEXT) - 6, len(TEXT))
    assert turns_answered(material(), [last], []) == [0]


def test_questions_asked_in_one_breath_share_the_answer() -> None:
    found = answers(material(NIGHT, MORNING, EVENING))
    assert [(one.question, one.start, one.end) for one in found] == [
        ("q1", NIGHT.end, MORNING.start),
        ("q2", MORNING.end, len(TEXT)),
        ("q3", EVENING.end, len(TEXT)),
    ]


def test_what_was_said_is_cut_to_the_answer_and_leaves_the_interviewer_out() -> None:
    found = said(material(NIGHT, MORNING))
    assert [(one.question, TEXT[one.turn.start : one.turn.end]) for one in found] == [
        ("q1", "dormir dehors"),
        ("q1", "dormir"),
        ("q2", "manger"),
    ]
    assert [one.question for one in said(material(NIGHT, MORNING), ["q2"])] == ["q2"]


def test_a_document_without_turns_is_cut_at_the_words_that_ask() -> None:
    text = "Dehors. La nuit? Dormir. Le matin? Manger."
    rows = (asked("q1", "La nuit?", text), asked("q2", "Le matin?", text))
    found = said(material(*rows, text=text))
    assert [text[one.turn.start : one.turn.end].strip() for one in found] == ["Dormir.", "Manger."]


def test_frequencies_by_question_put_what_precedes_any_question_in_a_row_of_its_own() -> None:
    made = material(NIGHT, MORNING, codings=CODED)
    result = frequencies(made, {"D1": TEXT}, Question("frequencies", by="question"))
    assert [(row.code, row.group, row.codings, row.words) for row in result.rows] == [
        ("a", "1. Nuit", 1, 2),
        ("a", "2. Matin", 1, 1),
        ("a", "", 1, 1),
        ("b", "1. Nuit", 1, 1),
        ("b", "2. Matin", 1, 1),
    ]
    assert result.rows[0].coverage == len("dormir dehors") / len("dormir dehorsdormir")


def test_an_answer_to_two_questions_counts_for_both() -> None:
    made = material(NIGHT, MORNING, EVENING, codings=CODED)
    result = frequencies(made, {"D1": TEXT}, Question("frequencies", by="question"))
    assert [row.group for row in result.rows if row.code == "b"] == ["1. Nuit", "2. Matin", "3. Soir"]


def test_keywords_by_question_are_those_of_its_answers() -> None:
    result = keywords(material(NIGHT, MORNING), {"D1": TEXT}, Question("keywords", by="question"))
    assert {(row.group, row.term, row.count) for row in result.rows if row.group} >= {
        ("1. Nuit", "dormir", 2),
        ("2. Matin", "manger", 1),
    }


def test_a_reading_restricted_to_a_question_counts_only_its_answers() -> None:
    made = material(NIGHT, MORNING, codings=CODED)
    question = Question("cooccurrence", options=((ASKED, ("1. Nuit",)),))
    result = cooccurrence(made, {"D1": TEXT}, question)
    assert [(pair.a, pair.b, pair.n_ab) for pair in result.rows] == [("a", "a", 1), ("a", "b", 1), ("b", "b", 1)]
    assert (result.n, result.population.n_turns, result.population.codings_outside) == (2, 2, 0)
    whole = frequencies(made, {"D1": TEXT}, Question("frequencies", options=((ASKED, ("1. Nuit", "2. Matin")),)))
    assert [(row.code, row.codings) for row in whole.rows] == [("a", 2), ("b", 2), ("c", 0)]
    assert whole.as_json()["question"][ASKED] == ("1. Nuit", "2. Matin")


def test_documents_in_which_it_was_never_asked_are_left_out() -> None:
    made = material(NIGHT, codings=CODED)
    other = made.documents[0]._replace(id="D2", name="D2")
    made = replace(made, documents=(*made.documents, other))
    question = Question("frequencies", options=((ASKED, ("1. Nuit",)),))
    result = frequencies(made, {"D1": TEXT, "D2": TEXT}, question)
    assert result.population.left_out == ("D2",)


def test_raw_pairs_are_restricted_too() -> None:
    made = material(NIGHT, MORNING, codings=CODED)
    for names, pairs in ((("1. Nuit",), 1), (("1. Nuit", "2. Matin"), 2)):
        result = cooccurrence(made, {"D1": TEXT}, Question("cooccurrence", raw=True, options=((ASKED, names),)))
        assert [pair.n_ab for pair in result.rows] == [pairs]


def test_a_question_that_is_not_there_or_never_asked_is_refused() -> None:
    made = material(NIGHT, codings=CODED)
    for name, kind in (("4. Midi", NoSuchQuestion), ("3. Soir", NeverAsked)):
        with pytest.raises(kind):
            frequencies(made, {"D1": TEXT}, Question("frequencies", options=((ASKED, (name,)),)))
    with pytest.raises(NoGuide):
        frequencies(replace(made, questions=(), askings=()), {"D1": TEXT}, Question("frequencies", by="question"))
    with pytest.raises(BadChoice):
        frequencies(made, {"D1": TEXT}, Question("frequencies", by="questions"))


def test_a_turn_is_cut_where_it_leaves_an_answer() -> None:
    within = Within(material(NIGHT, MORNING), ["q1"])
    whole = TURNS[0]._replace(start=0, end=len(TEXT))
    assert [TEXT[part.start : part.end] for part in within.cut(whole)] == [TEXT[NIGHT.end : MORNING.start]]
    assert within.cuts(whole) == [NIGHT.end, MORNING.start]
    assert within.holds("D1")
    assert not within.holds("D2")
