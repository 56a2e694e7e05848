"""Where documents came from, originals kept, what a table knows of a person, and imports tried in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select, update

from qualcode.coding.cases.cases import AddCase, EditCase, ImportAttributes, SetAttribute
from qualcode.coding.documents.documents import ImportDocument, RemoveDocument
from qualcode.coding.memos import AddMemo
from qualcode.coding.project import Project
from qualcode.model.bundle import Fact
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage.tables import TABLES
from qualcode.words.values import NOT_APPLICABLE, REFUSED

if TYPE_CHECKING:
    from conftest import Trial

ORIGINAL = bytes(range(256)) * 9
TEXT = "Où?\nIci."


def arrival(name: str = "Ana", **given: Any) -> ImportDocument:
    transcript = Transcript(TEXT, "csv", turns=(Speech(name, 4, 8),))
    return ImportDocument(name, f"{name}.csv", f"{name:0>64}", transcript, **given)


def known(trial: Trial, name: str) -> dict[str, str]:
    return dict(trial.cases.get(name).attributes)


def originals(trial: Trial) -> int:
    with trial.project._database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(TABLES["originals"])).scalar_one())


def test_the_original_is_kept_byte_for_byte_and_once(trial: Trial) -> None:
    first, second = arrival(original=ORIGINAL, origin="in/a.csv"), arrival("Paul", original=ORIGINAL)
    trial.comes_and_goes(first)
    trial.do(second)
    assert trial.documents.original(first.id) == trial.documents.original(second.id) == ORIGINAL
    assert originals(trial) == 1


def test_the_journal_holds_no_byte_of_the_original(trial: Trial) -> None:
    trial.do(arrival(original=ORIGINAL * 40))
    with trial.project._database.reading() as connection:
        row = connection.execute(select(TABLES["actions"].c.blob, TABLES["actions"].c.arguments)).all()[-1]
    assert len(row.blob) + len(row.arguments) < len(ORIGINAL)


def test_undoing_an_import_drops_what_refers_to_the_original(trial: Trial) -> None:
    trial.do(arrival(original=ORIGINAL, origin="in/a.csv"))
    trial.undo()
    assert trial.documents.by_origin() == {}
    assert trial.dump()["sources"] == []
    trial.redo()
    assert [each.name for each in trial.documents.by_origin()["in/a.csv"]] == ["Ana"]


def test_removing_a_document_takes_its_source_along_and_undo_brings_it_back(trial: Trial) -> None:
    action = arrival(original=ORIGINAL)
    trial.do(action)
    trial.comes_and_goes(RemoveDocument(action.id))
    trial.undo()
    assert trial.documents.original(action.id) == ORIGINAL


def test_a_document_without_a_file_has_no_source(trial: Trial) -> None:
    action = arrival()
    trial.do(action)
    assert trial.documents.original(action.id) is None
    assert trial.dump()["sources"] == []


def test_what_a_table_knows_of_a_person_comes_and_goes_with_the_document(trial: Trial) -> None:
    facts = (Fact("âge", "number", "17 "), Fact("quartier", "choice", "Verdun"), Fact("revenu", "number", "refus"))
    trial.comes_and_goes(arrival(facts=facts))
    assert known(trial, "Ana") == {"âge": "17", "quartier": "Verdun", "revenu": REFUSED}
    assert {each.name: each.type for each in trial.cases.attributes()} == {
        "âge": "number",
        "quartier": "choice",
        "revenu": "number",
    }


def test_what_was_known_before_stays_and_the_difference_is_noted(trial: Trial) -> None:
    case = trial.case("Ana")
    trial.do(SetAttribute(case, "âge", "16"))
    change = trial.do(arrival(facts=(Fact("âge", "number", "17"), Fact("rôle", "text", "élève"))))
    assert change.note("differing") == ["âge"]
    assert known(trial, "Ana") == {"âge": "16", "rôle": "élève"}


def test_what_a_second_table_says_again_is_no_difference(trial: Trial) -> None:
    case = trial.case("Ana")
    trial.do(SetAttribute(case, "âge", "17"))
    change = trial.do(arrival(facts=(Fact("âge", "number", " 17 "),)))
    assert change.note("differing") is None
    assert known(trial, "Ana") == {"âge": "17"}


def test_a_row_of_a_group_is_inherited_by_those_inside_and_a_refusal_stops_it(trial: Trial) -> None:
    site = trial.case("Verdun", "site")
    group = trial.case("Groupe A", "group", site)
    for name in ("Groupe A · P1", "Groupe A · P2", "Groupe A · P3"):
        trial.do(AddCase(name, inside=group))
    trial.case("Luc")
    rows = (
        ("Verdun", "urbain", "120"),
        ("Groupe A", "", "7"),
        ("Groupe A · P2", "refuse de répondre", ""),
        ("Groupe A P3", "", "n/a"),
    )
    change = trial.do(ImportAttributes(("cas", "milieu", "membres"), rows))
    assert change.note("cases") == 4
    assert change.note("without") == ["Luc"]
    assert known(trial, "Groupe A · P1") == {"milieu": "urbain", "membres": "7"}
    assert known(trial, "Groupe A · P2") == {"milieu": REFUSED, "membres": "7"}
    assert known(trial, "Groupe A · P3") == {"milieu": "urbain", "membres": NOT_APPLICABLE}
    trial.do(EditCase(group, inside=""))
    assert known(trial, "Groupe A · P1") == {"membres": "7"}


def test_readings_see_words_where_the_study_keeps_signs(trial: Trial) -> None:
    trial.do(arrival())
    trial.do(arrival("Paul"))
    trial.do(ImportAttributes(("cas", "consent", "âge"), (("Ana", "oui", "n/a"), ("Paul", "non", "17"))))
    assert known(trial, "Ana") == {"consent": "true", "âge": NOT_APPLICABLE}
    told = {case.name: case.attributes for case in trial.material().cases}
    assert told == {"Ana": {"consent": "oui", "âge": "ne s’applique pas"}, "Paul": {"consent": "non", "âge": "17"}}


def test_a_rehearsal_answers_as_the_project_would_and_leaves_it_as_it_was(trial: Trial) -> None:
    document = trial.document("E1")
    inside = trial.case("Dedans", inside=trial.case("Dehors", "site"))
    trial.do(AddMemo("à voir"))
    before = trial.dump()
    action = arrival("E1", original=ORIGINAL, origin="x", facts=(Fact("âge", "number", "17"),))
    with Project.rehearsing(trial.project, "Zoé") as tried:
        tried.perform(SetAttribute(inside, "âge", "18"))
        first = tried.perform(action)
        assert tried.documents.with_source(document.source_sha256) == "E1"
        assert set(tried.documents.text(document.id)) == set()
    assert trial.dump() == before
    trial.do(SetAttribute(inside, "âge", "18"))
    second = trial.do(action)
    assert (first.notes, first.rows) == (second.notes, second.rows)
    assert first.note("name") == "E1.csv"


def test_a_rehearsal_needs_no_project() -> None:
    with Project.rehearsing(None, "Zoé") as tried:
        assert tried.perform(arrival()).note("name") == "Ana"


def test_what_was_done_before_there_were_sources_can_still_be_undone(trial: Trial) -> None:
    trial.code("A")
    with trial.project._database.writing() as connection:
        connection.execute(update(TABLES["actions"]).values(schema_revision="0001"))
    trial.undo()
    assert trial.codes.all() == []


@pytest.mark.parametrize("value", ["oui", "non"])
def test_a_single_yes_typed_for_a_case_stays_a_word(trial: Trial, value: str) -> None:
    trial.do(SetAttribute(trial.case("Luc"), "consent", value))
    assert (known(trial, "Luc"), trial.cases.attributes()[0].type) == ({"consent": value}, "text")
