"""Codes within a distance of each other: their Jaccard, and whether chance brings them as near as often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from analysis_slow import near_each_other
from analysis_talked import Talk, corpus
from analysis_tiny import CODES, spoken, studies, study
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.meeting.ground import ground
from qualcode.analysis.meeting.moved import moved
from qualcode.analysis.meeting.near import Distance
from qualcode.analysis.permutation import Chance, with_chance
from qualcode.model.errors import NoGuide
from qualcode.model.material import AskedRow, Material, QuestionRow
from qualcode.model.results import Cooccurrence, Pair, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

DISTANCES = st.tuples(st.integers(0, 4), st.sampled_from(["turns", "words"]))


def asked(distance: tuple[int, str], **options: object) -> Question:
    return Question("c", unit="overlap", options=tuple(sorted((options | {"near": distance}).items())))


def pairs(answer: Cooccurrence) -> Mapping[tuple[str, str], Pair]:
    return {(row.a, row.b): row for row in answer.rows}


def numbers(row: Pair) -> tuple[object, ...]:
    return row.n_a, row.n_b, row.n_ab, row.jaccard, row.p_b_given_a, row.p_a_given_b


def test_a_table_counted_by_hand() -> None:
    """Nine turns, whole turns coded: a in 1, 5, 9; b in 2, 3; c in 7. Within two turns:

    a × b: 1–2, 1–3, 5–3: two of three a, both b; (2 + 2) / 5. a × c: 5–7, 9–7: two a, the c; 3 / 4. b × c: none.
    """
    text, turns = spoken("D", *(("P", "mot") for _ in range(9)))
    where = {"a": (1, 5, 9), "b": (2, 3), "c": (7,)}
    codings = [("D", turns[n - 1].start, turns[n - 1].end, name, "m") for name, all_ in where.items() for n in all_]
    rows = pairs(cooccurrence(study({"D": text}, turns, codings), {"D": text}, asked((2, "turns"))))
    assert numbers(rows["a", "b"]) == (3, 2, 3, 4 / 5, 2 / 3, 1.0)
    assert numbers(rows["a", "c"]) == (3, 1, 2, 3 / 4, 2 / 3, 1.0)
    assert ("b", "c") not in rows
    assert numbers(rows["a", "a"]) == (3, 3, 3, 1.0, 1.0, 1.0)
    assert {row.lift for row in rows.values()} == {None}


@given(studies(), DISTANCES)
def test_the_slow_way_finds_the_same_passages_near_each_other(
    drawn: tuple[Material, dict[str, str]], distance: tuple[int, str]
) -> None:
    material, texts = drawn
    rows = pairs(cooccurrence(material, texts, asked(distance)))
    hoped = near_each_other(material, texts, list(CODES), *distance)
    assert {pair: numbers(row) for pair, row in rows.items() if pair[0] != pair[1]} == hoped


@given(studies(), DISTANCES)
def test_neither_order_nor_a_second_coder_who_agrees_changes_a_number_and_farther_is_never_less(
    drawn: tuple[Material, dict[str, str]], distance: tuple[int, str]
) -> None:
    material, texts = drawn
    rows = pairs(cooccurrence(material, texts, asked(distance)))
    fields = {name: getattr(material, name) for name in material.__dataclass_fields__}
    turned = Material(**fields | {
        "codes": material.codes[::-1],
        "codings": tuple(one._replace(id=f"{one.id}{who}", coder=who) for one in material.codings for who in "mjf"),
    })  # fmt: skip
    other = pairs(cooccurrence(turned, texts, asked(distance)))
    assert {(a, b) for a, b in rows} == {(b, a) for a, b in other}
    farther = pairs(cooccurrence(material, texts, asked((distance[0] + 1, distance[1]))))
    for (a, b), row in rows.items():
        n_a, n_b, n_ab, jaccard, of_a, of_b = numbers(row)
        assert numbers(other[b, a]) == (n_b, n_a, n_ab, jaccard, of_b, of_a)
        assert 0 < jaccard <= farther[a, b].jaccard <= 1
        assert min(of_a, of_b) <= jaccard <= max(of_a, of_b)


# Chance


@given(studies(), DISTANCES)
def test_passages_that_chance_leaves_where_they_are_lie_as_near_as_in_the_table(
    drawn: tuple[Material, dict[str, str]], distance: tuple[int, str]
) -> None:
    material, texts = drawn
    question = asked(distance)
    rows = pairs(cooccurrence(material, texts, question))
    on = ground(material, texts, question)
    drawn_ = moved(on, Distance(*distance))
    observed = drawn_.observed()
    for i, a in enumerate(CODES):
        for j, b in enumerate(CODES[i + 1 :], i + 1):
            assert observed[i, j] == (rows[a, b].n_ab if (a, b) in rows else 0)
    each = np.bincount(drawn_.row, minlength=3)
    for table in drawn_.rounds(3, 1):
        assert (np.triu(table, 1) <= np.outer(each, each)).all()


def test_what_chance_brings_near_is_the_mean_over_all_turns_of_the_ring() -> None:
    """Nine turns of one voice and another's between: every shift of both codes is looked at, by hand."""
    voices = [("P", "mot " * (2 + n % 3)) for n in range(9)]
    text, turns = spoken("D", *(one for said in voices for one in (("Q?", "oui"), said)))
    mine = [n for n, turn in enumerate(turns) if turn.role == "participant"]
    codings = [
        ("D", turns[mine[n]].start, turns[mine[n]].end, name, "m") for name, n in (*zip("aab", (0, 1, 4), strict=True),)
    ]
    material, question = study({"D": text}, turns, codings), asked((2, "turns"))
    near = [
        sum(abs(mine[(n + one) % 9] - mine[(4 + other) % 9]) <= 2 for n in (0, 1))
        for one in range(9)
        for other in range(9)
    ]
    rounds = [
        table[0, 1] for table in moved(ground(material, {"D": text}, question), Distance(2, "turns")).rounds(4_000, 3)
    ]
    assert set(rounds) == set(near)
    assert np.mean(rounds) == pytest.approx(np.mean(near), abs=0.06)


