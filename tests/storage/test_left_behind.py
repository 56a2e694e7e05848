"""What killed processes leave beside a project, and what copies of it keep: none of it outlives a purge unseen."""

from __future__ import annotations

import html
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qualcode.coding.project import Project
from qualcode.coding.purging.words import PurgeWords, purge_words
from qualcode.model import errors
from qualcode.storage.care import backup, restore
from qualcode.storage.care.lock import WriterLock
from qualcode.storage.purging.texts import readable

if TYPE_CHECKING:
    from collections.abc import Callable


def test_drafts_of_a_killed_process_go_when_the_project_is_opened_for_writing(
    tmp_path: Path, new_study: Callable[[str], Project]
) -> None:
    path = tmp_path / "étude [1].qualcode"
    new_study(str(path)).close()
    drafts = [path.with_name(f".{path.name}.4711.part{side}") for side in ("", "-wal", "-journal")]
    strange = (".autre.qualcode.4711.part", f".{path.name}.mine.part", f"{path.name}.1.part")
    others = [path.with_name(name) for name in strange]
    for left in (*drafts, *others):
        left.write_bytes(b"Luc")
    Project.open(str(path)).close()  # who only reads may not know whose they are
    lock = WriterLock(path, "Max")
    with pytest.raises(errors.ProjectLocked):
        Project.open(str(path), coder="Zoé", write=True)
    lock.release()
    assert all(left.exists() for left in drafts)
    Project.open(str(path), coder="Zoé", write=True).close()
    assert [left.exists() for left in (*drafts, *others)] == [False] * 3 + [True] * 3


def test_a_project_put_aside_is_found_whatever_its_name(tmp_path: Path, new_study: Callable[[str], Project]) -> None:
    path = tmp_path / "étude [1].qualcode"
    aside = path.with_name(f"{path.name}.damaged-2024")
    aside.write_bytes(b"no project, but Luc is in it")
    with new_study(str(path)) as project:
        assert [Path(one.path) for one in project.purging.backups(["Luc"])] == [aside]


def opened_and_killed(copy: Path, tmp_path: Path) -> None:
    """Leave a copy as one leaves it who opened it, wrote the name in it, and was killed."""
    place = tmp_path / "elsewhere.qualcode"
    place.write_bytes(copy.read_bytes())
    with closing(sqlite3.connect(place)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE memos SET text = 'dit Luc, encore Luc'")
        other.commit()
        for side in ("", "-wal"):
            copy.with_name(copy.name + side).write_bytes(place.with_name(place.name + side).read_bytes())


@pytest.mark.parametrize("way", ["purge", "delete"])
def test_the_log_of_a_backup_does_not_outlive_it(kept: Path, tmp_path: Path, way: str) -> None:
    with Project.open(str(kept), coder="Zoé", write=True) as project:
        copy = project.care.back_up()
        opened_and_killed(copy, tmp_path)
        action = PurgeWords((("Luc", "P1"),))
        project.perform(action)
        if way == "purge":
            project.purging.purge_backup(str(copy), [action], "Zoé")
        else:
            project.purging.delete_backup(str(copy))
        assert [each.name for each in backup.folder_of(kept).iterdir()] == ([copy.name] if way == "purge" else [])
        assert project.purging.backups(["Luc"]) == []
    if way == "purge":
        assert b"Luc" not in copy.read_bytes()
        restore.restore(str(kept), copy, "Zoé")
        with Project.open(str(kept)) as project:
            assert [memo.text for memo in project.memos.all()] == ["dit P1, encore P1"]


def test_words_are_read_in_markup_that_cuts_them_or_writes_their_signs_otherwise() -> None:
    said = "j'ai dit « non » à O'Brien & fils"
    marked = f"<p>{html.escape(said[:9])}<b>{html.escape(said[9:20])}</b>{html.escape(said[20:])}</p>"
    assert any(said in text for text in readable(marked.encode()))
    assert said in list(readable(said.encode()))


def test_words_that_stand_in_the_history_alone_are_purged_too(kept: Path) -> None:
    with Project.open(str(kept), coder="Zoé", write=True) as project:
        project.undo()
        assert "Tiens." not in str(project.dump())
        assert purge_words(project, {"Tiens": "Bon"}) == []
        assert project.care.check() == []
        with pytest.raises(errors.Refusal):
            purge_words(project, {"Tiens": "Bon"})
