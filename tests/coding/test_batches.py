"""A batch is one step for undo and redo, while each of its acts stays a transaction and a row of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.actions import step_words
from qualcode.coding.care import backups
from qualcode.coding.cases.cases import ImportAttributes
from qualcode.coding.codebook.codes import AddCode, EditCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.codings import ApplyCode
from qualcode.model import errors
from qualcode.model.changes import Touched
from qualcode.model.ids import new_id
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage import journal
from qualcode.storage.care.check import check

if TYPE_CHECKING:
    from conftest import Trial

TALK = Transcript("Ana : Je jardine.\n", "txt", turns=(Speech("Ana", 6, 17),))


def bring_in(trial: Trial, count: int, batch: str, first: int = 1) -> list[str]:
    """Import documents E1, E2 ... in one batch; return their ids."""
    made = [ImportDocument(f"E{n}", f"E{n}.txt", f"{n:064}", TALK) for n in range(first, first + count)]
    for action in made:
        trial.perform(action, batch=batch)
    return [action.id for action in made]


def said(trial: Trial) -> list[str]:
    """Return in words what undo would take back and what redo would do again."""
    return [each.words() if each else "" for each in trial.standing()]


def test_a_batch_goes_and_comes_back_by_one_key(trial: Trial) -> None:
    trial.code("Avant")
    before = trial.dump()
    documents = bring_in(trial, 3, new_id())
    trial.perform(ImportAttributes(("nom", "âge"), (("E1", "41"), ("E3", "52"))), batch=trial.history(1)[0].batch)
    after = trial.dump()
    assert said(trial) == ["import 3 documents, import the attributes of 2 cases", ""]
    change = trial.undo()
    assert trial.dump() == before
    assert change.touched["documents"] == Touched(removed=frozenset(documents))
    assert said(trial) == ["new code “Avant”", "import 3 documents, import the attributes of 2 cases"]
    change = trial.redo()
    assert trial.dump() == after
    assert change.touched["documents"] == Touched(added=frozenset(documents))
    trial.undo()
    assert trial.dump() == before
    trial.redo()
    assert trial.dump() == after
    assert check(trial.project._database) == []


def test_each_act_of_a_batch_has_its_row_and_each_undo_too(trial: Trial) -> None:
    batch = new_id()
    bring_in(trial, 3, batch)
    trial.undo()
    entries = trial.history(6)[::-1]
    done, undone = entries[:3], entries[3:]
    assert [(entry.action, entry.batch, entry.undone) for entry in done] == [("ImportDocument", batch, True)] * 3
    assert [(entry.action, entry.batch) for entry in undone] == [("Undo", batch)] * 3
    assert [entry.undoes for entry in undone] == [entry.id for entry in done[::-1]]
    assert [change.kind for change in trial.changes_since(done[-1].id)] == ["Undo"] * 3


def test_a_batch_that_was_broken_off_is_what_came_in(trial: Trial) -> None:
    batch = new_id()
    bring_in(trial, 2, batch)
    empty = ImportDocument("E3", "E3.txt", "3" * 64, Transcript(" ", "txt"))
    with pytest.raises(errors.EmptyFile):
        trial.perform(empty, batch=batch)
    trial.becomes("Zoé")  # as after a crash: the project was closed in between
    assert trial.names("documents") == ["E1", "E2"]
    trial.undo()
    assert trial.names("documents") == []


def test_a_later_act_goes_first_and_cuts_the_batch_in_two(trial: Trial) -> None:
    batch = new_id()
    bring_in(trial, 2, batch)
    trial.code("Entre")
    bring_in(trial, 2, batch, first=3)
    assert said(trial)[0] == "import 2 documents"
    trial.undo()
    assert (trial.names("documents"), trial.names("codes")) == (["E1", "E2"], ["Entre"])
    trial.undo()
    trial.undo()
    assert trial.names("documents") == []
    with pytest.raises(errors.NothingToUndo):
        trial.undo()
    for _ in range(3):
        trial.redo()
    assert (trial.names("documents"), trial.names("codes")) == (["E1", "E2", "E3", "E4"], ["Entre"])


def test_an_act_that_was_taken_back_does_not_cut_it(trial: Trial) -> None:
    batch = new_id()
    bring_in(trial, 1, batch)
    trial.code("Entre")
    trial.undo()
    bring_in(trial, 1, batch, first=2)
    trial.undo()
    assert trial.names("documents") == []


def test_two_batches_are_two_steps(trial: Trial) -> None:
    bring_in(trial, 2, new_id())
    bring_in(trial, 2, new_id(), first=3)
    trial.undo()
    assert trial.names("documents") == ["E1", "E2"]
    trial.undo()
    trial.redo()
    assert trial.names("documents") == ["E1", "E2"]


def test_what_another_did_inside_it_keeps_the_whole_batch(trial: Trial) -> None:
    first, _second = bring_in(trial, 2, new_id())
    trial.becomes("Max")
    code = trial.code("Jardin")
    trial.do(ApplyCode(first, 6, 17, code.id))
    trial.becomes("Zoé")
    before, rows = trial.dump(), len(trial.history())
    with pytest.raises(errors.UndoConflict, match="import 2 documents: cannot be undone: 1 of its rows"):
        trial.undo()
    assert (trial.dump(), len(trial.history())) == (before, rows)
    trial.becomes("Max")
    trial.undo()
    trial.becomes("Zoé")
    trial.undo()
    assert trial.names("documents") == []


def test_the_acts_of_another_between_do_not_cut_it(trial: Trial) -> None:
    batch = new_id()
    bring_in(trial, 1, batch)
    trial.becomes("Max")
    trial.code("de Max")
    trial.becomes("Zoé")
    bring_in(trial, 1, batch, first=2)
    trial.undo()
    assert (trial.names("documents"), trial.names("codes")) == ([], ["de Max"])


def test_any_acts_can_share_a_batch(trial: Trial) -> None:
    batch = new_id()
    code = AddCode("A")
    for action in (code, EditCode(code.id, new_name="B"), EditCode(code.id, new_name="C")):
        trial.perform(action, batch=batch)
    assert said(trial)[0] == "new code “A”, 2 changes"
    trial.undo()
    assert trial.names("codes") == []
    trial.redo()
    assert trial.names("codes") == ["C"]


def test_words_of_a_later_programs_acts_are_counted_all_the_same() -> None:
    assert step_words([("FromTheFuture", {}), ("FromTheFuture", {})]) == "2 changes"
    assert step_words([("FromTheFuture", {}), ("AddCode", {"name": "x"})]) == "FromTheFuture, new code “x”"


def test_a_long_batch_is_found_to_its_beginning(trial: Trial) -> None:
    batch = new_id()
    for number in range(2 * journal._AT_ONCE + 5):
        trial.perform(AddCode(f"C{number}"), batch=batch)
    trial.code("après")
    trial.undo()
    assert len(trial.standing()[0].before) == 2 * journal._AT_ONCE + 4
    trial.undo()
    assert trial.names("codes") == []


def test_a_batch_that_removes_many_codings_is_backed_up_before(trial: Trial) -> None:
    """Each act of it removes few; together they are more than a backup waits for."""
    if not trial.care.keeps_backups:
        return
    document, code = trial.document("E1", ("A", "x" * 60)), trial.code("A")
    batch = new_id()
    for start in range(30):
        trial.perform(ApplyCode(document.id, start + 4, start + 5, code.id), batch=batch)
    trial.care.back_up()
    trial.code("B")
    trial.undo()
    before = len(backups(trial.location))
    trial.undo()
    assert len(backups(trial.location)) == before + 1
