"""What is searched is found whatever its accents and capitals, at its true place in the stored text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.errors import BadPattern
from qualcode.words.searching import forms_of, hits, plain, word_hits

FRENCH = st.text(alphabet="aàâeéèêoœôçAÉŒß İı’'«»  \n\t\u00a0-–…e\u0301\u0327ﬁ", max_size=40)


def _found(text: str, typed: str, *, regex: bool = False) -> list[str]:
    return [text[span.start : span.end] for span in hits(text, typed, regex=regex)]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("L’École est là, l'ecole aussi.", "l'école", ["L’École", "l'ecole"]),
        ("E\u0301cole et École", "ecole", ["E\u0301cole", "École"]),
        ("une sœur, deux soeurs", "sœur", ["sœur", "soeur"]),
        ("une sœur", "oeu", ["œu"]),
        ("il a dit\u00a0: « non »", 'dit : "', ["dit\u00a0: «"]),
        ("mot\n  suivant", "mot suivant", ["mot\n  suivant"]),
        ("il attend… puis rien", "attend...", ["attend…"]),
        ("co\xadopérer", "coopérer", ["co\xadopérer"]),
        ("Straße", "STRASSE", ["Straße"]),
        ("un.deux", "n.d", ["n.d"]),
        ("undeux", "n.d", []),
        ("rien", "", []),
        ("rien", " \u0301", []),
    ],
)
def test_words_are_found_however_they_are_typed(text: str, typed: str, found: list[str]) -> None:
    assert _found(text, typed) == found


def test_a_hit_takes_the_accents_of_its_last_letter_with_it() -> None:
    text = "cafe\u0301 noir"
    assert [tuple(span) for span in hits(text, "café")] == [(0, 5)]


@given(FRENCH, st.data())
def test_any_piece_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    piece = text[start:end]
    wanted = plain(piece).text.split()
    spans = list(hits(text, unicodedata.normalize("NFD", piece).upper()))
    if wanted:
        assert spans
        assert any(span.start <= end and start <= span.end for span in spans)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert " ".join(wanted) in " ".join(plain(text[span.start : span.end]).text.split())


def test_a_regular_expression_meets_the_text_as_stored() -> None:
    text = "Les mardis,\nle MARDI; mâle"
    assert _found(text, r"mardis?", regex=True) == ["mardis", "MARDI"]
    assert _found(text, r"^le", regex=True) == ["Le", "le"]
    assert _found(text, r"x*", regex=True) == []


def test_a_pattern_that_does_not_compile_is_refused() -> None:
    with pytest.raises(BadPattern):
        list(hits("text", "(", regex=True))


def _said(text: str, typed: str, language: str = "fr") -> list[str]:
    return [text[span.start : span.end] for span in word_hits(text, 0, len(text), forms_of(typed), language)]


def test_a_concordance_takes_whole_words_and_all_their_forms() -> None:
    text = "Les jeunes parlent. Un jeune, jeunesse. JEUNE! Ils ont parlé de lui, elle parle du jeûne."
    assert _said(text, "jeune") == ["jeunes", "jeune", "JEUNE", "jeûne"]
    assert _said(text, "parler") == ["parlent", "parlé", "parle"]
    assert _said(text, "parler de") == ["parlé de"]


def test_a_concordance_stays_in_the_speech_it_is_given() -> None:
    text = "Paul : je parle de Paul."
    spans = list(word_hits(text, 7, len(text), forms_of("paul"), "fr"))
    assert [text[span.start : span.end] for span in spans] == ["Paul"]
    assert spans[0].start > 7
