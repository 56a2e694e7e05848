"""The tree of codes as a value: order, paths, labels."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.codebook import descendants, labels, path_text, split_path, tree_order

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
