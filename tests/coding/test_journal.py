"""Undo, redo and the history: data in the project, each coder's own, refused where others have gone on."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text, update

from qualcode.coding.actions import action_words
from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.codebook.codes import AddCode, EditCode, RemoveCode
from qualcode.coding.passages.codings import ApplyCode, EditCoding, RemoveCodings
from qualcode.coding.passages.tables import CodingLine, ImportCodings
from qualcode.coding.project import Project
from qualcode.coding.studies import EditStudy
from qualcode.coding.themes.themes import AddTheme, LinkTheme, UnlinkTheme
from qualcode.model import errors
from qualcode.model.changes import Touched
from qualcode.model.ids import new_id
from qualcode.storage.columns import frames, unpacked
from qualcode.storage.journal import latest
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from conftest import Trial


def kinds(trial: Trial) -> list[tuple[str, str, bool]]:
    return [(entry.coder, entry.action, entry.undone) for entry in trial.history()][::-1]


def test_undo_and_redo_survive_a_restart(trial: Trial) -> None:
    trial.code("A")
    trial.code("B")
    trial.becomes("Zoé")
    trial.undo()
    trial.becomes("ZOÉ")
    trial.undo()
    assert trial.codes.all() == []
    trial.becomes("Zoé")
    trial.redo()
    assert [code.name for code in trial.codes.all()] == ["A"]


def test_a_new_action_drops_what_could_be_redone(trial: Trial) -> None:
    trial.code("A")
    trial.undo()
    trial.code("B")
    with pytest.raises(errors.NothingToRedo):
        trial.redo()
    assert [code.name for code in trial.codes.all()] == ["B"]


def test_there_is_an_end_to_undo_and_redo(trial: Trial) -> None:
    with pytest.raises(errors.NothingToUndo):
        trial.undo()
    with pytest.raises(errors.NothingToRedo):
        trial.redo()
    trial.code("A")
    trial.undo()
    with pytest.raises(errors.NothingToUndo):
        trial.undo()


def test_who_never_acted_undoes_nothing(trial: Trial) -> None:
    trial.becomes("Max")
    for turn_back in (trial.undo, trial.redo):
        with pytest.raises((errors.NothingToUndo, errors.NothingToRedo)):
            turn_back()
    assert [coder.name for coder in trial.coders.all()] == ["Zoé"]


def test_undo_is_each_coders_own(trial: Trial) -> None:
    trial.code("de Zoé")
    trial.becomes("Max")
    trial.code("de Max")
    trial.becomes("Zoé")
    trial.undo()
    assert [code.name for code in trial.codes.all()] == ["de Max"]
    trial.becomes("Max")
    trial.undo()
    trial.redo()
    assert kinds(trial) == [
        ("", "AddCoder", False),
        ("Zoé", "AddCode", True),
        ("", "AddCoder", False),
        ("Max", "AddCode", False),
        ("Zoé", "Undo", False),
        ("Max", "Undo", True),
        ("Max", "Redo", False),
    ]


def test_what_another_changed_since_is_not_undone(trial: Trial) -> None:
    code = trial.code("A")
    trial.do(EditCode(code.id, new_name="B"))
    trial.becomes("Max")
    trial.do(EditCode(code.id, new_name="C"))
    trial.becomes("Zoé")
    before = trial.dump()
    with pytest.raises(errors.UndoConflict, match="rename the code “A” to “B”: cannot be undone: 1"):
        trial.undo()
    assert trial.dump() == before
    trial.becomes("Max")
    trial.undo()
    trial.becomes("Zoé")
    trial.undo()
    assert trial.codes.get(code.id).name == "A"


def test_what_another_removed_since_is_not_undone(trial: Trial) -> None:
    code = trial.code("A")
    trial.becomes("Max")
    trial.do(RemoveCode(code.id))
    trial.becomes("Zoé")
    with pytest.raises(errors.UndoConflict):
        trial.undo()
    assert trial.codes.all() == []


def test_what_others_rest_on_is_not_undone(trial: Trial) -> None:
    document = trial.document()
    code = trial.code("A")
    trial.becomes("Max")
    trial.coding(document, code)
    trial.becomes("Zoé")
    before = trial.dump()
    with pytest.raises(errors.UndoConflict):
        trial.undo()
    assert trial.dump() == before


def test_a_name_taken_since_does_not_come_back_twice(trial: Trial) -> None:
    code = trial.code("A")
    trial.do(RemoveCode(code.id))
    trial.becomes("Max")
    trial.code("a")
    trial.becomes("Zoé")
    with pytest.raises(errors.UndoConflict):
        trial.undo()
    assert [code.name for code in trial.codes.all()] == ["a"]


def test_a_passage_coded_anew_does_not_come_back_twice(trial: Trial) -> None:
    document, code = trial.document(), trial.code("A")
    coding = trial.coding(document, code)
    trial.becomes("Max")
    trial.do(RemoveCodings((coding.id,)))
    trial.becomes("Zoé")
    trial.coding(document, code)
    trial.becomes("Max")
    with pytest.raises(errors.UndoConflict):
        trial.undo()
    assert trial.codings.count() == 1


def test_a_link_made_anew_does_not_come_back_twice(trial: Trial) -> None:
    theme, code = AddTheme("T"), trial.code("A")
    trial.do(theme)
    link = LinkTheme(theme.id, code=code.id)
    trial.do(link)
    trial.becomes("Max")
    trial.do(UnlinkTheme(link.id))
    trial.becomes("Zoé")
    trial.do(LinkTheme(theme.id, code=code.id))
    trial.becomes("Max")
    with pytest.raises(errors.UndoConflict):
        trial.undo()


def test_the_same_identifier_never_acts_twice(trial: Trial) -> None:
    identifier = new_id()
    action = AddCode("A")
    first = trial.perform(action, identifier=identifier)
    before = trial.dump(), trial.history()
    again = trial.perform(action, identifier=identifier)
    assert (trial.dump(), trial.history()) == before
    assert (again.action, again.kind, again.touched, again.rows) == (identifier, "AddCode", first.touched, 1)


def test_an_entry_of_an_earlier_schema_is_history_only(trial: Trial) -> None:
    trial.code("A")
    with trial.project._database.writing() as connection:
        connection.execute(update(TABLES["actions"]).values(schema_revision="0000"))
    with pytest.raises(errors.TooOldToUndo, match="new code “A”"):
        trial.undo()
    assert [code.name for code in trial.codes.all()] == ["A"]
    assert len(trial.history()) == 2


def test_the_history_says_who_what_and_whether_it_stands(trial: Trial) -> None:
    document = trial.document()
    code = trial.code("Peur")
    trial.coding(document, code, memo="Un secret.")
    trial.undo()
    undoing, undone = trial.history(2)
    assert (undoing.action, undoing.undoes, undoing.undone) == ("Undo", undone.id, False)
    assert (undone.coder, undone.undone) == ("Zoé", True)
    assert action_words(undone.action, undone.arguments) == "code “Peur” in E1"
    assert "memo" not in undone.arguments
    assert undoing.at > undone.at
    assert len(trial.history()) == 5


def test_words_of_an_unknown_or_lamed_action_are_its_kind() -> None:
    assert action_words("FromTheFuture", {"name": "x"}) == "FromTheFuture"
    assert action_words("AddCode", {}) == "AddCode"
    assert action_words("AddCode", {"name": "{x}"}) == "new code “{x}”"


def test_others_hear_what_was_done_since(trial: Trial) -> None:
    first = trial.do(AddCode("A"))
    second = AddCode("B")
    trial.do(second)
    trial.undo()
    since = trial.changes_since(first.action)
    assert [(change.kind, change.coder) for change in since] == [("AddCode", "Zoé"), ("Undo", "Zoé")]
    assert [dict(change.touched) for change in since] == [
        {"codes": Touched(added=frozenset({second.id}))},
        {"codes": Touched(removed=frozenset({second.id}))},
    ]
    assert since[1].undoes == since[0].action
    with trial.project._database.reading() as connection:
        assert latest(connection) == since[1].action
    assert trial.changes_since(since[1].action) == []
    assert len(trial.changes_since(None)) == len(trial.changes_since("unknown")) == 4


def test_over_five_hundred_ids_a_change_says_all_of_it(trial: Trial) -> None:
    trial.document("E1", ("A", "x" * 600))
    for many, everything in ((500, False), (501, True)):
        lines = tuple(CodingLine(n, "E1", f"{many}", n, n + 1) for n in range(many))
        change = trial.do(ImportCodings(lines))
        touched = change.touched["codings"]
        assert (touched.everything, len(touched.added)) == (everything, 0 if everything else many)
        assert change.rows == many + 1
    assert "anything" in touched
    assert trial.undo().touched["codings"].everything


def test_the_journal_never_copies_the_text(trial: Trial) -> None:
    words = "Une phrase que personne d’autre ne dirait."
    document = trial.document("E1", ("A", words))
    trial.do(SetAttribute(trial.cases.get("E1").id, "âge", "3"))
    with trial.project._database.reading() as connection:
        rows = connection.execute(select(TABLES["actions"])).all()
    assert len(rows) == 3
    for row in rows:
        assert frames(row.blob)
        assert words not in row.arguments + "".join(str(unpacked(part)) for part in frames(row.blob))
    assert words in trial.documents.text(document.id)


def test_a_refused_action_leaves_no_coder_behind(trial: Trial) -> None:
    trial.becomes("Nouvelle")
    trial.refuses(errors.EmptyName, AddCode(" "))
    assert [coder.name for coder in trial.coders.all()] == ["Zoé"]


def test_who_changes_something_has_a_name(trial: Trial) -> None:
    trial.becomes(" ")
    for act in (lambda: trial.do(AddCode("A")), trial.undo, trial.redo):
        with pytest.raises(errors.NoCoderNamed):
            act()
    trial.becomes("é" * 251)
    with pytest.raises(errors.NameTooLong):
        trial.do(AddCode("A"))


def test_a_coder_whose_name_looks_like_an_id_is_nobody_else(trial: Trial) -> None:
    zoe = trial.coders.get("Zoé")
    trial.becomes(zoe.id[-6:])
    trial.code("A")
    assert len(trial.coders.all()) == 2
    assert trial.history()[0].coder == zoe.id[-6:]


def test_a_coders_name_may_hold_what_no_database_takes(trial: Trial) -> None:
    trial.becomes("Zo\ud800\x00")
    trial.code("A")
    trial.code("B")
    trial.undo()
    assert [coder.name for coder in trial.coders.all()] == ["Zoé", "Zo\ufffd\ufffd"]
    with pytest.raises(errors.NoSuchCoder, match="Zoé"):
        trial.coders.get("Zo")


def test_reading_only_changes_nothing(trial: Trial) -> None:
    trial.code("A")
    trial.project.close()
    trial.project = Project.open(trial.location, coder="Zoé")
    for act in (lambda: trial.do(AddCode("B")), trial.undo, trial.redo):
        with pytest.raises(errors.ReadOnlyProject):
            act()
    assert len(trial.dump()["codes"]) == 1


def test_versions_go_on_and_are_never_restored(trial: Trial) -> None:
    code = trial.code("A")
    versions = [code.version]
    trial.do(EditCode(code.id, new_name="B"))
    for turn_back in (trial.undo, trial.redo, trial.undo, trial.undo, trial.redo):
        turn_back()
        versions += [found.version for found in trial.codes.all()]
    assert versions == sorted(set(versions))


def test_a_study_row_that_is_gone_is_damage(trial: Trial) -> None:
    with trial.project._database.writing() as connection:
        kept = connection.execute(select(TABLES["study"])).mappings().one()
        connection.execute(text("DELETE FROM study"))
    with pytest.raises(errors.ProjectDamaged):
        _ = trial.study
    trial.refuses(errors.ProjectDamaged, EditStudy("x"))
    with trial.project._database.writing() as connection:
        connection.execute(TABLES["study"].insert().values(**kept))


def test_an_edit_after_an_undo_starts_from_what_is_there(trial: Trial) -> None:
    document, code = trial.document(), trial.code("A")
    coding = trial.coding(document, code)
    trial.do(EditCoding(coding.id, end=coding.end - 1))
    trial.undo()
    trial.do(EditCoding(coding.id, weight=3))
    assert trial.codings.get(coding.id).text == "On jardine."
    trial.do(ApplyCode(document.id, coding.start, coding.end - 1, code.id))


@pytest.mark.nightly
def test_fifty_thousand_codings_come_go_and_return_in_bounded_memory(trial: Trial) -> None:
    trial.document("E1", ("A", "mot " * 15_000))
    lines = tuple(CodingLine(n, "E1", f"G/{n % 50}", n, n + 20) for n in range(50_000))
    tracemalloc.start()
    trial.do(ImportCodings(lines))
    after = trial.dump()
    tracemalloc.reset_peak()
    trial.undo()
    assert trial.codings.count() == 0
    trial.redo()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert trial.dump() == after
    assert peak < 600e6


def test_who_does_nothing_is_not_added_to_the_coders(location: str) -> None:
    with Project.create(location, coder="Ana"):
        pass
    with Project.open(location, coder="Dan", write=True) as opened:
        opened.perform(EditStudy())
        assert [coder.name for coder in opened.coders.all()] == ["Ana"]
        opened.perform(EditStudy(title="Autre"))
        assert [coder.name for coder in opened.coders.all()] == ["Ana", "Dan"]
