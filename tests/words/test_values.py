"""Values of attributes as people write them, against vectors counted by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.words.values import (
    ABSENCES,
    NOT_APPLICABLE,
    REFUSED,
    canonical,
    is_choice,
    kind_of,
    type_of,
    unit_of,
    written,
)

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("12 168", "12168"),
        ("12\u00a0168", "12168"),
        ("12\u202f168", "12168"),
        ("807 796 $", "807796"),
        ("807\u00a0796\u00a0$", "807796"),
        ("3,5", "3.5"),
        ("38 %", "38"),
        ("38\u00a0%", "38"),
        ("-3,5", "-3.5"),
        ("+2", "2"),
        ("$45.50", "45.50"),
        ("- 3", None),
        ("38 % $", None),
        ("45,000", None),
        ("12 34", None),
        ("douze", None),
        ("1e5", None),
    ],
)
def test_a_number_is_understood_as_quebec_writes_it(value: str, kept: str | None) -> None:
    assert canonical(value, "number") == kept


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("25 mars 2024", "2024-03-25"),
        ("1er août 2024", "2024-08-01"),
        ("25 MARS 2024", "2024-03-25"),
        ("14 févr. 2023", "2023-02-14"),
        ("March 25, 2024", "2024-03-25"),
        ("25th of March 2024", "2024-03-25"),
        ("2024-03-25", "2024-03-25"),
        ("2024/03/25", "2024-03-25"),
        ("2024-03-25 00:00:00", "2024-03-25"),
        ("25/03/2024", "2024-03-25"),
        ("03/25/2024", "2024-03-25"),
        ("03/03/2024", "2024-03-03"),
        ("03/04/2024", None),
        ("31 février 2024", None),
        ("25 brumaire 2024", None),
        ("mars 2024", None),
    ],
)
def test_a_date_is_understood_and_a_doubtful_one_stays_as_it_was_written(value: str, kept: str | None) -> None:
    assert canonical(value, "date") == kept


@given(st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31)))
def test_every_day_written_out_in_french_is_that_day(day: dt.date) -> None:
    number = "1er" if day.day == 1 else str(day.day)
    assert canonical(f"{number} {MONTHS[day.month - 1]} {day.year}", "date") == day.isoformat()


@given(st.integers(-(10**12), 10**12))
def test_every_whole_number_with_its_spaces_is_that_number(number: int) -> None:
    assert canonical(f"{number:,}".replace(",", "\u202f"), "number") == str(number)


@pytest.mark.parametrize(
    ("value", "kind", "kept"),
    [
        ("", "text", ""),
        ("—", "text", ""),
        ("n.d.", "number", ""),
        ("n.d.", "text", "n.d."),
        ("Préfère ne pas répondre", "text", REFUSED),
        ("Refuse de répondre", "date", REFUSED),
        ("refus", "number", REFUSED),
        ("Refusé", "boolean", REFUSED),
        ("Refusé", "text", "Refusé"),
        ("Ne s’applique pas", "number", NOT_APPLICABLE),
        ("N/A", "text", NOT_APPLICABLE),
        ("s.o.", "number", NOT_APPLICABLE),
        (REFUSED, "number", REFUSED),
    ],
)
def test_missing_refused_and_not_applicable_differ(value: str, kind: str, kept: str) -> None:
    assert canonical(value, kind) == kept


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["12 168", "n/a", "refus", ""], "number"),
        (["807 796 $", "12 $"], "number"),
        (["807 796 $", "38 %"], "text"),
        (["12", "38 %"], "text"),
        (["25 mars 2024", "2024-01-01", "s.o."], "date"),
        (["Oui", "non", "refus"], "boolean"),
        (["oui", "peut-être"], "text"),
        (["0", "1"], "number"),
        (["n/a", "refus"], "text"),
        (["0123"], "text"),
        ([], "text"),
    ],
)
def test_the_type_of_a_column_is_found_out(values: list[str], kind: str) -> None:
    assert type_of(values) == kind


def test_the_sign_of_a_column_is_told_where_all_numbers_bear_it() -> None:
    assert unit_of(["807 796 $", "", "12 $", "refus"]) == "$"
    assert unit_of(["12", "13"]) == ""
    assert unit_of(["12", "13 %"]) is None
    assert unit_of(["—"]) == ""


def test_a_choice_is_a_few_words_that_come_again() -> None:
    assert is_choice(["Élève", "élève", "Parent", "parent", ""])
    assert not is_choice(["Ana", "Paul", "Zoé"])
    assert not is_choice([f"{number}" for number in range(13)] * 4)
    assert not is_choice(["", ""])
    assert not is_choice(["élève", "élève"]), "one word is no choice"


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["femme", "homme", "Femme", "homme"], "choice"),
        (["femme", "homme", "femme", "préfère ne pas répondre", "homme", "s.o."], "choice"),
        (["femme", "homme", "autre"], "text"),
        (["préfère ne pas répondre", "s.o."] * 3, "text"),
        (["oui", "non", "oui"], "boolean"),
        (["3,5", "12 168"], "number"),
        (["25 mars 2024"], "date"),
        ([], "text"),
    ],
)
def test_the_type_of_a_whole_column_may_be_a_choice(values: list[str], kind: str) -> None:
    assert kind_of(values) == kind


def test_what_was_not_answered_is_written_in_the_language_of_the_study() -> None:
    assert written(REFUSED, "fr-CA") == "refus de répondre"
    assert written(NOT_APPLICABLE, "en") == "not applicable"
    assert written("Verdun", "fr-CA") == "Verdun"
    for language, words in ABSENCES.items():
        assert {canonical(word, "text") for word in words.values()} == {REFUSED, NOT_APPLICABLE}, language
