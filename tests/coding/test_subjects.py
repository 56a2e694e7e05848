"""What passages are found by, at its edges: voices without a name, nothing said, text without turns."""

from __future__ import annotations

from qualcode.coding.passages.subjects import cut, headings, questions, said_in, voices
from qualcode.model.material import DocumentRow, Material, TurnRow
from qualcode.model.spans import Span


def turn(speaker: str, role: str, start: int, end: int) -> TurnRow:
    return TurnRow("d", speaker, role, start, end, None)


def test_a_turn_without_a_voice_is_nobodys() -> None:
    material = Material(turns=[turn("", "participant", 0, 2), turn("Luc", "participant", 2, 4)])
    assert [(one.name, one.count) for one in voices(material)] == [("Luc", 1)]


def test_where_nobody_is_told_apart_all_is_said_and_lines_stand_for_turns() -> None:
    text = "  Un.\n\nDeux. Trois."
    assert said_in(text, (), 0, len(text)) == Span(2, len(text))
    assert said_in(text, (), 0, 2) is None
    assert list(cut(text, (), Span(0, len(text)), "turn")) == [Span(2, 5), Span(7, 19)]
    assert list(cut(text, (), Span(7, 19), "sentence")) == [Span(7, 12), Span(13, 19)]


def test_a_heading_or_a_question_under_which_only_the_interviewer_speaks_finds_nothing() -> None:
    text = "Accueil\nBonjour.\nSuite\nOui."
    turns = [turn("Q", "interviewer", 8, 16), turn("Luc", "participant", 23, 27)]
    material = Material(documents=(DocumentRow("d", "", "", "", len(text), ""),), turns=turns)
    found = headings(material, [("d", text)], {"d": [Span(0, 7), Span(17, 22)]})
    assert [(one.name, dict(one.spans)) for one in found] == [("Suite", {"d": (Span(23, 27),)})]

    class Answered:
        question, document, start, end = "q", "d", 7, 17

    assert questions(material, [Answered()], [("d", text)]) == []
