from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.words.sentences import sentences

# Marked by hand: a bar stands where a sentence ends and another begins.
FRENCH = [
    "M. Tremblay est venu hier.|Il a parlé aux jeunes.|Mme Roy aussi.",
    "Le Dr. Cyr, p. ex., travaille ici depuis 10 ans.|On l'aime bien.",
    "On a des ateliers, des sorties, etc. pour les jeunes.|Ça marche.",
    "Des ateliers, des sorties, etc.|Après, on mange.",
    "J'ai vu J. P. Gagnon pis M.-C. Bolduc au centre.|Elles étaient contentes.",
    "Euh... je sais pas... peut-être.|Mais bon… oui, finalement.",
    "Je sais plus…|Attends.|Ah oui !|C'était en mars.",
    "Pourquoi ?!|Parce que !!!|Voilà...",
    "« Tu viens ? » qu'il m'a dit.|J'ai répondu « Non. »|Pis c'est tout.",
    "Il a dit : « Je reste. »|Elle est partie.",
    "Ça coûte 3.50 $ par jour.|Environ 0,39 % de plus.",
    "— Tu es là ?|— Oui.|— Bon.",
    "(Rires.)|On continue ?|[rires] Oui, oui.",
    "Ben là !|Franchement.|Voyons donc.",
    "C'est le plan B.|Ensuite on verra.",
    "C'est prévu à l'O.N.U.|Le reste, non.",
    "Voir p. 12 et no. 5 du rapport.|Merci.",
    "Non.|No. 3, c'est l'autre.",
    "Les intervenant.es sont là.|Les acteur.trices aussi.",
    "Première ligne\nsuite de la phrase coupée.|Autre phrase.",
    "Titre sans point|\n\nPremier paragraphe.|\nDeuxième paragraphe sans point",
    "Il a dit non !|moi, oui".replace("|moi", " moi"),
    "C'est vrai, hein ?|Ouais.|Mettons que oui...|Pis toi ?",
    "Il est 7 h. On part".replace("h. On", "h.|On"),
    "Mme. Roy est arrivée.|Mlle. Côté est partie.",
    "On est allés à St. Jean.|C'était beau.",
]
ENGLISH = [
    "Mr. Smith came in.|He sat down.|Mrs. Jones left.",
    "I met Dr. Lee at 7 a.m. on Monday.|We talked.",
    "I met her at 7 a.m.|We talked.",
    "It costs 3.5 dollars.|That's fine.",
    "No.|I don't know.|See no. 5 there.",
    "Well... I guess so.|Maybe…|You know.",
    "Really?!|Yes!!|Wow...",
    "“Are you sure?” she asked.|He said “No.”|And that was it.",
    "Things like food, rent, etc. are hard.|We cope.",
    "Food, rent, etc.|We cope.",
    "I saw J. R. Brown there.|He waved.",
    "She works at the U.S. Embassy.|It pays.",
    "That's plan B.|Then we'll see.",
    "I mean, e.g. the kids, i.e. mine.|They love it.",
    "First line\nwraps here.|Second one.",
    "A heading|\n\nA paragraph.|\nAnother",
    "Acme Inc. 3 was first.|It closed.",
    "(Laughs.)|Go on.|[laughs] Okay.",
    "I was like, no!|He was like, yes?|So.",
    "It's St. John's school.|Prof. Hill runs it.",
    "Sgt. Pepper vs. the others.|Fun.",
]


def _bounds(marked: str) -> tuple[str, list[str]]:
    pieces = [piece.strip() for piece in marked.split("|")]
    return _joined(marked), pieces


def _joined(marked: str) -> str:
    return marked.replace("|\n", "\n").replace("|", " ")


@pytest.mark.parametrize("marked", FRENCH + ENGLISH)
def test_sentences_end_where_a_reader_says(marked: str) -> None:
    text, expected = _bounds(marked)
    assert [text[span.start : span.end] for span in sentences(text)] == expected


def test_the_marked_bounds_are_many_enough_to_mean_something() -> None:
    assert sum(len(_bounds(marked)[1]) for marked in FRENCH) >= 60
    assert sum(len(_bounds(marked)[1]) for marked in ENGLISH) >= 40


@given(st.text(st.sampled_from("aB. ?!…»\n«'[]5é"), max_size=50), st.integers(0, 20))
def test_sentences_lie_in_order_within_bounds_and_lose_only_white_space(text: str, start: int) -> None:
    start = min(start, len(text))
    found = sentences(text, start)
    covered = set()
    reached = start
    for span in found:
        assert reached <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        covered |= set(range(*span))
        reached = span.end
    assert all(text[place].isspace() for place in range(start, len(text)) if place not in covered)
