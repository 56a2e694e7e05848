"""The screen makes backups by itself where something changed, and says so where it cannot."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.tui import app as application
from qualcode.tui import opening
from qualcode.tui.app import QualcodeApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROUNDS = 500


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a study with something done in it, shown by a screen that does not wait."""
    monkeypatch.setattr(application, "_SETTLED", 0.01)
    path = tmp_path / "sleep.qualcode"
    with Project.create(str(path), title="Dormir", coder="Ana") as project:
        project.perform(AddCode("École"))
    return path


def shown(path: Path, holds: Callable[[QualcodeApp], bool]) -> None:
    """Show a project until something holds."""

    async def show() -> None:
        app = QualcodeApp(str(path), coder="Ana")
        async with app.run_test(size=(120, 36)) as pilot:
            for _round in range(ROUNDS):
                if holds(app):
                    break
                await pilot.pause(0.02)
            else:
                pytest.fail("it never came to hold")
            await app.workers.wait_for_complete([w for w in app.workers if w.group == "backup"])
        app.let_go()

    asyncio.run(show())


def copies(path: Path) -> list[str]:
    folder = path.with_name(f"{path.name}-backups")
    return sorted(each.name for each in folder.glob("2*.qualcode")) if folder.exists() else []


def test_what_changed_is_backed_up_and_what_did_not_is_not(place: Path) -> None:
    shown(place, lambda _app: len(copies(place)) == 1)
    looks = iter(range(4))
    shown(place, lambda _app: next(looks, None) is None)
    assert len(copies(place)) == 1


def test_a_backup_that_cannot_be_made_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.with_name(f"{place.name}-backups").write_text("in the way", encoding="utf-8")
    told: list[str] = []
    monkeypatch.setattr(QualcodeApp, "tell", lambda _app, sentence: told.append(sentence))
    shown(place, lambda _app: bool(told))
    assert "cannot be written" in told[0]


def test_a_folder_that_is_copied_is_told_of_at_the_door_once(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Laval"
    folder.mkdir()
    place = str(folder / "s.qualcode")
    Project.create(place, coder="Ana").close()
    words: list[Any] = []
    for _ in range(2):
        opened = opening.open_project(place, "Ana")
        words.append(opened.word)
        opened.project.close()
    assert "OneDrive" in words[0]
    assert words[1] == ""


def test_a_second_opening_reads_only_and_says_who_and_since_when(place: Path) -> None:
    with Project.open(str(place), coder="Mathis", write=True):
        opened = opening.open_project(str(place), "Ana")
        assert "Mathis has it open for writing since 20" in opened.word
        with pytest.raises(errors.ReadOnlyProject):
            opened.project.perform(AddCode("x"))
        opened.project.close()
