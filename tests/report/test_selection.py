from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from qualcode.report.selection import chosen, word_count

if TYPE_CHECKING:
    from types import ModuleType

    from qualcode.model.records import Excerpt

GOOD = "Ceci est un passage de longueur tout à fait raisonnable, numéro"


def _said(gardens: ModuleType, number: int, **changes: object) -> Excerpt:
    start = number * 1000
    words = {"text": f"{GOOD} {number}", "start": start, "end": start + 50, "starred": False} | changes
    return gardens.another(gardens.excerpts()[0], number, **words)


def test_each_case_is_quoted_once_before_any_twice(gardens: ModuleType) -> None:
    said = [_said(gardens, number, case="ABC"[number // 3]) for number in range(9)]
    assert [excerpt.case for excerpt in chosen(said, 5)] == ["A", "B", "C", "A", "B"]


def test_starred_ones_come_first_even_of_one_case(gardens: ModuleType) -> None:
    said = [_said(gardens, number, case="A", starred=number in (4, 5)) for number in range(6)]
    said.append(_said(gardens, 7, case="B"))
    shown = chosen(said, 3)
    assert [excerpt.starred for excerpt in shown] == [True, True, False]
    assert shown[2].case == "B"


def test_the_same_words_are_shown_once_whatever_their_capitals_and_marks(gardens: ModuleType) -> None:
    said = [
        _said(gardens, 1, text="C’est l'eau, tout le temps l'eau."),
        _said(gardens, 2, text="c'est l’eau… tout le temps, l’eau", document="Jardin 02"),
    ]
    assert len(chosen(said, None)) == 1


def test_passages_that_overlap_are_shown_once_and_those_that_touch_twice(gardens: ModuleType) -> None:
    said = [_said(gardens, 1, start=0, end=10), _said(gardens, 2, start=9, end=20), _said(gardens, 3, start=20, end=30)]
    assert [(excerpt.start, excerpt.end) for excerpt in chosen(said, None)] == [(0, 10), (20, 30)]


def test_bounds_of_two_documents_never_overlap(gardens: ModuleType) -> None:
    said = [_said(gardens, number, start=0, end=10, document=f"Jardin 0{number}") for number in (1, 2)]
    assert len(chosen(said, None)) == 2


def test_very_short_and_very_long_passages_wait_for_the_others_of_their_case(gardens: ModuleType) -> None:
    said = [
        _said(gardens, 1, text="Oui, oui."),
        _said(gardens, 2, text=" ".join(f"mot{number}" for number in range(120))),
        _said(gardens, 3),
    ]
    assert chosen(said, 1) == [said[2]]


def test_voices_without_a_case_come_last(gardens: ModuleType) -> None:
    said = [_said(gardens, 1, case=None, role="interviewer"), _said(gardens, 2)]
    assert chosen(said, None) == [said[1], said[0]]


def test_no_quotation_at_all_can_be_asked_for(gardens: ModuleType) -> None:
    assert chosen([_said(gardens, 1)], 0) == []


def test_words_are_counted_as_a_reader_would() -> None:
    assert word_count("Aujourd’hui, l’eau — c’est-à-dire 12 seaux…") == 5


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 30), st.booleans()), max_size=25), st.integers(0, 8))
def test_the_choice_is_the_same_every_time_and_never_over_its_limit(
    gardens: ModuleType, drawn: list[tuple[str, int, bool]], limit: int
) -> None:
    said = [
        _said(gardens, place, case=case, start=start * 40, end=start * 40 + 50, starred=starred)
        for place, (case, start, starred) in enumerate(drawn)
    ]
    shown = chosen(said, limit)
    assert shown == chosen(said, limit)
    assert len(shown) == min(limit, len(chosen(said, None)))
    assert not any(a.start < b.end and b.start < a.end for a in shown for b in shown if a is not b)
