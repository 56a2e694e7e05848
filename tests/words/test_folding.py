from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.words.folding import folded, join_key, matched_key, search_key, sort_key, without_accents

NAMES = st.text(max_size=20)


@given(NAMES)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert join_key(join_key(name)) == join_key(name)


@given(NAMES)
def test_composed_and_decomposed_spellings_are_one_name(name: str) -> None:
    assert folded(unicodedata.normalize("NFD", name)) == folded(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anxiété", "ANXIE\u0301TE\u0301"),
        ("lien  de\xa0confiance ", "Lien de confiance"),
        ("ﬁn", "FIN"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_typed_differently_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_accents_tell_names_apart_but_not_searches() -> None:
    assert folded("pêche") != folded("péché")
    assert search_key("Cœur d’ÉTÉ") == "coeur d'ete"
    assert search_key("pêche") == search_key("PECHE")
    assert without_accents("œuvre déjà") == "oeuvre deja"


def test_joining_takes_runs_of_other_signs_for_one_space() -> None:
    assert join_key("Entretien_01 — 24.10.03") == "entretien 01 24 10 03"
    assert join_key("  (P3) ") == "p3"


@pytest.mark.parametrize(
    ("name", "keys", "expected"),
    [
        ("Entrevue 05", ["entrevue_05", "Entrevue"], "entrevue_05"),
        (
            "Entretien 01 24.10.03_traitement_A",
            ["Entretien 01", "Entretien_01_24.10.03", "Entretien"],
            "Entretien_01_24.10.03",
        ),
        ("P12", ["P1"], None),
        ("P1 suite", ["P12", "P1"], "P1"),
        ("P1", ["P1 suite"], None),
        ("", ["", "P1"], None),
        ("***", ["P1"], None),
    ],
)
def test_a_name_goes_with_the_equal_key_or_the_longest_it_starts_with(
    name: str, keys: list[str], expected: str | None
) -> None:
    assert matched_key(name, keys) == expected


def test_accents_count_from_the_end_as_in_canada() -> None:
    words = ["cote", "côte", "coté", "côté"]
    for order in itertools.permutations(words):
        assert sorted(order, key=sort_key) == words


@pytest.mark.parametrize(
    "expected",
    [
        ["Entrevue", "Entrevue 2", "Entrevue 10", "Entrevue 10 bis"],
        ["école", "Écoles", "éducation", "effort"],
        ["oeuf", "œuvre", "oeuvrer", "ouvrage"],
        ["P1", "P2", "P02a", "P10"],
        ["2 juin", "10 mai", "avril"],
        ["cote", "Cote", "côte"],
        ["lien de confiance", "liens"],
    ],
)
def test_names_sort_as_a_person_in_quebec_expects(expected: list[str]) -> None:
    backwards = expected[::-1]
    assert sorted(backwards, key=sort_key) == expected


def test_a_number_too_long_for_arithmetic_still_sorts() -> None:
    assert sort_key("9" * 5_000) < sort_key("1" + "0" * 5_000)


@given(st.lists(NAMES, max_size=6))
def test_every_text_has_a_place_in_the_order(names: list[str]) -> None:
    backwards = names[::-1]
    in_order = sorted(names, key=sort_key)
    assert sorted(backwards, key=sort_key) == in_order
    assert sorted(in_order, key=sort_key) == in_order
