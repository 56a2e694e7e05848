"""The application around the places: what it opens, remembers, explains and survives."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from readable import played, until
from textual.app import App
from textual.widgets import Input, Static

from qualcode import settings
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.project import Project
from qualcode.model.errors import NothingToUndo
from qualcode.model.messages import N_
from qualcode.model.transcript import Speech, Transcript
from qualcode.settings import Settings
from qualcode.tui import opening
from qualcode.tui.app import QualcodeApp
from qualcode.tui.commands import Command, key_sign, rebind, sign_of
from qualcode.tui.dialogs.help import HelpDialog
from qualcode.tui.dialogs.jump import JumpDialog, targets
from qualcode.tui.dialogs.keys import KeysDialog
from qualcode.tui.dialogs.palette import PaletteDialog, fitting
from qualcode.tui.dialogs.settings import SettingsDialog
from qualcode.tui.running import Jobs
from qualcode.tui.screens.small import SmallScreen
from qualcode.tui.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

TEXT = "Rita : Où dormez-vous?\nPaul : Je dors à l’école.\nRita : Et ailleurs?\nPaul : [rires] Chez ma sœur."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Return an open study of one interview and one code."""
    made = Project.create(str(tmp_path / "sleep.qualcode"), title="Dormir", coder="Ana")
    turns = (Speech("Rita", 7, 22, "interviewer"), Speech("Paul", 30, 48))
    made.perform(ImportDocument("Entrevue 01", "e.txt", "1", Transcript(TEXT, "txt", language="fr", turns=turns)))
    made.perform(AddCode("École"))
    yield made
    made.close()


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until what was begun is done."""
    for _round in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete([w for w in pilot.app.workers if w.group == "door"])
    await pilot.pause()


async def opened(pilot: Pilot[Any], key: str, dialog: type) -> None:
    """Press a key, and wait for its dialog."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, dialog))


# Where one was


def test_the_place_is_kept_in_the_project_for_each_coder(project: Project) -> None:
    first = Workbench(project, lambda _change: None)
    assert first.place() is None
    first.remember_place("d1", 42)
    assert first.place() == ("d1", 42)
    place = project.label
    first.close()
    with Project.open(place, coder="Ana", write=True) as again:
        assert Workbench(again, lambda _change: None).place() == ("d1", 42)
        again.coder = "Mathis"
        assert Workbench(again, lambda _change: None).place() is None


def test_a_place_nobody_can_read_is_no_place(project: Project) -> None:
    bench = Workbench(project, lambda _change: None)
    project.derived.put("place-2", {bench._place_key("last"): b"{broken"})
    assert bench.place() is None


def test_a_project_opened_for_reading_keeps_no_place(project: Project) -> None:
    place = project.label
    project.close()
    reading = Workbench(Project.open(place, coder="Ana"), lambda _change: None)
    reading.remember_place("d1", 3)
    reading.close()
    with Project.open(place, coder="Ana") as again:
        assert Workbench(again, lambda _change: None).place() is None


def test_the_place_is_no_action(project: Project) -> None:
    bench = Workbench(project, lambda _change: None)
    before = len(project.history())
    bench.remember_place("d1", 1)
    bench.keep_place()
    bench._writer.shutdown(wait=True)
    assert len(project.history()) == before


# Opening


def test_a_project_open_elsewhere_opens_for_reading_with_a_word_saying_who_has_it(project: Project) -> None:
    opened = opening.open_project(project.label, "Mathis")
    assert "Ana" in opened.word
    assert not opened.project.derived.keeps
    opened.project.close()


def test_the_last_project_comes_first_then_those_of_the_folder(tmp_path: Path, project: Project) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.qualcode").touch()
    opening.remember(project.label)
    settings.save(settings.remember(settings.load(), str(tmp_path / "gone.qualcode")))
    opening.remember(project.label)
    names = [recent.name for recent in opening.recent_projects(tmp_path / "here")]
    assert names == ["sleep", "a"]


