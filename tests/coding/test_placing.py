"""Acts of one key are one action: several codes on a passage, a code made on the spot; each is said by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.actions import action_words
from qualcode.coding.documents.documents import SetDocumentState
from qualcode.coding.memos import AddMemo, EditMemo, RemoveMemo
from qualcode.coding.passages.codings import EditCoding, RemoveCodings, StarCodings
from qualcode.coding.passages.placing import ApplyNewCode, CodePassage
from qualcode.model import errors
from qualcode.model.codebook import path_text

if TYPE_CHECKING:
    from conftest import Trial
    from qualcode.model.records import Document


def bounds(trial: Trial, document: Document, words: str) -> tuple[str, int, int]:
    start = trial.documents.text(document.id).index(words)
    return document.id, start, start + len(words)


def coded(trial: Trial, document: Document) -> set[tuple[str, str]]:
    names = {code.id: path_text(code.path) for code in trial.codes.all()}
    return {(names[coding.code], coding.text) for coding in trial.codings.of_document(document.id)}


def said(trial: Trial) -> str:
    undo, _redo = trial.project.standing()
    return str(undo.words())


def test_a_new_code_with_its_group_is_one_action_that_one_undo_takes_back(trial: Trial) -> None:
    document = trial.document()
    before = len(trial.history())
    action = ApplyNewCode(*bounds(trial, document, "On jardine."), ("Loisirs", "Jardin"))
    trial.comes_and_goes(action)
    assert coded(trial, document) == {("Loisirs/Jardin", "On jardine.")}
    assert trial.codes.get("Jardin").id == action.id
    assert len(trial.history()) == before + 3  # done, undone, done again
    trial.undo()
    assert trial.codes.all() == []
    assert coded(trial, document) == set()


def test_a_new_code_goes_into_the_group_that_is_there_and_is_applied_with_others(trial: Trial) -> None:
    document = trial.document()
    group, other = trial.code("Loisirs"), trial.code("Plaisir")
    trial.do(ApplyNewCode(*bounds(trial, document, "On jardine."), ("LOISIRS", " Jardin "), (other.id,)))
    assert [code.path for code in trial.codes.all()] == [("Loisirs",), ("Loisirs", "Jardin"), ("Plaisir",)]
    assert trial.codes.get("Jardin").colour == group.colour
    assert coded(trial, document) == {("Loisirs/Jardin", "On jardine."), ("Plaisir", "On jardine.")}
    assert said(trial) == "new code “Plaisir, Jardin” in E1"


def test_a_path_that_is_there_means_the_code_at_its_end(trial: Trial) -> None:
    document, code = trial.document(), trial.code("Jardin")
    place = bounds(trial, document, "On jardine.")
    trial.do(ApplyNewCode(*place, ("jardin",)))
    assert trial.codes.all() == [code]
    assert coded(trial, document) == {("Jardin", "On jardine.")}
    trial.refuses(errors.AlreadyCoded, ApplyNewCode(*place, ("Jardin",)))


@pytest.mark.parametrize(("path", "refusal"), [((), errors.EmptyName), (("a", " "), errors.EmptyName)])
def test_a_new_code_without_a_name_is_refused_whole(
    trial: Trial, path: tuple[str, ...], refusal: type[errors.Refusal]
) -> None:
    document = trial.document()
    trial.refuses(refusal, ApplyNewCode(*bounds(trial, document, "On jardine."), path))


def test_bounds_beyond_the_text_leave_no_new_code_behind(trial: Trial) -> None:
    document = trial.document()
    trial.refuses(errors.SpanOutside, ApplyNewCode(document.id, 0, 10_000, ("Jardin",)))


def test_several_codes_are_one_action_and_those_there_already_stay(trial: Trial) -> None:
    document, first, second = trial.document(), trial.code("A"), trial.code("B")
    trial.coding(document, first)
    place = bounds(trial, document, "On jardine.")
    change = trial.comes_and_goes(CodePassage(*place, (first.id, second.id, second.id)))
    assert change.rows == 1
    assert coded(trial, document) == {("A", "On jardine."), ("B", "On jardine.")}
    assert said(trial) == "code “A, B” in E1"
    trial.refuses(errors.AlreadyCoded, CodePassage(*place, (first.id, second.id)))


def test_what_undo_would_take_back_is_said_by_name_across_a_restart(trial: Trial) -> None:
    document, code = trial.document(), trial.code("Présence")
    coding = trial.coding(document, code)
    memo = AddMemo("à voir", "coding", coding.id)
    acts = (
        (StarCodings((coding.id,)), "star “Présence”"),
        (StarCodings((coding.id,), starred=False), "no longer star “Présence”"),
        (EditCoding(coding.id, end=coding.end - 1), "move the bounds of “Présence”"),
        (EditCoding(coding.id, weight=3), "give “Présence” the weight 3"),
        (memo, "memo on “Présence”"),
        (EditMemo(memo.id, "vu"), "edit the memo on “Présence”"),
        (RemoveMemo(memo.id), "remove the memo on “Présence”"),
        (AddMemo("à voir", "document", document.id), "memo on “E1”"),
        (AddMemo("à voir"), "write a memo"),
        (SetDocumentState(document.id, "to_read"), "write a memo"),  # it is to be read already: nothing was written
        (SetDocumentState(document.id, "coded"), "mark “E1” as coded"),
        (RemoveCodings((coding.id,)), "remove “Présence”"),
    )
    for action, words in acts:
        trial.do(action)
        trial.becomes("Zoé")
        assert said(trial) == words


def test_the_states_of_a_document_are_said_as_a_person_says_them() -> None:
    arguments = {"name": "E1", "state": "to_read"}
    assert action_words("SetDocumentState", arguments) == "mark “E1” as to read"
    assert action_words("SetDocumentState", {"name": "E1", "state": "later"}) == "mark “E1” as later"


def test_what_stands_is_found_behind_any_number_of_undone_actions(trial: Trial) -> None:
    assert trial.project.standing() == (None, None)
    for number in range(40):
        trial.code(f"C{number}")
    for _ in range(37):
        trial.undo()
    for _ in range(35):
        trial.redo()
    undo, redo = trial.project.standing()
    assert (undo.arguments["name"], redo.arguments["name"]) == ("C37", "C38")
    trial.becomes("Max")
    assert trial.project.standing() == (None, None)


def test_a_few_rows_of_the_journal_tell_what_was_undone_in_them(trial: Trial) -> None:
    trial.code("A")
    trial.code("B")
    trial.undo()
    assert [(entry.action, entry.undone) for entry in trial.project.history(2)] == [("Undo", False), ("AddCode", True)]
    assert trial.project.history(2) == trial.project.history()[:2]


def test_counts_and_codings_are_one_coders_where_asked(trial: Trial) -> None:
    document, code, other = trial.document(), trial.code("A"), trial.code("B")
    mine = trial.coding(document, code)
    trial.becomes("Max")
    theirs = trial.coding(document, code)
    trial.coding(document, other, "jardine beaucoup")
    assert trial.codes.counts() == {code.id: 2, other.id: 1}
    assert trial.codes.counts(mine.coder) == {code.id: 1}
    assert trial.codings.of_document(document.id, theirs.coder)[0] == theirs
    assert trial.codings.of_document(document.id, mine.coder) == [mine]
    assert trial.codings.records([theirs.id, "0" * 32]) == [theirs]


def test_participants_are_counted_by_document(trial: Trial) -> None:
    one = trial.document()
    group = trial.document("G", ("Q", "Bon."), ("P1", "Oui."), ("P2", "Non."), ("P1", "Ah."))
    trial.document("Q", ("Q", "Seule."))
    assert trial.documents.voices() == {one.id: 1, group.id: 2}
