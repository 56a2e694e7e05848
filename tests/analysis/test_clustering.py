"""The order of codes in which those that meet stand side by side."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.clustering import near_order
from qualcode.model.results import Cooccurrence, Pair, Population, Question


def meeting(alone: dict[str, int], pairs: dict[tuple[str, str], int]) -> Cooccurrence:
    rows = [Pair(name, name, n, n, n, 1.0, 1.0, 1.0, 1.0) for name, n in alone.items()]
    rows += [Pair(a, b, alone[a], alone[b], n, 0.0, 1.0, 0.0, 0.0) for (a, b), n in pairs.items()]
    return Cooccurrence(Question("cooccurrence"), Population("all", 1, (), 1, 1), "1", "x", rows=tuple(rows), n=99)


def test_two_knots_of_codes_are_not_mixed() -> None:
    order = near_order(
        meeting(
            {"a": 9, "x": 8, "b": 7, "y": 6, "c": 5, "z": 4},
            {("a", "b"): 6, ("a", "c"): 4, ("b", "c"): 4, ("x", "y"): 5, ("x", "z"): 3, ("y", "z"): 3, ("a", "x"): 1},
        )
    )
    knots = ["abc".find(name) >= 0 for name in order]
    assert sum(one != other for one, other in pairwise(knots)) == 1
    assert knots[0]


def test_one_or_two_codes_need_no_tree() -> None:
    assert near_order(meeting({}, {})) == ()
    assert near_order(meeting({"a": 1, "b": 2}, {("a", "b"): 1})) == ("a", "b")


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9), min_size=3), st.data())
def test_every_code_stands_once(alone: dict[str, int], data: st.DataObject) -> None:
    names = sorted(alone)
    pairs = {}
    for place, a in enumerate(names):
        for b in names[place + 1 :]:
            if n := data.draw(st.integers(0, 12)):
                pairs[a, b] = n
    assert sorted(near_order(meeting(alone, pairs))) == names
