"""The corpus for textometry: a text a voice, its variables in one line of stars, no star of anybody's own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qualcode.exporters.textometry import alceste, unquoted, variable
from qualcode.model.material import CaseLinkRow, CaseRow, DocumentRow, Material, TurnRow

TEXT = "Q: Et vous?\nP: **** Oui, l’été.\r\nBien.\nM: Non.\nP: Si."


def _material(*turns: TurnRow, links: tuple[CaseLinkRow, ...] = ()) -> Material:
    case = CaseRow(
        "c1", "Paul Côté", "person", None, {"Années d’expérience": "12,5", "Site": "Nord-Est", "中": "x", "y": "中"}
    )
    documents = (
        DocumentRow("d1", "Groupe A", "fr", "coded", len(TEXT), ""),
        DocumentRow("d2", "Note", "fr", "", 6, ""),
    )
    return Material(documents=documents, turns=turns, cases=(case,), links=links)


TURNS = (
    TurnRow("d1", "Q", "interviewer", 3, 11, None),
    TurnRow("d1", "P", "participant", 15, 38, "c1"),
    TurnRow("d1", "M", "participant", 42, 46, None),
    TurnRow("d1", "P", "participant", 50, 53, "c1"),
)
TEXTS = {"d1": TEXT, "d2": "Neige."}


def test_each_voice_of_a_document_is_a_text() -> None:
    link = CaseLinkRow("c1", "d2", None, None)
    assert alceste(_material(*TURNS, links=(link,)), TEXTS).decode().split("\n") == [
        "**** *document_groupea *case_paulcote *anneesdexperience_125 *site_nordest",
        "Oui, l’été. Bien.",
        "Si.",
        "",
        "**** *document_groupea *case_m",
        "Non.",
        "",
        "**** *document_note *case_paulcote *anneesdexperience_125 *site_nordest",
        "Neige.",
        "",
    ]


def test_the_interviewer_is_told_apart_where_wanted() -> None:
    lines = alceste(_material(*TURNS), TEXTS, interviewer=True).decode().splitlines()
    assert lines[:2] == ["**** *document_groupea *case_q *voice_interviewer", "Et vous?"]
    assert "**** *document_groupea *case_m *voice_participant" in lines


@given(st.text())
def test_nothing_anybody_said_begins_a_text_or_a_line(said: str) -> None:
    material = _material(TurnRow("d1", "P", "participant", 0, len(said), None))
    first, *rest = alceste(material, {"d1": said, "d2": ""}).decode().split("\n\n")[0].split("\n")
    assert first == "**** *document_groupea *case_p"
    assert len([line for line in rest if line]) <= 1
    assert "*" not in "".join(rest)


@given(st.text())
def test_a_variable_is_letters_and_digits(name: str) -> None:
    kept = variable(name)
    assert kept == "" or (kept.isascii() and kept.isalnum() and kept == kept.lower())


def test_of_several_linked_the_strictest_holds_and_of_who_is_not_to_be_quoted_is_told() -> None:
    other = CaseRow("c2", "Zut", "person", None, {}, "quotation")
    links = (CaseLinkRow("c2", "d2", None, None), CaseLinkRow("c1", "d2", None, None))
    shared = replace(_material(*TURNS, links=links), cases=(*_material().cases, other))
    assert "**** *document_note\nNeige." in alceste(shared, TEXTS).decode()
    assert unquoted(shared) == 1
    refusing = replace(shared, cases=(shared.cases[0], other._replace(withheld="analysis")))
    for one in (refusing, replace(refusing, links=links[::-1])):
        assert "Neige" not in alceste(one, TEXTS).decode()
    passage = replace(refusing, links=(CaseLinkRow("c2", "d2", 0, 3), CaseLinkRow("c2", "d1", None, None)))
    written = alceste(passage, TEXTS, interviewer=True).decode()
    assert "\nge." in written
    assert ("Non." in written, "Et vous?" in written, "Si." in written) == (False, True, True)
    assert unquoted(_material(*TURNS)) == 0
