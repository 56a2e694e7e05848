from __future__ import annotations

import itertools
from collections import Counter

from analysis_tiny import spoken, studies, study
from hypothesis import given

from qualcode.analysis.talk import talk
from qualcode.model.comparisons import Follows, Talk
from qualcode.model.material import CaseRow, Material, TurnRow
from qualcode.model.results import Question

Study = tuple[Material, dict[str, str]]


def ask(material: Material, texts: dict[str, str]) -> Talk:
    return talk(material, texts, Question("talk"))


def test_turns_words_and_who_follows_whom_are_counted_as_by_hand() -> None:
    text, turns = spoken(
        "G", ("Q?", "Alors"), ("P1", "Un deux"), ("P2", "..."), ("P1", "trois"), ("Q?", "Et toi"),
        ("P2", "quatre mots ici là"), ("P1", "Oui"),
    )  # fmt: skip
    cases = (CaseRow("P1", "Groupe · P1", "participant", None, {}),)
    answer = ask(study({"G": text, "D": "sans tour"}, turns, [], cases=cases), {"G": text, "D": "sans tour"})
    assert [(row.speaker, row.role, row.case, row.turns, row.words) for row in answer.rows] == [
        ("Q?", "interviewer", None, 2, 3),
        ("P1", "participant", "Groupe · P1", 3, 4),
        ("P2", "participant", None, 1, 4),
    ]
    assert [row.share for row in answer.rows] == [3 / 11, 4 / 11, 4 / 11]
    assert [row.follows for row in answer.rows] == [
        (Follows("P1", 1),),
        (Follows("Q?", 1), Follows("P2", 1)),
        (Follows("Q?", 1),),
    ]
    assert (answer.population.n_words, answer.population.n_cases, answer.question.interviewer) == (11, 1, True)


@given(studies())
def test_shares_make_a_whole_and_turns_follow_as_often_as_voices_change(drawn: Study) -> None:
    material, texts = drawn
    rows = ask(material, texts).rows
    for document in {row.document for row in rows}:
        there = [row for row in rows if row.document == document]
        assert abs(sum(row.share for row in there) - 1) < 1e-9
        said = [turn for turn in material.turns if turn.document == document and _spoken(turn, texts)]
        changes = Counter((b.speaker, a.speaker) for a, b in itertools.pairwise(said) if a.speaker != b.speaker)
        assert {(row.speaker, one.speaker): one.turns for row in there for one in row.follows} == dict(changes)
        assert sum(row.turns for row in there) == len(said)


def _spoken(turn: TurnRow, texts: dict[str, str]) -> bool:
    return any(sign.isalnum() for sign in texts[turn.document][turn.start : turn.end])
