"""The outline on the screen: its tree, the part as it will read, the passages chosen, trimmed and translated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import readable
from textual.widgets import Input, OptionList, Static

from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.themes.themes import AddTheme, LinkTheme
from qualcode.model.spans import Span
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.dialogs.one_code import OneCodePicker
from qualcode.tui.dialogs.question import QuestionDialog
from qualcode.tui.dialogs.trimming import TrimDialog
from qualcode.tui.screens.outlining.outlining import OutliningScreen
from qualcode.tui.screens.outlining.parting import ProseArea
from qualcode.tui.shown.outlines import spans_of
from qualcode.tui.widgets.draft import DraftView
from qualcode.tui.widgets.lines import Footer
from qualcode.tui.widgets.passages import Passages

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from qualcode.model.outlines import Outline


class Writing:
    """What a story does where one writes, and looks at."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    @property
    def screen(self) -> OutliningScreen:
        return next(screen for screen in self.pilot.app.screen_stack if isinstance(screen, OutliningScreen))

    @property
    def outline(self) -> Outline:
        (outline,) = self.pilot.app.workbench.project.outlines.all()
        return outline

    @property
    def titles(self) -> list[str]:
        options = self.screen.query_one("#parts", OptionList).options
        return [str(option.prompt).rstrip().rsplit(None, 1)[0] for option in options]

    def reads(self) -> str:
        blocks = self.screen.piece.blocks
        assert len(self.screen.query_one(DraftView).children) == len(blocks)
        return "\n".join(getattr(block, "text", "") for block in blocks)

    def said(self) -> str:
        return str(self.screen.query_one("#said", Static).visual.plain)

    def empty(self) -> str:
        empty = self.screen.query_one("#empty", Static)
        return str(empty.visual._content.plain) if empty.display else ""

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Let all be answered; a dialog that waits for a person is not waited for."""
        still = 0
        for _turn in range(400):
            await self.pilot.pause()
            busy = [worker for worker in self.pilot.app.workers if not worker.is_finished]
            still = still + 1 if not busy or self.pilot.app.screen.is_modal else 0
            if still > 2:
                return

    async def ask(self, key: str, dialog: type[Any]) -> None:
        await self.pilot.press(key)
        await readable.until(self.pilot, lambda: readable.asked(self.pilot, dialog))

    async def type(self, words: str) -> None:
        self.pilot.app.screen.query_one(Input).value = words
        await self.press("enter")

    async def at(self, title: str) -> None:
        self.screen.query_one("#parts", OptionList).highlighted = [name.strip() for name in self.titles].index(title)
        self.screen.query_one("#parts").focus()
        await self.settle()


async def _empty_outline(writing: Writing) -> None:
    """Make an outline without parts: it says what to do next."""
    await readable.gone(writing.pilot, "3")
    await writing.ask("l", ChooseDialog)
    await writing.press("2")
    await writing.type("Plan [b]")
    assert "Plan [b]" in writing.empty()
    assert "n adds a part" in writing.empty()
    for key in ("K", "r", "d", "f", "e"):
        await writing.press(key)
        assert "No part here yet" in writing.said()


@readable.played
async def test_parts_are_added_moved_written_and_removed(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    theme = AddTheme("Ailleurs", "On dort où on peut.")
    for action in (theme, LinkTheme(theme.id, code=project.codes.get("Maison").id)):
        project.perform(action)
    project.perform(SetAttribute(project.cases.get("Entrevue 01").id, "ville", "Verdun"))
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        writing = Writing(pilot)
        await _empty_outline(writing)
        await writing.ask("n", LineDialog)
        await writing.type("Introduction")
        await writing.ask("c", OneCodePicker)
        await writing.press("m", "a", "t", "enter")
        await writing.ask("t", ChooseDialog)
        await writing.press("enter")
        await writing.ask("g", ChooseDialog)
        await writing.press("4")
        await writing.press("enter")
        assert writing.titles == ["Introduction", "Matin", "Ailleurs", "Table by attribute"]
        assert "ville" in writing.reads()
        await writing.at("Matin")
        await writing.press("J", "alt+right")
        assert writing.titles == ["Introduction", "Ailleurs", "  Matin", "Table by attribute"]
        await writing.press("L")
        assert "cannot go further" in writing.said()
        await writing.press("H", "alt+up", "u", "u", "u")
        assert writing.titles == ["Introduction", "Ailleurs", "Matin", "Table by attribute"]

        await writing.press("e")
        assert isinstance(writing.screen.focused, ProseArea)
        assert writing.screen.query_one(Footer).render().plain == "Esc keep the text"  # all other keys are letters
        await pilot.press(*"Du [b]", "enter", "enter", *"neuf", "escape")
        await readable.until(pilot, lambda: "Written" in writing.said())
        assert next(part.prose for part in writing.outline.parts if part.code) == "Du [b]\n\nneuf"
        assert "Du [b]\nneuf\n" in writing.reads()
        shown = writing.screen.query_one(DraftView).query(Static)
        assert "Du [b]" in [str(getattr(each.visual, "plain", "")) for each in shown]
        words = str(writing.screen.query_one("#words", Static).visual.plain)
        assert words.startswith("Plan [b]: ")
        await writing.ask("r", LineDialog)
        await writing.type("Le matin")
        await writing.ask("f", QuestionDialog)
        await writing.press("right", "down", "right", "down", "right", "down", "right", "enter")
        part = next(part for part in writing.outline.parts if part.code)
        assert (part.title, part.options.quotes, part.options.longest) == ("Le matin", 0, 15)
        assert (part.options.counts, part.options.only_mine) == (True, True)
        await writing.press("d")
        assert "Le matin" not in writing.titles
        await writing.press("u")
        assert "Le matin" in writing.titles
        await _other_outlines(writing)
        assert project.outlines.all() == []


async def _other_outlines(writing: Writing) -> None:
    """Rename the outline, leave it for the usual parts and come back, then remove it."""
    await writing.ask("l", ChooseDialog)
    await writing.press("5")
    await writing.type("Rapport")
    assert writing.outline.name == "Rapport"
    for answer, there in (("2", "Faits saillants"), ("1", "Le matin"), ("6", "Faits saillants")):
        await writing.ask("l", ChooseDialog)
        await writing.press(answer)
        assert there in writing.titles


@readable.played
async def test_passages_are_chosen_rejected_trimmed_and_built(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        writing = Writing(pilot)
        await readable.gone(pilot, "3")
        await writing.ask("l", ChooseDialog)
        await writing.press("1")
        await writing.type("Rapport")
        await writing.at("Lieux")
        await writing.press("down")
        assert writing.titles[2] == "  École"
        await writing.press("x")
        passages = writing.screen.query_one(Passages)
        passages.highlighted = 2
        await writing.press("asterisk")
        first = passages.entries[0]
        assert (first.starred, first.pieces[0][0]) == (True, "L'école ferme le soir.")
        passages.highlighted = 1
        await writing.press("minus")
        rejected = passages.entries[2]
        assert "Rejected" in rejected.barred
        assert rejected.pieces[0][0] not in writing.reads()
        passages.highlighted = 0
        await writing.press("i", "i")
        await writing.ask("w", TrimDialog)
        await writing.press("right", "space", "left", "x", "a", "right", "space", "enter")
        await writing.ask("y", LineDialog)
        await writing.type("School closes.")
        assert "L'école ferme le […]" in writing.reads()
        assert "School closes.]" in writing.reads()
        part = next(part for part in writing.outline.parts if part.quotes)
        assert [(quote.form, quote.cuts) for quote in part.chosen] == [("block", (Span(17, 22),))]
        passages.highlighted = 1
        await writing.press("asterisk", "K")
        assert [quote.coding for quote in next(p for p in writing.outline.parts if p.quotes).chosen][1] == first.id
        passages.highlighted = 2
        await writing.press("K")
        assert "Only chosen" in writing.said()
        await writing.press("minus")
        passages.highlighted = 0
        await writing.press("asterisk")
        (part,) = [part for part in writing.outline.parts if part.quotes]
        assert [quote.coding for quote in part.quotes] == [first.id]
        await writing.press("escape", "b")
        await readable.until(pilot, lambda: "written" in writing.said())
        assert (tmp_path / "report.docx").exists()


@pytest.mark.parametrize(("text", "words"), [("", []), ("L'eau,  là\n!", ["L'eau,", "là", "!"])])
def test_words_to_walk_are_what_blanks_part(text: str, words: list[str]) -> None:
    assert [text[span.start : span.end] for span in spans_of(text)] == words
