"""The corpus for textometry: a text a voice, its variables in one line of stars, no star of anybody's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.exporters.textometry import alceste, variable
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
