"""Papers and tables sent from the place of writing: every one that is offered is written, in the report's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
import readable
from textual.widgets import Static

from qualcode.coding.project import Project
from qualcode.model.errors import Interrupted, NothingCoded
from qualcode.model.progress import Silent
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.screens.sending import PAPERS
from qualcode.tui.screens.writing import WritingScreen
from qualcode.tui.shown.papers import sent

if TYPE_CHECKING:
    from pathlib import Path


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
