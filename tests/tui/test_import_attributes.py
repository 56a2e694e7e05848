"""A table of attributes among the files that come in: offered where its rows fit, joined and undone with the others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import incoming
import openpyxl
import pytest
from incoming import settled
from readable import until

from qualcode.importers.reading import Batch
from qualcode.tui.screens.bringing.correcting import Details, FileList
from qualcode.tui.shown import bringing
from qualcode.tui.widgets.files import TranscriptTree
from qualcode.tui.widgets.lines import Footer

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from qualcode.coding.project import Project
    from qualcode.tui.app import QualcodeApp
    from qualcode.tui.screens.bringing.importing import ImportScreen

ASKS, NAMES = "Intervieweuse : Où dormez-vous?", ("Ana", "Bob", "Léa")
RECAP = "Entretien;Âge;Métier\nE1;41;vitrier\nE2;52;\nE9;33;potier\n"
NOTED = (
    "Nom;Âge;Notes\nE1;41;Une rencontre assez longue, au calme.\nE2;52;Chez elle, avec son fils qui écoute un peu.\n"
)
project, empty_folder = incoming.empty_study, incoming.empty_folder


@pytest.fixture
def folder(empty_folder: Path) -> Path:
    """Return the current folder with three interviews."""
    for number, name in enumerate(NAMES, 1):
        words = f"{ASKS}\n{name} : Chez ma sœur.\n{ASKS}\n{name} : Nulle part, [rires] là.\n"
        (empty_folder / f"E{number}.txt").write_text(words, encoding="utf-8")
    return empty_folder


def lines(pilot: Pilot[Any]) -> str:
    """Return what the window shows, words one blank apart."""
    return " ".join(incoming.lines(pilot).split())


def play(project: Project, story: incoming.Story, size: tuple[int, int] = (120, 36)) -> None:
    """Play a story on the import screen, once all that the folder holds is looked at."""

    async def looked_at(app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await until(pilot, lambda: screen.query_one(TranscriptTree).root.children)
        await pilot.press("space")
        await settled(pilot, screen)
        screen.query_one(FileList).focus()
        await pilot.press("end")
        await story(app, pilot, screen)

    incoming.play(project, looked_at, size)


def state(screen: ImportScreen, name: str) -> str:
    """Return what became of the file of a name."""
    return next(file.state for file in screen.incoming.values() if file.path.name == name)


def names(project: Project) -> list[str]:
    """Return the documents by name."""
    return [document.name for document in project.documents.all()]


def test_a_table_comes_in_with_the_interviews_and_goes_with_them(project: Project, folder: Path) -> None:
    (folder / "recap.csv").write_text(RECAP, encoding="utf-8")

    async def story(app: QualcodeApp, pilot: Pilot[Any], _screen: ImportScreen) -> None:
        shown = lines(pilot)
        assert "attributes of 2 cases" in shown
        assert "Attributes of 2 cases: 2 of 3 rows fit, by the column “Entretien”" in shown
        assert "no row for 1 participant: E3" in shown
        assert "1 row fits no case: E9" in shown
        assert "Âge (number), Métier (" in shown
        assert (project.documents.all(), project.cases.all()) == ([], [])
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        await until(pilot, lambda: "3 documents brought in, 2 cases described by recap.csv" in lines(pilot))
        footer = app.screen.query_one(Footer)
        await until(pilot, lambda: footer.undo_word.startswith("import 3 documents"))
        known = {case.name: dict(case.attributes) for case in project.cases.all()}
        assert known == {"E1": {"Âge": "41", "Métier": "vitrier"}, "E2": {"Âge": "52"}, "E3": {}}
        after = project.dump()
        await pilot.press("u")
        await until(pilot, lambda: names(project) == [])
        assert (project.cases.all(), project.cases.attributes()) == ([], [])
        await until(pilot, lambda: "import 3 documents" in footer.redo_word)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: len(names(project)) == 3)
        assert project.dump() == after

    play(project, story)


def test_a_table_of_the_names_of_voices_says_by_what_it_is_joined(project: Project, folder: Path) -> None:
    (folder / "recap.csv").write_text("Participant;Âge\nAna;41\nBOB;52\n", encoding="utf-8")

    async def story(app: QualcodeApp, pilot: Pilot[Any], _screen: ImportScreen) -> None:
        shown = lines(pilot)
        assert "2 rows joined by the name of the voice: Ana → E1, BOB → E2" in shown
        assert "! recap.csv" in shown
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        assert {case.name: dict(case.attributes) for case in project.cases.all()} == {
            "E1": {"Âge": "41"},
            "E2": {"Âge": "52"},
            "E3": {},
        }

    play(project, story)


def test_one_key_leaves_it_aside_takes_it_for_answers_and_takes_it_back(project: Project, folder: Path) -> None:
    (folder / "recap.csv").write_text(RECAP, encoding="utf-8")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        ways = [("table: left aside", "left"), ("table: answers in own words", "refused")]
        ways += [("table: attributes of participants", "table"), ("table: left aside", "left")]
        assert "table: attributes of participants" in lines(pilot)
        for words, became in ways:
            await pilot.press("t")
            await settled(pilot, screen)
            assert (state(screen, "recap.csv"), words in lines(pilot)) == (became, True)
        await pilot.press("up", "t")
        assert "Only a table can be something else" in lines(pilot)
        await pilot.press("i")
        await until(pilot, lambda: len(names(project)) == 3)

    play(project, story)
    assert project.cases.attributes() == []


def test_which_rows_fit_follows_what_is_listed(project: Project, folder: Path) -> None:
    (folder / "recap.csv").write_text(RECAP, encoding="utf-8")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await pilot.press("home", "x")
        await settled(pilot, screen)
        assert "attributes of 1 case" in lines(pilot)
        await pilot.press("x")
        await settled(pilot, screen)
        assert state(screen, "recap.csv") == "refused"
        await pilot.press("end")
        assert "Nor does a row fit a participant" in lines(pilot)

    play(project, story)


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_a_table_alone_describes_who_is_there(project: Project, folder: Path, ending: str) -> None:
    with Batch() as batch:
        for path in sorted(folder.iterdir()):
            project.perform(bringing.bring_in(*bringing.understand(batch, project, path)))
            path.unlink()
    rows = [row.split(";") for row in RECAP.splitlines()]
    if ending == "xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(folder / "recap.xlsx")
    else:
        (folder / "recap.json").write_text(json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]))

    async def story(app: QualcodeApp, pilot: Pilot[Any], _screen: ImportScreen) -> None:
        await pilot.press("i")
        await until(pilot, lambda: app.screen is app.get_screen("code"))
        await until(pilot, lambda: f"2 cases described by recap.{ending}" in lines(pilot))
        assert "0 documents" not in lines(pilot)

    play(project, story)
    assert dict(project.cases.get("E1").attributes) == {"Âge": "41", "Métier": "vitrier"}
    project.undo()
    assert (len(names(project)), project.cases.attributes()) == (3, [])


def test_what_a_table_tells_is_scrolled_by_keys(project: Project, folder: Path) -> None:
    rows = "\n".join(f"Participante {number} du groupe;{number}" for number in range(60))
    (folder / "recap.csv").write_text(f"Entretien;Âge\nE1;41\n{rows}\n", encoding="utf-8")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await pilot.press("enter")
        details = screen.query_one(Details)
        assert details.has_focus
        await pilot.press("end")
        await until(pilot, lambda: details.scroll_y == details.max_scroll_y > 0)
        assert "and 48 more" in lines(pilot)
        await pilot.press("escape")
        assert screen.query_one(FileList).has_focus
        await pilot.press("v")
        assert "recap.csv is a table, which has no voices" in lines(pilot)

    play(project, story, size=(80, 24))


def test_answers_whose_names_fit_are_told_of_and_become_attributes_by_the_key(project: Project, folder: Path) -> None:
    (folder / "recap.csv").write_text(NOTED, encoding="utf-8")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        assert "recap.csv comes in as answers; its names fit 2 documents: t takes it for attributes" in lines(pilot)
        assert len(screen.incoming) == 5
        await pilot.press("t")
        await settled(pilot, screen)
        assert state(screen, "recap.csv") == "table"
        await pilot.press("i")
        await until(pilot, lambda: len(names(project)) == 3 and project.cases.attributes())

    play(project, story)
    assert [attribute.name for attribute in project.cases.attributes()] == ["Âge", "Notes"]


def test_an_import_that_is_stopped_leaves_the_table_for_later(project: Project, folder: Path) -> None:
    (folder / "recap.csv").write_text(RECAP, encoding="utf-8")

    async def story(app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        perform, batches = app.workbench.perform, []

        async def stopped_after_two(action: Any, batch: str) -> Any:
            batches.append(batch)
            if len(batches) == 2:
                app.jobs.stop()
            return await perform(action, batch)

        app.workbench.perform = stopped_after_two
        await pilot.press("i")
        await until(pilot, lambda: "stopped" in lines(pilot))
        assert (names(project), project.cases.attributes(), len(set(batches))) == (["E1", "E2"], [], 1)
        assert state(screen, "recap.csv") == "table"
        await pilot.press("i")
        await until(pilot, lambda: len(names(project)) == 3 and project.cases.attributes())
        assert len(set(batches)) == 2

    play(project, story)
    project.undo()
    assert (names(project), project.cases.attributes()) == (["E1", "E2"], [])
    project.undo()
    assert names(project) == []
