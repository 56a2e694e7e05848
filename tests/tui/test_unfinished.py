"""What is typed in a memo, in the journal or on a card outlives the window it was typed in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import TextArea

from qualcode.coding.project import Project
from qualcode.tui.shown import unfinished
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any

BACK = "What you had typed before the window closed is back"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the moment after which typing is kept be over at once."""
    monkeypatch.setattr(unfinished, "PAUSE", 0.001)


async def kept(desk: Desk) -> None:
    """Wait until nothing is left to be written."""
    for _ in range(200):
        await desk.settle()
        if desk.app.screen.query(TextArea) and desk.app.screen._unfinished._timer is None:
            break
        await asyncio.to_thread(lambda: None)
    await asyncio.wrap_future(desk.app.workbench._writer.submit(lambda: None))


async def at_code(desk: Desk, name: str) -> None:
    """Stand on a code in the panel."""
    panel = desk.screen.query_one(Codebook)
    panel.focus()
    panel.go(desk.project.codes.get(name).id)
    await desk.settle()


def again(project: Any, coder: str = "Ana") -> Project:
    return Project.open(project.label, coder=coder, write=True)


def test_a_memo_that_was_being_typed_is_back_in_the_next_window_and_no_part_of_the_study(
    at_desk: Callable[..., None], project: Any
) -> None:
    dumps, done = [project.dump()], [len(project.history())]

    async def types(desk: Desk) -> None:
        await desk.press("m", *"un lien")
        await kept(desk)  # the window goes with the dialog open

    async def another(desk: Desk) -> None:
        dumps.append(desk.project.dump())
        done.append(len(desk.project.history()))
        await desk.press("m")
        assert BACK not in desk.lines()
        assert desk.app.screen.query_one(TextArea).text == ""
        await desk.press("escape")

    async def comes_back(desk: Desk) -> None:
        await desk.press("m")
        assert BACK in desk.lines()
        await desk.press("s", "escape")
        assert [(memo.on, memo.text) for memo in desk.project.memos.all()] == [("document", "un liens")]
        await desk.press("m")
        assert BACK not in desk.lines()
        await desk.press("escape")

    async def is_over(desk: Desk) -> None:
        await desk.press("u")
        assert desk.project.memos.all() == []
        await desk.press("m")
        assert desk.app.screen.query_one(TextArea).text == ""
        await desk.press("escape")

    at_desk(types)
    at_desk(another, study=again(project, "Théo"))
    assert (dumps[0], done[0]) == (dumps[1], done[1])
    at_desk(comes_back, study=again(project))
    at_desk(is_over, study=again(project))


def test_what_is_back_can_be_taken_out_and_is_gone_then(at_desk: Callable[..., None], project: Any) -> None:
    async def types(desk: Desk) -> None:
        await desk.press("E", *"bon")
        await kept(desk)

    async def takes_out(desk: Desk) -> None:
        await desk.press("E")
        assert desk.app.screen.query_one(TextArea).text == "bon"
        await desk.press("ctrl+z", "escape")
        assert desk.project.memos.all() == []

    async def is_over(desk: Desk) -> None:
        await desk.press("E")
        assert BACK not in desk.lines()
        await desk.press("escape")

    at_desk(types)
    at_desk(takes_out, study=again(project))
    at_desk(is_over, study=again(project))


def test_a_line_that_is_ended_is_kept_without_a_pause(
    at_desk: Callable[..., None], project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unfinished, "PAUSE", 1000.0)

    async def types(desk: Desk) -> None:
        await desk.press("E", *"un", "enter", *"deux")

    async def comes_back(desk: Desk) -> None:
        await desk.press("E")
        assert desk.app.screen.query_one(TextArea).text == "un\n"
        await desk.press("escape")

    at_desk(types)
    at_desk(comes_back, study=again(project))


def test_a_card_that_was_being_written_is_back(at_desk: Callable[..., None], project: Any) -> None:
    async def types(desk: Desk) -> None:
        await at_code(desk, "Présence")
        await desk.press("e", *"ici")
        await kept(desk)

    async def comes_back(desk: Desk) -> None:
        await at_code(desk, "Présence")
        await desk.press("e")
        assert BACK in desk.lines()
        assert desk.app.screen.query_one("#definition_en", TextArea).text == "ici"
        await desk.press("shift+tab", *"Ici même")
        assert desk.app.screen.query_one("#definition_fr", TextArea).text == "Ici même"
        await desk.press("escape")
        code = desk.project.codes.get("Présence")
        assert (code.definition_en, code.definition_fr) == ("ici", "Ici même")
        await desk.press("e")
        assert BACK not in desk.lines()
        await desk.press("escape")

    at_desk(types)
    at_desk(comes_back, study=again(project))


def test_what_the_study_refuses_comes_back_at_the_next_opening(
    at_desk: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(desk: Desk) -> None:
        async def refused(_action: Any) -> bool:
            return False

        with monkeypatch.context() as patch:
            patch.setattr(desk.screen, "perform", refused)
            await desk.press("m", *"lien", "escape")
        assert desk.project.memos.all() == []
        await desk.press("m")
        assert desk.app.screen.query_one(TextArea).text == "lien"
        await desk.press("escape")
        assert [memo.text for memo in desk.project.memos.all()] == ["lien"]

    at_desk(story)


def test_what_a_project_opened_for_reading_cannot_keep_takes_nothing_down(project: Any) -> None:
    place = project.label
    project.close()
    bench = Workbench(Project.open(place, coder="Ana"), lambda _change: None)
    unfinished.Unfinished(bench, "d1").keep({"words": "a"})
    assert unfinished.Unfinished(bench, "d1").found() == {"words": "a"}
    bench.close()


def test_what_nobody_can_read_is_nothing(project: Any) -> None:
    bench = Workbench(project, lambda _change: None)
    kind = unfinished.Unfinished(bench, "d1")._kind
    for broken in (b"{broken", b"[1]"):
        project.derived.put(kind, {"fields": broken})
        assert unfinished.Unfinished(bench, "d1").found() == {}
        bench.unfinished.clear()
    bench.close()
