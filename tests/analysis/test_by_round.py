"""Readings restricted to rounds of coding, and compared between them, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from analysis_tiny import spoken
from analysis_tiny import study as made_study

from qualcode.analysis.behind import applied
from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.frequencies import frequencies
from qualcode.analysis.keywords import keywords
from qualcode.model import errors
from qualcode.model.results import Question
from qualcode.report.wording import question_sentence

WHOLE, TURNS = spoken("E1", ("Luc", "un deux trois"), ("Ana", "quatre cinq"))
UN, DEUX, QUATRE = WHOLE.index("un "), WHOLE.index("deux"), WHOLE.index("quatre")
CODINGS = [
    ("E1", UN, UN + 2, "a", "m"),  # before the first round
    ("E1", UN, UN + 7, "a", "m"),
    ("E1", DEUX, DEUX + 4, "b", "j"),
    ("E1", QUATRE, QUATRE + 6, "a", "j"),
]
MADE_IN = (0, 1, 2, 2)
TEXTS = {"E1": WHOLE, "E2": "Muet."}


def study() -> Any:
    made = made_study(TEXTS, TURNS, CODINGS)
    codings = tuple(row._replace(round=number) for row, number in zip(made.codings, MADE_IN, strict=True))
    return replace(made, codings=codings, rounds=("Un", "Deux"))


def asked(*names: str, **more: Any) -> Question:
    return Question("frequencies", options=(("rounds", names),), **more)


def counted(question: Question) -> list[tuple[str, str | None, int, int]]:
    result = frequencies(study(), TEXTS, question)
    return [(row.code, row.group, row.codings, row.words) for row in result.rows if row.codings]


def test_a_reading_takes_one_round_several_or_what_came_before() -> None:
    assert counted(asked("un")) == [("a", None, 1, 2)]
    assert counted(asked("Deux")) == [("a", None, 1, 1), ("b", None, 1, 1)]
    assert counted(asked("before", "Un")) == [("a", None, 2, 2)]
    with pytest.raises(errors.NothingCoded):
        counted(asked("Deux", coder="Marie"))
    with pytest.raises(errors.NoSuchRound):
        counted(asked("Trois"))


def test_rounds_are_compared_over_the_same_speech_and_each_number_has_its_passages() -> None:
    question = Question("frequencies", by="round")
    result = frequencies(study(), TEXTS, question)
    found = [(row.code, row.group, row.codings, row.words) for row in result.rows]
    assert found == [("a", "Un", 1, 2), ("a", "Deux", 1, 1), ("a", "", 1, 1), ("b", "Deux", 1, 1)]
    speech = sum(turn.end - turn.start for turn in TURNS)
    assert [row.coverage for row in result.rows] == [7 / speech, 6 / speech, 2 / speech, 4 / speech]
    for row in result.rows:
        assert len(applied(study(), TEXTS, question, row.code, row.group)) == row.codings
    two = frequencies(study(), TEXTS, asked("Un", "Deux", by="round"))
    assert {row.group for row in two.rows} == {"Un", "Deux"}


def test_where_nothing_has_rounds_none_is_compared_and_words_have_none() -> None:
    with pytest.raises(errors.NoSuchRound):
        frequencies(made_study(TEXTS, TURNS, CODINGS), TEXTS, Question("frequencies", by="round"))
    with pytest.raises(errors.BadChoice):
        keywords(study(), TEXTS, Question("keywords", by="round"))


def test_the_question_says_its_rounds_and_the_base_why_documents_are_left_out() -> None:
    result = cooccurrence(
        study(), TEXTS, Question("cooccurrence", unit="turn", options=(("rounds", ("before", "Un")),))
    )
    assert [(pair.a, pair.n_ab) for pair in result.rows] == [("a", 1)]
    assert "coded in the round: before the first round and “Un”" in question_sentence(result, "en")
