"""Passages coded under an older definition, gone through with one key each; rounds and the approach on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import readable
from textual.widgets import Static

from qualcode.coding.codebook.codes import EditCode
from qualcode.coding.passages.codings import ApplyCode
from qualcode.model import messages
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.dialogs.question import QuestionDialog
from qualcode.tui.dialogs.rechecking import RecheckDialog
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Desk = Any

WORDS = ("c’est le lien", "On prend son temps", "C’est long", "j’étais trop pressée")


def test_each_passage_is_looked_at_again_with_one_key(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        code = desk.project.codes.get("Présence")
        bench = desk.app.workbench

        async def define(words: str) -> None:
            await bench.perform(EditCode(code.id, details=(("definition_en", words),)))

        await define("Being there.")
        for words in WORDS:
            start = desk.text.index(words)
            await bench.perform(ApplyCode(desk.screen.opened, start, start + len(words), code.id))
        tree = desk.screen.query_one(Codebook)
        tree.focus()
        tree.go(code.id)
        await desk.settle()
        await desk.press("v")
        assert "Nothing waits" in desk.said
        await define("Being there when it counts.")
        await desk.settle()
        assert "4 to re-check: v" in str(desk.screen.query_one("#definition", Static).visual.plain)
        assert "4? 4" in desk.lines()
        tree.go(desk.project.codes.get("Obstacles").id)
        await desk.press("v")
        assert "of others there is: Présence" in desk.said
        tree.go(code.id)
        await desk.press("v")
        assert isinstance(desk.app.screen, RecheckDialog)
        assert "− Being there." in desk.lines()
        assert "+ Being there when it counts." in desk.lines()
        await desk.press("f", "x")
        assert "2 of 4 left" in desk.lines()
        assert len(desk.project.definitions.waiting()) == 2
        await desk.press("u")  # the removal
        assert len(desk.codings()) == 4
        assert desk.screen.book.waiting[code.id] == 3, "what comes back waits again, in the tree and on the card too"
        await desk.press("x", "a", *"Obst", "enter")
        assert desk.coded().count(("Obstacles", "C’est long")) == 1
        await desk.press("a", "escape", "escape")  # no code was picked: it waits still
        last = next(one.id for one in desk.codings() if one.text == WORDS[3])
        assert list(desk.project.definitions.waiting()) == [last]
        assert [text for _name, text in desk.coded()] == [WORDS[0], WORDS[2], WORDS[3]]
        assert "1 to re-check: v" in str(desk.screen.query_one("#definition", Static).visual.plain)
        await desk.press("v", "enter")
        await desk.press("escape")  # once it is written: what is pressed at once is kept too, and shown after
        assert not desk.project.definitions.waiting()
        assert "re-check" not in str(desk.screen.query_one("#definition", Static).visual.plain)

    at_desk(story)


@readable.played
async def test_a_round_is_started_asked_about_and_the_approach_changes_the_words(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.until(pilot, lambda: isinstance(pilot.app.screen.focused, Reader))
        await pilot.press("Q", "1")
        await readable.until(pilot, lambda: readable.asked(pilot, LineDialog))
        await pilot.press(*"Before", "enter")
        await pilot.pause()
        assert "choose another name" in " ".join(readable.seen(pilot.app.screen))
        assert readable.asked(pilot, LineDialog)
        await pilot.press("ctrl+u", *"ROUND 2", "enter")
        await readable.until(pilot, project.rounds.all)
        await pilot.press("Q", "1")
        await readable.until(pilot, lambda: readable.asked(pilot, LineDialog))
        await pilot.press(*"Round 2", "enter")
        await pilot.pause()
        assert "this name is taken" in " ".join(readable.seen(pilot.app.screen))
        await pilot.press("ctrl+u", "enter")
        await readable.until(pilot, lambda: len(project.rounds.all()) > 1)
        assert [one.name for one in project.rounds.all()] == ["ROUND 2", "round 3"]
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "f")
        await pilot.press("r")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        dialog: Any = pilot.app.screen
        fields = [field.name for field in dialog._answers]
        assert fields[-1] == "round"
        await pilot.press(*("down",) * (len(fields) - 1), "right", "enter")
        await readable.quiet(pilot)
        assert "before the first round" in " ".join(" ".join(readable.seen(pilot.app.screen)).split())
        await pilot.press("1", "Q", "2")
        await readable.until(pilot, lambda: "framework analysis" in " ".join(readable.seen(pilot.app.screen)))
        await pilot.press("5")
        await readable.until(pilot, project.approach.named)
        assert project.approach.named() == "thematisation-continue"
        await readable.until(pilot, lambda: messages.in_words("groups of codes") == "headings (rubriques)")
        await readable.quiet(pilot)
        await pilot.press("u")
        await readable.until(pilot, lambda: messages.in_words("groups of codes") == "groups of codes")
        assert project.approach.named() == ""
