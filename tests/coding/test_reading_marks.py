"""Marks of reading are one's own, are undone like any act, and count nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.documents.documents import RemoveDocument
from qualcode.coding.documents.reading_marks import MarkReading, UnmarkReading
from qualcode.coding.documents.turns import SplitTurn
from qualcode.model import errors

if TYPE_CHECKING:
    from conftest import Trial

NOBODY = "0" * 32


def test_a_highlight_is_made_and_taken_away_by_name(trial: Trial) -> None:
    document = trial.document("E1")
    action = MarkReading(document.id, 20, 30)
    trial.comes_and_goes(action)
    assert trial.standing()[0].words() == "highlight a passage of E1"
    (mark,) = trial.reading_marks.all()
    assert (mark.document, mark.start, mark.end, mark.kind) == (document.id, 20, 30, "later")
    trial.comes_and_goes(UnmarkReading((mark.id,)))
    assert trial.standing()[0].words() == "remove a highlight of E1"
    trial.refuses(errors.NoSuchMark, UnmarkReading((mark.id,)))


def test_a_mark_that_is_there_is_not_made_twice(trial: Trial) -> None:
    document = trial.document()
    first = MarkReading(document.id, 20, 30)
    trial.do(first)
    trial.comes_and_goes(MarkReading(document.id, 20, 30))  # it waits anew
    assert first.id not in {mark.id for mark in trial.reading_marks.all()}
    trial.do(MarkReading(document.id, 20, 30, "read"))
    assert trial.do(MarkReading(document.id, 20, 30, "read")).rows == 0
    trial.becomes("Max")
    trial.do(MarkReading(document.id, 20, 30))
    assert len(trial.reading_marks.all()) == 3
    names = {coder.name: coder.id for coder in trial.coders.all()}
    assert [mark.kind for mark in trial.reading_marks.all(names["Max"])] == ["later"]


def test_several_marks_go_in_one_act_or_none_does(trial: Trial) -> None:
    document = trial.document("E1")
    trial.do(MarkReading(document.id, 20, 30))
    trial.do(MarkReading(document.id, 32, 36, "read"))
    marks = tuple(mark.id for mark in trial.reading_marks.all())
    trial.refuses(errors.NoSuchMark, UnmarkReading((*marks, NOBODY)))
    change = trial.comes_and_goes(UnmarkReading(marks))
    assert change.note("count") == 2
    assert trial.reading_marks.all() == []


def test_a_document_has_one_bookmark_of_each_coder(trial: Trial) -> None:
    one, other = trial.document("E1"), trial.document("E2")
    trial.do(MarkReading(one.id, 20, 21, "bookmark"))
    trial.do(MarkReading(other.id, 3, 4, "bookmark"))
    trial.comes_and_goes(MarkReading(one.id, 25, 26, "bookmark"))
    assert sorted((mark.document == one.id, mark.start) for mark in trial.reading_marks.all()) == [
        (False, 3),
        (True, 25),
    ]


def test_marks_outside_the_text_or_of_no_kind_are_refused(trial: Trial) -> None:
    document = trial.document()
    length = len(trial.documents.text(document.id))
    trial.refuses(errors.SpanOutside, MarkReading(document.id, 0, length + 1))
    trial.refuses(errors.SpanEmpty, MarkReading(document.id, 4, 4))
    trial.refuses(errors.BadChoice, MarkReading(document.id, 4, 5, "liked"))
    trial.refuses(errors.NoSuchDocument, MarkReading(NOBODY, 4, 5))


def test_marks_go_with_their_document_and_stay_when_turns_are_put_right(trial: Trial) -> None:
    document = trial.document()
    trial.do(MarkReading(document.id, 20, 30))
    trial.do(SplitTurn(document.id, trial.documents.text(document.id).index("beaucoup")))
    assert len(trial.reading_marks.all(document=document.id)) == 1
    trial.comes_and_goes(RemoveDocument(document.id))
    assert trial.reading_marks.all() == []


def test_a_mark_counts_nowhere(trial: Trial) -> None:
    document = trial.document()
    before = trial.material()
    trial.do(MarkReading(document.id, 20, 30))
    assert trial.material() == before
    assert trial.codings.count() == 0
