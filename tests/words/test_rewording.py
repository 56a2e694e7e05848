"""A saved query with other words in it: names and searched words change, operators and conditions never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.words.purging import Replacer
from qualcode.words.querying import read
from qualcode.words.rewording import own_words, reworded

NAMES = {"Marie Tremblay": "P07", "Dans": "P08", "Voix": "P09", "Peur": "ET", "Lien": "lieu (dit)"}
CHANGED = Replacer(NAMES).text


@pytest.mark.parametrize(
    ("query", "purged", "own"),
    [
        ('voix:"Marie Tremblay" ET texte:Joie', "voix:P07 ET texte:Joie", ["voix", "ET", "texte"]),
        ("Marie  Tremblay/ dans obstacles", "P07/ dans obstacles", ["dans"]),
        ("joie Dans « Dans »", "joie Dans P08", ["Dans"]),
        ("Voix:Voix SAUF Dans (Peur)", 'Voix:P09 SAUF Dans ("ET")', ["Voix", "SAUF", "Dans"]),
        ("joie près 2 Lien/ OU site=Marie Tremblay", 'joie près 2 "lieu (dit)" OU site=P07', ["près", "2", "OU"]),
        ("joie near Lien", 'joie near "lieu (dit)"', ["near"]),
        ("Marie Tremblay=/ ET joie/", "P07=/ ET joie/", ["ET"]),
        ('texte:"dans la Peur ""noire"""', 'texte:"dans la ET ""noire"""', ["texte"]),
    ],
)
def test_operators_and_conditions_stay_and_what_people_are_called_goes(query: str, purged: str, own: list[str]) -> None:
    assert (reworded(query, CHANGED), own_words(query)) == (purged, own)
    assert reworded(query, str) == query


def test_what_cannot_be_read_is_changed_all_the_same() -> None:
    assert reworded('ET "Marie Tremblay', CHANGED) == "ET P07"
    assert reworded("/", lambda _words: "/") == "/"


@given(
    st.lists(st.sampled_from(["joie", "Peur", "Lien/", '"Marie Tremblay"', 'voix:"Dans"']), min_size=1, max_size=4),
    st.sampled_from([" ET ", " SAUF ", " dans ", " près 3 ", " chevauchant "]),
)
def test_what_could_be_read_can_be_read_still(terms: list[str], between: str) -> None:
    query = between.join(terms)
    read(query)
    read(reworded(query, CHANGED))
    assert own_words(reworded(query, CHANGED)) == own_words(query)
