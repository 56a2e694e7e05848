"""What a hostile reader would look for after a purge, and what two computers may do to the order of the journal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text

from qualcode.coding import project as opening
from qualcode.coding import work
from qualcode.coding.cases.cases import AddCase, LinkCase, RemoveCase, SetAttribute
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument, RemoveDocument
from qualcode.coding.documents.turns import GiveVoice
from qualcode.coding.memos import AddMemo, EditMemo
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.passages.queries import RemoveQuery, SaveQuery
from qualcode.coding.project import Project
from qualcode.coding.purging.withdrawing import Undecided, WithdrawCase
from qualcode.coding.purging.words import purge_words
from qualcode.model import errors
from qualcode.model.errors.purging import SeveralWithdrew
from qualcode.model.purging import LIKELY, OTHERWISE, SHARED
from qualcode.model.transcript import Transcript
from qualcode.storage import engine
from qualcode.storage.columns import frames, inflated
from qualcode.storage.purging import cleansing
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from conftest import Trial

on_file = pytest.mark.parametrize("trial", ["sqlite"], indirect=True)


def kept(trial: Trial) -> str:
    """Return the words of every row and every piece of the journal, as JSON writes them."""
    with trial.project._database.reading() as connection:
        rows = [dict(row) for table in TABLES.values() for row in connection.execute(select(table)).mappings()]
    texts = [value for row in rows for value in row.values() if isinstance(value, str)]
    return "\n".join([*texts, *(inflated(part) for row in rows for part in frames(row.get("blob") or b""))])


@on_file
@pytest.mark.parametrize("name", ['Marie "Mimi" Roy', "Roy\\Côté", 'Nguyễn "Ti"'])
def test_names_that_json_writes_otherwise_go_from_the_history_too(trial: Trial, name: str) -> None:
    memo = AddMemo(f"vu {name} hier", "project")
    for action in (memo, EditMemo(memo.id, f"puis {name}"), EditMemo(memo.id, "rien")):
        trial.do(action)
    assert purge_words(trial.project, {name: "P07"}) == []
    assert json.dumps(name, ensure_ascii=False)[1:-1] not in kept(trial)
    assert kept(trial).count("P07") >= 3
    assert list(trial.project.care.check()) == []


@on_file
def test_a_saved_query_keeps_its_operators(trial: Trial) -> None:
    trial.do(SaveQuery("Marie et Dans", "Marie dans « Dans » ET voix:Marie"))
    trial.do(SaveQuery("Autre", "joie")), trial.do(RemoveQuery("Autre"))
    assert purge_words(trial.project, {"Marie": "P1", "Dans": "P2"}, any_case=True) == []
    (saved,) = trial.project.queries.all()
    assert (saved.name, saved.query) == ("P1 et P2", "P1 dans P2 ET voix:P1")
    said = [entry.arguments for entry in trial.history() if entry.action == "SaveQuery"]
    assert said[-1]["query"] == "P1 dans P2 ET voix:P1"
    assert "Marie" not in kept(trial)
    assert list(trial.project.care.check()) == []


@on_file
def test_who_comes_new_with_a_slow_clock_acts_after_those_before(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    later = "2031-01-01T12:10:00.000000+00:00"
    monkeypatch.setattr(work, "now", lambda: later)
    trial.code("A")
    monkeypatch.setattr(work, "now", lambda: later.replace(":10:", ":00:"))
    trial.becomes("Max")
    document, code = trial.document(), trial.code("B")
    trial.do(ApplyCode(document.id, 17, 27, code.id))
    moments = [entry.at for entry in trial.history()][::-1]
    assert moments == sorted(moments)
    assert moments[-1] > later


@on_file
@pytest.mark.parametrize("way", ["undo", "redo"])
def test_undo_is_refused_where_the_same_coder_acted_elsewhere_meanwhile(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    trial.code("A")
    if way == "redo":
        trial.undo()
    said = opening._said
    elsewhere = Project(trial.project._store, "Zoé")

    def meanwhile(connection: Any, acts: Any) -> Any:
        monkeypatch.setattr(opening, "_said", said)
        found = said(connection, acts)
        elsewhere.perform(AddCode("B"))
        return found

    monkeypatch.setattr(opening, "_said", meanwhile)
    with pytest.raises(errors.ChangedMeanwhile):
        getattr(trial.project, way)()
    trial.undo()
    assert [code.name for code in trial.codes.all()] == (["A"] if way == "undo" else [])
    assert list(trial.project.care.check()) == []


def case_called(trial: Trial, name: str) -> str:
    return next(case.id for case in trial.project.cases.all() if case.name == name)


@on_file
def test_who_withdraws_after_their_case_was_removed_is_found_in_the_history(trial: Trial) -> None:
    alone = trial.document("E1", ("Ida", "Je cultive des carottes bleues ici."))
    group = trial.document("G1", ("Ida", "Mes carottes rouges sont belles."), ("Luc", "Moi non plus, jamais ici."))
    loose = ImportDocument("Notes", "n.txt", "7" * 64, Transcript("Ida range ses bottes de paille.", "txt"))
    trial.do(loose)
    ida, luc, person = (case_called(trial, name) for name in ("G1 · Ida", "G1 · Luc", "E1"))
    trial.do(LinkCase(ida, loose.id)), trial.do(SetAttribute(ida, "rang", "septième"))
    trial.do(RemoveDocument(alone.id))
    for case in {ida, luc, person} & {case.id for case in trial.project.cases.all()}:
        trial.do(RemoveCase(case))
    trial.do(GiveVoice(group.id, 40, 41, "Autre", "participant"))
    with pytest.raises(SeveralWithdrew) as refused:
        trial.project.purging.former("ida")
    assert "E1, G1 · Ida" in str(refused.value)
    assert trial.project.purging.former("luc").id == trial.project.purging.former(luc).id == luc
    trial.refuses(errors.NoSuchCase, WithdrawCase(ida, keep_turns=True))
    found = trial.project.purging.former("g1 · ida")
    plan = trial.project.purging.withdrawal(found)
    assert (plan.phrases, plan.said) == (["Mes carottes rouges sont belles"], 1)
    assert plan.undecided == [Undecided("former", "Notes", "")]
    for identifier in (ida, person):
        trial.do(WithdrawCase(identifier))
    assert trial.project.documents.text(group.id).startswith("participant retiré : [propos retirés]\n")
    assert not [word for word in ("carottes", "septième", "G1 · Ida", '"Ida"') if word in kept(trial)]
    with pytest.raises(errors.NoSuchCase):
        trial.project.purging.former("Ida")
    trial.refuses(errors.NoSuchCase, WithdrawCase(ida))
    assert list(trial.project.care.check()) == []


@on_file
def test_a_turn_that_was_given_another_voice_is_not_taken_for_theirs(trial: Trial) -> None:
    group = trial.document("G1", ("Ida", "Mes carottes rouges sont belles."), ("Luc", "Moi non plus, jamais ici."))
    ida = case_called(trial, "G1 · Ida")
    with trial.project._database.writing() as connection:  # as programs of before did: another label, nobody's
        other = text("UPDATE turns SET speaker = 'Une voix', case_id = NULL WHERE case_id = :ida")
        connection.execute(other, {"ida": ida})
    plan = trial.project.purging.withdrawal(trial.project.cases.get("G1 · Ida"))
    assert (plan.documents, plan.undecided) == ([], [Undecided("former", "G1", "")])
    trial.do(RemoveDocument(group.id))


@on_file
def test_a_namesake_whose_case_is_gone_goes_with_who_withdraws(trial: Trial) -> None:
    before = AddCase("Ida")
    trial.do(before), trial.do(SetAttribute(before.id, "rang", "septième")), trial.do(RemoveCase(before.id))
    trial.document("G1", ("Ida", "Mes carottes rouges sont belles."), ("Luc", "Moi non plus."))
    now = AddCase("Ida")
    trial.do(now)
    trial.do(WithdrawCase(now.id, keep_turns=True))
    assert "septième" not in kept(trial)
    assert list(trial.project.care.check()) == []


@on_file
def test_where_others_speak_of_who_withdraws_the_likeliest_comes_first(trial: Trial) -> None:
    trial.document("E1", ("Rose", "Bonjour."), ("Luc", "Une rose pour Rose, dit Marie."))
    trial.document("E2", ("Marie", "Rose est venue."), ("Rose", "Oui."))
    mine = case_called(trial, "E1 · Rose")
    found = trial.project.purging.mentions(["Rose", "Marie"], mine)
    assert {one.text for one in found if one.doubt == OTHERWISE} == {"rose"}
    assert {one.text for one in found if one.doubt == SHARED} == {"Rose", "Marie"}
    assert [one.doubt for one in found] == sorted(one.doubt for one in found)
    alone = trial.project.purging.mentions(["Rose", "Marie"])  # of a label of one case it is said that it is theirs
    assert {one.text for one in alone if one.doubt == LIKELY} == {"Marie"}


@pytest.mark.parametrize("trial", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_a_server_is_waited_for_so_long_and_no_longer(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", "50ms")
    monkeypatch.setattr(cleansing, "PATIENCE", "50ms")
    other = engine.database(trial.location)
    with other.writing() as connection:  # a computer that fell asleep in the middle of an act
        with pytest.raises(errors.ProjectBusy):
            trial.do(AddCode("A"))
        connection.execute(text("LOCK TABLE codes IN ROW EXCLUSIVE MODE"))
        with pytest.raises(errors.ProjectBusy):
            trial.project.care.cleanse()
    other.close()
    trial.do(AddCode("A"))
    with trial.project._database.reading() as connection:  # nothing of it stays with the connection
        assert connection.execute(text("SHOW lock_timeout")).scalar_one() == "0"
