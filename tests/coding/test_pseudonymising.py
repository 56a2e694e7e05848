"""Names replaced wherever a study holds words: what lies on the texts stays on its words, and undo brings it back."""

from __future__ import annotations

import hashlib
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.codebook.codes import AddCode, EditCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.documents.guide import AddQuestion, MarkAsked
from qualcode.coding.memos import AddMemo
from qualcode.coding.pseudonyms.applying import replace_names, replacing
from qualcode.coding.themes.themes import AddTheme
from qualcode.model import errors
from qualcode.model.errors.pseudonyms import NothingToReplace, ReplacingStopped
from qualcode.model.query import Wanted
from qualcode.model.transcript import Block, Speech, Transcript

if TYPE_CHECKING:
    from conftest import Trial
    from qualcode.coding.actions import Action

NAMES = {"Marie Tremblay": "P07", "Marie": "P07", "Jeanne-Mance": "École A", "Luc": "P08"}
TITLE = "Chez Marie\n"
TEXT = (
    f"{TITLE}Q : Et à l’école Jeanne-Mance ?\nMarie : Oui, moi, Marie Tremblay, MARIE. Et d’une.\nQ : Merci, Marie.\n"
)


def interview() -> ImportDocument:
    turns = []
    for speaker, words in (
        ("Q", "Et à l’école Jeanne-Mance ?"),
        ("Marie", "Oui, moi, Marie Tremblay, MARIE. Et d’une."),
        ("Q", "Merci, Marie."),
    ):
        start = TEXT.index(words)
        turns.append(Speech(speaker, start, start + len(words), "interviewer" if speaker == "Q" else "participant"))
    block = Block(0, len(TITLE) - 1, "heading")
    transcript = Transcript(TEXT, "docx", turns=tuple(turns), blocks=(block,))
    return ImportDocument("Marie Tremblay", "Marie Tremblay.docx", hashlib.sha256(b"a").hexdigest(), transcript)


def test_names_go_everywhere_and_everything_stays_on_its_words(trial: Trial) -> None:
    first = interview()
    trial.do(first)
    other = trial.document("E2", ("Q", "Et vous ?"), ("Luc", "Rien à dire."))
    document, code = trial.documents.get(first.id), trial.code("Chez Marie")
    trial.do(EditCode(code.id, details=(("example", "Moi, Marie."), ("definition_fr", "Ce qu’on dit."))))
    for words in ("Marie Tremblay", "moi, Marie", "Et d’une.", "Et à l’école Jeanne-Mance ?"):
        trial.coding(document, code, words)
    question = AddQuestion("Et pour Marie ?", "Marie", "", ("Marie encore ?",))
    trial.do(question)
    start = TEXT.index("Et à l’école")
    trial.do(MarkAsked(question.id, document.id, start, start + 8))
    trial.do(SetAttribute(trial.cases.get("Marie Tremblay").id, "École", "Jeanne-Mance"))
    trial.do(AddMemo("Marie rit.", "document", document.id))
    trial.do(AddTheme("Selon Marie", "Marie parle."))
    trial.case("Marie, sœur de", "person")
    trial.do(SetAttribute(trial.case("Autre"), "École", "Ailleurs"))
    for nothing in (AddMemo("Rien."), AddTheme("Rien"), AddQuestion("Et vous ?")):
        trial.do(nothing)
    trial.code("Rien")
    before = trial.dump()

    done = replace_names(trial.project, NAMES)

    assert done.places == 7
    once = ("documents", "cases", "attributes", "memos", "codes", "themes", "questions")
    assert done.changed == {"texts": 2} | dict.fromkeys(once, 1)
    text = trial.documents.text(document.id)
    assert text == ("Chez P07\nQ : Et à l’école École A ?\nP07 : Oui, moi, P07, P07. Et d’une.\nQ : Merci, P07.\n")
    codings = trial.codings.of_document(document.id)
    assert sorted(coding.text for coding in codings) == ["Et d’une.", "Et à l’école École A ?", "P07", "moi, P07"]
    assert all(text[coding.start : coding.end] == coding.text for coding in codings)
    assert [text[turn.start : turn.end] for turn in trial.documents.turns(document.id)][
        1
    ] == "Oui, moi, P07, P07. Et d’une."
    assert [turn.speaker for turn in trial.documents.turns(document.id)] == ["Q", "P07", "Q"]
    assert [turn.speaker for turn in trial.documents.turns(other.id)] == ["Q", "P08"]
    (asked,) = trial.guide.askings(document.id)
    assert text[asked.start : asked.end] == "Et à l’é"
    now = trial.documents.get(document.id)
    assert (now.name, now.source_name, now.format) == ("P07", "P07.docx", "docx")
    assert '"headings": [[0, 8]]' in now.report
    assert {case.name for case in trial.cases.all()} == {"P07", "E2", "P07, sœur de", "Autre"}
    assert trial.dump()["unsettled"] == []
    dumped = {noun: rows for noun, rows in trial.dump().items() if noun not in {"texts", "revisions", "format"}}
    assert not {name for name in NAMES if name in str(dumped)}
    assert {excerpt.case for excerpt in trial.codings.excerpts(Wanted())} == {"P07", None}
    trial.project.undo()
    assert trial.dump() == before


