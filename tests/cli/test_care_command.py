"""`qualcode check`, `backup`, `restore`: what is wrong is told with its place, copies are made and gone back to."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.project import Project
from qualcode.model.care import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("ana")


def spoil(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def copies(path: Path) -> list[Path]:
    folder = path.with_name(f"{path.name}-backups")
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_sound_project_is_said_to_be_sound(command: Callable[..., Any], study: Path) -> None:
    ran = command("check")
    assert (ran.code, ran.out, ran.err) == (0, "", f"{study.name}: sound; no fault found\n")
    ran = command("check", "--json")
    assert ran.json["rows"] == []
    assert ran.json["question"] == {"reading": "check", "rules": list(RULES), "repair": False}
    assert copies(study) == []


def test_faults_are_rows_and_an_exit_of_one_and_repair_takes_them_away(
    command: Callable[..., Any], study: Path
) -> None:
    spoil(study, "UPDATE documents SET words = 1 WHERE name = 'Entrevue 01'")
    ran = command("check", "--json")
    assert ran.code == 1
    assert [(set(row), row["rule"], row["where"]) for row in ran.rows if row["rule"] == "counts"] == [
        ({"rule", "where", "fault"}, "counts", "documents Entrevue 01")
    ]
    ran = command("check")
    assert ran.code == 1
    assert "counts" in ran.out
    assert "qualcode check --repair" in ran.out
    assert ran.err.endswith("2 faults found\n")
    ran = command("check", "--repair")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("1 row put right\n")
    assert len(copies(study)) == 1
    assert command("check").code == 0
    assert "asked for by Ana" in command("history", "--limit", 1).out


def test_of_many_faults_of_a_rule_the_first_are_shown(command: Callable[..., Any], study: Path) -> None:
    row = "('x{0}', 'x', 'x{0}', '', 'kept', '', 9, 1)"
    spoil(study, *(f"INSERT INTO themes VALUES {row.format(number)}" for number in range(25)))  # noqa: S608 - tables of ours
    ran = command("check")
    assert "journal-row: 25 in all; --json has each" in ran.out
    assert ran.out.count("was changed beside the journal") == 20
    assert sum(row["rule"] == "journal-row" for row in command("check", "--json").rows) == 25


def test_the_words_of_an_interview_are_never_told(command: Callable[..., Any], study: Path) -> None:
    spoil(study, "UPDATE codings SET text = 'PAROLES', before = 'PAROLES'")
    for words in (("check",), ("check", "--json"), ("check", "--repair")):
        ran = command(*words)
        assert "PAROLES" not in ran.out + ran.err
        assert "école" not in ran.out + ran.err


def test_a_backup_is_made_beside_or_where_one_wants(command: Callable[..., Any], study: Path, tmp_path: Path) -> None:
    ran = command("backup")
    (made,) = copies(study)
    assert (ran.code, ran.out) == (0, "")
    assert made.name in ran.err
    assert command("backup", tmp_path / "clé.qualcode").code == 0
    ran = command("backup", tmp_path / "clé.qualcode", "-p", study)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "already there" in ran.err
    (tmp_path / "usb").mkdir()
    assert command("backup", tmp_path / "usb", "-p", study).code == 0
    (put,) = (tmp_path / "usb").iterdir()
    assert put.name.startswith("study-20")
    with Project.open(str(put)) as copy, Project.open(str(study)) as project:
        assert copy.dump() == project.dump()


def test_one_can_back_up_what_is_open_elsewhere_and_not_restore_it(command: Callable[..., Any], study: Path) -> None:
    with Project.open(str(study), coder="Mathis", write=True):
        assert command("backup").code == 0
        ran = command("restore", "1", "--yes")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "Mathis has it open for writing since" in ran.err


def test_the_way_back_is_listed_asked_for_and_gone(command: Callable[..., Any], study: Path) -> None:
    assert "No backup yet" in command("restore", "--list").err
    command("backup")
    assert "nothing" in command("restore").out
    before = command("export", "json", "-").out
    command("codes", "add", "Midi")
    (row,) = command("restore", "--list", "--json").rows
    assert row["number"] == 1
    assert (row["actions_since"], row["since"]) == (1, {"codes": 1})
    assert row["size"] == copies(study)[0].stat().st_size
    assert "1 action, +1 code" in command("restore").out
    ran = command("restore", "1")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "--yes" in ran.err
    assert "1 action, +1 code" in ran.err
    assert command("restore", "1", "--yes").code == 0
    assert command("export", "json", "-").out == before
    assert "another course of things" in command("restore").out
    assert command("restore", "1", "--yes").code == 0
    assert "Midi" in command("codes").out


def test_a_backup_that_is_not_there_and_a_server_are_refused(command: Callable[..., Any], study: Path) -> None:
    for words in (("restore", "9", "--yes"), ("restore", study.name, "-p", "postgresql://ana:s3cret@host/x")):
        ran = command(*words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert "s3cret" not in ran.err


def test_any_file_may_be_gone_back_to(command: Callable[..., Any], study: Path, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    command("backup", tmp_path / "usb")
    (put,) = (tmp_path / "usb").iterdir()
    command("codes", "add", "Midi")
    assert command("restore", put, "--yes", "-p", study).code == 0
    assert "Midi" not in command("codes").out


def test_a_damaged_project_says_where_its_backups_are(command: Callable[..., Any], study: Path) -> None:
    command("backup")
    content = study.read_bytes()
    study.write_bytes(content[:4096] + bytes(len(content) - 4096))
    ran = command("check")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "restore --list" in ran.err
    assert command("restore", "1", "--yes").code == 0
    assert command("check").code == 0
    assert any("damaged" in path.name for path in study.parent.iterdir())


def test_a_folder_that_is_copied_is_told_of_once(command: Callable[..., Any], study: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    moved = Path(study.rename(folder / study.name))
    ran = command("codes", "add", "Midi", "-p", moved)
    assert "a folder that Dropbox copies" in ran.err
    assert "PostgreSQL" in ran.err
    assert "Dropbox copies" not in command("codes", "add", "Nuit", "-p", moved).err


@pytest.mark.usefixtures("french")
def test_french_says_it_all(command: Callable[..., Any], study: Path) -> None:
    assert command("check").err == f"{study.name}\u00a0: en bon état; aucune anomalie\n"
    spoil(study, "UPDATE documents SET words = 1")
    ran = command("check")
    assert "anomalies" in ran.err
    assert "“" not in ran.out
