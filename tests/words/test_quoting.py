from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.words.quoting import comparable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’école", "l'école"),
        ("« Oui »", "“Oui”"),
        ("«\xa0Oui\xa0»", '"Oui"'),
        ("Ah oui\xa0? Bon\u202f!", "Ah oui? Bon!"),
        ("Je  sais\npas", "Je sais pas"),
        ("bon…", "bon..."),
        ("im\u00adportant", "important"),
        ("e\u0301cole", "école"),
        ("un : deux ; trois", "un: deux; trois"),
        ("  oui ", "oui"),
    ],
)
def test_typography_changes_no_words(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("péché", "pêche"),
        ("je veux pas", "je veux"),
        ("je Veux", "je veux"),
        ("12 jeunes", "13 jeunes"),
        ("oui non", "non oui"),
        ("oui.", "oui"),
        ("ma mère", "mamère"),
    ],
)
def test_what_was_said_counts(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


@given(st.text(st.sampled_from("aé’' \xa0\u202f«»“?!:;.…\n\u00ade\u0301"), max_size=30))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)
