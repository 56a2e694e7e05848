"""Tables of answers come in by keys and by mouse: a column is what a person says it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import incoming
import openpyxl
import pytest
from incoming import click, lines, play, settled, states, take
from readable import until

from qualcode.importers.reading import Batch
from qualcode.tui import ways
from qualcode.tui.screens.bringing.correcting import ColumnList, FileList
from qualcode.tui.shown import bringing, surveyed

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from qualcode.coding.project import Project
    from qualcode.tui.app import QualcodeApp
    from qualcode.tui.screens.bringing.importing import ImportScreen

TABLE = (
    "Nom;Ville;Pourquoi?\nAna;Laval;Parce que le matin, je dors encore un peu.\nBob;Lévis;Moi pas, jamais, et vous?\n"
)

project, folder = incoming.empty_study, incoming.empty_folder


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_column_is_taken_for_something_else_by_a_key(project: Project, folder: Path, ending: str) -> None:
    if ending == "csv":
        (folder / "t.csv").write_text(TABLE)
    else:
        book = openpyxl.Workbook()
        for row in TABLE.splitlines():
            book.active.append(row.split(";"))
        book.save(folder / "t.xlsx")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 2)
        columns = screen.query_one(ColumnList)
        assert [column.part for column in screen._meant.columns] == ["name", "attribute", "open"]
        assert "guessed" in lines(pilot)
        await pilot.press("v")
        assert "Enter goes to the columns" in " ".join(lines(pilot).split())
        await pilot.press("enter", "down", "s")
        await settled(pilot, screen)
        assert [column.part for column in screen._meant.columns] == ["name", "skip", "open"]
        assert columns.has_focus
        await pilot.press("o")
        await settled(pilot, screen)
        assert [column.part for column in screen._meant.columns] == ["name", "open", "open"]
        await pilot.press("up", "enter")
        await settled(pilot, screen)
        assert [column.part for column in screen._meant.columns] == ["open", "open", "open"]
        await click(pilot, "Pourquoi?")
        await pilot.press("n")
        await settled(pilot, screen)
        assert [column.part for column in screen._meant.columns] == ["open", "open", "name"]
        await pilot.press("escape")
        assert screen.query_one(FileList).has_focus

    play(project, story)


def test_what_a_person_says_of_columns_comes_into_the_study(project: Project, folder: Path) -> None:
    (folder / "t.csv").write_text(TABLE)

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 2)
        await pilot.press("enter", "down", "o")
        await settled(pilot, screen)
        await pilot.press("i")
        await until(pilot, lambda: len(project.documents.all()) == 2)

    play(project, story)
    assert project.documents.text(project.documents.get("Ana").id).startswith("Ville\nLaval\n")
    assert project.cases.get("Ana").attributes == ()


def test_a_table_without_own_words_tells_its_columns_and_can_be_put_right(project: Project, folder: Path) -> None:
    (folder / "t.csv").write_text("Nom;Ville;Avis\nAna;Laval;oui\nBob;Lévis;non\n")

    async def story(_app: QualcodeApp, pilot: Pilot[Any], screen: ImportScreen) -> None:
        await take(pilot, screen, 1)
        assert states(screen) == [("t.csv", "refused")]
        await pilot.press("enter", "down", "down", "o")
        await until(pilot, lambda: states(screen) == [("Ana", "ready"), ("Bob", "ready")])

    play(project, story)


@pytest.mark.parametrize("title", ["Q1", 'dit "ceci"', "a; b, c", "*", "A-C", "", " x"])
def test_a_column_is_named_so_that_it_is_found_again(title: str, project: Project, folder: Path) -> None:
    rows = f'"Nom";"{title.replace(chr(34), chr(34) * 2)}";"Pourquoi?"\n"Ana";"Laval";"Parce que le matin, je dors."\n'
    (folder / "t.csv").write_text(rows)
    with Batch() as batch:
        columns = surveyed.columns_of(batch, folder / "t.csv", batch.options)
        mapping = surveyed.changed(columns, 1, "open")
        options = ways.Ways().of(folder / "t.csv")
        said = surveyed.columns_of(batch, folder / "t.csv", options.__class__(columns=mapping))
        read = bringing.understand(batch, project, folder / "t.csv", options.__class__(columns=mapping))
    assert [column.part for column in said] == ["name", "open", "open"]
    assert [file.state for file in read] == ["ready"]
