"""The import screen: what was understood before anything is written, corrected by a key, whole files on cancel."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import incoming
import pytest
from readable import played, until
from textual.events import Paste
from textual.widgets import Input, OptionList

from qualcode.importers.reading import Batch
from qualcode.tui.app import QualcodeApp
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.screens.bringing.correcting import FileList, VoiceList
from qualcode.tui.screens.bringing.importing import ImportScreen, summary
from qualcode.tui.shown import bringing
from qualcode.tui.shown.listed import file_line
from qualcode.tui.widgets.files import TranscriptTree

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from qualcode.coding.project import Project

TALK = "Rita : Bon.\nPaul : Je dors à l’école.\nPolo : Moi, chez ma sœur.\nRita : Et ailleurs?\nPaul : Nulle part.\n"
project, empty_folder = incoming.empty_study, incoming.empty_folder


@pytest.fixture
def folder(empty_folder: Path) -> Path:
    """Return the current folder with two transcripts, one that is none, and one that cannot be read."""
    (empty_folder / "a.txt").write_text(TALK, encoding="utf-8")
    (empty_folder / "b [b]x[ [.txt").write_text(TALK + "Paul : Voilà.\n", encoding="utf-8")
    (empty_folder / "c.docx").write_bytes(b"not a document")
    (empty_folder / "d.mp3").write_bytes(b"ID3")
    return empty_folder


async def opened(pilot: Pilot[Any]) -> ImportScreen:
    """Go to the import screen."""
    await until(pilot, lambda: pilot.app.screen.focused is not None)
    await pilot.press("I")
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportScreen))
    screen = pilot.app.screen
    await until(pilot, lambda: len(screen.query_one(TranscriptTree).root.children) == 3)
    return screen


def understood(project: Project, path: Path) -> bringing.Incoming:
    with Batch() as batch:
        return bringing.understand(batch, project, path)[0]


def test_nothing_is_written_by_looking(project: Project, folder: Path) -> None:
    file = understood(project, folder / "a.txt")
    assert (file.state, [(v.label, v.turns) for v in file.voices]) == ("ready", [("Rita", 2), ("Paul", 2), ("Polo", 1)])
    assert project.documents.all() == []
    assert understood(project, folder / "c.docx").state == "refused"


def test_a_file_with_something_to_look_at_bears_the_sign_of_a_warning(project: Project, folder: Path) -> None:
    asked, words = TALK.replace("Rita", "Intervieweuse"), "mot " * 1_203
    (folder / "e.txt").write_text(asked, encoding="utf-8")
    (folder / "f.txt").write_text(f"{asked}Paul : {words}\n", encoding="utf-8")
    doubtful, clean = understood(project, folder / "a.txt"), understood(project, folder / "e.txt")
    assert [file_line(file, 60).plain[:2] for file in (doubtful, clean)] == ["! ", "○ "]
    assert file_line(bringing.asking_turned(doubtful, "Rita"), 60).plain.startswith("○ ")
    assert file_line(replace(doubtful, state=bringing.IN), 60).plain.startswith("✓ ")
    assert file_line(understood(project, folder / "f.txt"), 60).plain.endswith(
        " 1,217 words"
    )  # fourteen of the talk, l’ and école two of them


def test_who_asks_is_turned_on_and_off(project: Project, folder: Path) -> None:
    file = understood(project, folder / "a.txt")
    turned = bringing.asking_turned(file, "Rita")
    assert {voice.label: voice.role for voice in turned.voices}["Rita"] == "interviewer"
    assert "who asks" not in " ".join(bringing.losses_of(turned))
    assert {voice.role for voice in bringing.asking_turned(turned, "Rita").voices} == {"participant"}


def test_two_labels_become_one_person(project: Project, folder: Path) -> None:
    file = bringing.asking_turned(understood(project, folder / "a.txt"), "Rita")
    one = bringing.merged(file, "Polo", "Paul")
    assert [(voice.label, voice.turns) for voice in one.voices] == [("Rita", 2), ("Paul", 3)]
    project.perform(bringing.bring_in(one))
    turns = project.documents.turns(project.documents.all()[0].id)
    assert [turn.speaker for turn in turns] == ["Rita", "Paul", "Paul", "Rita", "Paul"]
    assert project.documents.text(turns[0].document) == TALK


@pytest.mark.usefixtures("folder")
@played
async def test_the_whole_import_by_keys(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("space")
        await until(pilot, lambda: len(screen.incoming) == 3)
        assert project.documents.all() == []
        screen.query_one(FileList).focus()
        await pilot.press("v", "enter")
        await until(pilot, lambda: screen._meant.voices[0].role == "interviewer")
        await pilot.press("A")
        await until(pilot, lambda: screen._meant.voices[0].role == "participant")
        await pilot.press("enter", "down", "down", "m")
        await until(pilot, lambda: app.screen is not screen)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is screen and len(screen._meant.voices) == 2)
        await pilot.press("i")
        await until(pilot, lambda: len(project.documents.all()) == 2)
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("2")  # Paul of one file is not Paul of the other
        await until(pilot, lambda: app.screen is screen)
        assert isinstance(app.screen, ImportScreen), "a refused file keeps the result in sight"
        assert "1 refused" in str(screen.query_one("#said").content)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen is app.get_screen("code"))
    roles = {turn.speaker: turn.role for turn in project.documents.turns(project.documents.all()[0].id)}
    assert roles == {"Rita": "interviewer", "Paul": "participant"}


@played
async def test_a_typed_path_and_a_dropped_one(project: Project, folder: Path) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(screen.focused, Input))
        screen.query_one(Input).value = str(folder / "a.txt")
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.incoming) == 1)
        await pilot.press("escape", "i")
        await until(pilot, lambda: len(project.documents.all()) == 1)
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        app.on_paste(Paste(str(folder / "a.txt")))
        await until(pilot, lambda: isinstance(app.screen, ImportScreen) and len(app.screen.incoming) == 1)
        assert next(iter(app.screen.incoming.values())).state == "there"
        app.screen.query_one(FileList).focus()
        await pilot.press("x")
        await until(pilot, lambda: not app.screen.incoming)


@pytest.mark.usefixtures("folder")
@played
async def test_stopping_leaves_whole_files(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        await pilot.press("space")
        await until(pilot, lambda: len(screen.incoming) == 3)
        perform = app.workbench.perform

        async def stopped_meanwhile(action: Any, batch: str) -> Any:
            app.jobs.stop()
            return await perform(action, batch)

        app.workbench.perform = stopped_meanwhile
        await pilot.press("i")
        await until(pilot, lambda: "stopped" in str(screen.query_one("#said").content))
        assert len(project.documents.all()) == 1
        assert project.documents.text(project.documents.all()[0].id) == TALK


@played
async def test_files_named_on_the_command_line_come_in_without_a_question(project: Project, folder: Path) -> None:
    app = QualcodeApp(project, incoming=[folder / "a.txt"])
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: len(project.documents.all()) == 1)
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        await app.action_quit()


@pytest.mark.usefixtures("folder")
@played
async def test_bringing_nothing_in_says_what_to_do(project: Project) -> None:
    app = QualcodeApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("i")
        await until(pilot, lambda: bool(str(screen.query_one("#said").content)))
        assert screen.query_one(VoiceList).option_count == 0
        assert not screen.query_one("#incoming", OptionList).display


def test_the_result_in_one_line() -> None:
    assert summary(["in", "in", "there", "refused"], stopped=True) == (
        "2 documents brought in, 1 already there, 1 refused, stopped, whole files are kept"
    )


def test_each_document_of_an_archive_and_of_a_table_is_listed(project: Project, folder: Path) -> None:
    with zipfile.ZipFile(folder / "lot.zip", "w") as packed:
        packed.writestr("E1.txt", TALK)
        packed.writestr("E2.docx", b"no document")
        packed.writestr("photo.png", b"x")
    table = "Nom;Âge;Réponse\nAna;17;Le matin, je dors.\nBob;18;Moi pas.\n"
    (folder / "sondage.csv").write_text(table, encoding="utf-8")
    with Batch() as batch:
        archive = bringing.understand(batch, project, folder / "lot.zip")
        survey = bringing.understand(batch, project, folder / "sondage.csv")
        assert [(file.path.name, file.state) for file in archive] == [("E1.txt", "ready"), ("E2.docx", "refused")]
        assert [(file.path.name, file.words) for file in survey] == [("Ana", 4), ("Bob", 2)]
        assert any("photo.png" in loss for loss in bringing.losses_of(archive[0]))
        assert [column.part for column in survey[0].columns] == ["name", "attribute", "open"]
        assert not any("Réponse" in loss for loss in bringing.losses_of(survey[0])), "the list of columns says it"
        for file in (*archive, *survey):
            if (action := bringing.bring_in(file)) is not None:
                project.perform(action)
        assert [file.state for file in bringing.understand(batch, project, folder / "sondage.csv")] == ["there"] * 2
        (folder / "sondage.csv").write_text(table.replace("Moi pas", "Moi non plus"), encoding="utf-8")
        changed = bringing.understand(batch, project, folder / "sondage.csv")[1]
    assert (changed.state, changed.told) == ("changed", "Bob")
    assert dict(project.cases.get("Ana").attributes) == {"Âge": "17"}