@pytest.mark.parametrize("dropped", ["{0}", "'{0}'", "file://{1}", "{2}"])
def test_what_a_terminal_pastes_for_a_dropped_file_is_understood(tmp_path: Path, dropped: str) -> None:
    path = tmp_path / "une entrevue.txt"
    path.touch()
    pasted = dropped.format(path, str(path).replace(" ", "%20"), str(path).replace(" ", "\\ "))
    assert opening.pasted_paths(pasted + "\n") == [path]


def test_pasted_words_are_no_files() -> None:
    assert opening.pasted_paths("bonjour à tous") == []
    assert opening.pasted_paths("/nowhere/at/all.txt") == []
    assert opening.pasted_paths("") == []


@played
async def test_the_coder_is_asked_for_once(tmp_path: Path) -> None:
    project = Project.create(str(tmp_path / "x.qualcode"), title="X")
    app = QualcodeApp(project)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: bool(app.screen.query(Input)))
        await pilot.press(*"Mathis", "enter")
        await until(pilot, lambda: app.is_screen_installed("code"))
    assert project.coder == "Mathis"
    assert settings.load().coder == "Mathis"
    assert opening.coder_known() == "Mathis"
    project.close()


# Guides


@played
async def test_the_guides_open_and_escape_closes_them(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        for key, dialog in (
            ("question_mark", HelpDialog),
            ("f1", HelpDialog),
            ("f9", KeysDialog),
            ("semicolon", JumpDialog),
            ("ctrl+p", PaletteDialog),
            ("comma", SettingsDialog),
        ):
            await opened(pilot, key, dialog)
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is app.get_screen("code"))


