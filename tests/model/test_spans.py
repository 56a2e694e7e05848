"""Spans against sets of integers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.spans import Span, covered, shared, subtracted, united

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 12))
MANY = st.lists(SPANS, max_size=8)


def letters(*spans: Span) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


@given(SPANS, SPANS)
def test_two_spans_meet_where_they_share_a_character(a: Span, b: Span) -> None:
    both = letters(a) & letters(b)
    assert a.overlaps(b) == b.overlaps(a) == bool(both)
    assert a.contains(b) == (letters(b) <= letters(a))
    met = a.intersection(b)
    assert (letters(met) if met else set()) == both
    assert a.length == len(letters(a))


@given(MANY)
def test_united_spans_cover_the_same_and_share_nothing(spans: list[Span]) -> None:
    found = united(spans)
    assert letters(*found) == letters(*spans)
    assert sum(span.length for span in found) == len(letters(*spans)) == covered(spans)
    assert found == sorted(found)


def test_spans_that_only_touch_stay_two() -> None:
    assert united([Span(5, 9), Span(0, 5)]) == [Span(0, 5), Span(5, 9)]
    assert not Span(0, 5).overlaps(Span(5, 9))
    assert united([Span(0, 6), Span(5, 9), Span(1, 2)]) == [Span(0, 9)]


@given(SPANS, MANY)
def test_what_is_left_is_the_whole_without_the_holes(whole: Span, holes: list[Span]) -> None:
    left = subtracted(whole, holes)
    assert letters(*left) == letters(whole) - letters(*holes)
    assert all(span.length > 0 for span in left)


@given(MANY, MANY)
def test_shared_characters_are_counted_once(left: list[Span], right: list[Span]) -> None:
    assert shared(left, right) == shared(right, left) == len(letters(*left) & letters(*right))
