"""Papers and tables sent from the place of writing: every one that is offered is written, in the report's language."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
import readable
from textual.widgets import Input, Static

from qualcode import namekey
from qualcode.coding.project import Project
from qualcode.model.errors import Interrupted, NothingCoded
from qualcode.model.errors.pseudonyms import NamesStandIn
from qualcode.model.progress import Silent
from qualcode.report.evidence import DraftOptions
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.passphrase import PassphraseDialog
from qualcode.tui.screens.sending import PAPERS
from qualcode.tui.screens.writing import WritingScreen
from qualcode.tui.shown.drafts import built
from qualcode.tui.shown.papers import sent


class Leaving(Silent):
    """A reporter whose reader has gone."""

    def cancelled(self) -> bool:
        return True


def test_every_paper_that_is_offered_is_written_beside_what_is_there(tmp_path: Path) -> None:
    with Project.open(str(readable.coded(tmp_path).label)) as project:
        for name in PAPERS:
            assert sent(Silent(), project, name, tmp_path, "en", None) == tmp_path / name
        mine = project.coders.all()[0].name
        again = sent(Silent(), project, "transcripts.docx", tmp_path, "en", mine)
        assert (again.name, docx.Document(str(again)).paragraphs[0].text) == ("transcripts-2.docx", "Coded transcripts")
        with pytest.raises(Interrupted):
            sent(Leaving(), project, "table.csv", tmp_path, "en", None)
    assert not (tmp_path / "table-2.csv").exists()


def test_without_a_coding_only_the_codebook_goes(tmp_path: Path) -> None:
    with Project.create(str(tmp_path / "bare.qualcode"), title="Bare") as project:
        with pytest.raises(NothingCoded):
            sent(Silent(), project, "methods.docx", tmp_path, "en", None)
        assert sent(Silent(), project, "codebook.docx", tmp_path, "en", None).exists()


@readable.played
async def test_a_paper_is_chosen_by_its_number_and_its_file_is_said(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(80, 24)) as pilot:
        await readable.gone(pilot, "3")
        await pilot.press("p")
        await readable.until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("escape", "p")
        await readable.until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))
        await pilot.press("9")
        await readable.until(
            pilot,
            lambda: (
                isinstance(pilot.app.screen, WritingScreen)
                and "table.csv: written" in str(pilot.app.screen.query_one("#said", Static).visual.plain)
            ),
        )
    assert (tmp_path / "table.csv").read_text(encoding="utf-8-sig").startswith("# qualcode")


@readable.played
async def test_where_a_key_lies_beside_its_names_are_looked_for_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(namekey, "COST", 2)
    project = readable.coded(tmp_path)
    path = Path(project.label).with_suffix(".pseudonyms")
    key = namekey.new_key(path, "quatre mots bien longs")
    namekey.write_key(path, key.with_entry("école", "Lieu 1", "place"), "quatre mots bien longs")
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:

        def said() -> str:
            there = isinstance(pilot.app.screen, WritingScreen)
            return str(pilot.app.screen.query_one("#said", Static).visual.plain) if there else ""

        await readable.gone(pilot, "3")
        for keys in (("escape",), ("enter", "escape")):
            await pilot.press("b")
            await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
            await pilot.press(keys[0])
            if len(keys) > 1:
                await readable.until(pilot, lambda: isinstance(pilot.app.screen, PassphraseDialog))
                await pilot.press(keys[1])
            await readable.quiet(pilot)
            assert not (tmp_path / "report.docx").exists()
        await pilot.press("b")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("enter")
        await readable.until(pilot, lambda: isinstance(pilot.app.screen, PassphraseDialog))
        pilot.app.screen.query_one("#passphrase", Input).value = "quatre mots bien longs"
        await pilot.press("enter")
        await readable.until(pilot, lambda: "names of the key stand in it" in said())
        assert not (tmp_path / "report.docx").exists()
        await pilot.press("p")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("8")  # methods: no word of anybody's, and no passphrase a second time
        await readable.until(pilot, lambda: "no name of the key stands in it" in said())
    assert (tmp_path / "methods.docx").exists()
    with Project.open(project.label) as again:
        assert built(Silent(), again, DraftOptions(), tmp_path / "r.docx")[1] == 0
        with pytest.raises(NamesStandIn):
            sent(Silent(), again, "excerpts.docx", tmp_path, "en", None, {"école": "Lieu 1"})
    assert not (tmp_path / "excerpts.docx").exists()


@readable.played
async def test_it_is_written_without_looking_where_one_says_so(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    Path(project.label).with_suffix(".pseudonyms").touch()
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        await pilot.press("b")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("2")
        await readable.until(pilot, (tmp_path / "report.docx").exists)
        await readable.until(
            pilot, lambda: "no name looked for" in str(pilot.app.screen.query_one("#said", Static).visual.plain)
        )
