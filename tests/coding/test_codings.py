"""Codes applied to passages, changed and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.passages.codings import ApplyCode, ApplyCodes, EditCoding, Passage, RemoveCodings, StarCodings
from qualcode.coding.readers import span_of
from qualcode.model import errors
from qualcode.model.query import Wanted
from qualcode.model.spans import Span

if TYPE_CHECKING:
    from conftest import Trial

NOBODY = "0" * 32
WORDS = "𝒳 " * 50 + "é" * 50  # 150 code points, with some outside the first plane


def test_a_coding_keeps_its_words_and_what_stands_around_them(trial: Trial) -> None:
    document = trial.document("E", ("A", WORDS))
    code = trial.code("x")
    text = trial.documents.text(document.id)
    action = ApplyCode(document.id, 70, 80, code.id, origin="pattern")
    trial.comes_and_goes(action)
    coding = trial.codings.get(action.id)
    assert (coding.text, coding.before, coding.after) == (text[70:80], text[10:70], text[80:140])
    assert (coding.span, coding.origin, coding.starred, coding.weight) == (Span(70, 80), "pattern", False, None)


def test_the_whole_text_may_be_coded(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    text = trial.documents.text(document.id)
    coding = trial.coding(document, code, text)
    assert (coding.text, coding.before, coding.after) == (text, "", "")


@pytest.mark.parametrize(
    ("start", "end", "refusal"),
    [
        (-1, 3, errors.SpanOutside),
        (0, 10**30, errors.SpanOutside),
        (10**9, 10**9 + 1, errors.SpanOutside),
        (4, 4, errors.SpanEmpty),
        (9, 4, errors.SpanEmpty),
    ],
)
def test_bounds_that_do_not_fit_are_refused(trial: Trial, start: int, end: int, refusal: type[errors.Refusal]) -> None:
    document, code = trial.document(), trial.code("x")
    refused = trial.refuses(refusal, ApplyCode(document.id, start, end, code.id))
    assert str(refused).startswith("E1: ")
    coding = trial.coding(document, code)
    trial.refuses(refusal, EditCoding(coding.id, start=start, end=end))


def test_the_same_coding_twice_is_refused_with_the_coders_name(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    coding = trial.coding(document, code)
    again = ApplyCode(document.id, coding.start, coding.end, code.id, weight=3)
    assert "already coded so by Zoé" in str(trial.refuses(errors.AlreadyCoded, again))
    trial.coding(document, trial.code("y"))
    trial.becomes("Max")
    trial.do(ApplyCode(document.id, coding.start, coding.end, code.id))
    assert trial.codings.count() == 3


def test_an_edit_never_makes_a_double_and_names_whose_it_would_be(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    first, second = trial.coding(document, code), trial.coding(document, code, "beaucoup")
    trial.becomes("Max")
    refused = trial.refuses(errors.AlreadyCoded, EditCoding(second.id, first.start, first.end))
    assert "by Zoé" in str(refused)


@pytest.mark.parametrize("weight", [0, 6, -1, 2.5])
def test_a_weight_is_one_to_five(trial: Trial, weight: int) -> None:
    document, code = trial.document(), trial.code("x")
    trial.refuses(errors.BadWeight, ApplyCode(document.id, 0, 2, code.id, weight=weight))
    coding = trial.coding(document, code, weight=5)
    if weight:
        trial.refuses(errors.BadWeight, EditCoding(coding.id, weight=weight))
    else:
        trial.do(EditCoding(coding.id, weight=0))  # zero takes it away
        assert trial.codings.get(coding.id).weight is None


def test_a_coding_is_edited_with_its_words(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    coding = trial.coding(document, code)
    trial.comes_and_goes(EditCoding(coding.id, end=coding.end + 4, weight=2, starred=True))
    found = trial.codings.get(coding.id)
    assert (found.text, found.weight, found.starred) == ("On jardine. On ", 2, True)
    assert found.version > coding.version
    trial.refuses(errors.ChangedMeanwhile, EditCoding(coding.id, starred=False, version=coding.version))
    trial.refuses(errors.NoSuchCode, EditCoding(coding.id, code=NOBODY))
    trial.refuses(errors.NoSuchCoding, EditCoding(NOBODY))


def test_what_is_not_there_cannot_be_coded(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    trial.refuses(errors.NoSuchDocument, ApplyCode(NOBODY, 0, 2, code.id))
    trial.refuses(errors.NoSuchCode, ApplyCode(document.id, 0, 2, NOBODY))
    trial.refuses(errors.NoSuchDocument, ApplyCodes((Passage(NOBODY, 0, 2, code.id),)))
    trial.refuses(errors.NoSuchCode, ApplyCodes((Passage(document.id, 0, 2, NOBODY),)))


def test_many_passages_are_one_act_and_those_there_are_counted(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    trial.coding(document, code)
    start = trial.documents.text(document.id).index("On jardine.")
    passages = (
        Passage(document.id, start, start + 11, code.id),
        Passage(document.id, 0, 3, code.id, memo="tiens", weight=3, starred=True),
        Passage(document.id, 0, 3, code.id, memo="  "),
        Passage(document.id, 0, 3, code.id, "Max", memo=" \n"),
    )
    change = trial.do(ApplyCodes(passages, origin="pattern"))
    assert (change.note("count"), change.note("present"), change.rows) == (2, 2, 3)
    assert [memo.text for memo in trial.memos.all()] == ["tiens"]
    assert [coder.name for coder in trial.coders.all()] == ["Zoé", "Max"]


def test_one_bad_passage_refuses_them_all(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    passages = (Passage(document.id, 0, 3, code.id, "Nouvelle"), Passage(document.id, 5, 5, code.id))
    trial.refuses(errors.SpanEmpty, ApplyCodes(passages))


def test_codings_are_removed_all_or_none(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    first, second = trial.coding(document, code, memo="m"), trial.coding(document, code, "beaucoup")
    trial.refuses(errors.NoSuchCoding, RemoveCodings((first.id, NOBODY)))
    assert trial.comes_and_goes(RemoveCodings((first.id, first.id))).note("count") == 1
    assert [coding.id for coding in trial.codings.of_document(document.id)] == [second.id]
    assert trial.memos.all() == []


def test_a_star_is_given_and_taken_all_or_none(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    first, second = trial.coding(document, code), trial.coding(document, code, "beaucoup", starred=True)
    assert trial.comes_and_goes(StarCodings((first.id, second.id, first.id))).rows == 1
    assert all(coding.starred for coding in trial.codings.of_document(document.id))
    trial.comes_and_goes(StarCodings((second.id,), starred=False))
    assert [coding.starred for coding in trial.codings.of_document(document.id)] == [True, False]
    trial.refuses(errors.NoSuchCoding, StarCodings((first.id, NOBODY)))


def test_many_documents_are_coded_a_few_at_a_time(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.coding.passages.codings.AT_ONCE", 3)
    code = trial.code("x")
    found = [trial.document(f"E{number}") for number in range(4)]
    places = [(0, 5), (1, 2), (2, 2), (3, 1)]  # document, passages of it: pieces of 5, 2 + 2, and 1
    passages = [Passage(found[n].id, start, start + 4, code.id) for n, count in places for start in range(count)]
    change = trial.comes_and_goes(ApplyCodes(tuple(reversed(passages)) + tuple(passages)))
    assert (change.note("count"), change.note("present")) == (10, 10)
    assert trial.documents.coding_counts() == {found[n].id: count for n, count in places}


def test_a_coding_is_found_by_its_id_or_the_end_of_it(trial: Trial) -> None:
    coding = trial.coding(trial.document(), trial.code("x"))
    assert trial.codings.get(coding.id[-6:].upper()) == coding
    for typed in (coding.id[-5:], "f" * 33, "%", "______", "\ud800" * 6):
        with pytest.raises(errors.NoSuchCoding):
            trial.codings.get(typed)


def test_an_ending_that_two_codings_share_is_refused(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    for digit, start in (("1", 0), ("2", 1)):
        trial.do(ApplyCode(document.id, start, 9, code.id, id=digit * 20 + "0" * 12))
    with pytest.raises(errors.NotUnique):
        trial.codings.get("000000")


def test_an_id_given_twice_never_makes_a_second_row(trial: Trial) -> None:
    document, code = trial.document(), trial.code("x")
    action = ApplyCode(document.id, 0, 3, code.id)
    trial.do(action)
    trial.refuses(errors.ChangedMeanwhile, ApplyCode(document.id, 0, 4, code.id, id=action.id))


def test_excerpts_say_names_and_who_speaks(trial: Trial) -> None:
    second = trial.document("E2", ("Q", "Et ?"), ("A", "Oui."), ("B", "Non."))
    first = trial.document("E1", ("Q", "Alors ?"), ("Luc", "Bof."))
    code, other = trial.code("x"), trial.code("y")
    trial.coding(second, code, "Et ?", memo="un")
    late = trial.coding(second, other, "Et ?\nA : Oui.")
    trial.coding(first, code, "Bof.", weight=2, starred=True)
    rows = trial.codings.excerpts(Wanted())
    assert [(row.document, row.speaker, row.role, row.case, row.text) for row in rows] == [
        ("E1", "Luc", "participant", "E1", "Bof."),
        ("E2", "Q", "interviewer", None, "Et ?"),
        ("E2", "A", "participant", "E2 · A", "Et ?\nA : Oui."),
    ]
    assert [(row.code, row.coder, row.memo, row.weight, row.starred) for row in rows] == [
        ("x", "Zoé", "", 2, True),
        ("x", "Zoé", "un", None, False),
        ("y", "Zoé", "", None, False),
    ]
    assert [row.text for row in trial.codings.excerpts(Wanted(codes=frozenset({other.id})))] == ["Et ?\nA : Oui."]
    assert len(trial.codings.excerpts(Wanted(documents=frozenset({second.id})))) == 2
    assert len(trial.codings.excerpts(Wanted(cases=frozenset({trial.cases.get("E1").id})))) == 1
    assert len(trial.codings.excerpts(Wanted(coder=trial.coders.get("zoé").id))) == 3
    assert [row.id for row in trial.codings.excerpts(Wanted(codings=frozenset({late.id})))] == [late.id]
    assert trial.codings.excerpts(Wanted(coder=NOBODY)) == []


def test_a_passage_outside_every_turn_has_no_voice(trial: Trial) -> None:
    document = trial.document("E1", ("Luc", "Bof."))
    trial.coding(document, trial.code("x"), "Luc :")
    (row,) = trial.codings.excerpts(Wanted())
    assert (row.speaker, row.role, row.case) == (None, None, None)


@pytest.mark.parametrize(("typed", "span"), [("120:188", (120, 188)), (" 0 : 5 ", (0, 5)), ("5:2", (5, 2))])
def test_bounds_are_written_start_colon_end(typed: str, span: tuple[int, int]) -> None:
    assert span_of(typed) == span


@pytest.mark.parametrize("typed", ["", "5", "5:", ":5", "a:b", "-1:5", "1:2:3", "1.5:2", "²:5"])
def test_what_is_not_bounds_is_refused(typed: str) -> None:
    with pytest.raises(errors.NotASpan):
        span_of(typed)
