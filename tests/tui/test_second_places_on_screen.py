"""Codes listed under a second group, retired and brought back from the panel: done, said, undone by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widgets import Input, OptionList, Static

from qualcode.coding.codebook.also_in import ListAlso
from qualcode.coding.codebook.retiring import RetireCode
from qualcode.coding.passages.codings import ApplyCode
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.dialogs.one_code import OneCodePicker
from qualcode.tui.dialogs.picker import CodePicker
from qualcode.tui.widgets.codebook import Codebook

if TYPE_CHECKING:
    from collections.abc import Callable

    Desk = Any


def tree(desk: Desk) -> list[str]:
    """Return the lines of the codebook as they are painted."""
    book = desk.screen.query_one(Codebook)
    lines = [book.render_line(number).text.strip() for number in range(8)]
    return [" ".join(line.split()) for line in lines if line]


def also(desk: Desk, name: str) -> list[str]:
    codes = {code.id: code.name for code in desk.project.codes.all()}
    return [codes[group] for group in desk.project.codes.get(name).also_in]


async def at(desk: Desk, name: str) -> None:
    book = desk.screen.query_one(Codebook)
    book.focus()
    book.go(desk.project.codes.get(name).id)
    await desk.settle()


async def coded(desk: Desk, name: str) -> None:
    start = desk.text.index("C’est long")
    action = ApplyCode(desk.screen.opened, start, start + 10, desk.project.codes.get(name).id)
    await desk.app.workbench.perform(action)
    await desk.settle()


def test_a_code_is_listed_under_another_group_by_a_key_and_no_more(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await coded(desk, "Présence")
        await at(desk, "Présence")
        await desk.press("b")
        assert isinstance(desk.app.screen, OneCodePicker)
        offered = [option.id for option in desk.app.screen.query_one(OptionList).options]
        wanted = {desk.project.codes.get(name).id for name in ("Prendre son temps", "Obstacles")}
        assert set(offered) == wanted  # neither itself nor its home
        await desk.press(*"obst", "enter")
        assert also(desk, "Présence") == ["Obstacles"]
        assert desk.said == "Done: list “Présence” under “Obstacles” too   u undoes it"
        assert tree(desk)[-2:] == ["▾ Obstacles 1", "→ ● Présence 1"]
        assert "Listed under Obstacles too" in desk.screen.query_one("#definition", Static).content.plain
        await at(desk, "Obstacles")
        await desk.press("down", "x")  # on the second line
        assert isinstance(desk.app.screen, ChooseDialog)
        await desk.press("1")
        assert (also(desk, "Présence"), desk.project.codes.get("Présence").parent is None) == ([], False)
        await desk.press("u")
        assert desk.said.startswith("Undone: no longer list")
        await at(desk, "Présence")
        await desk.press("b", "1")
        assert also(desk, "Présence") == []
        await desk.press("u")
        await desk.press("b", "2")
        await desk.press(*"prendre", "enter")
        assert also(desk, "Présence") == ["Prendre son temps", "Obstacles"]
        await at(desk, "Obstacles")
        await desk.press("p")
        offered = [option.id for option in desk.app.screen.query_one(OptionList).options]
        assert desk.project.codes.get("Présence").id not in offered  # it stands below Obstacles

    at_desk(story)


def test_second_lines_are_moved_among_themselves_by_a_key_and_their_homes_stay(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        group = desk.project.codes.get("Obstacles").id
        for name in ("Présence", "Prendre son temps"):
            await desk.app.workbench.perform(ListAlso(desk.project.codes.get(name).id, group))
        await desk.settle()
        homes = [code.path for code in desk.project.codes.all()]
        assert tree(desk)[-2:] == ["→ ● Présence –", "→ ▲ Prendre son temps –"]
        await at(desk, "Obstacles")
        await desk.press("down", "alt+down")
        assert tree(desk)[-2:] == ["→ ▲ Prendre son temps –", "→ ● Présence –"]
        assert desk.said == "Done: move “Présence” under “Obstacles”   u undoes it"
        await desk.press("alt+down")  # the cursor went with the line
        assert desk.said.startswith("The line goes no further here: those at home")
        retired = RetireCode(desk.project.codes.get("Présence").id)
        await desk.app.workbench.perform(retired)
        await at(desk, "Obstacles")
        await desk.press("down", "alt+down")
        assert desk.said == "The line goes no further here: retired codes stand after the others."
        await desk.press("u")
        await desk.press("down")
        for key in ("alt+left", "alt+right"):
            await desk.press(key)
            assert desk.said.startswith("The code is at home elsewhere")
        assert [code.path for code in desk.project.codes.all()] == homes
        await desk.press("u")
        assert tree(desk)[-2:] == ["→ ● Présence –", "→ ▲ Prendre son temps –"]
        await at(desk, "Prendre son temps")
        await desk.press("alt+left")  # at home it moves as ever
        assert [code.path for code in desk.project.codes.all()] != homes

    at_desk(story)


def test_a_second_line_is_dragged_and_the_home_stays(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await at(desk, "Obstacles")
        await desk.press("b", *"pres", "enter")
        book = desk.screen.query_one(Codebook)
        for row, where in ((3, ["Prendre son temps"]), (12, [])):
            line = next(n for n in range(8) if "→" in book.render_line(n).text)
            await desk.pilot.mouse_down(book, offset=(8, line))
            await desk.pilot.mouse_up(book, offset=(8, row))
            await desk.settle()
            assert also(desk, "Obstacles") == where
            assert desk.project.codes.get("Obstacles").parent is None
        await desk.press("u", "u")
        assert also(desk, "Obstacles") == ["Présence"]  # one step of undo brings the line back where it was

    at_desk(story)


def test_no_other_code_takes_the_place_of_the_last_one_that_was_retired(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        for name in ("obst", "pres"):
            await desk.press("alt+down", "s", "c", *name, "enter")
        assert len(desk.coded()) == 2
        await desk.app.workbench.perform(RetireCode(desk.project.codes.get("Présence").id))
        await desk.settle()
        await desk.press("alt+down", "s", "full_stop")
        assert "no longer applied" in desk.said
        assert len(desk.coded()) == 2

    at_desk(story)


def test_a_retired_code_is_dim_kept_and_offered_nowhere(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await coded(desk, "Présence")
        await at(desk, "Présence")
        await desk.press("i")
        assert isinstance(desk.app.screen, LineDialog)
        await desk.press(*"vu", "enter")
        assert desk.project.codes.get("Présence").retired_reason == "vu"
        assert desk.said == "Done: retire the code “Présence”   u undoes it"
        assert tree(desk)[:3] == ["▾ Lien de confiance 1", "▲ Prendre son temps –", "● Présence retired, 1"]
        assert "Retired: vu" in desk.screen.query_one("#definition", Static).content.plain
        desk.reader.focus()
        await desk.press("s", "c")
        assert isinstance(desk.app.screen, CodePicker)
        assert desk.project.codes.get("Présence").id not in [
            option.id for option in desk.app.screen.query_one(OptionList).options
        ]
        await desk.press("escape")
        before = len(desk.coded())
        await at(desk, "Présence")
        await desk.press("enter")  # what is selected is not coded so
        assert "no longer applied" in desk.said
        assert len(desk.coded()) == before
        await at(desk, "Présence")
        await desk.press("i")
        assert desk.said == "Done: bring back the code “Présence”   u undoes it"
        await desk.press("x", "4")  # instead of removing it
        assert desk.app.screen.query_one(Input).value == ""
        await desk.press("enter")
        assert desk.project.codes.get("Présence").retired
        await desk.press("i", "i", "escape")
        assert not desk.project.codes.get("Présence").retired

    at_desk(story)
