from __future__ import annotations

import subprocess
import sys

import pytest

from qualcode.words.lemmas import Lemmas, lemma
from qualcode.words.oral import ORAL_FORMS, ORAL_MARKERS
from qualcode.words.stopwords import DEFAULT_GROUPS, GROUPS, NEGATION, STOP_LISTS, stop_words
from qualcode.words.tokens import bare, word_forms


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chus", "être"),
        ("J’sus", "être"),
        ("t'es", "être"),
        ("y'a", "avoir"),
        ("pis", "puis"),
        ("pus", "plus"),
        ("icitte", "ici"),
        ("moé", "moi"),
        ("tsé", "tsé"),
        ("t’sais", "tsé"),
        ("p’tite", "petit"),
        ("Élèves", "élève"),
        ("écoles", "école"),
        ("travaillaient", "travailler"),
        ("accompagnées", "accompagner"),
        ("sociaux", "social"),
        ("journaux", "journal"),
        ("décrocheuses", "décrocheur"),
        ("intervenant.es", "intervenant"),
        ("chargé·es", "charger"),
        ("temps", "temps"),
        ("corps", "corps"),
        ("L’", "l'"),
    ],
)
def test_french_forms_meet_under_one_lemma(form: str, expected: str) -> None:
    assert lemma(form, "fr-CA") == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [("kids", "kid"), ("gonna", "go"), ("I’m", "be"), ("families", "family"), ("felt", "feel"), ("don’t", "do")],
)
def test_english_forms_meet_under_one_lemma(form: str, expected: str) -> None:
    assert lemma(form, "en") == expected


def test_a_language_without_lists_leaves_words_as_they_are() -> None:
    assert lemma("Niños", "es") == "niños"
    assert stop_words("es") == frozenset()


def test_a_lemma_is_looked_up_once() -> None:
    looked_up: list[str] = []
    found = Lemmas("fr")
    found._listed = lambda form: looked_up.append(form) or "étudiant"
    assert [found("étudiants"), found("étudiants")] == ["étudiant", "étudiant"]
    assert looked_up == ["étudiants"]


def test_oral_forms_are_written_as_lists_are() -> None:
    for forms in ORAL_FORMS.values():
        assert all(form == bare(form) and " " not in form and lemma for form, lemma in forms.items())
    for markers in ORAL_MARKERS.values():
        assert all(marker == bare(marker) for marker in markers)


def test_oral_markers_can_be_met_in_talk() -> None:
    for markers in ORAL_MARKERS.values():
        for marker in markers - {"là-là"}:
            assert marker in word_forms(marker) or "".join(word_forms(marker)) == marker


def test_negation_is_left_out_unless_asked_in() -> None:
    """Asked in, it is in whole: “sans”, “ni” and “non” stand in other lists too."""
    others = [group for group in GROUPS if group != NEGATION]
    for word in ("pas", "jamais", "rien", "plus", "sans", "ni", "non"):
        assert word in stop_words("fr")
        assert word not in stop_words("fr", others)
    assert "not" in stop_words("en")
    assert "not" not in stop_words("en", others)


@pytest.mark.parametrize("word", ["euh", "faque", "pis", "tsé", "genre", "hein", "de", "d'", "qu'", "être", "faire"])
def test_french_talk_words_are_left_out(word: str) -> None:
    assert word in stop_words("fr")


def test_groups_are_switched_one_by_one() -> None:
    assert "euh" not in stop_words("fr", ["grammar"])
    assert "euh" in stop_words("fr", ["fillers"])
    assert stop_words("fr", []) == frozenset()
    assert stop_words("fr", DEFAULT_GROUPS) == stop_words("fr")


def test_every_language_has_every_group() -> None:
    for lists in STOP_LISTS.values():
        assert tuple(lists) == GROUPS
        assert all(words for words in lists.values())


@pytest.mark.parametrize("word", ["confiance", "école", "jeune", "soutien", "famille", "peur", "stress"])
def test_words_of_substance_are_kept(word: str) -> None:
    assert word not in stop_words("fr", GROUPS)


def test_cutting_words_loads_no_word_list() -> None:
    code = "import sys, qualcode.words.tokens, qualcode.words.lemmas; sys.exit('simplemma' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
