from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qualcode.model.results import Question
from qualcode.readings import asked_words
from qualcode.report.base import base_note, named_some
from qualcode.report.wording import question_sentence, wording_of
from qualcode.words.stopwords import GROUPS

if TYPE_CHECKING:
    from types import ModuleType

NB, NN = "\u00a0", "\u202f"


def test_the_question_of_the_frequencies_is_said_whole(gardens: ModuleType) -> None:
    assert question_sentence(gardens.frequencies(()), "en") == (
        "How often each code was applied; codings of the whole team; 6 of the 8 documents, those with a coding; "
        "412 turns by 8 participants; the interviewer’s words left out."
    )


@pytest.mark.usefixtures("report_in_french")
def test_the_question_of_the_cooccurrence_says_unit_and_n_in_french(gardens: ModuleType) -> None:
    result = replace(gardens.cooccurrence(()), n=2341, paragraph_documents=("Jardin 02",))
    said = question_sentence(replace(result, question=replace(result.question, unit="turn", coder="Ana")), "fr-CA")
    assert f"unité{NB}: tour de parole, n{NB}={NB}2{NB}341" in said
    assert "Jardin 02" in said
    assert "codages de Ana seulement" in said


def test_everything_that_was_asked_stands_in_the_sentence(gardens: ModuleType) -> None:
    question = Question(
        "keywords",
        coder="Ana",
        level="theme",
        by="attribute:rôle",
        raw=True,
        limit=25,
        interviewer=True,
        options=(("stop", ("grammar", "fillers")),),
    )
    said = question_sentence(replace(gardens.keywords(), question=question, road="deep"), "en")
    for part in (
        "Ana",
        "by theme",
        "“rôle”",
        "share a character",
        "25",
        "every turn, the interviewer’s too",
        "grammar, fillers",
        "model",
    ):
        assert part in said


def test_what_people_named_stands_between_marks_so_that_a_short_name_is_no_list(gardens: ModuleType) -> None:
    question = Question("frequencies", options=(("questions", ("1, oui v2", "3. Et après?")),))
    said = question_sentence(replace(gardens.frequencies(()), question=question), "en")
    assert "; answers to: “1, oui v2” and “3. Et après?”;" in said
    words = replace(gardens.keywords(), question=asked_words("keywords", stop_words=("genre", "tsé")))
    assert "further words left out: “genre” and “tsé”;" in question_sentence(words, "en")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("marked", "6 of the 8 documents, those marked coded;"),
        ("with_codings", "6 of the 8 documents, those with a coding;"),
        ("all", "6 of the 8 documents;"),
    ],
)
def test_a_base_says_of_how_many_documents_it_is_and_how_they_were_chosen(
    gardens: ModuleType, chosen: str, said: str
) -> None:
    result = gardens.frequencies(())
    assert said in question_sentence(replace(result, population=replace(result.population, documents=chosen)), "en")


@pytest.mark.parametrize(
    ("chosen", "count", "said"),
    [
        ("marked", 10, "all 10 documents, marked coded;"),
        ("with_codings", 10, "all 10 documents, which have codings;"),
        ("all", 10, "all 10 documents;"),
        ("marked", 1, "the only document, marked coded;"),
        ("all", 0, "no document;"),
    ],
)
def test_a_base_that_is_the_whole_study_says_so(gardens: ModuleType, chosen: str, count: int, said: str) -> None:
    result = gardens.frequencies(())
    population = replace(result.population, documents=chosen, n_documents=count, left_out=())
    assert said in question_sentence(replace(result, population=population), "en")


def test_which_documents_were_left_out_is_said_with_the_reason(gardens: ModuleType) -> None:
    population, english = replace(gardens.frequencies(()).population, documents="marked"), wording_of("en")
    assert base_note(population, english) == (
        "The counts rest on 6 of the 8 documents, those marked coded. "
        "Left out, not marked coded: Jardin 07 and Jardin 08."
    )
    assert base_note(replace(population, left_out=()), english) == ""
    answers = Question("frequencies", options=(("questions", ("Q1",)),))
    assert base_note(population, english, answers) == (
        "The counts rest on 6 of the 8 documents, those marked coded, and where that was asked. "
        "Left out, not marked coded or without these answers: Jardin 07 and Jardin 08."
    )


def test_of_many_documents_left_out_some_are_named_and_the_others_counted() -> None:
    names = tuple(f"E{number}" for number in range(1, 13))
    assert named_some(names, wording_of("en")) == (*names[:8], "4 more")
    assert named_some(names[:9], wording_of("en")) == names[:9]


def test_a_list_of_words_says_which_lists_it_leaves_out_and_that_it_leaves_none(gardens: ModuleType) -> None:
    usual = replace(gardens.keywords(), question=asked_words("keywords"))
    assert "words left out: grammar, fillers, common words, negation;" in question_sentence(usual, "en")
    whole = replace(gardens.keywords(), question=asked_words("keywords", keep=GROUPS))
    assert "; no list of words left out;" in question_sentence(whole, "en")


@pytest.mark.usefixtures("report_in_french")
def test_the_clauses_of_a_question_are_parted_as_each_profile_does(gardens: ModuleType) -> None:
    said = {name: question_sentence(gardens.frequencies(()), name) for name in ("fr-CA", "fr-FR")}
    assert "code; codages" in said["fr-CA"]
    assert f"code{NN}; codages" in said["fr-FR"]


@pytest.mark.usefixtures("report_in_french")
def test_in_french_nought_and_one_are_singular() -> None:
    said = [wording_of("fr-CA").ngettext("{count} excerpt", "{count} excerpts", count) for count in (0, 1, 2)]
    assert said == [f"0{NB}extrait", f"1{NB}extrait", f"2{NB}extraits"]


@pytest.mark.usefixtures("report_in_french")
def test_france_has_its_own_spaces_and_people_keep_theirs() -> None:
    wording = wording_of("fr-FR")
    said = wording.gettext("{code} (see {part})", code=wording.quoted("a ; b"), part="c : d ?")
    assert said == f"«{NN}a ; b{NN}» (voir c : d ?)"


def test_braces_in_peoples_words_are_only_words() -> None:
    assert wording_of("en").gettext("Coding: {names}.", names="{x} {0}") == "Coding: {x} {0}."
