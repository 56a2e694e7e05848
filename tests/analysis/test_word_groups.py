"""Word groups: planted ones are found, the same seed gives the same, and how good they are is said truly."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from analysis_tiny import spoken, study

from qualcode.analysis.word_groups import LEAST_TURNS, coherence, stability, word_groups
from qualcode.exporters.results import result_json
from qualcode.model.errors import Interrupted, TooFewTurns
from qualcode.model.material import CaseRow
from qualcode.readings import asked_groups

if TYPE_CHECKING:
    from qualcode.model.material import Material

PLANTED = (("jardin", "tomate", "arrosoir", "terre"), ("autobus", "trajet", "horaire", "retard"))


def garden_and_bus(n: int) -> tuple[Material, dict[str, str]]:
    """Return turns of garden words and turns of bus words, by turns, each of two of them thrice and one other."""
    draws = random.Random(5)
    said = [(f"P{n % 5}", ", ".join([*draws.sample(PLANTED[n % 2], 3), "lundi"])) for n in range(n)]
    text, turns = spoken("E1", *said)
    return study({"E1": text}, turns, []), {"E1": text}


def test_planted_groups_are_found_and_told_the_same_twice() -> None:
    material, texts = garden_and_bus(60)
    first, again = (word_groups(material, texts, asked_groups(2, seed=3)) for _ in range(2))
    assert first.rows == again.rows
    assert (first.n, first.n_terms) == (60, 9)
    for row in first.rows:
        words = {term.term for term in row.terms[:4]}
        assert words in [set(one) for one in PLANTED]
        assert (row.turns, row.documents, row.stability) == (30, 1, 1.0)
        assert all(set(str(one).split(", ")) - {"lundi"} <= words for one in row.passages)
    assert 0.3 < first.explained <= 1


def test_words_of_who_is_not_to_be_quoted_leave_in_no_file() -> None:
    material, texts = garden_and_bus(40)
    hushed = CaseRow("P0", "P0", "participant", None, {}, "quotation")
    turns = tuple(turn._replace(case="P0" if turn.speaker == "P0" else None) for turn in material.turns)
    found = word_groups(replace(material, cases=(hushed,), turns=turns), texts, asked_groups(2))
    shown = [one for group in found.rows for one in group.passages]
    starts = {turn.start for turn in turns if turn.case}
    assert {one.withheld for one in shown} == {True, False}
    assert all(one.withheld == (one.start in starts) and one.text for one in shown)
    left = [one for group in json.loads(result_json(found))["rows"] for one in group["passages"]]
    assert [one["text"] for one in left] == ["" if one.withheld else one.text for one in shown]


def test_as_much_is_explained_as_a_whole_reckoning_says() -> None:
    material, texts = garden_and_bus(40)
    few, many = (word_groups(material, texts, asked_groups(n)).explained for n in (1, 6))
    assert 0 < few < many <= 1


def test_too_little_talk_is_refused_and_the_work_can_be_stopped() -> None:
    class Stops:
        def step(self, done: int, total: int, label: str) -> None:
            """Hear nothing."""

        def cancelled(self) -> bool:
            return True

    with pytest.raises(TooFewTurns):
        word_groups(*garden_and_bus(LEAST_TURNS - 1), asked_groups(2))
    with pytest.raises(Interrupted):
        word_groups(*garden_and_bus(LEAST_TURNS), asked_groups(2), reporter=Stops())


def test_coherence_and_stability_are_as_reckoned_by_hand() -> None:
    together = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
    assert coherence(together[:, :2]) == pytest.approx(1.0)
    assert coherence(together[:, 1:]) == -1.0
    assert coherence(together) == pytest.approx((1.0 - 1.0 - 1.0) / 3)
    assert coherence(together[:, :1]) == 0.0
    assert coherence(np.ones((3, 2), dtype=bool)) == 1.0
    groups = [[np.array([1, 2]), np.array([3, 4, 5, 6])], [np.array([3, 9])]]
    assert stability(np.array([3, 4, 5, 7]), groups) == (0.75 + 0.25) / 2
    assert stability(np.array([1]), []) == 0.0
