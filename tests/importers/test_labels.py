from __future__ import annotations

import pytest

from qualcode.importers import labels


@pytest.mark.parametrize(
    ("label", "shape"),
    [
        ("P1", "code"), ("id1", "code"), ("SPEAKER_00", "code"), ("E", "code"), ("Speaker 12", "role"), ("3F2", "code"),
        ("Intervieweuse", "role"), ("Interviewer 2", "role"), ("Participante", "role"), ("Élève 3", "role"),
        ("Marie", "name"), ("Marie Tremblay", "name"), ("Valéry Giscard D'Estaing", "name"), ("Jean-François", "name"),
        ("Mme Roy", "name"), ("M. J.-F. Roy", "name"), ("Anne de la Tour", "name"), ("Mme Roy (agente)", "name"),
        ("La greffière", "title"), ("marie", "lower"),
        ("Attention", "never"), ("Note", "never"), ("P. 12", "never"), ("1 - Est-ce que", "never"), ("12 h", "never"),
        ("Je me suis dit", "never"), ("Et là il me dit", "never"), ("10", "never"), ("", "never"), ("Thème 2", "never"),
        ("Bonjour, ça va", "never"), ("a" * 70, "never"), ("Rires", "never"), ("https", "never"),
    ],
)  # fmt: skip
def test_a_label_is_known_by_its_look(label: str, shape: str) -> None:
    assert labels.shape(label) == shape


def test_case_and_spaces_make_no_second_voice_but_an_accent_does() -> None:
    assert labels.key("MARIE  roy ") == labels.key("Marie\u00a0Roy")
    assert labels.key("Lea") != labels.key("Léa")
    assert labels.near_key("Lea") == labels.near_key("Léa")
