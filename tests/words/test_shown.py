from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.words.shown import shown, shown_line

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@given(ANY_TEXT)
def test_one_character_stands_for_one(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert len(shown_line(text)) == len(text)


@given(ANY_TEXT)
def test_nothing_shown_commands_a_terminal_or_turns_the_reading_direction(text: str) -> None:
    for sign in shown(text):
        assert sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
        assert sign not in BIDI
    assert not set(shown_line(text)) & {"\n", "\t", "\r", "\x1b"}


@given(ANY_TEXT)
def test_what_is_shown_once_is_shown_the_same_again(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0)])
def test_every_control_character_gets_a_sign_of_its_own_or_the_common_one(code: int) -> None:
    if chr(code) not in "\n\t":
        assert shown(f"a{chr(code)}b")[1].isprintable()
    assert shown(f"a{chr(code)}b", layout=False)[1].isprintable()


def test_an_escape_sequence_is_seen_and_not_obeyed() -> None:
    assert shown("a\x1b[31mrouge\x07") == "a␛[31mrouge␇"


def test_a_reversed_line_is_seen_as_it_was_typed() -> None:
    assert shown("a\u202eb\u202cc") == "a↼b↔c"


def test_lone_surrogates_become_the_replacement_sign() -> None:
    assert shown("a\ud83db") == "a\ufffdb"
    assert shown("a\ud83db").encode() == "a\ufffdb".encode()


@pytest.mark.parametrize("text", ["👩\u200d👧", "❤\ufe0f", "می\u200cخواهم", "«\xa0Oui\u202f!\xa0»", "e\u0301cole"])
def test_joiners_selectors_marks_and_no_break_spaces_stay(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u2060", "\u00ad", "\U000e0041", "\u2028"])
def test_invisible_characters_are_seen(sign: str) -> None:
    assert shown(f"pa{sign}sse") != f"pa{sign}sse"
    assert len(shown(f"pa{sign}sse")) == 6


def test_a_line_shows_its_breaks_as_asked() -> None:
    assert shown_line("un\ndeux\ttrois") == "un deux trois"
    assert shown_line("un\ndeux", line_break="⏎") == "un⏎deux"
