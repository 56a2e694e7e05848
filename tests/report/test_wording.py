from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qualcode.model.results import Question
from qualcode.report.wording import question_sentence, wording_of

if TYPE_CHECKING:
    from types import ModuleType

NB, NN = "\u00a0", "\u202f"


def test_the_question_of_the_frequencies_is_said_whole(gardens: ModuleType) -> None:
    assert question_sentence(gardens.frequencies(()), "en") == (
        "How often each code was applied; codings of the whole team; documents with at least one coding (6 of 8); "
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
    for part in ("Ana", "by theme", "“rôle”", "share a character", "25", "counted too", "grammar, fillers", "model"):
        assert part in said


@pytest.mark.parametrize(
    ("chosen", "said"),
    [("marked", "documents marked coded (6 of 8)"), ("all", "every document (6)")],
)
def test_how_documents_were_chosen_is_said(gardens: ModuleType, chosen: str, said: str) -> None:
    result = gardens.frequencies(())
    assert said in question_sentence(replace(result, population=replace(result.population, documents=chosen)), "en")


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
