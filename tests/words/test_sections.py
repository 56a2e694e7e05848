"""What stands under a heading, in what was said and in what was written, and what is no heading."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.spans import Span
from qualcode.words.sections import sections

SURVEY = """Pourquoi ce programme?
Parce que ma sœur y était.
Qu'est-ce qui aide?
Mon tuteur.
Il répond.
"""
INTERVIEW = """Entretien du 3 mai

## Le début

Rita : Comment ça a commencé?

[Quelqu'un entre]
Paul : Par un ami.

## La suite

### Le travail
Paul
00:12
On a continué.
"""
FORM = "Q1. D'où venez-vous?\tDu nord.\nPaul\tOui.\n"
REPORT = (
    "Introduction\nOn commence.\n1. Le travail\nIl est long.\n1.1 Les débuts\nIls sont courts.\n2. La fin\nVoilà.\n"
)


class Turn(NamedTuple):
    speaker: str
    start: int
    end: int


def turns(text: str, *said: tuple[str, str]) -> list[Turn]:
    return [Turn(speaker, text.index(words), text.index(words) + len(words)) for speaker, words in said]


def under(text: str, *said: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (found.title, " ".join(text[found.start : found.end].split())) for found in sections(text, turns(text, *said))
    ]


def test_a_question_of_a_survey_stands_over_its_answers() -> None:
    said = [("Ana", "Parce que ma sœur y était."), ("Ana", "Mon tuteur."), ("Ana", "Il répond.")]
    assert under(SURVEY, *said) == [
        ("Pourquoi ce programme?", "Parce que ma sœur y était."),
        ("Qu'est-ce qui aide?", "Mon tuteur. Il répond."),
    ]


def test_titles_hold_those_below_them_and_labels_times_and_asides_are_none() -> None:
    said = [("Rita", "Comment ça a commencé?"), ("Paul", "Par un ami."), ("Paul", "On a continué.")]
    found = under(INTERVIEW, *said)
    assert [title for title, _words in found] == ["Le début", "La suite", "Le travail"]
    assert found[0][1].endswith("Paul : Par un ami.")
    assert found[1][1].endswith(found[2][1])
    assert found[2][1] == "Paul 00:12 On a continué."


def test_the_left_cell_of_a_form_is_a_heading_and_a_label_before_a_tab_is_none() -> None:
    assert under(FORM, ("Ana", "Du nord."), ("Paul", "Oui.")) == [("Q1. D'où venez-vous?", "Du nord. Paul Oui.")]


def test_what_an_interview_is_called_over_the_whole_of_it_is_no_heading() -> None:
    text = "Entrevue 3\nRita : Et?\nPaul : Rien.\n"
    assert under(text, ("Rita", "Et?"), ("Paul", "Rien.")) == []
    alone = "Votre avis?\nRien.\n"
    assert under(alone, ("Paul", "Rien.")) == [("Votre avis?", "Rien.")]


def test_prose_has_numbered_titles_and_lines_that_ask() -> None:
    assert [(title, words[:14]) for title, words in under(REPORT)] == [
        ("Introduction", "On commence."),
        ("Le travail", "Il est long. 1"),
        ("Les débuts", "Ils sont court"),
        ("La fin", "Voilà."),
    ]
    assert under("Pourquoi?\nPour rien.\n") == [("Pourquoi?", "Pour rien.")]
    assert under("# Seul\nDu texte.\n") == [("Seul", "Du texte.")]


def test_what_a_format_marks_is_a_heading_wherever_it_stands() -> None:
    text = "La cour\nIl fait froid.\nLa classe\nOn parle.\n"
    marked = [Span(0, 7), Span(text.index("La classe"), text.index("\nOn parle"))]
    titles = [(found.title, text[found.start : found.end].strip()) for found in sections(text, (), marked)]
    assert titles == [("La cour", "Il fait froid."), ("La classe", "On parle.")]
    assert sections(text, (), ()) == []
    spoken = [Turn("Ana", *marked[1])]
    assert [found.title for found in sections(text, spoken, marked)] == ["La cour", "Il fait froid"]


@given(st.text(alphabet="#a?1. \n\t[", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_sections_lie_in_their_text_in_order(text: str, start: int, length: int) -> None:
    said = [Turn("a", start, start + length)] if start + length <= len(text) else []
    found = sections(text, said)
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
