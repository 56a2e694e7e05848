"""By what somebody may be known in a report: what the list and the study hold, and what is written in a known form."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from qualcode.model.material import CaseRow
from qualcode.report import names
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


def listing(*real: str, **pseudonyms: str) -> Sources:
    return Sources((), pseudonyms={**dict.fromkeys(real, ""), **pseudonyms})


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Marie Tremblay", "MARIE TREMBLAY"),
        ("Marie Tremblay", "marie tremblay"),
        ("Marie Tremblay", "Marie\u00a0Tremblay"),
        ("Marie Tremblay", "Marie\nTremblay"),
        ("Marie Tremblay", "marie.tremblay@exemple"),
        ("Marie Tremblay", "mémo_Marie_Tremblay_2"),
        ("Marie Tremblay", "Marie Trem\u00adblay"),
        ("Hélène", unicodedata.normalize("NFD", "Hélène")),
        (unicodedata.normalize("NFD", "Hélène"), "HELENE"),
        ("Jean-Marc", "Jean\u2011Marc"),
        ("Jean-Marc", "Jean Marc"),
        ("O'Neil", "O’Neil"),
        ("O’Neil", "O'NEIL's"),
        ("Émilie", "d'Émilie"),
        ("Émilie", "d’emilie"),
        ("Tremblay", "Tremblay's"),
        ("Tremblay", "Tremblay’s"),
        ("Lœwen", "Loewen"),
    ],
)
def test_a_name_of_the_list_is_told_however_it_is_written(name: str, written: str) -> None:
    assert told(f"… «\u00a0Selon {written}, oui.", listing(name)) == [(name, 1, "listed")]


@pytest.mark.parametrize(
    "written", ["Marielle Tremblays", "Annemarie tremblaye", "la marie, le tremblay", "Tremblayville"]
)
def test_other_words_that_begin_or_end_as_a_name_are_none(written: str) -> None:
    assert told(f"Selon {written}, oui.", listing("Marie Tremblay")) == []


def test_a_part_of_a_name_is_told_alone_and_a_whole_name_is_not_told_twice() -> None:
    text = "Mme Tremblay, puis MARIE, puis Marie Tremblay, l’oncle de Tremblay."
    assert told(text, listing("Marie Tremblay")) == [
        ("Tremblay", 2, "part"),
        ("Marie", 1, "part"),
        ("Marie Tremblay", 1, "listed"),
    ]
    assert told("Mme Gagnon et Ève", listing("Marie-Ève Roy-Gagnon")) == [("Gagnon", 1, "part"), ("Ève", 1, "part")]


def test_titles_particles_short_parts_and_small_letters_are_no_part_that_tells() -> None:
    text = "Les Le Mme La St. Des amis; au bar des marais."
    assert told(text, listing("Mme Li des Marais", "Les Le", "Marc du bar")) == [("Les Le", 1, "listed")]


def test_a_part_that_stands_in_a_pseudonym_of_the_list_is_no_name_left() -> None:
    text = "Sophie Tremblay parle; Rose aussi; M. Tremblay se tait."
    study = listing(**{"Marie Tremblay": "Rose", "Anne Roy": "Sophie Tremblay"})
    assert told(text, study) == [("Tremblay", 1, "part")]
    found = names_left(text, study)
    assert text[found[0].at :].startswith("Tremblay se")


def test_labels_and_values_are_told_in_other_letters_too_and_once() -> None:
    text = "JOSÉE, jo@exemple.ca et JO@EXEMPLE.CA; josée, roy."
    assert told(text) == [("Josée", 1, "label"), ("jo@exemple.ca", 2, "attribute")]


def test_where_a_name_stands_is_counted_in_the_text_as_it_is() -> None:
    text = unicodedata.normalize("NFD", "Ééé… œuf ﬁn : ") + "HELENE"
    (found,) = names_left(text, listing("Hélène"))
    assert text[found.at :] == "HELENE"


def test_a_label_of_any_length_is_read_once() -> None:
    """Where a sign fitted two places, each hyphen more doubled the time: this one would outlast the suite."""
    assert not names.is_name("Abc" + "-abc" * 5_000 + "!")
    assert names.is_name("Marie-Ève Tremblay-Gagnon")
    assert names.is_name("Jo-Anne")
    assert not any(map(names.is_name, ("P1", "E", "Al", "Abc-", "Abc--abc", "Mère")))


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
