from __future__ import annotations

import pytest

from qualcode.importers.roles import with_roles
from qualcode.model.transcript import Speech


def dialogue(*pairs: tuple[str, str]) -> tuple[str, tuple[Speech, ...]]:
    text, turns = "", []
    for speaker, words in pairs:
        turns.append(Speech(speaker, len(text), len(text) + len(words)))
        text += words + "\n"
    return text, tuple(turns)


def asking(turns: tuple[Speech, ...]) -> set[str]:
    return {turn.speaker for turn in turns if turn.role == "interviewer"}


@pytest.mark.parametrize(
    ("labels", "asks"),
    [
        (("Intervieweuse", "Marie"), "Intervieweuse"), (("Intervieweur 1", "P1"), "Intervieweur 1"),
        (("Interviewe", "Chercheur"), "Chercheur"), (("Chercheuse", "Interviewée"), "Chercheuse"),
        (("Intervieweur·euse", "X"), "Intervieweur·euse"), (("enquêtrice", "R1"), "enquêtrice"),
        (("ANIMATEUR", "P1", "P2"), "ANIMATEUR"), (("Moderator", "P1"), "Moderator"), (("E", "R"), "E"),
        (("Q", "A"), "Q"), (("I", "P"), "I"), (("INT2", "Bob"), "INT2"), (("Sophie?", "Marc"), "Sophie?"),
        (("Animatrice", "Chercheur 1", "Chercheur 2"), "Animatrice"),
        (("Marie (intervieweuse)", "Paul"), "Marie (intervieweuse)"),
        (("Question", "Réponse"), "Question"),
    ],
)  # fmt: skip
def test_the_label_says_who_asks(labels: tuple[str, ...], asks: str) -> None:
    told = with_roles(*dialogue(*((label, "bon") for label in labels * 2)))
    assert asking(told.turns) == {asks}
    assert told.by == "label"


@pytest.mark.parametrize("labels", [("E", "F"), ("Chercheur 1", "Chercheur 2"), ("Marie", "Paul"), ("P1", "P2", "P3")])
def test_where_the_labels_do_not_say_nobody_asks_and_it_is_told(labels: tuple[str, ...]) -> None:
    told = with_roles(*dialogue(*((label, "bon") for label in labels * 2)))
    assert asking(told.turns) == set()
    assert told.by == ""
    assert [loss.kind for loss in told.losses] == ["interviewer_unknown"]


def test_who_asks_most_and_briefly_is_the_interviewer() -> None:
    told = with_roles(*dialogue(*(("A", "Et puis ?"), ("B", "Une longue réponse qui raconte.")) * 5))
    assert (asking(told.turns), told.by) == ({"A"}, "questions")


def test_two_who_ask_alike_are_not_told_apart() -> None:
    told = with_roles(*dialogue(*(("A", "Et puis ?"), ("B", "Et toi, dis-moi donc ?")) * 5))
    assert asking(told.turns) == set()


def test_three_questions_are_no_evidence() -> None:
    told = with_roles(*dialogue(*(("A", "Et puis ?"), ("B", "Une longue réponse qui raconte.")) * 3))
    assert asking(told.turns) == set()


def test_the_person_has_the_last_word() -> None:
    text, turns = dialogue(("Intervieweuse", "bon ?"), ("Marie", "oui"))
    told = with_roles(text, turns, ["MARIE"])
    assert (asking(told.turns), told.by) == ({"Marie"}, "option")


def test_a_label_given_that_nobody_bears_is_told_and_the_turns_decide() -> None:
    text, turns = dialogue(("Intervieweuse", "bon ?"), ("Marie", "oui"))
    told = with_roles(text, turns, ["Zoé"])
    assert (asking(told.turns), told.by) == ({"Intervieweuse"}, "label")
    assert [loss.kind for loss in told.losses] == ["interviewer_absent"]


def test_several_voices_at_once_are_nobody_in_particular() -> None:
    told = with_roles(*dialogue(("Overlapping speakers", "x"), ("E", "bon ?"), ("R", "oui")))
    assert [turn.role for turn in told.turns] == ["other", "interviewer", "participant"]


def test_a_voice_alone_is_a_participant_without_a_word_about_it() -> None:
    told = with_roles(*dialogue(("Marie", "x"), ("Marie", "y")))
    assert (asking(told.turns), told.losses) == (set(), ())
