from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from analysis_talked import Talk, corpus
from analysis_tiny import study
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.meeting.rings import ring_of
from qualcode.analysis.permutation import Chance, adjusted, with_chance
from qualcode.analysis.units import Units
from qualcode.model.errors import BadChoice, Interrupted
from qualcode.model.material import Material, TurnRow
from qualcode.model.results import Cooccurrence, Question

FEW = Chance(rounds=199, seed=3)


def ask(material: Material, texts: dict[str, str], chance: Chance = FEW, **asked: object) -> Cooccurrence:
    question = Question("cooccurrence", **asked)
    return with_chance(cooccurrence(material, texts, question), material, texts, chance)


def test_a_planted_association_is_found() -> None:
    rows = {(row.a, row.b): row for row in ask(*corpus(1, Talk(n_turns=400, planted=0.6)), Chance(999, 1)).rows}
    assert rows["c0", "c1"].p_value == 0.001
    assert rows["c0", "c1"].q_value < 0.05


def test_the_same_seed_gives_the_same_values_and_stands_in_the_question() -> None:
    material, texts = corpus(2)
    one, other = ask(material, texts), ask(material, texts)
    assert one.rows == other.rows
    assert dict(one.question.options) == {"permutations": 199, "seed": 3}
    assert ask(material, texts, Chance(199, 4)).rows != one.rows


def test_counts_stay_and_the_diagonal_is_not_tested() -> None:
    material, texts = corpus(2)
    plain = cooccurrence(material, texts, Question("cooccurrence"))
    answer = ask(material, texts)
    assert [(r.a, r.b, r.n_ab, r.lift) for r in answer.rows] == [(r.a, r.b, r.n_ab, r.lift) for r in plain.rows]
    assert all(row.p_value is None for row in answer.rows if row.a == row.b)
    assert all((row.p_value is None) == (row.q_value is None) for row in answer.rows)
    assert all(1 / 200 <= row.p_value <= 1 for row in answer.rows if row.p_value is not None)


def test_pairs_that_chance_hardly_brings_together_are_too_few_to_test() -> None:
    text = "un deux. " * 40
    turns = [TurnRow("D", "V", "participant", 9 * k, 9 * k + 8, None) for k in range(40)]
    codings = [("D", 0, 8, "a", "m"), ("D", 0, 8, "b", "m")]
    rows = {(row.a, row.b): row for row in ask(study({"D": text}, turns, codings), {"D": text}).rows}
    assert rows["a", "b"].n_ab == 1
    assert rows["a", "b"].p_value is None


@pytest.mark.parametrize("asked", [{"unit": "overlap"}, {"raw": True}])
def test_units_on_which_the_test_means_nothing_are_refused(asked: dict[str, object]) -> None:
    with pytest.raises(BadChoice):
        ask(*corpus(2, Talk(n_turns=4)), **asked)


@dataclass
class Impatient:
    heard: int = 0

    def step(self, done: int, total: int, label: str) -> None:
        self.heard = total
        assert done == 0, label

    def cancelled(self) -> bool:
        return True


def test_the_work_can_be_stopped() -> None:
    material, texts = corpus(2, Talk(n_turns=10))
    reporter = Impatient()
    with pytest.raises(Interrupted):
        with_chance(cooccurrence(material, texts, Question("x")), material, texts, FEW, reporter)
    assert reporter.heard == 199


def test_q_values_are_those_worked_by_hand() -> None:
    """Four p values: the third step 0.04 * 4 / 3 is lowered by none, the first two by the second's 0.02."""
    assert adjusted(np.array([0.04, 0.01, 0.01, 0.5])).tolist() == pytest.approx([0.04 * 4 / 3, 0.02, 0.02, 0.5])


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=20))
def test_q_is_never_under_p_and_keeps_its_order(values: list[float]) -> None:
    p = np.array(values)
    q = adjusted(p)
    assert (q >= p - 1e-12).all()
    assert (q <= 1).all()
    order = np.argsort(p, kind="stable")
    assert (np.diff(q[order]) >= -1e-12).all()


def test_rings_hold_units_of_one_document_and_like_length() -> None:
    length = np.array([*range(40, 0, -1), *range(5)], dtype=np.int64)
    document = np.array([0] * 40 + [1] * 5, dtype=np.int64)
    held = Units(45, np.zeros(45, dtype=np.int64), np.arange(45, dtype=np.int64))
    ring = ring_of(held, document, length)
    rings = {}
    for unit in range(45):
        rings.setdefault(int(ring.first[unit]), []).append(unit)
    assert sorted(len(units) for units in rings.values()) == [5, 8, 8, 8, 8, 8]
    for first, units in rings.items():
        assert units == sorted(units)
        assert [int(ring.rank[unit]) for unit in units] == list(range(len(units)))
        assert ring.order[first : first + len(units)].tolist() == units
        assert len({int(document[unit]) for unit in units}) == 1
