from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qualcode.analysis.exchange import Sample, exchanged, holm, put_to_test, residuals
from qualcode.analysis.exchange import observed as counted
from qualcode.analysis.permutation import Chance
from qualcode.model.errors import Interrupted
from qualcode.model.progress import Silent

if TYPE_CHECKING:
    from qualcode.model.comparisons import CrosstabTest


def sample(table: list[list[int]], strata: list[int] | None = None) -> Sample:
    """Return the units of a 2 by C table: those that speak, then those that do not."""
    speaks, column = [], []
    for row, value in zip(table, (True, False), strict=True):
        for answer, times in enumerate(row):
            speaks += [value] * times
            column += [answer] * times
    stratum = np.array(strata or [0] * len(column))
    return Sample(np.array([speaks]), np.array(column), stratum, len(table[0]))


def result_of(table: list[list[int]], rounds: int = 1_999) -> CrosstabTest:
    return put_to_test(sample(table), ["a"], Chance(rounds, 1), Silent())


def test_two_answers_are_tested_by_fisher_as_published() -> None:
    """The table of SciPy's manual, 8 2 / 1 5: p = 0.0350."""
    row = result_of([[8, 2], [1, 5]]).rows[0]
    assert (row.method, row.p_value) == ("fisher", pytest.approx(0.0349650, abs=5e-8))


def test_many_of_several_answers_are_tested_by_chi_square_as_published() -> None:
    """The table of SciPy's manual, 10 10 20 / 20 20 20: p = 0.2494."""
    row = result_of([[10, 10, 20], [20, 20, 20]]).rows[0]
    assert (row.method, row.p_value) == ("chi_square", pytest.approx(0.2493522, abs=5e-8))


def test_where_under_five_are_expected_answers_are_exchanged_instead() -> None:
    found = result_of([[4, 10, 10], [4, 10, 10]])
    assert (found.rows[0].method, found.rounds) == ("permutation", 1_999)
    assert result_of([[5, 10, 10], [5, 10, 10]]).rows[0].method == "chi_square"


def far(speaks: list[bool], answers: tuple[int, ...], strata: list[int]) -> float:
    """Sum (O - E)^2 / E over the answers, E as expected inside the strata."""
    total = 0.0
    for answer in set(answers):
        hope = 0.0
        for one in set(strata):
            there = [place for place, stratum in enumerate(strata) if stratum == one]
            mine = sum(answers[place] == answer for place in there)
            hope += mine * sum(speaks[place] for place in there) / len(there)
        seen = sum(said and given == answer for said, given in zip(speaks, answers, strict=True))
        total += (seen - hope) ** 2 / hope if hope else 0.0
    return total


@pytest.mark.parametrize("strata", [[0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 1, 1, 1]])
def test_exchange_comes_near_the_share_of_all_arrangements(strata: list[int]) -> None:
    speaks = [True, True, False, True, False, False, False]
    answers = (0, 0, 1, 2, 1, 2, 1)
    limit = far(speaks, answers, strata) - 1e-9
    kept, as_far = 0, 0
    for order in permutations(range(7)):
        if all(strata[place] == strata[other] for place, other in enumerate(order)):
            kept += 1
            as_far += far(speaks, tuple(answers[place] for place in order), strata) >= limit
    given = Sample(np.array([speaks]), np.array(answers), np.array(strata), 3)
    p = exchanged(given, np.array([True]), Chance(9_999, 4), Silent())[0]
    assert 0.05 < as_far / kept < 0.95
    assert p == pytest.approx(as_far / kept, abs=0.02)


def test_residuals_follow_the_formula_and_are_undefined_where_nothing_varies() -> None:
    two = sample([[7, 1], [3, 9]])
    assert residuals(two, counted(two))[0] == pytest.approx([3 / 1.2**0.5, -3 / 1.2**0.5])
    all_speak = sample([[3, 4], [0, 0]])
    assert np.isnan(residuals(all_speak, counted(all_speak))).all()


def test_holm_adjusts_as_published() -> None:
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm(np.array([0.9, 0.8])).tolist() == [1.0, 1.0]


def test_the_whole_table_has_the_smallest_adjusted_value() -> None:
    one = sample([[8, 2], [1, 9]])
    chance = np.random.default_rng(3)
    rows = np.concatenate([one.speaks, chance.random((5, 20)) < 0.5])
    found = put_to_test(Sample(rows, one.column, one.stratum, 2), list("abcdef"), Chance(99, 1), Silent())
    assert found.p_value == found.rows[0].p_holm == pytest.approx(6 * found.rows[0].p_value)
    assert all(row.p_value <= row.q_value <= row.p_holm for row in found.rows)


def test_the_seed_decides_and_the_reporter_may_stop() -> None:
    given = sample([[3, 2, 1], [1, 2, 4]])
    one, same, other = (exchanged(given, np.array([True]), Chance(199, seed), Silent())[0] for seed in (1, 1, 2))
    assert one == same != other

    class Impatient(Silent):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Interrupted):
        exchanged(given, np.array([True]), Chance(199, 1), Impatient())


def test_inside_groups_without_association_few_rows_look_associated() -> None:
    """Groups differ in how much they speak and in who sits there; inside a group nothing goes with the answer."""
    chance = np.random.default_rng(5)
    low, tried = 0, 0
    for _ in range(40):
        group = np.repeat(np.arange(10), 6)
        women = chance.random(10)[group] > chance.random(60)
        speaks = (np.where(chance.random((5, 10)) < 0.5, 0.15, 0.85)[:, group]) > chance.random((5, 60))
        rows = put_to_test(
            Sample(speaks, women.astype(np.int64), group, 2), list("abcde"), Chance(199, 1), Silent()
        ).rows
        low += sum(row.p_value < 0.05 for row in rows if row.p_value is not None)
        tried += sum(row.p_value is not None for row in rows)
    assert tried > 150
    assert 0.01 <= low / tried <= 0.07