def test_a_label_that_stands_in_no_text_is_renamed_too(trial: Trial) -> None:
    transcript = Transcript("Oui.", "docx", turns=(Speech("Luc", 0, 4),))
    trial.do(ImportDocument("E1", "e1.docx", "0" * 64, transcript))
    assert replace_names(trial.project, NAMES).changed == {"voices": 1}
    assert [turn.speaker for turn in trial.documents.turns(trial.documents.get("E1").id)] == ["P08"]


def test_where_no_name_stands_nothing_is_done(trial: Trial) -> None:
    trial.document()
    with pytest.raises(NothingToReplace, match="no name of the key stands in it"):
        replace_names(trial.project, {"Zut": "P01"})


def test_two_cases_that_would_bear_one_name_leave_everything_as_it_was(trial: Trial) -> None:
    trial.document("E1", ("Q", "Et ?"), ("Luc", "Oui, Luc."))
    trial.case("Luc")
    trial.case("P08")
    before = trial.dump()
    with pytest.raises(errors.NameTaken):
        replace_names(trial.project, {"Luc": "P08"})
    assert trial.dump() == before
    trial.document("P08", ("Q", "Et ?"), ("Ana", "Non."))
    with pytest.raises(errors.NameTaken):
        replace_names(trial.project, {"E1": "P08"})
    assert "E1" in trial.names("documents")


def test_an_act_that_comes_while_names_are_replaced_does_not_part_them_for_undo(trial: Trial) -> None:
    trial.document("E1", ("Q", "Et ?"), ("Luc", "Oui, Luc."))
    trial.document("E2", ("Q", "Et ?"), ("Luc", "Non, Luc."))
    before, told = trial.dump(), []
    other = Thread(target=trial.project.perform, args=(AddCode("entre"),))

    def hear(action: Action) -> None:
        told.append(action)
        if len(told) == 2:
            other.start()  # it waits for all of them

    trial.project.perform(replacing(trial.project, {"Luc": "P08"}, hear))
    other.join()
    assert len(told) == 2
    replaced = trial.dump()
    trial.project.undo()
    trial.project.undo()
    assert trial.dump() == before
    trial.project.redo()
    trial.project.redo()
    assert trial.dump() == replaced


def test_who_stops_it_amid_finds_everything_as_it_was(trial: Trial) -> None:
    trial.document("E1", ("Q", "Et ?"), ("Luc", "Oui, Luc."))
    trial.document("E2", ("Q", "Et ?"), ("Luc", "Non, Luc."))
    before, acts, told = trial.dump(), len(trial.project.history()), []

    def hear(action: Action) -> None:
        told.append(action)
        if len(told) == 2:
            raise ReplacingStopped(trial.project.label)

    with pytest.raises(ReplacingStopped, match="every name is as it was"):
        trial.project.perform(replacing(trial.project, {"Luc": "P08"}, hear))
    assert (trial.dump(), len(trial.project.history())) == (before, acts)
