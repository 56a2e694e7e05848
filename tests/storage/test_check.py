"""What is spoilt is found and named; what is sound raises no alarm; what follows from the rest is put right."""

from __future__ import annotations

import importlib.util
import random
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.care import backups
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.passages.codings import ApplyCode, EditCoding
from qualcode.coding.project import Project, action_words
from qualcode.model import errors
from qualcode.model.care import RULES
from qualcode.storage.care import check as checking

if TYPE_CHECKING:
    from collections.abc import Iterator


def _soundness() -> Any:
    spec = importlib.util.spec_from_file_location("soundness", Path(__file__).with_name("soundness.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["soundness"] = module
    spec.loader.exec_module(module)
    return module


SOUNDNESS = _soundness()
SPOILERS = SOUNDNESS.SPOILERS


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "study.qualcode"
    SOUNDNESS.whole_study(path)
    return path


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "study.qualcode"))


def found_in(path: Path) -> set[str]:
    """Return the rules that a file breaks; a file that is refused breaks the first of all."""
    try:
        with Project.open(str(path)) as project:
            return {fault.rule for fault in project.care.check()}
    except errors.Refusal:
        return {"refused"}


def test_a_sound_study_raises_no_alarm(sound: Path) -> None:
    assert found_in(sound) == set()


def test_every_rule_has_a_way_to_be_broken() -> None:
    assert {rule for spoiler in SPOILERS for rule in spoiler.rules} - {"refused"} == set(RULES)


@pytest.mark.parametrize("spoiler", SPOILERS, ids=lambda spoiler: spoiler.name.replace(" ", "_"))
def test_what_is_spoilt_is_found(copy: Path, spoiler: Any) -> None:
    spoiler.spoil(SOUNDNESS.Spoilt(copy, random.Random(spoiler.name)))
    assert found_in(copy) & spoiler.rules


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(200))
def test_two_hundred_planted_faults_are_found(copy: Path, seed: int) -> None:
    chance = random.Random(seed)
    spoiler = chance.choice(SPOILERS)
    spoiler.spoil(SOUNDNESS.Spoilt(copy, chance))
    assert found_in(copy) & spoiler.rules, spoiler.name


@pytest.mark.nightly
def test_two_hundred_sound_studies_raise_no_alarm(sound: Path, tmp_path: Path) -> None:
    for seed in range(200):
        path, chance = Path(shutil.copy(sound, tmp_path / f"{seed}.qualcode")), random.Random(seed)
        with Project.open(str(path), coder=chance.choice(("Zoé", "Max")), write=True) as project:
            documents = [document.id for document in project.documents.all()]
            for _ in range(chance.randrange(1, 12)):
                start = chance.randrange(60)
                code = AddCode(f"c{chance.random()}")
                project.perform(code)
                project.perform(ApplyCode(chance.choice(documents), start, start + chance.randrange(1, 40), code.id))
                if chance.random() < 0.4:
                    project.undo()
        assert found_in(path) == set()
        path.unlink()


def test_a_fault_names_its_place_and_never_the_words(copy: Path) -> None:
    spoilt = SOUNDNESS.Spoilt(copy, random.Random(1))
    coding = spoilt.one("codings")
    spoilt.set("codings", "text", "PAROLES SECRÈTES", coding)
    with Project.open(str(copy)) as project:
        faults = project.care.check()
    said = [(fault.rule, fault.where) for fault in faults]
    assert ("quoted-text", f"{_document(copy, coding)}: codings {coding[-8:]}") in said
    assert ("journal-row", f"codings {coding[-8:]}") in said
    everything = repr(faults) + "".join(fault.sentence for fault in faults)
    assert "SECR" not in everything
    assert "jardin" not in everything.casefold()


def _document(path: Path, coding: str) -> str:
    connection = sqlite3.connect(path)
    statement = "SELECT d.name FROM documents d JOIN codings c ON c.document_id = d.id WHERE c.id = ?"
    ((name,),) = connection.execute(statement, (coding,)).fetchall()
    connection.close()
    return name


