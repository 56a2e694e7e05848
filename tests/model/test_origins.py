"""Where a coding comes from is kept on one line, asked for by kind, and said in words."""

from __future__ import annotations

import pytest

from qualcode.model.origins import AUTOMATIC, LONGEST, comes_from, origin_of, origin_words


def test_an_origin_is_one_line_of_bounded_length() -> None:
    assert origin_of("words", " la\n maison ") == "words: la maison"
    assert len(origin_of("pattern", "a" * 500)) == LONGEST + len("pattern: ")
    assert origin_of("role", "") == "role"


@pytest.mark.parametrize(
    ("origin", "asked", "fits"),
    [
        ("", "hand", True),
        ("speaker: Ana", "hand", False),
        ("speaker: Ana", "AUTO", True),
        ("search", "auto", True),
        ("import", "auto", False),
        ("source", "auto", False),
        ("speaker: Ana", "speaker", True),
        ("speaker: Ana", "Speaker: ana", True),
        ("speaker: Ana", "speaker: An", False),
        ("", "", False),
    ],
)
def test_codings_are_asked_for_by_where_they_come_from(origin: str, asked: str, fits: bool) -> None:
    assert comes_from(origin, asked) is fits


def test_every_origin_is_said_in_words_and_an_unknown_one_as_it_is() -> None:
    said = [origin_words(origin_of(kind, "x: y")) for kind in AUTOMATIC]
    assert all("x: y" in words for words in said)
    assert said[0] == "found by the words “x: y”"
    assert [origin_words(kind) for kind in ("", "import", "pattern", "later")] == [
        "",
        "brought in from a table",
        "found by an expression",
        "later",
    ]
