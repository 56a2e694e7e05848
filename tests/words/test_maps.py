from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.words.maps import numbers_in, word_map, words_counted, words_spoken
from qualcode.words.pieces import measured
from qualcode.words.plain_maps import PlainMap, plain_map
from qualcode.words.searching import hits, literal, plain_bytes, plain_lengths, plain_text
from qualcode.words.tokens import forms_and_stops, word_bounds, word_lengths

SIGNS = "aeéœ'’-[]().@w/:t 1 2…«\n\u0301\u00ad\u200bİﬁ🙂"
SPEECH = st.one_of(
    st.text(SIGNS, max_size=60), st.lists(st.sampled_from(["un", "[rires]", "l'eau", "a@b.ca"])).map(" ".join)
)


def words_in(counts: bytes, lengths: bytes) -> list[tuple[int, int]]:
    """Read a map as its description says it is written."""
    sizes = list(lengths[1:]) if lengths[0] == 1 else list(numbers_in(lengths[1:]))
    reached = list(accumulate(sizes))
    assert sum(numbers_in(counts)[2::3]) == len(reached) // 2
    return list(zip(reached[0::2], reached[1::2], strict=True))


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(SPEECH)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return text, list(zip(cuts[0::2], cuts[1::2], strict=False))


@given(stretches())
def test_a_map_says_where_the_words_of_each_stretch_lie(drawn: tuple[str, list[tuple[int, int]]]) -> None:
    text, spoken = drawn
    said = [one for one in spoken if one[0] < one[1]] or [(0, len(text))]
    expected = [bounds for start, end in said for bounds in word_bounds(text, start, end)]
    counts, lengths = word_map(text, spoken)
    assert words_in(counts, lengths) == expected
    assert words_counted(counts) == len(expected)


ACROSS = [
    "qu'",
    "[rires",
    "]",
    "(rires)",
    "www.",
    "p.",
    "ex.",
    "M.-C.",
    "2 341",
    "12\u00a0000",
    "000",
    "é",
    "oui, ",
    "x.",
]
TALK = st.lists(st.sampled_from([*"aéLdpP01 ’-.,?([]@/:\n\u0301\u202f🙂", *ACROSS]), max_size=20).map("".join)


@given(TALK)
def test_what_is_measured_piece_by_piece_is_what_the_rules_cut(text: str) -> None:
    middle = len(text) // 2
    bounds = [(0, len(text)), (0, middle), (middle, len(text))]
    cut = [word_lengths(text, start, end) for start, end in bounds]
    assert [list(sizes) for sizes in measured(text, bounds)] == cut


@pytest.mark.parametrize(
    "text", ["douze 12 000 mots", "p. ex. lui", "oui [rires et bruit] non", "a" * 400, "un" + " " * 300 + "deux", ""]
)
def test_what_goes_on_over_a_space_or_does_not_fit_a_byte_is_cut_by_the_rules(text: str) -> None:
    assert [list(sizes) for sizes in measured(text, [(0, len(text))])] == [word_lengths(text, 0, len(text))]


def test_words_in_stretches_that_overlap_are_counted_in_each() -> None:
    assert words_spoken("un deux trois", [(0, 7), (3, 13)]) == 4


@given(st.text(st.one_of(st.characters(max_codepoint=0x17F), st.sampled_from("’…œ–“🙂ﬁİ`\u0301\u00ad"))))
def test_a_text_is_searched_the_same_by_either_road(text: str) -> None:
    assert plain_bytes(text) == plain_text(text).encode()
    assert dict(plain_lengths(text)) == {
        place: len(plain_text(sign)) for place, sign in enumerate(text) if len(plain_text(sign)) != 1
    }


def test_a_word_far_behind_the_last_is_still_found() -> None:
    text = "un" + " " * 300 + "deux"
    assert words_in(*word_map(text, [])) == [(0, 2), (302, 306)]


def test_nothing_is_kept_of_stretches_that_overlap() -> None:
    assert word_map("un deux trois", [(0, 7), (3, 13)]) == (b"", b"")


@given(SPEECH, st.text(SIGNS, min_size=1, max_size=4))
def test_a_kept_copy_gives_the_hits_of_the_text(text: str, typed: str) -> None:
    wanted = literal(typed)
    if wanted is not None:
        kept = PlainMap.read(plain_map(text))
        assert list(kept.hits(wanted, plain_text(typed).split())) == list(hits(text, typed))


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Ma sœur…", "soeur", ["sœur"]),
        ("e\u0301cole, école", "ecole", ["e\u0301cole", "école"]),
        ("fin de\njournée", "de journee", ["de\njournée"]),
        ("cafe\u0301", "cafe", ["cafe\u0301"]),
    ],
)
def test_hits_stand_at_their_place_in_the_stored_text(text: str, typed: str, found: list[str]) -> None:
    wanted = literal(typed)
    assert wanted is not None
    spans = PlainMap.read(plain_map(text)).hits(wanted, plain_text(typed).split())
    assert [text[span.start : span.end] for span in spans] == found


def test_a_stage_note_in_parentheses_is_one_form_and_a_parenthesis_a_stop() -> None:
    assert forms_and_stops("Oui (rires), p. ex. (non).") == ["Oui", "(rires)", ",", "p. ex.", "(", "non", ")", "."]