def test_codes_planted_side_by_side_are_found_at_a_distance_and_inside_answers() -> None:
    material, texts = corpus(1, Talk(n_turns=200, planted=0.6, guide=4))
    for distance in ((2, "turns"), (15, "words")):
        for way in ({}, {"within_questions": True}):
            question = asked(distance, **way)
            answer = with_chance(cooccurrence(material, texts, question), material, texts, Chance(199, 1))
            row = pairs(answer)["c0", "c1"]
            assert row.p_value == 1 / 200
            assert row.n_ab > row.expected
            assert answer.tested.pairs > 10


def test_a_code_that_fills_its_answer_is_expected_where_it_is() -> None:
    text, turns = spoken("D", *(("P", "mot") for _ in range(20)))
    codings = [("D", turn.start, turn.end, name, "m") for turn in turns[:10] for name in "ab"]
    plain = study({"D": text}, turns, codings)
    fields = {name: getattr(plain, name) for name in plain.__dataclass_fields__}
    here = (AskedRow("q1", "D", 0, 1), AskedRow("q2", "D", turns[9].end, turns[9].end + 1))
    guided = Material(**fields | {"questions": (QuestionRow("q1", "1"), QuestionRow("q2", "2")), "askings": here})
    question = asked((0, "turns"), within_questions=True)
    row = pairs(with_chance(cooccurrence(guided, {"D": text}, question), guided, {"D": text}, Chance(49)))["a", "b"]
    assert (row.n_ab, row.expected, row.p_value) == (10, 10, 1.0)
    with pytest.raises(NoGuide):
        with_chance(cooccurrence(plain, {"D": text}, question), plain, {"D": text}, Chance(9))
