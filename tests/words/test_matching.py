"""Words and patterns are found where they stand, and a pattern that never ends is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.model import errors
from qualcode.words.matching import Halt, found_pattern, found_patterns, found_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.model.spans import Span

TEXT = "L’école, c’est « chez nous » : peut‑être… L'école aussi?\nUne autre ligne."


def said(text: str, spans: Iterable[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("L’école", ["L’école"]),  # as it stands: the other one has another apostrophe
        ("l’école", []),
        ("C'est", []),
        ("c'est", ["c’est"]),
        ('"chez nous"', [" « chez nous » "]),
        ("chez nous »:", ["chez nous » :"]),
        ("peut-être...", ["peut‑être…"]),
        ("aussi ?", []),
        ("aussi?  Une autre", ["aussi?\nUne autre"]),
        ("(", []),
        ("", []),
        ("   ", []),
    ],
)
def test_words_are_found_as_they_stand_else_as_a_plain_keyboard_types_them(wanted: str, found: list[str]) -> None:
    assert said(TEXT, found_words(TEXT, wanted)) == found


def test_words_that_overlap_themselves_are_found_twice() -> None:
    assert len(found_words("nana na nanana", "nana")) == 3


def test_a_pattern_is_case_blind_unless_asked() -> None:
    assert said(TEXT, found_pattern("l.école", TEXT)) == ["L’école", "L'école"]
    assert found_pattern("l.école", TEXT, case=True) == []


def test_a_match_without_a_character_is_left_out() -> None:
    assert said("aab", found_pattern("a*", "aab")) == ["aa"]
    assert found_pattern(r"\b|^|$", TEXT) == []


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "(?P<1>a)", "a{99999999999}"])
def test_a_pattern_that_does_not_compile_is_refused(pattern: str) -> None:
    with pytest.raises(errors.BadPattern):
        found_pattern(pattern, TEXT)


def test_a_pattern_that_never_ends_is_stopped() -> None:
    with pytest.raises(TimeoutError):
        found_pattern(r"(a+)+b", "a" * 60, seconds=0.5)


def test_a_pattern_that_was_stopped_before_it_began_finds_nothing() -> None:
    halt = Halt()
    halt.stop()
    with pytest.raises(TimeoutError):
        found_patterns("ligne", [TEXT], halt=halt)


def test_a_pattern_may_hold_any_byte_of_the_command_line() -> None:
    assert found_pattern("\udcff|ligne", TEXT) == found_words(TEXT, "ligne")


def test_several_texts_are_tried_together_and_lines_may_count() -> None:
    texts = ["Les mardis,\nle MARDI; mâle", "rien"]
    assert [said(text, spans) for text, spans in zip(texts, found_patterns("mardis?", texts), strict=True)] == [
        ["mardis", "MARDI"],
        [],
    ]
    assert said(texts[0], found_patterns("^le", texts, lines=True)[0]) == ["Le", "le"]
    assert said(texts[0], found_patterns("^le", texts)[0]) == ["Le"]
