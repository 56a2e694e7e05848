"""While files come in nothing is undone; afterwards one undo takes the import, and what is said is what there is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import incoming
import pytest
from incoming import FILES, GONE_AFTER, held_import, said
from readable import played, quiet, until

from qualcode.coding.codebook.codes import AddCode
from qualcode.model.errors import StillComingIn
from qualcode.tui.shown.bringing import Incoming
from qualcode.tui.shown.listed import facts, file_line
from qualcode.tui.workbench import Workbench

if TYPE_CHECKING:
    from qualcode.coding.project import Project

project, folder = incoming.empty_study, incoming.talks


@pytest.mark.parametrize(
    ("place", "key", "told"), [("1", "u", "undo: "), ("1", "ctrl+r", "redo: "), ("2", "u", "undo: ")]
)
@played
async def test_nothing_is_undone_while_files_come_in_and_all_of_them_afterwards(
    project: Project, folder: Path, place: str, key: str, told: str
) -> None:
    async with held_import(project, folder) as (app, pilot, go):
        screen = app.screen
        await pilot.press(place)
        await until(pilot, lambda: app.screen is not screen and app.screen.focused is not None)
        heard, say = [], app.screen.say
        app.screen.say = lambda sentence: (heard.append(sentence), say(sentence))
        await pilot.press(key)
        await until(pilot, lambda: any(each.startswith(f"{told}files are still coming in") for each in heard))
        assert len(project.documents.all()) == GONE_AFTER - 1
        go.set()
        await until(pilot, lambda: f"{FILES} documents brought in" in said(app))
        assert len(project.documents.all()) == FILES
        await app.workbench.undo()
        assert project.documents.all() == []
        await app.workbench.redo()
        assert len(project.documents.all()) == FILES
        await quiet(pilot)
    assert app.fault is None


@played
async def test_what_was_stopped_or_went_wrong_can_be_undone(project: Project) -> None:
    bench = Workbench(project, lambda _change: None)
    await bench.perform(AddCode("sommeil"))
    job = bench.jobs.begin("…", one_step=True)
    job.stop()
    for turn in (bench.undo, bench.redo):
        with pytest.raises(StillComingIn):
            await turn()
    bench.jobs.end(job)
    other = bench.jobs.begin("…")
    await bench.undo()
    bench.jobs.end(other)
    assert project.codes.all() == []


@pytest.mark.parametrize(("coder", "parts"), [("Ana", 2), ("Max", 1)])
@played
async def test_work_of_ones_own_amid_an_import_stays_and_undo_says_its_order(
    project: Project, folder: Path, coder: str, parts: int
) -> None:
    async with held_import(project, folder) as (app, pilot, go):
        project.coder = coder
        project.perform(AddCode("entre"))
        project.coder = "Ana"
        go.set()
        await until(pilot, lambda: f"{FILES} documents brought in" in said(app))
        assert said(app).endswith("; undo takes them back in parts, as you worked meanwhile") is (parts > 1)
        await app.workbench.undo()
        assert len(project.documents.all()) == (GONE_AFTER - 1 if parts > 1 else 0)
        assert [code.name for code in project.codes.all()] == ["entre"]
        if parts > 1:
            await app.workbench.undo()
            await app.workbench.undo()
            assert (project.codes.all(), project.documents.all()) == ([], [])
        await quiet(pilot)


@played
async def test_what_is_said_at_the_end_is_what_the_project_holds(project: Project, folder: Path) -> None:
    async with held_import(project, folder) as (app, pilot, go):
        screen = app.screen
        project.undo()  # as the same person may from another window, where the project is on a server
        assert project.documents.all() == []
        go.set()
        held = FILES - GONE_AFTER + 1
        await until(pilot, lambda: f"{held} documents brought in, {GONE_AFTER - 1} taken out since" in said(app))
        assert len(project.documents.all()) == held
        assert [file.state for file in screen.incoming.values()].count("gone") == GONE_AFTER - 1
        await quiet(pilot)


def test_a_file_that_was_taken_out_since_says_how_it_comes_in_again() -> None:
    file = Incoming(Path("e1.txt"), "gone", told="e1")
    assert file_line(file, 60).plain.endswith("taken out since")
    assert facts(file).plain.startswith("Came in as “e1”, and was taken out since: x leaves it out")
