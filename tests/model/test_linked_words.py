"""Whose words are by a link alone: each one's that is linked, never those that a turn tells the voice of."""

from __future__ import annotations

from qualcode.model.linked_words import LinkedWords, left_of, linked_words
from qualcode.model.material import CaseLinkRow, DocumentRow, Material, TurnRow


def test_linked_words_are_those_that_no_turn_tells_the_voice_of() -> None:
    turns = (
        TurnRow("d", "Q", "interviewer", 0, 10, None),
        TurnRow("d", "A", "participant", 10, 20, "a"),
        TurnRow("d", "?", "participant", 20, 30, None),
    )
    links = (
        CaseLinkRow("b", "d", None, None),
        CaseLinkRow("c", "d", 5, 25),
        CaseLinkRow("c", "d", 5, 15),
        CaseLinkRow("b", "e", 2, 4),
        CaseLinkRow("x", "e", None, None),
    )
    documents = tuple(DocumentRow(name, name, "fr", "", 30, "") for name in "de")
    material = Material(documents=documents, turns=turns, links=links)
    assert linked_words(material, {"b", "c"}) == {
        "d": [LinkedWords(20, 30, "b"), LinkedWords(20, 25, "c")],
        "e": [LinkedWords(2, 4, "b")],
    }
    assert linked_words(material, {"a"}) == {}


def test_what_is_left_of_a_passage_are_the_pieces_between() -> None:
    words = [LinkedWords(12, 14, "b"), LinkedWords(0, 5, "b"), LinkedWords(3, 6, "c"), LinkedWords(30, 40, "b")]
    assert left_of(4, 20, words) == [(6, 12), (14, 20)]
    assert left_of(3, 6, words) == []
    assert left_of(6, 12, words) == [(6, 12)]
    assert left_of(7, 9, []) == [(7, 9)]
