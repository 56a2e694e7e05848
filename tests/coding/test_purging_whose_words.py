"""What a purge leaves alone: the program's own words, equal rows but for one, and the same words elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from qualcode.coding.cases.cases import AddCase, SetAttribute
from qualcode.coding.cases.consents import SetConsent
from qualcode.coding.cases.joining import JoinCases
from qualcode.coding.codebook.approach import NameApproach
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.dismissals import DismissWarning
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.documents.sets import SaveDocumentSet
from qualcode.coding.memos import AddMemo
from qualcode.coding.outlines.outlines import AddOutline
from qualcode.coding.outlines.parts import AddPart, SetPartOptions
from qualcode.coding.own_words import AddOwnWord
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.passages.queries import SaveQuery
from qualcode.coding.purging.former import former_words, purge_passages
from qualcode.coding.purging.withdrawing import WithdrawCase
from qualcode.coding.purging.words import purge_words
from qualcode.model.errors.purging import NoWordsThere
from qualcode.model.listing import Asked, Listing
from qualcode.model.spans import Span
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.purging.own_json import mapped, own_words_in, words_in
from qualcode.storage.tables import TABLES

pytestmark = pytest.mark.parametrize("trial", ["sqlite"], indirect=True)

TEXT = "Anne : Je dors mal.\nLuc : Moi aussi, je dors mal."


def brought_in(trial: Any, name: str) -> ImportDocument:
    """Bring in a text of two voices."""
    luc = TEXT.index("Moi")
    turns = (Speech("Anne", 7, 19, "participant"), Speech("Luc", luc, len(TEXT), "participant"))
    document = ImportDocument(name, f"{name}.txt", name[-1] * 64, Transcript(TEXT, "txt", turns=turns, language="fr"))
    trial.do(document)
    return document


def told_of(trial: Any, kind: str) -> list[Any]:
    """Return what the journal keeps of the acts of a kind."""
    actions = TABLES["actions"].c
    with trial.project._database.reading() as connection:
        told = connection.execute(select(actions.arguments).where(actions.kind == kind)).scalars().all()
    return [json.loads(one) for one in told]


def test_the_programs_own_names_and_choices_stay_and_are_no_traces(trial: Any) -> None:
    do, project = trial.do, trial.project
    anne, ada = AddCase("Anne"), AddCase("Ada")
    outline = AddOutline("Plan")
    part = AddPart(outline.id, "reading", reading="crosstab", by="attribute:state")
    listing = Listing("attribute:state", "name", where=(Asked("state", "coded"), Asked("name", "quotes")))
    for one in (anne, ada, outline, part, SetPartOptions(part.id, quotes=3, by="attribute:state")):
        do(one)
    do(SetAttribute(anne.id, "state", "quotes")), do(SaveDocumentSet("Liste", listing.written()))
    do(SaveQuery("query", "text:quotes")), do(NameApproach("framework"))
    do(JoinCases(anne.id, (ada.id,))), do(AddMemo("others, quotes, state, case, query, kind, framework"))
    for word in ("others", "quotes", "state", "case", "query", "kind", "framework"):
        assert [one for one in purge_words(project, {word: "x"}) if one.exact] == [], word
    (kept,) = (part for part in project.outlines.all()[0].parts)
    assert (kept.options.quotes, kept.options.reading, kept.options.by) == (3, "crosstab", "attribute:x")
    (wanted,) = project.listings.sets()
    assert wanted.listing.where == (Asked("state", "coded"), Asked("name", "x"))
    assert [told["others"] for told in told_of(trial, "JoinCases")] == [[ada.id]]
    with project._database.reading() as connection:
        choices = connection.execute(select(TABLES["choices"].c.key, TABLES["choices"].c.value)).all()
    assert {row.key: row.value for row in choices}["approach"] == "framework"
    assert {row.key for row in choices} == {"approach", "query:x"}
    trial.do(WithdrawCase(anne.id))
    assert trial.project.care.check() == []


def test_rows_that_come_to_be_the_same_are_one(trial: Any) -> None:
    for word in ("Brenna", "Julie"):
        trial.do(AddOwnWord(word)), trial.do(DismissWarning("small_cells", f"{word} x", "vu"))
    trial.do(AddOwnWord("Brenna", language="fr"))
    assert purge_words(trial.project, {"Brenna": "Julie"}) == []
    assert sorted((one.word, one.language) for one in trial.project.own_words.all()) == [("Julie", ""), ("Julie", "fr")]
    assert len(trial.project.dismissals.all()) == 1
    assert trial.project.care.check() == []


def test_what_was_agreed_stays_said_where_the_words_of_who_withdraws_do(trial: Any) -> None:
    brought_in(trial, "Groupe 1")
    case = trial.project.cases.get("Groupe 1 · Anne").id
    trial.do(SetConsent(case, quotation="no", note="Anne hésite"))
    trial.do(WithdrawCase(case, keep_turns=True))
    (told,) = told_of(trial, "SetConsent")
    assert (told["quotation"], "Anne" in told["note"]) == ("no", False)


def test_a_passage_goes_there_and_nowhere_else(trial: Any) -> None:
    here, there = brought_in(trial, "Groupe 1"), brought_in(trial, "Groupe 2")
    code = AddCode("Nuit")
    trial.do(code), trial.do(ApplyCode(here.id, 7, 19, code.id))
    spans = [Span(13, 30), Span(15, 18), Span(0, 4)]
    assert former_words(trial.project, here.id, spans) == []
    assert purge_passages(trial.project, here.id, spans, "[…]") == []
    assert trial.project.documents.text(here.id) == "[…] : Je dor[…]\nLuc : […]aussi, je dors mal."
    assert trial.project.documents.text(there.id) == TEXT
    assert [coding.text for coding in trial.project.codings.of_document(here.id)] == ["Je dor[…]"]
    assert trial.project.care.check() == []
    gap = trial.project.documents.text(here.id).index("\n")
    with pytest.raises(NoWordsThere, match="holds no words"):
        purge_passages(trial.project, here.id, [Span(gap, gap + 1)], "x")


def test_json_is_parted_into_the_programs_words_and_those_of_people(trial: Any) -> None:
    assert trial
    told = {"kind": "Anne", "metadata": {"Anne": "Anne"}, "by": "attribute:Anne", "wanted": '{"sort": "x"}',
            "where": [["state", "Anne"], ["attribute:Anne", "Anne"]], "n": [1, "Anne"]}  # fmt: skip
    assert mapped(told, lambda _: "P1") == {
        "kind": "Anne", "metadata": {"P1": "P1"}, "by": "attribute:P1", "wanted": '{"sort": "x"}',
        "where": [["state", "Anne"], ["attribute:P1", "P1"]], "n": [1, "P1"],
    }  # fmt: skip
    assert len(words_in(told)) == 6
    assert {"kind", "Anne", "where"} <= set(own_words_in({"kind": "Anne", "where": []}))
