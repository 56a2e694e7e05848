"""By what somebody may be known in a report: what the list and the study hold, and what is written in a known form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.material import CaseRow
from qualcode.report.names import names_left
from qualcode.report.sources import Sources, SourceText, Stretch

TEXT = "Josée : Oui.\nP1 : Non.\nMère : Bon.\nRita : Alors?\nSophie : Voilà."


def document(*voices: tuple[str, str, str | None]) -> SourceText:
    stretches = tuple(Stretch(n, n + 1, speaker, role, case) for n, (speaker, role, case) in enumerate(voices))
    return SourceText("d", "Entrevue 01", TEXT, stretches)


STUDY = Sources(
    (
        document(
            ("Josée", "participant", "c1"),
            ("P1", "participant", "c1"),
            ("Mère", "participant", "c1"),
            ("Rita", "interviewer", None),
            ("Sophie", "participant", "c2"),
        ),
    ),
    (
        CaseRow("c1", "Entrevue 01", "person", None, {"Courriel": "jo@exemple.ca", "rôle": "parent", "Nom": "Roy"}),
        CaseRow("c2", "Groupe A · Sophie", "person", None, {"nom": "Sophie"}),
    ),
)


def told(text: str, sources: Sources = STUDY) -> list[tuple[str, int, str]]:
    return [(left.name, left.count, left.kind) for left in names_left(text, sources)]


def test_the_label_of_a_voice_that_the_study_calls_otherwise_is_told() -> None:
    """Sophie is what the study calls her; P1 and Mère name nobody; Rita asks."""
    text = "Pour Josée, et d’Josée encore, P1 et la Mère; Rita a demandé à Sophie. Joséephine non plus."
    assert told(text) == [("Josée", 2, "label")]


def test_the_values_of_attributes_that_tell_a_person_are_told_and_no_others() -> None:
    assert told("Un parent, Mme Roy : jo@exemple.ca.") == [("Roy", 1, "attribute"), ("jo@exemple.ca", 1, "attribute")]


def test_the_names_of_the_list_go_first_and_where_each_stands_is_told() -> None:
    listed = replace(STUDY, pseudonyms={"Josée": "Anna", "Tremblay": ""})
    text = "Dit Josée. Tremblay aussi, et Tremblay."
    found = names_left(text, listed)
    assert [(left.name, left.kind, left.count, left.at) for left in found] == [
        ("Josée", "listed", 1, 4),
        ("Tremblay", "listed", 2, 11),
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a.b+c@uni.qc.ca", "email"),
        ("514 555-0199", "phone"),
        ("(418) 555-0199", "phone"),
        ("1-450-555-0199", "phone"),
        ("H2X 1Y4", "postal_code"),
        ("TREJ 8551 1234", "number"),
        ("046 454 286", "number"),
        ("1234, rue de la Commune", "address"),
        ("12 boul. Saint-Laurent", "address"),
        ("77B, avenue Laurier", "address"),
        ("450 Main Street", "address"),
    ],
)
def test_what_is_written_in_a_form_that_tells_a_person_is_told(words: str, kind: str) -> None:
    assert told(f"Voir {words}, svp.", Sources(())) == [(words, 1, kind)]


@pytest.mark.parametrize(
    "words",
    [
        "046 454 287",
        "12 168 participants",
        "807 796 $ en 2024",
        "2019-2020",
        "12 des 34 cas",
        "3 rues plus loin",
        "de 2016 à 2018",
        "(n = 11; 32,4 %)",
        "10:30",
        "ISBN 978-2-550-12345-6",
        "5 avenues possibles",
        "En 2016 Street art",
    ],
)
def test_figures_and_common_words_are_no_names(words: str) -> None:
    assert told(f"On lit {words} dans le rapport.", Sources(())) == []
