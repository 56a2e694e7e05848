"""Documents: brought in with their cases, named, renamed, their state said, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.cases.cases import EditCase, SetAttribute
from qualcode.coding.documents.documents import (
    ImportDocument,
    RemoveDocument,
    RenameDocument,
    SetDocumentState,
)
from qualcode.coding.memos import AddMemo
from qualcode.model import errors
from qualcode.model.transcript import Transcript
from qualcode.storage.reading import names

if TYPE_CHECKING:
    from conftest import Trial


def cases(trial: Trial) -> dict[str, tuple[str, str | None]]:
    """Return kind and place of each case, by name."""
    called = {case.id: case.name for case in trial.cases.all()}
    return {case.name: (case.kind, called.get(case.inside)) for case in trial.cases.all()}


def test_the_one_participant_of_an_interview_takes_the_documents_name(trial: Trial) -> None:
    document = trial.document("Entrevue 05", ("Q", "Allô ?"), ("Luc", "Allô."), ("Q", "Bon."), ("Luc", "Oui bon."))
    assert cases(trial) == {"Entrevue 05": ("participant", None)}
    turns = trial.documents.turns(document.id)
    luc = trial.cases.get("Entrevue 05").id
    assert [(turn.position, turn.speaker, turn.role, turn.case) for turn in turns] == [
        (0, "Q", "interviewer", None),
        (1, "Luc", "participant", luc),
        (2, "Q", "interviewer", None),
        (3, "Luc", "participant", luc),
    ]
    text = trial.documents.text(document.id)
    assert [text[slice(*turn.span)] for turn in turns] == ["Allô ?", "Allô.", "Bon.", "Oui bon."]
    assert (document.turns, document.speakers) == (4, ("Q", "Luc"))
    assert (document.words, document.characters) == (5, 6 + 5 + 4 + 8)


def test_several_participants_stand_inside_a_case_for_their_group(trial: Trial) -> None:
    document = trial.document("Groupe A", ("P1", "Moi oui."), ("P2", "Moi non."), ("P1", "Bon."))
    assert cases(trial) == {
        "Groupe A": ("group", None),
        "Groupe A · P1": ("participant", "Groupe A"),
        "Groupe A · P2": ("participant", "Groupe A"),
    }
    (link,) = trial.cases.links()
    assert (link.case, link.document, link.start) == (trial.cases.get("Groupe A").id, document.id, None)


def test_the_same_label_in_two_documents_is_two_people(trial: Trial) -> None:
    trial.document("A", ("P1", "un"), ("P2", "deux"))
    trial.document("B", ("P1", "trois"), ("P2", "quatre"))
    assert trial.names("cases") == ["A", "A · P1", "A · P2", "B", "B · P1", "B · P2"]


@pytest.mark.parametrize("turns", [[("Q", "Seul ?"), ("Q", "Oui.")], []])
def test_a_document_without_a_participant_makes_no_case(trial: Trial, turns: list[tuple[str, str]]) -> None:
    given = Transcript("Notes de terrain.", "txt")
    if turns:
        trial.document("N", *turns)
    else:
        trial.do(ImportDocument("N", "N.txt", "0", given))
    assert cases(trial) == {}


def test_where_there_are_no_turns_all_of_the_text_counts(trial: Trial) -> None:
    trial.do(ImportDocument("N", "N.txt", "0", Transcript("Il fait beau dehors.", "txt")))
    found = trial.documents.get("N")
    assert (found.characters, found.words, found.turns, found.speakers) == (20, 4, 0, ())


def test_a_case_from_an_attendance_list_is_the_one_who_speaks(trial: Trial) -> None:
    known = trial.case("entrevue 05")
    document = trial.document("Entrevue 05")
    assert trial.documents.turns(document.id)[1].case == known


def test_a_label_of_blanks_still_makes_a_member(trial: Trial) -> None:
    trial.document("G", ("P1", "un"), ("\u00a0", "deux"))
    assert trial.names("cases") == ["G", "G · ?", "G · P1"]


def test_a_taken_name_gives_way_to_the_files_name_then_to_a_number(trial: Trial) -> None:
    found = [trial.document("E1", file_name="E1.txt").name]
    found += [trial.document("e1", file_name="E1.docx").name for _ in range(3)]
    assert found == ["E1", "E1.docx", "e1 (2)", "e1 (3)"]


def test_a_document_of_an_empty_stem_bears_its_files_name(trial: Trial) -> None:
    assert trial.document("", file_name=".txt").name == ".txt"


def test_the_text_is_kept_to_the_letter_but_for_what_no_database_takes(trial: Trial) -> None:
    text = "e\u0301\u00a0« oui »\x00\ud800 𝒳 fin \r\n\u200b"
    action = ImportDocument("E\x00\ud800", "E.txt", "0", Transcript(text, "txt", metadata=(("author", "\udc80"),)))
    trial.comes_and_goes(action)
    assert trial.documents.text(action.id) == text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert trial.documents.get(action.id).name == "E\ufffd\ufffd"


@pytest.mark.parametrize("text", ["", " \n\t\u00a0"])
def test_a_text_without_a_word_is_refused(trial: Trial, text: str) -> None:
    trial.refuses(errors.EmptyFile, ImportDocument("E", "E.txt", "0", Transcript(text, "txt")))


def test_a_document_is_found_by_the_bytes_it_came_from(trial: Trial) -> None:
    document = trial.document()
    assert trial.documents.with_source(document.source_sha256) == "E1"
    assert trial.documents.with_source("0" * 64) is None


def test_renaming_takes_the_cases_named_after_the_document_along(trial: Trial) -> None:
    document = trial.document("Groupe A", ("P1", "oui"), ("P2", "non"))
    trial.comes_and_goes(RenameDocument(document.id, "Groupe Z"))
    assert trial.names("documents") == ["Groupe Z"]
    assert trial.names("cases") == ["Groupe Z", "Groupe Z · P1", "Groupe Z · P2"]


def test_renaming_leaves_cases_of_other_documents_and_cases_renamed_by_hand_alone(trial: Trial) -> None:
    document = trial.document("E", ("P1", "oui"), ("P2", "non"))
    trial.do(EditCase(trial.cases.get("E · P2").id, new_name="Denise"))
    trial.document("E · bis", ("Luc", "oui"))
    trial.do(RenameDocument(document.id, "F"))
    assert trial.names("cases") == ["Denise", "E · bis", "F", "F · P1"]


def test_a_case_that_only_happens_to_bear_the_documents_name_keeps_it(trial: Trial) -> None:
    trial.case("Verdun", "site")
    document = trial.document("Verdun", ("Q", "Personne ne répond ?"))
    trial.do(RenameDocument(document.id, "Rosemont"))
    assert trial.names("cases") == ["Verdun"]


def test_a_case_keeps_its_name_where_the_new_one_is_taken(trial: Trial) -> None:
    document = trial.document("E1")
    trial.case("E2", "person")
    trial.do(RenameDocument(document.id, "E2"))
    assert trial.names("cases") == ["E1", "E2"]


def test_a_new_name_may_differ_in_capitals_only(trial: Trial) -> None:
    document = trial.document("e1")
    trial.do(RenameDocument(document.id, "E1"))
    assert (trial.names("documents"), trial.names("cases")) == (["E1"], ["E1"])


def test_a_taken_empty_or_endless_name_is_refused(trial: Trial) -> None:
    document = trial.document("E1")
    trial.document("É2")
    trial.refuses(errors.NameTaken, RenameDocument(document.id, " E\u0301  2".replace("  ", "")))
    trial.refuses(errors.EmptyName, RenameDocument(document.id, " \n "))
    trial.refuses(errors.NameTooLong, RenameDocument(document.id, "x" * 251))
    trial.refuses(errors.NameTooLong, RenameDocument(document.id, "\ufdfa" * 200))  # folds into 3,600 letters
    trial.refuses(errors.NoSuchDocument, RenameDocument("0" * 32, "F"))


@pytest.mark.parametrize("state", ["reading", "coded", "reviewed"])
def test_a_state_is_said_and_taken_back(trial: Trial, state: str) -> None:
    document = trial.document()
    trial.comes_and_goes(SetDocumentState(document.id, state))
    assert trial.documents.get(document.id).state == state


def test_an_unknown_state_is_refused_with_the_known_ones(trial: Trial) -> None:
    refused = trial.refuses(errors.BadChoice, SetDocumentState(trial.document().id, "done"))
    assert "to_read, reading, coded, reviewed" in str(refused)


def test_removing_a_document_takes_all_that_rests_on_it(trial: Trial) -> None:
    document, other = trial.document("E1"), trial.document("E2")
    code = trial.code("Jardin")
    trial.coding(document, code, memo="tiens")
    kept = trial.coding(other, code)
    trial.do(AddMemo("À relire", "document", document.id))
    trial.comes_and_goes(RemoveDocument(document.id))
    dump = trial.dump()
    assert [row["id"] for row in dump["codings"]] == [kept.id]
    assert {row["document_id"] for row in dump["turns"]} == {other.id}
    assert (dump["memos"], trial.names("cases")) == ([], ["E2"])


def test_removing_a_document_leaves_the_cases_of_which_something_is_known(trial: Trial) -> None:
    document = trial.document("G", ("P1", "oui"), ("P2", "non"), ("P3", "bof"), ("P4", "hm"))
    trial.do(SetAttribute(trial.cases.get("G · P1").id, "rôle", "élève"))
    trial.do(AddMemo("Timide.", "case", trial.cases.get("G · P2").id))
    trial.case("Frère de P3", "person", trial.cases.get("G · P3").id)
    trial.comes_and_goes(RemoveDocument(document.id))
    assert trial.names("cases") == ["Frère de P3", "G", "G · P1", "G · P2", "G · P3"]


def test_removing_a_document_drops_nested_idle_cases_members_first(trial: Trial) -> None:
    document = trial.document("G", ("P1", "oui"), ("P2", "non"))
    site = trial.case("Verdun", "site")
    trial.do(EditCase(trial.cases.get("G").id, inside=site))
    trial.comes_and_goes(RemoveDocument(document.id))
    assert trial.names("cases") == ["Verdun"]


def test_texts_stay_for_redo_but_not_in_the_dump(trial: Trial) -> None:
    document = trial.document()
    assert len(trial.dump()["texts"]) == 1
    trial.do(RemoveDocument(document.id))
    assert trial.dump()["texts"] == {}
    trial.refuses(errors.NoSuchDocument, RemoveDocument(document.id))


def test_two_documents_may_hold_the_same_text(trial: Trial, write_turns: Any) -> None:
    same = write_turns(("Luc", "Pareil."))
    trial.do(ImportDocument("A", "A.txt", "1", same))
    trial.do(ImportDocument("B", "B.txt", "2", same))
    trial.do(RemoveDocument(trial.documents.get("A").id))
    assert trial.documents.text(trial.documents.get("B").id) == same.text


def test_texts_are_given_for_the_documents_asked_for(trial: Trial) -> None:
    first, second = trial.document("A"), trial.document("B", ("Luc", "Autre."))
    assert dict(trial.documents.texts([second.id])) == {second.id: "Luc : Autre.\n"}
    assert set(dict(trial.documents.texts([first.id, second.id]))) == {first.id, second.id}


def test_a_name_is_looked_for_without_reading_the_others(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    trial.document("E1")
    monkeypatch.setattr(names, "names_of", lambda *_: pytest.fail("every name was read"))
    trial.document("100% (a_b)")
    trial.document("100% (a_b)")
    second = trial.document("100% (A_B)")
    trial.document("E2")
    assert "100% (A_B) (2)" in {each.name for each in trial.documents.all()}
    with pytest.raises(errors.NameTaken):
        trial.do(RenameDocument(second.id, "e1"))
