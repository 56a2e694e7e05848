"""The fixed lines of the places of readings and of writing: clicks on them, undo by name, answers a change outran."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
import readable
from textual.widgets import Static

from qualcode.model.messages import _
from qualcode.tui.dialogs.help import HelpDialog
from qualcode.tui.dialogs.question import QuestionDialog
from qualcode.tui.screens.explore import ExploreScreen
from qualcode.tui.screens.writing import WritingScreen
from qualcode.tui.widgets.lines import PLACES, Footer, TopLine, place_word
from qualcode.tui.widgets.passages import Passages

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


async def _clicked(pilot: Pilot[None], kind: type, words: str) -> None:
    """Click on words of a fixed line, where they are painted."""
    region = pilot.app.screen.query_one(kind).region
    lines = readable.seen(pilot.app.screen)
    row = next(row for row in range(region.y, region.bottom) if words in lines[row])
    await pilot.click(offset=(lines[row].index(words) + 1, row))
    for _turn in range(5):
        await pilot.pause()


def _said(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#said", Static).content)


@readable.played
async def test_the_words_of_the_footer_do_what_they_say(tmp_path: Path) -> None:
    app = readable.app_of(readable.coded(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        before = app.screen.order
        await _clicked(pilot, Footer, "o order")
        assert app.screen.order == before + 1
        await _clicked(pilot, Footer, "r question")
        assert isinstance(app.screen, QuestionDialog)
        await pilot.press("escape")
        await readable.gone(pilot, "3")
        await _clicked(pilot, Footer, "? help")
        assert isinstance(app.screen, HelpDialog)
        app.let_go()


@readable.played
async def test_the_places_of_the_top_line_are_gone_to_by_the_mouse(tmp_path: Path) -> None:
    app = readable.app_of(readable.coded(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        for place in ("write", "explore", "code"):
            await _clicked(pilot, TopLine, place_word(place))
            await readable.quiet(pilot)
            assert app.screen is app.get_screen(place)
        await pilot.press("I")
        await pilot.pause()
        await pilot.pause()
        await _clicked(pilot, TopLine, place_word("explore"))
        assert isinstance(app.screen, ExploreScreen)
        assert [place for _key, place in PLACES] == ["code", "explore", "write"]
        app.let_go()


@readable.played
async def test_undo_is_named_in_the_footer_and_said_once_it_is_done(tmp_path: Path) -> None:
    app = readable.app_of(readable.coded(tmp_path))
    async with app.run_test(size=(200, 36)) as pilot:
        await readable.gone(pilot, "2")
        footer = app.screen.query_one(Footer)
        assert footer.undo_word == "Maison", "the code applied last"
        await readable.gone(pilot, "u")
        assert footer.undo_word == "Soir"
        assert _said(pilot).startswith(_("Undone: {act}").format(act="")[:6])
        await readable.gone(pilot, "ctrl+r")
        assert footer.undo_word == "Maison"
        app.let_go()


@pytest.mark.parametrize("asked", ["answered", "previewed"])
@readable.played
async def test_an_answer_that_a_change_outran_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    project = readable.coded(tmp_path)
    app, began, go_on = readable.app_of(project), threading.Event(), threading.Event()
    module = __import__(f"qualcode.tui.shown.{'looking' if asked == 'answered' else 'drafts'}", fromlist=[asked])
    ask, counts = getattr(module, asked), []

    def slow(*given: Any) -> Any:
        began.set()
        assert go_on.wait(20)
        counts.append(project.codings.count())
        return ask(*given)

    monkeypatch.setattr(module, asked, slow)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("2" if asked == "answered" else "3")
        await readable.until(pilot, began.is_set)
        await pilot.press("1")
        await app.workbench.undo()
        go_on.set()
        await readable.quiet(pilot)
        await readable.gone(pilot, "2" if asked == "answered" else "3")
        screen = app.screen
        if isinstance(screen, WritingScreen):
            assert sum(len(found) for found in screen.preview.excerpts.values()) == project.codings.count()
        else:
            assert len(screen.study.material.codings) == project.codings.count()
        assert len(counts) > 1
        app.let_go()


@readable.played
async def test_a_threshold_that_leaves_nothing_can_be_taken_back_by_its_key(tmp_path: Path) -> None:
    app = readable.app_of(readable.coded(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        shown = []
        for _turn in range(5):
            await readable.gone(pilot, "s")
            shown.append(app.screen.query_one("#map").display)
        assert False in shown
        assert shown[-1], "after the highest threshold comes the lowest"
        app.let_go()


@readable.played
async def test_what_cannot_be_done_says_why(tmp_path: Path) -> None:
    app = readable.app_of(readable.empty(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "e")
        assert "export" in _said(pilot)
        await readable.gone(pilot, "d")
        assert _said(pilot)
        await readable.gone(pilot, "3")
        await readable.gone(pilot, "x")
        assert "excerpts" in _said(pilot)
        assert not app.screen.has_class("unfolded")
        app.let_go()


@readable.played
async def test_a_part_without_excerpts_says_where_there_are_some(tmp_path: Path) -> None:
    app = readable.app_of(readable.coded(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        await readable.gone(pilot, "home")
        listing = app.screen.query_one(Passages)
        assert not listing.entries
        assert "choose a code" in "\n".join(readable.seen(app.screen)).replace("\n", " ")
        app.let_go()
