"""An import goes on wherever one goes: whole files, every change heard, one sentence at the end."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import incoming
import pytest
from incoming import FILES, GONE_AFTER, held_at, held_import, said, text_of
from readable import played, until

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.project import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.screens.bringing.correcting import FileList
from qualcode.tui.screens.bringing.importing import ImportScreen
from qualcode.tui.screens.welcome import WelcomeScreen
from qualcode.tui.shown import bringing
from qualcode.tui.workbench import Workbench

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

project, folder = incoming.empty_study, incoming.talks


@pytest.mark.parametrize(("key", "place"), [("1", "CodingScreen"), ("2", "ExploreScreen"), ("ctrl+o", "WelcomeScreen")])
@played
async def test_an_import_goes_on_in_another_place(project: Project, folder: Path, key: str, place: str) -> None:
    heard: list[Any] = []
    app = QualcodeApp(project, incoming=[folder])
    publish = app.workbench._publish
    app.workbench._publish = lambda change: (heard.append(change), publish(change))
    came, go = held_at(app, GONE_AFTER)
    async with app.run_test(size=(120, 36)) as pilot:
        await came.wait()
        await pilot.press(key)
        await until(pilot, lambda: type(app.screen).__name__ == place)
        go.set()
        await until(pilot, lambda: len(heard) == FILES)
        await until(pilot, lambda: f"{FILES} documents brought in" in said(app))
        assert type(app.screen).__name__ == place, "nobody is taken away from where they went"
    texts = {project.documents.text(document.id) for document in project.documents.all()}
    assert texts == {text_of(number) for number in range(FILES)}
    assert app.fault is None


@played
async def test_escape_elsewhere_stops_at_a_whole_file(project: Project, folder: Path) -> None:
    async with held_import(project, folder) as (app, pilot, go):
        await pilot.press("1")
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        await pilot.press("escape")
        await until(pilot, lambda: all(job.cancelled() for job in app.jobs.under_way))
        go.set()
        await until(pilot, lambda: "stopped, whole files are kept" in said(app))
        assert len(project.documents.all()) == GONE_AFTER
    assert app.fault is None


def another(place: Path) -> str:
    """Make another study, and return where it is."""
    other = str(place / "autre.qualcode")
    Project.create(other, title="Autre", coder="Ana").close()
    return other


async def answered(pilot: Pilot[Any], wanted: WelcomeScreen.Wanted, answer: str) -> None:
    """Want another study while files come in, and answer what is asked of that."""
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(pilot.app.screen, WelcomeScreen))
    pilot.app.screen.post_message(wanted)
    await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
    await pilot.press(answer)
    await until(pilot, lambda: isinstance(pilot.app.screen, WelcomeScreen))


@pytest.mark.parametrize(("answer", "brought_in"), [("1", FILES), ("2", GONE_AFTER)])
@played
async def test_another_project_opens_once_the_files_are_in_or_stopped_whole(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str, brought_in: int
) -> None:
    monkeypatch.setenv("QUALCODE_CODER", "Ana")
    told = f"s: {brought_in} documents brought in" + (", stopped, whole files are kept" if answer == "2" else "")
    other = another(folder.parent)
    async with held_import(project, folder) as (app, pilot, go):
        await answered(pilot, WelcomeScreen.Wanted("open", other), answer)
        await until(pilot, lambda: answer == "1" or all(job.cancelled() for job in app.jobs.under_way))
        assert app.workbench.project is project, "nothing is let go while files come in"
        go.set()
        await until(pilot, lambda: app.workbench.project is not project)
        await until(pilot, lambda: bool(app.screen.query("#said")) and told in said(app))
        assert app.workbench.project.study.title == "Autre"
        assert app.workbench.project.documents.all() == []
        app.workbench.project.perform(AddCode("là"))
    assert app.fault is None
    with Project.open(project.label) as kept:
        texts = {kept.documents.text(document.id) for document in kept.documents.all()}
        assert len(texts) == brought_in
        assert texts <= {text_of(number) for number in range(FILES)}


@pytest.mark.parametrize("answer", ["3", "escape"])
@played
async def test_whoever_stays_has_all_their_files(project: Project, folder: Path, answer: str) -> None:
    async with held_import(project, folder) as (app, pilot, go):
        await answered(pilot, WelcomeScreen.Wanted("sample"), answer)
        go.set()
        await until(pilot, lambda: f"{FILES} documents brought in" in said(app))
        assert app.workbench.project is project
        assert len(project.documents.all()) == FILES
    assert app.fault is None


@played
async def test_whoever_goes_elsewhere_while_waiting_keeps_the_project(project: Project, folder: Path) -> None:
    other = another(folder.parent)
    async with held_import(project, folder) as (app, pilot, go):
        await answered(pilot, WelcomeScreen.Wanted("open", other), "1")
        app.screen.post_message(WelcomeScreen.Wanted("back"))
        await until(pilot, lambda: isinstance(app.screen, ImportScreen))
        go.set()
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        await until(pilot, lambda: f"{FILES} documents brought in" in said(app))
        await until(pilot, lambda: not any(one.group == "door" and not one.is_finished for one in app.workers))
        assert app.workbench.project is project
        assert len(project.documents.all()) == FILES
    assert app.fault is None


@played
async def test_the_project_that_is_open_is_only_gone_back_to(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.screen.focused is not None)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        app.screen.post_message(WelcomeScreen.Wanted("open", project.label))
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        assert app.workbench.project is project
        project.perform(AddCode("encore"))


@played
async def test_escape_twice_leaves_with_the_sentence(project: Project, folder: Path) -> None:
    async with held_import(project, folder) as (app, pilot, go):
        await pilot.press("escape")
        await until(pilot, lambda: all(job.cancelled() for job in app.jobs.under_way))
        go.set()
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        await until(pilot, lambda: "stopped, whole files are kept" in said(app))
        assert len(project.documents.all()) == GONE_AFTER


@pytest.mark.parametrize("key", ["1", "2", "ctrl+o"])
@played
async def test_looking_at_files_may_be_left(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    came, go, looked = threading.Event(), threading.Event(), []
    understand = bringing.understand

    def held(*given: Any) -> Any:
        looked.append(given[2])
        if len(looked) == GONE_AFTER:
            came.set()
            assert go.wait(10)
        return understand(*given)

    monkeypatch.setattr(bringing, "understand", held)
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.screen.focused is not None)
        app._import([folder])
        await until(pilot, came.is_set)
        screen = app.screen
        await pilot.press(key)
        await until(pilot, lambda: app.screen is not screen)
        go.set()
        await until(pilot, lambda: not app.jobs.under_way)
        assert len(looked) == (FILES if isinstance(app.screen, WelcomeScreen) else GONE_AFTER)
        assert project.documents.all() == []
    assert app.fault is None


@played
async def test_what_is_written_is_heard_of_though_nobody_waits(project: Project) -> None:
    heard: list[Any] = []
    bench = Workbench(project, heard.append)
    go = threading.Event()
    bench._writer.submit(go.wait, 10)
    waiting = asyncio.ensure_future(bench.perform(AddCode("sommeil")))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    go.set()
    await asyncio.gather(*bench._writing)
    assert [code.name for code in project.codes.all()] == ["sommeil"]
    assert [change.kind for change in heard] == ["AddCode"]


@played
async def test_a_list_grows_by_its_new_lines_alone(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared, asked = [], []
    clear, by_origin = FileList.clear_options, type(project.documents).by_origin
    monkeypatch.setattr(FileList, "clear_options", lambda self: (cleared.append(1), clear(self))[1])
    monkeypatch.setattr(type(project.documents), "by_origin", lambda self: (asked.append(1), by_origin(self))[1])
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.screen.focused is not None)
        app._import(())
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen.focused is not None)
        await pilot.pause()
        cleared.clear()
        app.screen.take([folder])
        listing = app.screen.query_one(FileList)
        await until(pilot, lambda: listing.option_count == FILES)
        assert len(asked) == 1
        assert len(cleared) == 1, "the first line alone writes the list anew"


@played
async def test_a_file_that_is_in_lets_its_transcript_go_and_stays_told(project: Project, folder: Path) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: app.screen.focused is not None)
        (folder / "z.docx").write_bytes(b"no document")  # refused: the result stays in sight
        app._import([folder])
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and len(app.screen.incoming) == FILES + 1)
        screen = app.screen
        before = {path: (file.voices, bringing.facts_of(file), file.words) for path, file in screen.incoming.items()}
        losses = {path: bringing.losses_of(file) for path, file in screen.incoming.items()}
        await until(pilot, lambda: not app.jobs.under_way)
        screen.action_bring_in()
        await until(pilot, lambda: f"{FILES} documents brought in" in said(app))
        for path, file in screen.incoming.items():
            assert file.source is None
            assert (file.voices, bringing.facts_of(file), file.words) == before[path]
            assert bringing.losses_of(file) == losses[path]
        assert all("refused" not in str(option.prompt) for option in screen.query_one(FileList).options[:FILES])


@played
async def test_the_sentence_of_an_import_outlasts_its_files(project: Project, folder: Path) -> None:
    app = QualcodeApp(project, incoming=[folder])
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: len(project.documents.all()) == FILES)
        await until(pilot, lambda: app.screen is app.get_screen("code") and "brought in" in said(app))
        await until(pilot, lambda: not app.screen._showing)
        assert said(app) == f"{FILES} documents brought in"
