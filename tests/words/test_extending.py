"""Passages grow to whole words, sentences and turns, and never shrink."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.spans import Span
from qualcode.words.extending import UNITS, Extending

TEXT = "Ana : Bonjour! Ça va?\nP1 : L'école, ben oui. Je pars. Faque voilà\n\n  (fin de la bande) \n"
TURNS = [Span(6, 21), Span(27, 65)]


def grown(words: str, unit: str) -> str:
    start = TEXT.index(words)
    span = Extending(TEXT, TURNS).extended(Span(start, start + len(words)), unit)
    return TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("words", "unit", "whole"),
    [
        ("onj", "word", "Bonjour"),
        ("cole, b", "word", "école, ben"),
        ("! ", "word", "! "),
        ("va", "sentence", "Ça va?"),
        ("ben", "sentence", "L'école, ben oui."),
        ("oui. Je", "sentence", "L'école, ben oui. Je pars."),
        ("va?\nP1 : L", "sentence", "Ça va?\nP1 : L'école, ben oui."),
        ("pars", "turn", "L'école, ben oui. Je pars. Faque voilà"),
        ("va?\nP1 : L", "turn", "Bonjour! Ça va?\nP1 : L'école, ben oui. Je pars. Faque voilà"),
        ("bande", "turn", "(fin de la bande)"),
        ("bande", "sentence", "(fin de la bande)"),
        ("P1", "turn", "P1 : L'école, ben oui. Je pars. Faque voilà"),
    ],
)
def test_a_passage_grows(words: str, unit: str, whole: str) -> None:
    assert grown(words, unit) == whole


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)), st.sampled_from(UNITS))
def test_growing_holds_the_passage_and_growing_again_changes_nothing(start: int, length: int, unit: str) -> None:
    passage = Span(start, min(start + length, len(TEXT)))
    extending = Extending(TEXT, TURNS)
    once = extending.extended(passage, unit)
    assert once.contains(passage)
    assert once.end <= len(TEXT)
    assert extending.extended(once, unit) == once
