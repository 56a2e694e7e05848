"""Talk under a code, in answer to a question and by third: counted by hand; thirds make the whole again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from analysis_tiny import code, spoken, studies, study
from hypothesis import given

from qualcode.analysis.talk import talk
from qualcode.model.comparisons import PHASES, Follows, Talk
from qualcode.model.errors import BadChoice, NoGuide
from qualcode.model.material import AskedRow, Material, QuestionRow
from qualcode.model.results import Question

Study = tuple[Material, dict[str, str]]


@pytest.fixture
def group() -> Study:
    text, turns = spoken(
        "G", ("Q?", "Alors les jardins"), ("P1", "Un deux"), ("P2", "trois quatre"), ("P1", "cinq"),
        ("Q?", "Et chez vous"), ("P2", "six sept huit"),
    )  # fmt: skip
    codings = [
        ("G", turns[1].start + 3, turns[2].start + 5, "a", "m"),
        ("G", turns[2].start, turns[2].start + 5, "a", "j"),
        ("G", turns[5].start, turns[5].end, "b", "m"),
    ]
    questions = (QuestionRow("q1", "1. Jardins"), QuestionRow("q2", "2. Maison"), QuestionRow("q3", "3. Fin"))
    askings = (AskedRow("q1", "G", turns[0].start, turns[0].end), AskedRow("q2", "G", turns[4].start, turns[4].end))
    material = study({"G": text}, turns, codings, codes=(code("a"), code("b")))
    return replace(material, questions=questions, askings=askings), {"G": text}


def told(answer: Talk) -> list[tuple[str | None, str, int, int]]:
    return [(row.group, row.speaker, row.turns, row.words) for row in answer.rows]


def test_under_a_code_the_words_of_its_passages_count_once(group: Study) -> None:
    answer = talk(*group, Question("talk", by="code"))
    assert told(answer) == [("a", "P1", 1, 1), ("a", "P2", 1, 1), ("b", "P2", 1, 3)]
    assert [row.share for row in answer.rows] == [0.5, 0.5, 1.0]
    assert [row.follows for row in answer.rows] == [(Follows("Q?", 1),), (Follows("P1", 1),), (Follows("Q?", 1),)]


def test_in_answer_to_a_question_everybody_who_speaks_is_counted(group: Study) -> None:
    assert told(talk(*group, Question("talk", by="question"))) == [
        ("1. Jardins", "P1", 2, 3),
        ("1. Jardins", "P2", 1, 2),
        ("2. Maison", "P2", 1, 3),
    ]


def test_a_turn_stands_in_the_third_where_its_middle_is(group: Study) -> None:
    """Of 65 characters the thirds end at 21.7 and 43.3; the turns' middles are 8.5, 20.5, 30, 38, 46 and 58.5."""
    assert told(talk(*group, Question("talk", by="phase"))) == [
        ("beginning", "Q?", 1, 3),
        ("beginning", "P1", 1, 2),
        ("middle", "P2", 1, 2),
        ("middle", "P1", 1, 1),
        ("end", "Q?", 1, 3),
        ("end", "P2", 1, 3),
    ]


def test_talk_is_compared_by_nothing_else(group: Study) -> None:
    with pytest.raises(BadChoice):
        talk(*group, Question("talk", by="colour"))
    material, texts = group
    with pytest.raises(NoGuide):
        talk(replace(material, questions=(), askings=()), texts, Question("talk", by="question"))


@given(studies())
def test_the_thirds_of_a_conversation_make_the_whole_again(drawn: Study) -> None:
    whole, parts = (talk(*drawn, Question("talk", by=by)) for by in (None, "phase"))
    assert {row.group for row in parts.rows} <= set(PHASES)
    for measure in ("turns", "words"):
        summed: Counter[tuple[str, str]] = Counter()
        for row in parts.rows:
            summed[row.document, row.speaker] += getattr(row, measure)
        assert summed == {(row.document, row.speaker): getattr(row, measure) for row in whole.rows}
