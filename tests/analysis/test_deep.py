from __future__ import annotations

import pytest

from qualcode.analysis import deep
from qualcode.analysis.deep import deep_terms
from qualcode.model.errors import ModelMissing

TALK = (
    "J’veux pas lâcher l’école. Le lien de confiance avec l’intervenante, c’est important. "
    "Des liens de confiance, j’en ai. Elle m’aide avec le sentiment d’appartenance. Chus tannée."
)


def test_offsets_point_into_the_text_as_it_is_stored() -> None:
    found = deep_terms(TALK, "fr-CA")
    assert found
    assert all(TALK[term.start : term.end] == term.surface for term in found)
    assert list(found) == sorted(found, key=lambda term: (term.start, term.end))


def test_curly_apostrophes_do_not_confuse_the_model() -> None:
    straight = [term._replace(surface="") for term in deep_terms(TALK.replace("’", "'"), "fr")]
    assert [term._replace(surface="") for term in deep_terms(TALK, "fr")] == straight
    lemmas = {term.surface: term.lemma for term in deep_terms(TALK, "fr")}
    assert (lemmas["veux"], lemmas["l’"], lemmas["école"], lemmas["Chus"]) == ("vouloir", "le", "école", "être")


def test_several_words_are_one_term_by_their_lemmas() -> None:
    terms = [(term.lemma, term.surface) for term in deep_terms(TALK, "fr") if term.pos == "TERM"]
    assert ("lien de confiance", "lien de confiance") in terms
    assert ("lien de confiance", "liens de confiance") in terms
    assert "sentiment d’appartenance" in [surface for _, surface in terms]


def test_a_long_text_is_read_in_pieces_with_the_same_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join([TALK] * 6)
    monkeypatch.setattr(deep, "_PIECE", 200)
    found = deep_terms(text, "fr")
    assert all(text[term.start : term.end] == term.surface for term in found)
    assert sum(term.lemma == "lien de confiance" and term.pos == "TERM" for term in found) == 12


def test_a_language_without_a_model_is_refused_with_what_to_do() -> None:
    with pytest.raises(ModelMissing, match="quick road"):
        deep_terms("Hola", "es")


def test_an_empty_text_has_no_terms() -> None:
    assert deep_terms("", "fr") == ()
