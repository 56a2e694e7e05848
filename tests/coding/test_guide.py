"""The interview guide: its questions, and the marks of where they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.documents.documents import RemoveDocument
from qualcode.coding.documents.guide import (
    AddQuestion,
    Asking,
    EditQuestion,
    GuideLine,
    ImportGuide,
    MarkAsked,
    MatchGuide,
    RemoveQuestion,
    UnmarkAsked,
    short_label,
)
from qualcode.model import errors
from qualcode.model.records import LABEL_LENGTH

if TYPE_CHECKING:
    from conftest import Trial
    from qualcode.model.records import GuideQuestion

TWO = (GuideLine("Où dormez-vous\u00a0?"), GuideLine("Et le matin?", "Matin", "Temps", ("à quelle heure", "avec qui")))


def guide(trial: Trial) -> list[GuideQuestion]:
    trial.do(ImportGuide(TWO))
    return trial.guide.all()


def test_a_guide_comes_in_whole_in_its_order(trial: Trial) -> None:
    change = trial.comes_and_goes(ImportGuide(TWO))
    first, second = trial.guide.all()
    assert (change.note("count"), change.note("made")) == (2, 2)
    assert (first.name, first.text, first.probes) == ("1. Où dormez-vous\u00a0?", "Où dormez-vous\u00a0?", ())
    assert (second.name, second.section, second.probes) == ("2. Matin", "Temps", ("à quelle heure", "avec qui"))


def test_a_question_that_is_there_is_left_as_it_is(trial: Trial) -> None:
    first, _second = guide(trial)
    change = trial.do(ImportGuide((GuideLine("OÙ  dormez-vous\u00a0?", "Nuit"), GuideLine("Pourquoi?"))))
    assert (change.note("count"), change.note("made")) == (2, 1)
    assert trial.guide.all()[0] == first
    assert [question.text for question in trial.guide.all()] == [first.text, "Et le matin?", "Pourquoi?"]


def test_a_question_is_added_where_it_is_wanted_and_moved(trial: Trial) -> None:
    guide(trial)
    trial.comes_and_goes(AddQuestion("Pourquoi?", position=0))
    assert [question.label for question in trial.guide.all()] == ["Pourquoi?", "Où dormez-vous\u00a0?", "Matin"]
    trial.comes_and_goes(EditQuestion(trial.guide.get("Matin").id, position=0))
    assert [question.name for question in trial.guide.all()][:2] == ["1. Matin", "2. Pourquoi?"]


def test_a_short_name_given_stays_and_one_made_from_the_text_follows_it(trial: Trial) -> None:
    first, second = guide(trial)
    trial.comes_and_goes(EditQuestion(first.id, "Où vivez-vous?"))
    trial.comes_and_goes(EditQuestion(second.id, "Et le soir?"))
    assert [question.label for question in trial.guide.all()] == ["Où vivez-vous?", "Matin"]
    trial.do(EditQuestion(second.id, new_label=""))
    assert trial.guide.get("2").label == "Et le soir?"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Où dormez-vous?", "Où dormez-vous?"),
        ("How is money? Do you work? Where do you live, and with whom?", "How is money?"),
        ("Racontez-moi une journée ordinaire, du matin au soir.", "Racontez-moi une journée ordinaire, du…"),
        ("a" * 60, "a" * 39 + "…"),
    ],
)
def test_a_short_name_is_the_first_sentence_cut_between_words(text: str, label: str) -> None:
    assert short_label(text) == label
    assert len(label) <= LABEL_LENGTH


def test_a_question_is_found_by_number_name_text_and_id(trial: Trial) -> None:
    _first, second = guide(trial)
    for typed in ("2", "2.", "matin", "ET LE MATIN?", "2. Matin", second.id, second.id[-8:]):
        assert trial.guide.get(typed) == second
    for typed in ("3", "0", "", "Soir", "9" * 5000):
        with pytest.raises(errors.NoSuchQuestion):
            trial.guide.get(typed)


def test_where_a_question_is_asked_is_marked_once(trial: Trial) -> None:
    first, _second = guide(trial)
    document = trial.document("E1")
    mark = MarkAsked(first.id, document.id, 4, 17)
    trial.comes_and_goes(mark)
    (asked,) = trial.guide.askings()
    assert (asked.question, asked.document, asked.start, asked.end) == (first.id, document.id, 4, 17)
    trial.refuses(errors.AskedAlready, MarkAsked(first.id, document.id, 4, 17))
    assert trial.guide.asking(asked.id[-8:]) == asked
    trial.comes_and_goes(UnmarkAsked(asked.id))
    assert trial.guide.askings() == []


def test_a_match_is_one_act_and_marks_nothing_twice(trial: Trial) -> None:
    first, second = guide(trial)
    document = trial.document("E1")
    trial.do(MarkAsked(first.id, document.id, 4, 17))
    marks = (
        Asking(first.id, document.id, 4, 17),
        Asking(second.id, document.id, 4, 17),
        Asking(second.id, document.id, 4, 17),
    )
    change = trial.comes_and_goes(MatchGuide(marks))
    assert change.note("count") == 1
    assert len(trial.guide.askings(document.id)) == 2
    assert trial.do(MatchGuide(marks)).rows == 0


def test_a_match_with_one_place_outside_marks_nothing(trial: Trial) -> None:
    first, _second = guide(trial)
    document = trial.document("E1")
    good = Asking(first.id, document.id, 4, 17)
    trial.refuses(errors.SpanOutside, MatchGuide((good, Asking(first.id, document.id, 4, 9_999))))
    trial.refuses(errors.NoSuchDocument, MatchGuide((good, Asking(first.id, "0" * 32, 4, 17))))
    trial.refuses(errors.NoSuchQuestion, MatchGuide((good, Asking("0" * 32, document.id, 4, 17))))


def test_marks_go_with_their_question_and_with_their_document(trial: Trial) -> None:
    first, second = guide(trial)
    one, two = trial.document("E1"), trial.document("E2")
    places = [(first, one), (first, two), (second, two)]
    trial.do(MatchGuide(tuple(Asking(question.id, document.id, 4, 17) for question, document in places)))
    trial.comes_and_goes(RemoveDocument(two.id))
    assert [asked.document for asked in trial.guide.askings()] == [one.id]
    trial.comes_and_goes(RemoveQuestion(first.id))
    assert trial.guide.askings() == []
    assert [question.name for question in trial.guide.all()] == ["1. Matin"]


def test_a_place_left_free_is_not_given_twice(trial: Trial) -> None:
    first, _second = guide(trial)
    trial.do(RemoveQuestion(first.id))
    trial.do(AddQuestion("Pourquoi?"))
    trial.do(ImportGuide((GuideLine("Où dormez-vous\u00a0?"),)))
    assert [question.name for question in trial.guide.all()] == ["1. Matin", "2. Pourquoi?", "3. Où dormez-vous\u00a0?"]


def test_what_is_no_question_or_stands_there_is_refused(trial: Trial) -> None:
    first, second = guide(trial)
    trial.refuses(errors.EmptyName, AddQuestion(" \n"))
    trial.refuses(errors.EmptyName, EditQuestion(first.id, " "))
    trial.refuses(errors.QuestionTaken, AddQuestion("où dormez-vous\u00a0?"))
    trial.refuses(errors.QuestionTaken, EditQuestion(second.id, first.text))
    trial.refuses(errors.NoSuchQuestion, RemoveQuestion("0" * 32))
    trial.refuses(errors.NoSuchAsking, UnmarkAsked("0" * 32))


def test_the_dump_holds_the_guide(trial: Trial) -> None:
    first, _second = guide(trial)
    document = trial.document("E1")
    trial.do(MarkAsked(first.id, document.id, 4, 17))
    study = trial.dump()
    assert [row["text"] for row in study["questions"]] == [line.text for line in TWO]
    assert [(row["question_id"], row["start"], row["end"]) for row in study["askings"]] == [(first.id, 4, 17)]
