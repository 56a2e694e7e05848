"""Ticks of places kept while their list is made anew: what was said last of what overlaps counts."""

from __future__ import annotations

from qualcode.model.origins import SPEAKER, WORDS
from qualcode.model.spans import Span
from qualcode.tui.shown.found import Place
from qualcode.tui.ticks import Ticks


def place(start: int, end: int, document: str = "d", *, asks: bool = False) -> Place:
    return Place(document, "Ana", "", asks, Span(start, end), "", "", "")


def test_what_is_cut_is_known_again_by_what_it_overlaps_and_only_in_its_document_and_way() -> None:
    ticks = Ticks()
    ticks.say(SPEAKER, place(0, 30), ticked=False)
    ticks.say(SPEAKER, place(10, 20), ticked=True)
    cut = [place(0, 10), place(10, 20), place(20, 30), place(30, 40), place(0, 10, "e"), place(40, 50, asks=True)]
    assert ticks.of(SPEAKER, cut) == {1, 3, 4}
    assert ticks.of(SPEAKER, [place(0, 30)]) == {0}, "what was said last"
    assert ticks.of(SPEAKER, list(reversed(cut))) == {1, 2, 4}
    assert ticks.of(WORDS, cut) == {0, 1, 2, 3, 4}
    ticks.say(SPEAKER, place(0, 30), ticked=False)
    assert ticks.of(SPEAKER, cut) == {3, 4}


def test_what_is_typed_for_is_known_again_by_its_start() -> None:
    ticks = Ticks()
    ticks.say(WORDS, place(5, 7), ticked=False)
    ticks.say(WORDS, place(50, 52, asks=True), ticked=True)
    assert ticks.of(WORDS, [place(5, 9), place(6, 9), place(50, 55, asks=True)]) == {1, 2}
