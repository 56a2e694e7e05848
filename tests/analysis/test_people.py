"""Names that a language model finds, where one is installed."""

from __future__ import annotations

import pytest

from qualcode.analysis.people import named_in
from qualcode.model.errors import ModelMissing
from qualcode.pseudonymising import _modelled


def test_a_model_finds_people_and_places_at_their_place() -> None:
    text = "Hier, j’ai parlé avec Sophie Tremblay à Montréal."
    found = named_in({"E1": text, "E2": ""}, "fr-CA")
    assert {text[span.start : span.end] for span in found["E1"]} == {"Sophie Tremblay", "Montréal"}
    assert found["E2"] == []


def test_a_language_without_a_model_is_said_and_its_texts_are_read_without() -> None:
    with pytest.raises(ModelMissing):
        named_in({"E1": "Hi."}, "xx")
    assert _modelled({"E1": "Hi."}, "xx") is None
    assert _modelled({"E1": ""}, "fr") == {"E1": []}
