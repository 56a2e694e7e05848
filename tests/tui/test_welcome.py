"""The first minutes: three choices, the last projects, and from an empty folder to documents on the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from readable import played, until
from textual.widgets import Input

from qualcode import settings
from qualcode.cli.samples import bring_sample_in
from qualcode.coding.project import Project
from qualcode.settings import Settings
from qualcode.tui.app import QualcodeApp
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.naming import LocationDialog, NewDialog, file_for
from qualcode.tui.screens.bringing.importing import ImportScreen
from qualcode.tui.screens.welcome import WelcomeScreen
from qualcode.tui.widgets.files import TranscriptTree
from qualcode.tui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.model.samples import Sample

INTERVIEW = "Rita : Où dormez-vous?\nPaul : Je dors à l’école.\nRita : Et ailleurs?\nPaul : [rires] Chez ma sœur.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@played
async def test_from_an_empty_folder_to_documents_on_the_screen(folder: Path) -> None:
    for number in (1, 2):
        (folder / "entrevues").mkdir(exist_ok=True)
        (folder / "entrevues" / f"Entrevue 0{number}.txt").write_text(INTERVIEW + "." * number, encoding="utf-8")
    app = QualcodeApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NewDialog))
        app.screen.query_one(Input).value = "Dormir à l’école"
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, NewDialog) and bool(app.screen.query(Input)))
        await pilot.press(*"Ana", "enter")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen))
        tree = app.screen.query_one(TranscriptTree)
        await until(pilot, lambda: len(tree.root.children) == 1)
        await pilot.press("down", "space")
        await until(pilot, lambda: len(app.screen.incoming) == 2)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("3")  # Rita and Paul of one interview are not asked about again
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        await until(pilot, lambda: app.screen.query_one(Shelf).count() >= 2)
        assert app.workbench.project.coder == "Ana"
        names = [document.name for document in app.workbench.project.documents.all()]
        await app.action_quit()
    app.let_go()
    assert names == ["Entrevue 01", "Entrevue 02"]
    assert settings.load().coder == "Ana"
    with Project.open(str(folder / "dormir-a-l-ecole.qualcode")) as project:
        assert project.study.title == "Dormir à l’école"
    assert settings.load().recent == (str(folder / "dormir-a-l-ecole.qualcode"),)


@played
async def test_the_sample_study_is_one_key_away_and_is_made_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("en", "fr"):  # in between, the person has changed the language
        monkeypatch.setenv("LANGUAGE", language)
        app = QualcodeApp(sample=bring_sample_in)
        async with app.run_test(size=(120, 36)) as pilot:
            await until(pilot, lambda app=app: isinstance(app.screen, WelcomeScreen))
            await pilot.press("t")
            await until(pilot, lambda app=app: app.is_screen_installed("code"))
            assert "Interview 01" in [document.name for document in app.workbench.project.documents.all()]
            assert app.workbench.project.study.corpus_language == "en"
            assert app.workbench.project.coder == "Nora"
            await app.action_quit()
        app.let_go()
    assert [path.name for path in (folder / "qualcode-demo").glob("*.qualcode")] == ["demo.qualcode"]


@played
async def test_a_sample_that_fails_leaves_nothing(folder: Path) -> None:
    def fail(project: Project, study: Sample) -> None:
        bring_sample_in(project, replace(study, name="nowhere"))

    app = QualcodeApp(sample=fail)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("t")
        await until(pilot, lambda: bool(str(app.screen.query_one("#said").content)))
        assert isinstance(app.screen, WelcomeScreen)
    assert list((folder / "qualcode-demo").iterdir()) == []


@played
async def test_a_number_opens_a_recent_project_and_ctrl_o_shows_the_door_again(folder: Path) -> None:
    for name in ("a", "b"):
        Project.create(str(folder / f"{name}.qualcode"), title=name).close()
    settings.save(Settings(coder="Ana"))
    app = QualcodeApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("2")
        await until(pilot, lambda: app.workbench is not None and app.is_screen_installed("code"))
        assert app.workbench.project.study.title == "b"
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        first = app.workbench
        await pilot.press("2")
        await until(pilot, lambda: app.workbench is not first and app.is_screen_installed("code"))
        assert app.workbench.project.study.title == "a"
        await app.action_quit()
    app.let_go()


@played
async def test_a_project_that_is_not_there_is_said_at_the_door() -> None:
    settings.save(Settings(coder="Ana"))
    app = QualcodeApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, LocationDialog))
        await pilot.press(*"nowhere.qualcode", "enter")
        await until(pilot, lambda: "nowhere" in str(app.screen.query_one("#said").content))
        assert app.workbench is None


@played
async def test_a_project_open_elsewhere_is_read_with_a_word_on_top(folder: Path) -> None:
    settings.save(Settings(coder="Mathis"))
    with Project.create(str(folder / "a.qualcode"), title="a", coder="Ana"):
        app = QualcodeApp()
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
            await pilot.press("1")
            await until(pilot, lambda: bool(app.screen.query("WordLine")))
            assert "Ana" in str(app.screen.query_one("WordLine").content)
            await app.action_quit()
        app.let_go()


def test_a_file_is_named_after_its_title_and_takes_no_others_place(tmp_path: Path) -> None:
    assert file_for("Été : l'école?", tmp_path).name == "ete-l-ecole.qualcode"
    assert file_for("../../etc/passwd", tmp_path).parent == tmp_path
    (tmp_path / "a.qualcode").touch()
    assert file_for("A", tmp_path).name == "a-2.qualcode"
    assert file_for("???", tmp_path).name == "study.qualcode"
    assert len(file_for("x" * 900, tmp_path).name) < 90


@played
async def test_in_french_the_sample_study_is_the_french_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    app = QualcodeApp(sample=bring_sample_in)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("t")
        await until(pilot, lambda: app.is_screen_installed("code"))
        study = app.workbench.project.study
        assert (study.title, study.corpus_language) == ("Persévérance scolaire", "fr-CA")
        assert app.workbench.project.coder == "Ana"
        await app.action_quit()
    app.let_go()
