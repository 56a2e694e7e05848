from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.errors import BadChoice
from qualcode.words.typography import EN, FR_CA, FR_FR, date, number, percent, profile_of, quoted, respaced

NB, NN = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("tag", "name"),
    [("fr", "fr-CA"), ("fr-CA", "fr-CA"), ("fr_FR", "fr-FR"), ("en", "en"), ("en-CA", "en"), ("FR-fr", "fr-FR")],
)
def test_a_language_tag_finds_its_profile(tag: str, name: str) -> None:
    assert profile_of(tag).name == name


def test_another_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadChoice, match="fr-CA, fr-FR, en"):
        profile_of("de")


def test_outer_marks_follow_the_profile_and_inner_ones_stay() -> None:
    words = 'il a dit "non", pis “ben  oui” !'
    assert quoted(words, FR_CA) == f"«{NB}{words}{NB}»"
    assert quoted(words, FR_FR) == f"«{NN}{words}{NN}»"
    assert quoted(words, EN) == f"“{words}”"


@pytest.mark.parametrize(
    ("value", "decimals", "quebec", "france", "english"),
    [
        (2341, None, f"2{NB}341", f"2{NN}341", "2,341"),
        (0.39, None, "0,39", "0,39", "0.39"),
        (1234567.5, 1, f"1{NB}234{NB}567,5", f"1{NN}234{NN}567,5", "1,234,567.5"),
        (0, None, "0", "0", "0"),
        (-12, None, "−12", "−12", "−12"),
        (-0.001, 2, "0,00", "0,00", "0.00"),
        (3.0, None, "3", "3", "3"),
    ],
)
def test_numbers_take_the_separators_of_the_profile(
    value: float, decimals: int | None, quebec: str, france: str, english: str
) -> None:
    assert [number(value, profile, decimals) for profile in (FR_CA, FR_FR, EN)] == [quebec, france, english]


def test_a_share_is_written_as_a_percentage() -> None:
    assert percent(0.38, FR_CA) == f"38{NB}%"
    assert percent(0.3849, EN, 1) == "38.5%"


@pytest.mark.parametrize(
    ("iso", "quebec", "english"),
    [
        ("2024-03-25", f"25{NB}mars{NB}2024", "March 25, 2024"),
        ("2024-03-01T23:00:00Z", f"1er{NB}mars{NB}2024", "March 1, 2024"),
        ("2023-08-11", f"11{NB}août{NB}2023", "August 11, 2023"),
    ],
)
def test_dates_are_written_in_full(iso: str, quebec: str, english: str) -> None:
    assert date(iso, FR_CA) == quebec
    assert date(iso, EN) == english
    assert date(iso, FR_CA, long=False) == iso[:10]


def test_our_prose_is_spaced_as_quebec_does() -> None:
    prose = "Voici : 38 % des gens ; vraiment ? Oui ! À 10:30, pour 5 $ (voir http://exemple.org)."
    spaced = f"Voici{NB}: 38{NB}% des gens; vraiment? Oui! À 10:30, pour 5{NB}$ (voir http://exemple.org)."
    assert respaced(prose, FR_CA) == spaced


def test_our_prose_is_spaced_as_france_does() -> None:
    assert respaced("Quoi? Ceci: oui; non!", FR_FR) == f"Quoi{NN}? Ceci{NB}: oui{NN}; non{NN}!"
    assert respaced(f"«{NB}mot{NB}»", FR_FR) == f"«{NN}mot{NN}»"


def test_english_prose_is_left_alone() -> None:
    assert respaced("Why ? « x » : 5 %", EN) == "Why ? « x » : 5 %"


def test_words_between_quotation_marks_are_never_respaced() -> None:
    said = "Ben là ! C’est « pas » vrai: 10 %; hein ?"
    assert respaced(f"Elle dit : « {said} » Vrai ?", FR_CA) == f"Elle dit{NB}: «{NB}{said}{NB}» Vrai?"
    assert respaced(f"Elle dit : “{said}” Vrai ?", FR_CA) == f"Elle dit{NB}: “{said}” Vrai?"


WORDS = st.text(alphabet="aé 1:;!?%$«»“”.\u00a0\u202f", max_size=40)


@given(WORDS, st.sampled_from([FR_CA, FR_FR]))
def test_spacing_twice_is_spacing_once(prose: str, profile: object) -> None:
    once = respaced(prose, profile)
    assert respaced(once, profile) == once


@given(WORDS, st.sampled_from([FR_CA, FR_FR]))
def test_spacing_changes_spaces_and_nothing_else(prose: str, profile: object) -> None:
    spaces = str.maketrans("", "", f" {NB}{NN}")
    assert respaced(prose, profile).translate(spaces) == prose.translate(spaces)
