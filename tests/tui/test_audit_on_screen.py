"""A report is checked from the place of writing, and each quotation leads to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import readable
from textual.widgets import OptionList, Static

from qualcode.coding.project import Project
from qualcode.model.errors import Interrupted
from qualcode.model.progress import Silent
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.listing import ListingDialog
from qualcode.tui.screens.writing import WritingScreen
from qualcode.tui.shown import audited
from qualcode.tui.shown.audited import checked, reports

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

REPORT = """Elle dort « chez sa sœur, le matin » (Entrevue 01). Ailleurs : « L'école ferme le soir. » (P1, Groupe A).
On lit « rien de tout cela ne fut jamais dit par ici » (Entrevue 01). Écrire à a@b.ca. Des 3 élèves, 40 % (n = 5)."""


class Leaving(Silent):
    """A reporter whose reader has gone."""

    def cancelled(self) -> bool:
        return True


def test_what_holds_stands_last_and_what_was_found_says_where(tmp_path: Path) -> None:
    label = readable.coded(tmp_path).label
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "~$r.docx").touch()
    assert reports(tmp_path) == ["r.txt"]
    with Project.open(label) as project:
        found = checked(Silent(), project, tmp_path / "r.txt")
        with pytest.raises(Interrupted):
            checked(Leaving(), project, tmp_path / "r.txt")
        text = {one.id: project.documents.text(one.id) for one in project.documents.all()}
    kinds = [line.kind for line in found.lines]
    assert kinds[:3] == [audited.FAILS, audited.FAILS, audited.HELD]
    assert [line.id[0] for line in found.lines[3:]] == sorted(line.id[0] for line in found.lines[3:])
    assert {"a@b.ca"} <= {line.words for line in found.lines if line.id.startswith("n")}
    words = {line.id: line.words for line in found.lines}
    changed = next(line for line in found.lines if "sa sœur" in line.words)
    assert "–ma +sa" in words[changed.id]
    document, start = found.places[changed.id]
    assert text[document][start:].startswith("chez ma sœur")
    assert found.quotations == 3


@readable.played
async def test_one_goes_to_the_source_of_a_quotation_and_back_to_what_was_found(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)

    def said(pilot: Pilot[None]) -> str:
        line = pilot.app.screen.query("#said")
        return str(line.first(Static).visual.plain) if line else ""

    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        await pilot.press("v")
        await readable.until(pilot, lambda: "No report beside the project" in said(pilot))
        (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
        (tmp_path / "bad.docx").write_bytes(b"no")
        for key in ("escape", "enter"):
            await pilot.press("v")
            await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
            options = pilot.app.screen.query_one(OptionList)
            assert {str(option.prompt).split()[-1] for option in options.options} == {"r.txt", "bad.docx"}
            options.highlighted = next(n for n, one in enumerate(options.options) if "r.txt" in str(one.prompt))
            await pilot.press(key)
            await readable.until(pilot, lambda: not isinstance(pilot.app.screen, ChooseDialog))
        await readable.until(pilot, lambda: isinstance(pilot.app.screen, ListingDialog))
        assert "2 do not hold" in str(pilot.app.screen.query_one(".title", Static).visual.plain)
        await pilot.press("enter")
        await readable.until(pilot, lambda: not isinstance(pilot.app.screen, ListingDialog | WritingScreen))
        await readable.gone(pilot, "3")
        await pilot.press("v")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("1")
        await readable.until(pilot, lambda: isinstance(pilot.app.screen, ListingDialog))
        await pilot.press("down", "enter")
        await readable.until(pilot, lambda: "there is nowhere to go" in said(pilot))
        await pilot.press("v")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        options = pilot.app.screen.query_one(OptionList)
        options.highlighted = next(n for n, one in enumerate(options.options) if "bad.docx" in str(one.prompt))
        await pilot.press("enter")
        await readable.until(pilot, lambda: "bad.docx" in said(pilot))
        await pilot.press("v")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("1")
        await readable.until(pilot, lambda: isinstance(pilot.app.screen, ListingDialog))
        await pilot.press("escape")
        await readable.until(pilot, lambda: isinstance(pilot.app.screen, WritingScreen))
