"""Dialogs called by name are the dialogs themselves."""

from __future__ import annotations

from importlib import import_module

import pytest

from qualcode.model.records import Code
from qualcode.tui import asked


@pytest.mark.parametrize("name", asked.__all__)
def test_what_is_called_later_is_there_under_that_name(name: str) -> None:
    place, _colon, attribute = getattr(asked, name).__name__.partition(":")
    assert attribute == name
    found = getattr(import_module(place), attribute)
    assert found.__module__ == place


def test_the_card_of_a_code_has_every_field_one_writes() -> None:
    labels, definitions = ("École", "School"), ("Ce qui touche l’école.", "")
    code = Code("1", "École", (), None, 0, "blue", *labels, *definitions, "", "Le cégep.", "", 1)
    card = asked.card_of(code)
    assert card["definition_fr"] == "Ce qui touche l’école."
    assert card["when_not_to"] == "Le cégep."
    assert set(card) == {
        "label_fr",
        "label_en",
        "definition_fr",
        "definition_en",
        "when_to_use",
        "when_not_to",
        "example",
    }
