from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.words.tokens import (
    bare,
    count_words,
    forms_and_stops,
    has_words,
    starts_of_forms,
    without_doublet,
    word_bounds,
    word_forms,
    words,
)

CUT = {
    "L’école qu'il aime": "L’|école|qu'|il|aime",
    "jusqu'à lorsqu’on puisqu'elle quoiqu'il": "jusqu'|à|lorsqu’|on|puisqu'|elle|quoiqu'|il",
    "J'sais que t'es là, c't'un jeune": "J'|sais|que|t'|es|là|c'|t'|un|jeune",
    "aujourd'hui, presqu’île, quelqu'un": "aujourd'hui|presqu’île|quelqu'un",
    "d'accord, d’abord, t'sais, y'a, v'là": "d'accord|d’abord|t'sais|y'a|v'là",
    "c'est-à-dire peut-être porte-parole rendez-vous": "c'est-à-dire|peut-être|porte-parole|rendez-vous",
    "parle-t-il, dis-moi, est-ce que": "parle|il|dis|moi|est|ce|que",
    "donne-le-moi, vas-y, peut-on, va-t’en": "donne|le|moi|vas|y|peut|on|va|t’|en",
    "cette fois-là, ceux-ci": "cette|fois|là|ceux|ci",
    "Saint-Jean-sur-Richelieu, Sainte-Marthe-sur-le-Lac": "Saint-Jean-sur-Richelieu|Sainte-Marthe-sur-le-Lac",
    "les chargé·es et intervenant.es": "les|chargé·es|et|intervenant.es",
    "acteur.trices, étudiant(e)s, professionnel.le.s": "acteur.trices|étudiant(e)s|professionnel.le.s",
    "codeur(-euse), tou·te·s, étudiant-e-s": "codeur(-euse)|tou·te·s|étudiant-e-s",
    "p.ex. M.-C. Roy, p. ex. lui": "p.ex.|M.-C.|Roy|p. ex.|lui",
    "2 341 jeunes, 0,39 et 38 %": "2 341|jeunes|0,39|et|38",
    "12\u202f500,75 $ en 2019 300 personnes": "12\u202f500,75|en|2019|300|personnes",
    "à 7h30, 12h ou 12:05": "à|7h30|12h|ou|12:05",
    "écris à a.roy@exemple.ca ou https://exemple.org/a?b=c.": "écris|à|a.roy@exemple.ca|ou|https://exemple.org/a?b=c",
    "oui [rires] bon (silence) là [inaudible 00:12]": "oui|bon|là",
    "(bon) oui": "bon|oui",
    "I don't know, the teacher's fine, I'm ok": "I|don't|know|the|teacher's|fine|I'm|ok",
    "hands-on mother-in-law can’t": "hands-on|mother-in-law|can’t",
    "COVID-19, P3, 3e": "COVID-19|P3|3e",
    "_gras_ mot_clé": "gras|mot|clé",
    "e\u0301cole im\u00adportant": "e\u0301cole|im\u00adportant",
    "oui.Les gens": "oui|Les|gens",
    "fini…puis — bon": "fini|puis|bon",
    "… — « ! »": "",
}

PIECES = ["qu'", "-il", "(e)s", "[rires]", "www.", "://", "p. ex.", "-là", "M.-C.", "2 341", "(rires)"]
TALK = st.lists(st.sampled_from([*"aeéLdtsu0139' ’-.·,()[]@/:\n\u0301\u202f", *PIECES]), max_size=20).map("".join)


@pytest.mark.parametrize(("text", "expected"), CUT.items())
def test_talk_is_cut_into_words_as_people_count_them(text: str, expected: str) -> None:
    assert "|".join(word.text for word in words(text)) == expected


@given(TALK)
def test_all_roads_to_words_agree(text: str) -> None:
    found = list(words(text))
    assert [text[word.start : word.end] for word in found] == [word.text for word in found]
    assert count_words(text) == len(found)
    assert word_forms(text) == [word.text for word in found]
    assert word_bounds(text) == [(word.start, word.end) for word in found]
    assert has_words(text) == bool(found)


@given(TALK)
def test_words_never_overlap_and_hold_no_line_break(text: str) -> None:
    bounds = word_bounds(text)
    assert all(before[1] <= after[0] for before, after in pairwise(bounds))
    assert not any("\n" in word.text for word in words(text))


@given(TALK, st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_is_cut_as_if_it_stood_alone(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    alone = [(word.text, word.start + start, word.end + start) for word in words(text[start:end])]
    assert [tuple(word) for word in words(text, start, end)] == alone


@given(TALK)
def test_forms_with_stops_hold_the_same_words(text: str) -> None:
    forms = forms_and_stops(text)
    assert len(starts_of_forms(text)) == len(forms)
    said = [form for form in forms if form[0] not in "[(" and any(sign.isalnum() for sign in form)]
    assert said == word_forms(text)


def test_stage_notes_count_where_they_are_asked_for() -> None:
    assert [word.text for word in words("oui [rires gras]", notes=True)] == ["oui", "rires", "gras"]


def test_a_bare_word_is_as_lists_write_it() -> None:
    assert bare("L’E\u0301cole") == "l'école"


@pytest.mark.parametrize(
    ("form", "expected"),
    [("chargé·es", "chargé"), ("étudiant(e)s", "étudiant"), ("acteur.trices", "acteur"), ("école", "école")],
)
def test_an_inclusive_spelling_loses_its_second_ending(form: str, expected: str) -> None:
    assert without_doublet(form) == expected