@played
async def test_the_sheet_of_keys_says_what_they_do_and_the_names_of_the_settings_where_asked(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await opened(pilot, "f9", KeysDialog)

        def words() -> str:
            return str(app.screen.query_one("#sheet", Static).visual.plain)

        assert "apply the last code again" in words()
        assert "code.again" not in words()
        await pilot.press("n")
        await until(pilot, lambda: "code.again" in words())
        assert f"Under [keys] in {settings.path()}" in words()
        await pilot.press("n")
        await until(pilot, lambda: "code.again" not in words())


@played
async def test_a_letter_jumps_to_its_panel(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        last = targets(app.screen)[-1]
        assert app.focused is not last.widget
        await opened(pilot, "semicolon", JumpDialog)
        await pilot.press(last.letter)
        await until(pilot, lambda: app.focused is last.widget)


@played
async def test_a_letter_at_the_edge_unfolds_a_panel_that_is_folded_away(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        places = targets(app.screen)
        assert [place.name for place in places] == ["Documents", "", "Codebook"]
        assert not app.screen.query_one("#right").display
        await opened(pilot, "semicolon", JumpDialog)
        await pilot.press(places[-1].letter)
        await until(pilot, lambda: app.focused is app.screen.query_one("#codebook"))


@played
async def test_the_palette_does_a_command_where_the_focus_was(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await opened(pilot, "ctrl+p", PaletteDialog)
        await pilot.press(*"undo", "enter")
        await until(pilot, lambda: project.codes.all() == [])


def test_the_palette_finds_by_pieces_without_accents() -> None:
    first = Command("a", "a", "a", "", N_("go back a letter"))
    second = Command("b", "b", "b", "", N_("settings"), rank=1)
    assert fitting("", [first, second]) == [second, first]
    assert fitting("LÉTT back", [first, second]) == [first]
    assert fitting("zz", [first, second]) == []


@played
async def test_ctrl_c_ends_nothing(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.is_running
        assert app.return_code is None


@played
async def test_the_settings_change_look_language_and_name(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(app.screen, SettingsDialog))
        await pilot.press("right")
        await until(pilot, lambda: app.theme == "paper")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "ink")
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(app.screen, SettingsDialog))
        await pilot.press("left", "down", "down", *"Zoé", "enter")
        await until(pilot, lambda: project.coder == "Zoé" and app.is_screen_installed("code"))
    assert app.theme == "contrast"
    assert (settings.load().theme, settings.load().coder) == ("contrast", "Zoé")


@played
async def test_keys_of_the_settings_take_the_place_of_ours(project: Project) -> None:
    settings.save(Settings(coder="Ana", keys={"help": "ctrl+g"}))
    app = QualcodeApp(project)
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await settled(pilot)
            await pilot.press("ctrl+g")
            await until(pilot, lambda: isinstance(app.screen, HelpDialog))
            assert key_sign(Command("help", "question_mark", "help", "", "")) == "^g"
    finally:
        rebind({})


@pytest.mark.parametrize(
    ("key", "sign"), [("ctrl+p", "^p"), ("shift+left", "⇧←"), ("alt+down", "alt+↓"), ("full_stop", "."), ("f1", "F1")]
)
def test_a_key_is_written_as_people_write_it(key: str, sign: str) -> None:
    assert sign_of(key) == sign


# A small window, work under way, faults


@played
async def test_a_window_too_small_says_so_and_comes_back(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(50, 12)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, SmallScreen))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.screen is app.get_screen("code"))


@played
async def test_work_under_way_is_told_and_escape_stops_it(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        job = app.jobs.begin("counting")
        job.begun -= 5
        job.step(1, 4, "[b]Entrevue[/b] 01")
        await until(pilot, lambda: "1/4" in _words(app))
        assert "[b]Entrevue[/b] 01" in _words(app)
        await pilot.press("escape")
        assert job.cancelled()
        app.jobs.end(job)
        await until(pilot, lambda: "1/4" not in _words(app))


def test_the_latest_job_stops_first() -> None:
    told = []
    jobs = Jobs(lambda: told.append(1))
    first, second = jobs.begin("a"), jobs.begin("b")
    assert jobs.stop()
    assert (first.cancelled(), second.cancelled()) == (False, True)
    jobs.stop_all()
    assert not jobs.stop()
    jobs.end(first)
    jobs.end(first)
    assert len(told) == 3


@played
async def test_a_job_of_the_workbench_answers_and_ends(project: Project) -> None:
    bench = Workbench(project, lambda _change: None)
    answer = await bench.run("adding", lambda job, a, b: (job.words, a + b), 1, b=2)
    assert answer == ("adding", 3)
    assert bench.jobs.under_way == []


@played
async def test_a_refusal_nobody_heard_in_a_worker_is_told_and_ends_nothing(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)

        async def refuse() -> None:
            raise NothingToUndo("Dormir")

        app.run_worker(refuse())
        await until(pilot, lambda: "Dormir" in "".join(_words(app).splitlines()[1:]))
        assert app.fault is None


def test_a_fault_leaves_the_window_without_a_page_of_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    app = QualcodeApp()
    shown: list[object] = []
    monkeypatch.setattr(App, "is_headless", property(lambda _app: False))
    monkeypatch.setattr(app, "panic", lambda *renderables: shown.append(renderables))
    fault = KeyError("ce que Sophie a dit")
    app._handle_exception(fault)
    assert app.fault is fault
    assert shown == [()]


@played
async def test_leaving_waits_for_what_is_being_written(project: Project) -> None:
    app = QualcodeApp(project)
    place = project.label
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        writing = [asyncio.ensure_future(app.workbench.perform(AddCode(f"code {number}"))) for number in range(20)]
        await asyncio.sleep(0)
        await pilot.press("ctrl+q")
        assert len(writing) == 20
    app.let_go()
    with Project.open(place) as again:
        assert len(again.codes.all()) == 21


STARTUP = """
import asyncio, json, sys
from qualcode.coding.project import Project
from qualcode.tui.app import QualcodeApp
async def main():
    app = QualcodeApp(Project.open({place!r}, coder="Ana", write=True))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.pause()
    print(json.dumps(sorted(sys.modules)))
asyncio.run(main())
"""


def test_the_first_picture_of_a_project_loads_no_reading_and_no_format(project: Project) -> None:
    place = project.label
    project.close()
    run = subprocess.run(
        [sys.executable, "-c", STARTUP.format(place=place)], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(run.stdout.splitlines()[-1]))
    assert not {"numpy", "scipy", "sklearn", "spacy", "docx", "lxml", "wordcloud", "alembic", "simplemma"} & loaded
    assert not {name for name in loaded if name.startswith(("qualcode.analysis", "qualcode.exporters", "qualcode.cli"))}


def _words(app: App[Any]) -> str:
    """Return what stands on the screen."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
