"""What is typed and the code meant by it: pairs on the sample's codebook and on one of 150 codes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qualcode.tui.ranking import Name, fitting, ranked

GRID = Path(__file__).resolve().parents[2] / "corpora" / "perseverance" / "grille.csv"
WANTED = 40


def sample() -> list[Name]:
    with GRID.open(encoding="utf-8-sig", newline="") as file:
        return [
            Name(
                row["name"],
                row["name"],
                row["parent"],
                (row["label_fr"], row["label_en"]),
                (row["definition_fr"], row["definition_en"]),
            )
            for row in csv.DictReader(file)
        ]


CODEBOOK = sample()

# What a code of the large codebook is about, and in which of its groups: 10 groups of 15 are 150 codes.
GROUPS = {
    "Accès aux soins": "Access to care",
    "Réseau et quartier": "Network and neighbourhood",
    "Vie de famille": "Family life",
    "Milieu scolaire": "School life",
    "Marché du travail": "Labour market",
    "Santé mentale": "Mental health",
    "Logement": "Housing",
    "Immigration récente": "Recent immigration",
    "Argent et dettes": "Money and debts",
    "Avenir souhaité": "Hoped-for future",
}
MATTERS = {
    "obstacles": "barriers",
    "aide reçue": "help received",
    "premier contact": "first contact",
    "attente": "waiting",
    "rupture": "break",
    "méfiance": "distrust",
    "confiance gagnée": "trust gained",
    "règles": "rules",
    "coûts cachés": "hidden costs",
    "débrouille": "making do",
    "colère": "anger",
    "fierté": "pride",
    "entraide": "mutual aid",
    "solitude": "loneliness",
    "paroles marquantes": "striking words",
}
LARGE = [
    Name(f"{group}/{matter}", f"{group.split()[0]} : {matter}", group, (f"{english}: {about}",))
    for group, english in GROUPS.items()
    for matter, about in MATTERS.items()
]

PAIRS = [
    # accents and capitals left out
    ("ecoute", "Écoute sans jugement"),
    ("ETIQ", "Étiquette"),
    ("remunere", "Travail rémunéré"),
    ("accumule", "Retard accumulé"),
    ("fierte r", "Fierté retrouvée"),
    ("rapport d'autorite", "Rapport d'autorité"),
    # initials, small words with and without
    ("pst", "Prendre son temps"),
    ("pt", "Prendre son temps"),
    ("esj", "Écoute sans jugement"),
    ("mdt", "Manque de temps"),
    ("rp", "Roulement du personnel"),
    ("sam", "Soutien à la maison"),
    # a word inside, or the start of one
    ("distance", "Juste distance"),
    ("appart", "Sentiment d'appartenance"),
    ("equipe", "Soutien d'équipe"),
    ("bout", "Parent à bout"),
    ("floue", "Place floue"),
    ("tenu", "Parent tenu loin"),
    ("pr te", "Prendre son temps"),
    # whole names before those they begin
    ("famille", "Famille"),
    ("ecole", "École"),
    ("obstacles", "Obstacles"),
    # the other language's label
    ("trust", "Lien de confiance"),
    ("rigid rules", "Règles rigides"),
    ("belong", "Sentiment d'appartenance"),
    ("worn", "Parent à bout"),
    ("paid", "Travail rémunéré"),
    ("staff", "Roulement du personnel"),
    ("anx", "Angoisse"),
    ("lot", "Manque de temps"),
    # pieces of the path
    ("lien/pres", "Présence au quotidien"),
    ("lien/juste", "Juste distance"),
    ("obst/ret", "Retard accumulé"),
    ("cond/floue", "Place floue"),
    ("fam/charge", "Charge familiale"),
    ("agir/petits", "Petits pas"),
    # one letter wrong, missing, too many, two changed round
    ("confianse", "Lien de confiance"),
    ("jugment", "Écoute sans jugement"),
    ("abscences", "Absences"),
    ("quotidein", "Présence au quotidien"),
    ("manque tmps", "Manque de temps"),
    ("anxeity", "Angoisse"),
    # a word of the definition, where no name fits
    ("semaines", "Prendre son temps"),
]

LARGE_PAIRS = [
    ("logement attente", "Logement/attente"),
    ("log att", "Logement/attente"),
    ("logement/cout", "Logement/coûts cachés"),
    ("housing anger", "Logement/colère"),
    ("lc", "Logement/colère"),
    ("ha", "Logement/colère"),
    ("soins/mefiance", "Accès aux soins/méfiance"),
    ("acces/prem", "Accès aux soins/premier contact"),
    ("reseau debr", "Réseau et quartier/débrouille"),
    ("quartier/regles", "Réseau et quartier/règles"),
    ("sante colere", "Santé mentale/colère"),
    ("mental health: pride", "Santé mentale/fierté"),
    ("debts hidden", "Argent et dettes/coûts cachés"),
    ("school mutual", "Milieu scolaire/entraide"),
    ("future lone", "Avenir souhaité/solitude"),
    ("immigr paroles", "Immigration récente/paroles marquantes"),
    ("logmeent rupture", "Logement/rupture"),
    ("argent debrouile", "Argent et dettes/débrouille"),
    ("vcg", "Vie de famille/confiance gagnée"),
    ("travail/aide", "Marché du travail/aide reçue"),
]


def test_the_pairs_are_as_many_as_promised_and_the_codebook_as_large() -> None:
    assert len(PAIRS) >= WANTED
    assert len({typed for typed, _ in PAIRS + LARGE_PAIRS}) == len(PAIRS) + len(LARGE_PAIRS)
    assert len({name.name for name in LARGE}) == len(LARGE) == 150


@pytest.mark.parametrize(("typed", "wanted"), PAIRS)
def test_the_code_meant_stands_first_in_the_sample(typed: str, wanted: str) -> None:
    assert ranked(typed.replace("/", " "), CODEBOOK)[0] == wanted


@pytest.mark.parametrize(("typed", "wanted"), LARGE_PAIRS)
def test_the_code_meant_stands_first_among_150(typed: str, wanted: str) -> None:
    assert ranked(typed.replace("/", " "), LARGE)[0] == wanted


@pytest.mark.parametrize("typed", ["confianse", "jugment", "semaines", "anxeity"])
def test_a_slip_or_a_word_of_a_definition_is_a_guess(typed: str) -> None:
    assert not any(fit.sure for fit in fitting(typed, CODEBOOK))


def test_a_slip_stands_after_every_code_that_fits_as_typed() -> None:
    names = [Name("a", "Contes"), Name("b", "Comtesse"), Name("c", "Les comtes")]
    assert [(fit.id, fit.sure) for fit in fitting("comtes", names)] == [("b", True), ("c", True), ("a", False)]


@pytest.mark.parametrize("typed", ["lat", "bbsences", "absnecse", "zz"])
def test_short_words_first_letters_and_two_slips_are_not_forgiven(typed: str) -> None:
    assert ranked(typed, [Name("a", "Lot"), Name("b", "Absences")]) == []


def test_recent_codes_go_first_among_slips_too() -> None:
    names = [Name("a", "Temps long"), Name("b", "Temps court")]
    assert ranked("tmeps", names) == ["a", "b"]
    assert ranked("tmeps", names, ["b"]) == ["b", "a"]
