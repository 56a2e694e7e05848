"""Outlines as values: where a part goes by a step, which words a trimmed passage keeps."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.outlines import (
    OutlinePart,
    PartOptions,
    carried_cuts,
    fits,
    in_order,
    neat_cuts,
    numbers,
    options_of,
    stepped,
    trimmed_text,
)
from qualcode.model.spans import Span

TEXT = "  Oui, on jardine.\nBeaucoup, même. "


def parts(tree: str) -> tuple[OutlinePart, ...]:
    """Return parts named by letters, each inside the letter before the slash."""
    made = []
    for place, (parent, name) in enumerate(word.rjust(2).replace("/", "") for word in tree.split()):
        made.append(OutlinePart(name, parent.strip() or None, "free", name, "", None, None, position=place))
    return in_order(made)


def test_parts_stand_in_the_order_of_reading_with_their_numbers() -> None:
    tree = parts("b a bd bc ce")
    assert [(part.id, part.depth) for part in tree] == [("b", 1), ("d", 2), ("c", 2), ("e", 3), ("a", 1)]
    assert numbers(parts("a b ac ad ce")) == {"a": "1", "c": "1.1", "e": "1.1.1", "d": "1.2", "b": "2"}


@pytest.mark.parametrize(
    ("part", "step", "place"),
    [
        ("a", "up", None),
        ("a", "down", (None, 1)),
        ("b", "up", (None, 0)),
        ("b", "down", None),
        ("b", "in", ("a", 2)),
        ("a", "in", None),
        ("a", "out", None),
        ("d", "in", ("c", 1)),
        ("d", "out", (None, 1)),
        ("e", "out", ("a", 1)),
    ],
)
def test_a_step_goes_where_the_tree_has_room(part: str, step: str, place: object) -> None:
    assert stepped(parts("a b ac ad ce"), part, step) == place


def test_no_part_goes_deeper_than_a_report_has_levels_nor_into_itself() -> None:
    tree = parts("a b bc cd")
    assert stepped(tree, "b", "in") is None
    assert fits(tree, "b", None)
    assert not fits(tree, "b", "a")
    assert not fits(tree, "b", "d")
    assert not fits(tree, "b", "b")


@pytest.mark.parametrize(
    ("cuts", "quoted"),
    [
        ((), "Oui, on jardine.\nBeaucoup, même."),
        ([(2, 6)], "[…] on jardine.\nBeaucoup, même."),
        ([(0, 7)], "[…] on jardine.\nBeaucoup, même."),
        ([(7, 9), (10, 18)], "Oui, […] Beaucoup, même."),
        ([(7, 9), (9, 9), (8, 18)], "Oui, […] Beaucoup, même."),
        ([(28, 99)], "Oui, on jardine.\nBeaucoup, […]"),
        ([(-4, 99)], "Oui, on jardine.\nBeaucoup, même."),
        ([(0, 5), (19, 90)], "[…] , on jardine. […]"),
    ],
)
def test_a_trimmed_passage_says_where_words_were_dropped(cuts: list[tuple[int, int]], quoted: str) -> None:
    assert trimmed_text(TEXT, neat_cuts(cuts, TEXT)) == quoted


CUTS = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=4)


@given(CUTS)
def test_neat_cuts_are_apart_in_order_and_inside(cuts: list[tuple[int, int]]) -> None:
    neat = neat_cuts(cuts, TEXT)
    assert neat_cuts(neat, TEXT) == neat
    assert all(0 <= cut.start < cut.end <= len(TEXT) for cut in neat)
    assert all(TEXT[one.end : two.start].strip() for one, two in itertools.pairwise(neat))
    dropped = {place for start, end in cuts for place in range(max(start, 0), min(end, len(TEXT)))}
    kept = {place for cut in neat for place in range(cut.start, cut.end)}
    assert {place for place in kept - dropped if not TEXT[place].isspace()} == set()
    assert dropped <= kept


def test_cuts_are_carried_by_place_in_one_text_and_by_words_in_a_corrected_one() -> None:
    oui = Span(0, 3)
    assert carried_cuts([oui], "Oui, oui", "Bon. Oui, oui", -5) == (Span(5, 8),)
    assert carried_cuts([oui], "Oui, oui", ", oui", 3) == ()
    assert carried_cuts([oui], "Oui, non", "Bon. Oui, non", None) == (Span(5, 8),)
    assert carried_cuts([oui], "Oui, Oui", "Oui, Oui!", None) == (oui,)
    assert carried_cuts([oui], "Oui, oui", "Non", None) == ()


def test_options_keep_only_what_is_not_usual_and_leave_out_what_they_do_not_know() -> None:
    options = PartOptions(quotes=0, counts=False, by="attribute:Âge")
    assert options.text() == '{"by": "attribute:Âge", "counts": false, "quotes": 0}'
    assert options_of('{"quotes": 2, "later": 1}') == PartOptions(quotes=2)
    assert options_of(options.text()) == options
