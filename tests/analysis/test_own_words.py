"""Words of the study's own: they stand for all their forms, and each occurrence counts once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis_tiny import spoken, study

from qualcode.analysis.behind import occurrences
from qualcode.analysis.keywords import keywords
from qualcode.analysis.modelled import Term
from qualcode.analysis.own_words import own_forms, term_key
from qualcode.model.own_words import OwnWord
from qualcode.model.results import Keywords, Question

if TYPE_CHECKING:
    from qualcode.model.material import Material

SAID = "Le lien de confiance. Des liens de confiance, mes écoles, l'école. La prof, un enseignant. Un prof a confiance."
"""Counted by hand: confiance 3, lien 2, lien de confiance 2, école 2, prof 2, enseignant 1."""


def treated(*words: tuple[str, str, str], language: str = "fr") -> tuple[Material, dict[str, str]]:
    text, turns = spoken("E1", ("P1", SAID))
    own = tuple(OwnWord(str(place), kind, "", word, meant) for place, (kind, word, meant) in enumerate(words))
    return replace(study({"E1": text}, turns, [], languages={"E1": language}), own_words=own), {"E1": text}


def answered(*words: tuple[str, str, str]) -> Keywords:
    return keywords(*treated(*words), Question("keywords"))


def counts(answer: Keywords) -> dict[str, int]:
    return {row.term: row.count for row in answer.rows}


def test_without_own_words_the_lists_decide() -> None:
    plain = answered()
    assert counts(plain) == {"confiance": 3, "lien": 2, "lien de confiance": 2, "école": 2, "prof": 2, "enseignant": 1}
    assert plain.own_words == 0


def test_a_word_left_out_takes_its_forms_and_its_terms_along() -> None:
    assert counts(answered(("stop", "Écoles", ""), ("stop", "liens de confiance", ""))) == {
        "confiance": 3, "lien": 2, "prof": 2, "enseignant": 1,
    }  # fmt: skip
    assert "lien de confiance" not in counts(answered(("stop", "lien", "")))


def test_a_word_let_in_is_counted_though_a_list_has_it() -> None:
    kept = counts(answered(("keep", "mes", "")))
    assert {term: kept[term] for term in kept if term not in counts(answered())} == {"mes": 1}


def test_a_word_read_as_another_is_counted_and_named_as_it() -> None:
    joined = answered(
        ("synonym", "prof", "Personnel"), ("synonym", "enseignants", "prof"), ("variant", "école", "lieu")
    )
    assert counts(joined)["Personnel"] == 3
    assert not {"prof", "enseignant", "lieu", ""} & counts(joined).keys()
    assert joined.own_words == 2


def test_words_read_as_one_of_them_count_once() -> None:
    assert counts(answered(("synonym", "lien de confiance", "confiance"))) == {
        "confiance": 3, "lien": 2, "école": 2, "prof": 2, "enseignant": 1,
    }  # fmt: skip
    assert counts(answered(("synonym", "école", "lien de confiance")))["lien de confiance"] == 4


def test_as_many_places_stand_behind_a_joined_word_as_it_counts() -> None:
    material, texts = treated(("synonym", "prof", "personnel"), ("synonym", "lien de confiance", "personnel"))
    places = occurrences(material, texts, Question("keywords"), "personnel", None)
    said = [texts["E1"][place.start : place.end] for place in places]
    assert said == ["lien de confiance", "liens de confiance", "prof", "prof"]


def test_own_words_of_another_language_change_nothing() -> None:
    own = (OwnWord("1", "stop", "en", "école", ""), OwnWord("2", "stop", "fr", "prof", ""))
    material, texts = treated()
    answer = keywords(replace(material, own_words=own), texts, Question("keywords"))
    assert counts(answer)["école"] == 2
    assert "prof" not in counts(answer)
    assert answer.own_words == 1


def test_own_words_that_lead_to_each_other_are_left_as_they_are() -> None:
    own = [OwnWord("1", "synonym", "", "prof", "profs"), OwnWord("2", "synonym", "", "école", "lieu")]
    assert own_forms(own, "fr").read_as.keys() == {"école"}
    assert term_key("Liens d’amitié", "fr") == term_key("lien de l'amitié".replace("l'", ""), "fr") == "lien de amitié"


def test_the_deep_road_heeds_own_words_too() -> None:
    material, texts = treated(("synonym", "prof", "personnel"), ("stop", "école", ""))
    at = texts["E1"].index
    deep = {
        material.documents[0].text_sha256: (
            Term("école", "écoles", "NOUN", at("écoles"), at("écoles") + 6),
            Term("prof", "prof", "NOUN", at("prof"), at("prof") + 4),
            Term("enseignant", "enseignant", "NOUN", at("enseignant"), at("enseignant") + 10),
        )
    }
    assert counts(keywords(material, texts, Question("keywords"), deep=deep)) == {"personnel": 1, "enseignant": 1}
