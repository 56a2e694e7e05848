"""The tree of codes as a value: order, paths, labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import (
    Place,
    descendants,
    labels,
    listed_places,
    misplaced,
    path_text,
    split_path,
    standing_above,
    standing_below,
    totals,
    tree_order,
)

NAMES = st.text(st.sampled_from("ab/\\ é"), min_size=1, max_size=6).map(str.strip).filter(bool)


@st.composite
def forests(draw: Any) -> list[tuple[str, str | None, int, str]]:
    """Nodes whose parents come before them, shuffled."""
    count = draw(st.integers(0, 8))
    nodes = []
    for number in range(count):
        parent = draw(st.none() | st.integers(0, number - 1)) if number else None
        nodes.append((f"n{number}", None if parent is None else f"n{parent}", draw(st.integers(0, 3)), f"name{number}"))
    return draw(st.permutations(nodes))


@given(forests())
def test_every_code_comes_once_after_its_parent_among_ordered_siblings(nodes: list[Any]) -> None:
    found = tree_order(nodes)
    order = {identifier: place for place, (identifier, _) in enumerate(found)}
    by_id = {node[0]: node for node in nodes}
    assert order.keys() == by_id.keys()
    paths = dict(found)
    for identifier, parent, position, name in nodes:
        above = paths[parent] if parent else ()
        assert paths[identifier] == (*above, name)
        for other, its_parent, its_position, _ in nodes:
            if its_parent == parent and (its_position, other) < (position, identifier):
                assert order[other] < order[identifier]
        if parent:
            assert set(range(order[parent], order[identifier])) <= {
                order[below] for below in {parent, *descendants({n[0]: n[1] for n in nodes}, parent)}
            }


def test_an_orphan_stands_at_the_top_and_a_cycle_is_left_out() -> None:
    assert tree_order([("a", "gone", 0, "A"), ("b", "c", 0, "B"), ("c", "b", 0, "C")]) == [("a", ("A",))]


@given(forests())
def test_descendants_are_those_whose_chain_of_parents_meets_the_code(nodes: list[Any]) -> None:
    parents = {node[0]: node[1] for node in nodes}
    for top in parents:
        assert descendants(parents, top) == {identifier for identifier in parents if top in above(parents, identifier)}


def above(parents: dict[str, str | None], identifier: str) -> set[str]:
    parent = parents[identifier]
    return set() if parent is None else {parent} | above(parents, parent)


def test_descendants_of_a_cycle_end() -> None:
    assert descendants({"a": "b", "b": "a"}, "a") == {"a", "b"}


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_a_path_written_is_the_path_read(path: list[str]) -> None:
    assert split_path(path_text(path)) == tuple(path)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a/b", ("a", "b")),
        (r"a\/b", ("a/b",)),
        (" a / b ", ("a", "b")),
        (r"C:\temp", (r"C:\temp",)),
        (r"a\\/b", ("a\\", "b")),
        (r"a\\\/b", ("a\\/b",)),
        ("a\\", ("a\\",)),
        ("a//b", ("a", "", "b")),
        ("", ("",)),
        ("/", ("", "")),
    ],
)
def test_paths_are_read_as_people_write_them(text: str, path: tuple[str, ...]) -> None:
    assert split_path(text) == path


def test_a_label_is_the_name_where_no_other_bears_it_else_the_path() -> None:
    codes = [("1", ("Lieux",)), ("2", ("Lieux", "Peur")), ("3", ("A", "peur")), ("4", ("A", "x/y"))]
    assert labels(codes) == {"1": "Lieux", "2": "Lieux/Peur", "3": "A/peur", "4": "x/y"}


@dataclass(frozen=True)
class Shelved:
    """A code as the tree needs it."""

    id: str
    parent: str | None
    also_in: tuple[str, ...]
    retired: bool
    also_at: tuple[int, ...] = ()


@st.composite
def trees(draw: Any) -> list[Shelved]:
    """Draw codes in codebook order, each listed under some that came before: no cycle."""
    codes: list[Shelved] = []
    for place in range(draw(st.integers(1, 8))):
        parent = draw(st.sampled_from([None, *(code.id for code in codes)]))
        others = [code.id for code in codes if code.id != parent]
        also_in = tuple(draw(st.lists(st.sampled_from(others), unique=True, max_size=3))) if others else ()
        also_at = tuple(draw(st.integers(0, 2)) for _group in also_in)
        codes.append(Shelved(str(place), parent, also_in, draw(st.booleans()), also_at))
    return codes


@given(codes=trees())
def test_what_stands_below_a_code_has_it_above_and_each_place_is_one_line(codes: list[Shelved]) -> None:
    above = standing_above(codes)
    for code in codes:
        below = {other.id for other in codes if code.id in above[other.id]} - {code.id}
        assert standing_below(codes, code.id) == below
    lines = listed_places(codes)
    homes = [line for line in lines if not line.again]
    assert sorted(line.code for line in homes) == sorted(code.id for code in codes)
    assert {(line.code, line.parent) for line in lines if line.again} == {
        (code.id, group) for code in codes for group in code.also_in
    }
    assert len(lines) == len(codes) + sum(len(code.also_in) for code in codes)
    shelved = {code.id: code for code in codes}
    for group in {line.parent for line in lines}:
        here = [(shelved[line.code], line.again) for line in lines if line.parent == group]
        beside = [
            (code.retired, again, code.also_at[code.also_in.index(str(group))] if again else 0, int(code.id))
            for code, again in here
        ]
        assert beside == sorted(beside)  # in use, then at home, then as they were put there, then in codebook order


def test_a_total_takes_each_coding_once_by_whichever_of_its_places() -> None:
    codes = [
        Shelved("g", None, (), retired=False), Shelved("h", "g", (), retired=False),
        Shelved("c", "h", ("g",), retired=False),
    ]  # fmt: skip
    assert totals({"c": 3, "g": 1, "gone": 9}, standing_above(codes)) == {"c": 3, "h": 3, "g": 4}


def test_what_stands_in_a_circle_or_twice_in_one_place_is_misplaced() -> None:
    ring = {"a": ("c",), "b": (None, "a"), "c": ("b",), "below": ("a",)}  # b goes round by its second place
    assert misplaced(ring, ring) == {"a", "b", "c"}
    assert misplaced(ring, ["below", "gone"]) == set()
    assert misplaced({"a": ("a",), "g": (None,), "b": ("g", "g"), "c": ("g", "b")}, "agbc") == {"a", "b"}


def test_a_second_place_has_nothing_below_it() -> None:
    group, other = Shelved("g", None, (), retired=False), Shelved("o", None, (), retired=False)
    code, below = Shelved("c", "g", ("o",), retired=False), Shelved("b", "c", (), retired=True)
    assert listed_places([group, code, below, other]) == [
        Place("g", None, 0), Place("c", "g", 1), Place("b", "c", 2),
        Place("o", None, 0), Place("c", "o", 1, again=True),
    ]  # fmt: skip