@pytest.mark.parametrize("spoiler", [s for s in SPOILERS if s.mended], ids=lambda s: s.name.replace(" ", "_"))
def test_what_follows_from_the_rest_is_put_right(copy: Path, spoiler: Any) -> None:
    with Project.open(str(copy)) as project:
        before = project.dump()
    spoiler.spoil(SOUNDNESS.Spoilt(copy, random.Random(3)))
    with Project.open(str(copy), coder="Ana", write=True) as project:
        done = project.care.repair("Ana")
        assert done.before
        assert done.after == ()
        assert project.dump() == before
        assert len(backups(str(copy))) == 1
        if done.mended:
            entry = project.history(1)[0]
            words = action_words(entry.action, entry.arguments)
            assert words.startswith("repair of ")
            assert words.endswith("asked for by Ana")
        with pytest.raises(errors.NothingToUndo):
            project.undo()
        assert project.care.check() == []


@pytest.mark.parametrize("spoiler", [s for s in SPOILERS if not s.mended], ids=lambda s: s.name.replace(" ", "_"))
def test_what_would_take_a_guess_is_left_as_it_is(copy: Path, spoiler: Any) -> None:
    spoiler.spoil(SOUNDNESS.Spoilt(copy, random.Random(5)))
    before = _rows(copy)
    try:
        with Project.open(str(copy), coder="Ana", write=True) as project:
            done = project.care.repair("Ana")
            assert {fault.rule for fault in done.after} & spoiler.rules
    except errors.Refusal:
        pass
    after = _rows(copy)
    changed = {table for table in before if after.get(table) != before[table]}
    assert changed <= {"actions", "derived"} or {"unique-name"} & spoiler.rules


def _rows(path: Path) -> dict[str, list[Any]]:
    """Return the rows of every table that can be read, the study's own words among them."""
    found: dict[str, list[Any]] = {}
    connection = sqlite3.connect(path)
    try:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            found[table] = sorted(map(repr, connection.execute(f"SELECT * FROM {table}").fetchall()))  # noqa: S608 - tables of ours
    except sqlite3.Error:
        pass
    finally:
        connection.close()
    return found


def test_a_sound_project_is_not_repaired(copy: Path) -> None:
    with Project.open(str(copy), coder="Ana", write=True) as project:
        before = len(project.history())
        assert project.care.repair("Ana").mended == 0
        assert len(project.history()) == before
    assert backups(str(copy)) == []


def test_repair_takes_the_right_to_write(copy: Path) -> None:
    with Project.open(str(copy)) as project, pytest.raises(errors.ReadOnlyProject):
        project.care.repair("Ana")


def test_work_goes_on_after_a_repair_and_is_undone(copy: Path) -> None:
    spoilt = SOUNDNESS.Spoilt(copy, random.Random(7))
    coding = spoilt.one("codings")
    spoilt.set("codings", "after", "autre", coding)
    with Project.open(str(copy), coder="Zoé", write=True) as project:
        project.care.repair("Zoé")
        project.perform(EditCoding(coding, weight=5))
        project.undo()
        assert project.care.check() == []


def test_a_look_that_cannot_see_is_a_fault_and_the_others_go_on(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(_connection: object) -> Iterator[Any]:
        raise sqlite3.DatabaseError("database disk image is malformed")
        yield

    looks = tuple((name, blind if name == "names" else look) for name, look in checking._LOOKS)
    monkeypatch.setattr(checking, "_LOOKS", looks)
    SOUNDNESS.Spoilt(copy, random.Random(1)).set("codings", "text", "autre")
    assert found_in(copy) >= {"unreadable", "quoted-text"}


@pytest.mark.postgres
def test_a_servers_project_is_checked_by_the_same_rules(postgres_url: str, new_study: Any) -> None:
    project = new_study(postgres_url)
    assert project.care.check() == []
    with project._database.writing() as connection:
        connection.exec_driver_sql("UPDATE codings SET text = 'autre'")
        connection.exec_driver_sql("UPDATE codes SET name_key = 'autre'")
        connection.exec_driver_sql("UPDATE actions SET number = 99 WHERE number = 2")
    rules = {fault.rule for fault in project.care.check()}
    assert rules >= {"quoted-text", "name-key", "journal-number", "journal-row"}
    done = project.care.repair("Zoé")
    assert done.mended == 2
    assert {fault.rule for fault in done.after} == {"journal-number"}
    project.close()


def test_an_entry_of_many_rows_is_compared_image_by_image(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.storage.care.look_journal._ROWS", 1)
    assert found_in(copy) == set()
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE turns SET speaker = speaker || 'x'")
    connection.close()
    assert found_in(copy) == {"journal-row"}
