"""Turns are put right after an import: split, joined, given to another voice; codings stay on their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.documents.turns import GiveVoice, JoinTurns, RenameSpeaker, SplitTurn
from qualcode.model import errors
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from conftest import Trial
    from qualcode.model.records import Document

INTERVIEW = (("Q", "Et chez vous ?"), ("Luc", "On jardine. Et toi, Max ? Moi non."), ("Q", "Bon."))
GROUP = (("Q", "Alors ?"), ("P1", "Moi oui."), ("P2", "Moi non."), ("P1 ", "Encore oui."))


def told(trial: Trial, document: Document) -> list[tuple[str, str, str | None, str]]:
    """Return voice, role, case and words of each turn."""
    text = trial.documents.text(document.id)
    names = {case.id: case.name for case in trial.cases.all()}
    return [
        (turn.speaker, turn.role, names.get(turn.case), text[turn.start : turn.end])
        for turn in trial.documents.turns(document.id)
    ]


def place(trial: Trial, document: Document, words: str) -> int:
    return trial.documents.text(document.id).index(words)


def test_a_split_turn_is_two_of_the_same_voice(trial: Trial) -> None:
    document = trial.document("E1", *INTERVIEW)
    trial.comes_and_goes(SplitTurn(document.id, place(trial, document, "Et toi")))
    assert told(trial, document)[1:3] == [
        ("Luc", "participant", "E1", "On jardine."),
        ("Luc", "participant", "E1", "Et toi, Max ? Moi non."),
    ]
    assert trial.documents.get(document.id).turns == 4


def test_a_passage_inside_a_turn_is_given_to_another_voice(trial: Trial) -> None:
    document = trial.document("E1", *INTERVIEW)
    code = trial.code("Jardin")
    coding = trial.coding(document, code, "On jardine. Et toi, Max ?")
    start = place(trial, document, "Et toi")
    trial.comes_and_goes(GiveVoice(document.id, start, start + len("Et toi, Max ?"), "Q"))
    assert told(trial, document)[1:4] == [
        ("Luc", "participant", "E1", "On jardine."),
        ("Q", "interviewer", None, "Et toi, Max ?"),
        ("Luc", "participant", "E1", "Moi non."),
    ]
    assert trial.codings.get(coding.id).span == coding.span
    given = trial.documents.get(document.id)
    said = told(trial, document)
    assert given.characters == sum(len(words) for *_, words in said)
    assert given.words == 3 + 2 + 3 + 2 + 1


def test_a_new_voice_of_a_group_gets_a_case_inside_it(trial: Trial) -> None:
    document = trial.document("Groupe A", *GROUP)
    start = place(trial, document, "Moi non.")
    trial.comes_and_goes(GiveVoice(document.id, start, start + 8, "P3"))
    assert told(trial, document)[2] == ("P3", "participant", "Groupe A · P3", "Moi non.")
    cases = {case.name: case for case in trial.cases.all()}
    assert "Groupe A · P2" not in cases
    assert cases["Groupe A · P3"].inside == cases["Groupe A"].id


def test_two_spellings_of_one_person_become_one_voice(trial: Trial) -> None:
    document = trial.document("Groupe A", *GROUP)
    trial.comes_and_goes(RenameSpeaker(document.id, "P1 ", "P1"))
    assert [(voice, case) for voice, _role, case, _words in told(trial, document)] == [
        ("Q", None),
        ("P1", "Groupe A · P1"),
        ("P2", "Groupe A · P2"),
        ("P1", "Groupe A · P1"),
    ]


def test_what_is_known_of_a_person_follows_the_new_label(trial: Trial) -> None:
    document = trial.document("Groupe A", *GROUP)
    trial.do(SetAttribute(trial.cases.get("Groupe A · P2").id, "âge", "41"))
    trial.comes_and_goes(RenameSpeaker(document.id, "P2", "Marie"))
    assert trial.cases.get("Groupe A · Marie").attributes == (("âge", "41"),)
    assert told(trial, document)[2] == ("Marie", "participant", "Groupe A · Marie", "Moi non.")


def test_who_asks_can_be_said_afterwards(trial: Trial) -> None:
    document = trial.document("E1", ("Colette", "Et chez vous ?"), ("Luc", "On jardine."))
    assert {case.name for case in trial.cases.all()} == {"E1", "E1 · Colette", "E1 · Luc"}
    trial.comes_and_goes(RenameSpeaker(document.id, "Colette", "Colette", "interviewer"))
    assert told(trial, document)[0] == ("Colette", "interviewer", None, "Et chez vous ?")
    assert "E1 · Colette" not in {case.name for case in trial.cases.all()}


def test_words_outside_any_turn_can_be_given_a_voice(trial: Trial) -> None:
    document = trial.document("Groupe A", *GROUP)
    trial.comes_and_goes(GiveVoice(document.id, 0, 4, "?", "other"))
    assert told(trial, document)[0] == ("?", "other", None, "Q :")


def test_turns_without_a_label_between_them_are_joined(trial: Trial) -> None:
    text = "On jardine.\nBeaucoup.\n"
    given = Transcript(text, "srt", turns=(Speech("Luc", 0, 11, time_start=1.0), Speech("Luc", 12, 21, time_end=9.0)))
    action = ImportDocument("E1", "E1.srt", "1" * 64, given)
    trial.do(action)
    trial.comes_and_goes(JoinTurns(action.id, 3))
    (turn,) = trial.documents.turns(action.id)
    assert (turn.start, turn.end, turn.time_start, turn.time_end) == (0, 21, 1.0, 9.0)


def test_turns_with_a_label_between_them_are_not_joined(trial: Trial) -> None:
    document = trial.document("E1", *INTERVIEW)
    refusal = trial.refuses(errors.WordsBetween, JoinTurns(document.id, place(trial, document, "Et chez")))
    assert "“Q”" in str(refusal)


@pytest.mark.parametrize("words", ["Q :", "Bon."])
def test_a_cut_needs_words_on_both_sides(trial: Trial, words: str) -> None:
    document = trial.document("E1", *INTERVIEW)
    kind = errors.NoTurnThere if words == "Q :" else errors.NothingToSplit
    trial.refuses(kind, SplitTurn(document.id, place(trial, document, words)))


def test_what_is_not_there_is_refused(trial: Trial) -> None:
    document = trial.document("E1", *INTERVIEW)
    last = place(trial, document, "Bon.")
    trial.refuses(errors.NoTurnThere, JoinTurns(document.id, last))
    trial.refuses(errors.NoSuchSpeaker, RenameSpeaker(document.id, "Zoé", "Luc"))
    trial.refuses(errors.SpanOutside, GiveVoice(document.id, 0, 9_999, "Luc"))
    trial.refuses(errors.BadChoice, GiveVoice(document.id, 4, 9, "Luc", "boss"))
    trial.refuses(errors.NoSuchDocument, SplitTurn("0" * 32, 4))
    end = len(trial.documents.text(document.id))
    trial.refuses(errors.SpanEmpty, GiveVoice(document.id, end - 1, end, "Luc"))


def test_each_half_keeps_the_time_at_its_own_end(trial: Trial) -> None:
    text = "On jardine. Beaucoup."
    given = Transcript(text, "srt", turns=(Speech("Luc", 0, 21, time_start=1.0, time_end=9.0),))
    action = ImportDocument("E1", "E1.srt", "1" * 64, given)
    trial.do(action)
    trial.do(SplitTurn(action.id, 12))
    assert [(turn.time_start, turn.time_end) for turn in trial.documents.turns(action.id)] == [(1.0, None), (None, 9.0)]


def test_no_voice_speaks_as_the_group_itself(trial: Trial) -> None:
    document = trial.document("Groupe A", *GROUP)
    length = len(trial.documents.text(document.id))
    trial.comes_and_goes(GiveVoice(document.id, 0, length, "X"))
    assert {case for _voice, _role, case, _words in told(trial, document)} == {"Groupe A · X"}


def test_a_label_changed_in_its_capitals_takes_its_case_along(trial: Trial) -> None:
    document = trial.document("Groupe A", *GROUP)
    trial.comes_and_goes(RenameSpeaker(document.id, "P2", "p2"))
    assert "Groupe A · p2" in {case.name for case in trial.cases.all()}


def test_a_voice_has_a_name_and_obeys_no_terminal(trial: Trial) -> None:
    document = trial.document("Groupe A", *GROUP)
    trial.refuses(errors.EmptyName, RenameSpeaker(document.id, "P2", "  "))
    trial.refuses(errors.EmptyName, GiveVoice(document.id, 4, 9, "\t"))
    trial.do(RenameSpeaker(document.id, "P2", "\x1b[31mP2"))
    assert all("\x1b" not in turn.speaker for turn in trial.documents.turns(document.id))


def test_a_person_of_the_name_is_never_made_a_group(trial: Trial) -> None:
    marie = trial.case("Groupe A")
    trial.do(SetAttribute(marie, "âge", "33"))
    trial.document("Groupe A", *GROUP)
    kinds = {case.name: case.kind for case in trial.cases.all()}
    assert (kinds["Groupe A"], kinds["Groupe A (2)"]) == ("participant", "group")
    assert trial.cases.get("Groupe A · P1").attributes == ()


def test_a_voice_whose_person_is_there_already_speaks_for_that_person(trial: Trial) -> None:
    known = trial.case("Groupe A · X")
    document = trial.document("Groupe A", *GROUP)
    start = place(trial, document, "Moi oui.")
    trial.comes_and_goes(GiveVoice(document.id, start, start + 8, "X"))
    assert [turn.case for turn in trial.documents.turns(document.id) if turn.speaker == "X"] == [known]


def test_words_given_to_a_voice_go_to_it_though_their_turn_ends_in_blanks(trial: Trial) -> None:
    given = Transcript("On jardine.  \n", "txt", turns=(Speech("Luc", 0, 13),))
    action = ImportDocument("E1", "E1.txt", "1" * 64, given)
    trial.do(action)
    trial.comes_and_goes(GiveVoice(action.id, 0, 11, "Léa"))
    assert told(trial, trial.documents.get(action.id)) == [("Léa", "participant", "E1", "On jardine.")]
    assert trial.names("cases") == ["E1"]
