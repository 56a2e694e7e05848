"""The board of themes: gathered, borne, moved, merged, split, dropped and taken up again, by keys alone; all undone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import readable
from textual.widgets import Static

from qualcode.coding.documents.documents import SetDocumentState
from qualcode.coding.passages.codings import StarCodings
from qualcode.coding.themes.themes import AddTheme, LinkTheme
from qualcode.tui.dialogs.listing import ListingDialog
from qualcode.tui.screens.board.themes import ThemesScreen
from qualcode.tui.screens.desk.coding import CodingScreen
from qualcode.tui.widgets.lines import Footer
from qualcode.tui.widgets.passages import Passages
from qualcode.tui.widgets.restlist import RestList
from qualcode.tui.widgets.themelist import ThemeList

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from qualcode.coding.project import Project

    Desk = Any

STILL = 2
"""Looks in a row that find nothing under way."""


async def _press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and let all be answered after each; what waits for a person is not waited for."""
    for key in keys:
        await pilot.press(key)
        still = 0
        while still < STILL:
            await pilot._wait_for_screen()
            waiting = {"default", "acts", "_loader"} if pilot.app.screen.is_modal else set()
            busy = any(not one.is_finished and one.group not in waiting for one in pilot.app.workers)
            still = 0 if busy else still + 1
            await asyncio.to_thread(lambda: None)


async def _type(pilot: Pilot[None], words: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in words))


def _board(pilot: Pilot[None]) -> ThemesScreen:
    assert isinstance(pilot.app.screen, ThemesScreen), pilot.app.screen
    return pilot.app.screen


def _text(pilot: Pilot[None], selector: str) -> str:
    return str(_board(pilot).query_one(selector, Static).visual.plain)


def _rests(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the middle with their headings, a row of blanks as one."""
    options = _board(pilot).query_one(RestList).options
    return [" ".join(str(option.prompt).split()) for option in options]


def _links(project: Project) -> dict[str, dict[str, str]]:
    """Return what each theme rests on by name, as the project has it."""
    names = {code.id: code.name for code in project.codes.all()}
    texts = {one.id: one.text for one in project.codings.records([*_coded(project)])}
    return {
        theme.name: {names.get(link.code) or texts[link.coding]: link.stance for link in theme.links}
        for theme in project.themes.all()
    }


def _coded(project: Project) -> list[str]:
    return [link.coding for theme in project.themes.all() for link in theme.links if link.coding]


def _undo_word(pilot: Pilot[None]) -> str:
    return _board(pilot).query_one(Footer).undo_word


@readable.played
async def test_codes_and_passages_are_gathered_under_themes_by_keys(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await _press(pilot, "4")
        assert "n makes one" in _text(pilot, "#claim")
        assert _rests(pilot)[:2] == ["CODES", "● École Lieux 3 passages"]
        await _press(pilot, "n")
        await _type(pilot, "Dormir")
        await pilot.press("enter")
        await _type(pilot, "On dort ailleurs.")
        await _press(pilot, "enter")
        assert (_text(pilot, "#claim"), _undo_word(pilot)) == (
            "Dormir   candidate\nOn dort ailleurs.", "new theme ‘Dormir’",
        )  # fmt: skip
        await _press(pilot, "a")
        await _type(pilot, "mai")
        await pilot.press("tab")
        await _type(pilot, "mat")
        await pilot.press("tab")
        await _press(pilot, "enter")
        assert _links(project) == {"Dormir": {"Maison": "supports", "Matin": "supports"}}
        await _press(pilot, "enter", "minus")
        assert _rests(pilot) == [
            "WHAT SUPPORTS IT", "● Matin Temps 2 passages", "WHAT CONTRADICTS IT", "▲ Maison Lieux 2 passages",
        ]  # fmt: skip
        assert _undo_word(pilot) == "‘Maison’ contradicts ‘Dormir’"
        assert _text(pilot, "#voices").splitlines() == [
            "3 passages   1 of 3 participants", "not: Groupe A · P1", "against: Entrevue 01, Groupe A · P2",
        ]  # fmt: skip
        await _press(pilot, "enter", "t", "tab", "tab", "enter")  # the first passage by itself, against it
        assert _links(project)["Dormir"]["chez ma sœur"] == "contradicts"
        await _press(pilot, "escape", "up", "equals_sign", "x")
        assert _links(project)["Dormir"] == {"Maison": "contradicts", "chez ma sœur": "contradicts"}
        await _press(pilot, "u")
        assert _links(project)["Dormir"]["Matin"] == "nuances"
        assert "Undone" in _text(pilot, "#said")
        for _step in range(5):
            await _press(pilot, "u")
        assert _links(project) == {}
        await _press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, CodingScreen)


def _two_themes(project: Project) -> None:
    for name, codes in (("Un", ("École", "Matin")), ("Deux", ("École", "Soir"))):
        theme = AddTheme(name, f"{name}.")
        project.perform(theme)
        for code in codes:
            project.perform(LinkTheme(theme.id, code=project.codes.get(code).id))


@readable.played
async def test_themes_are_merged_split_dropped_and_taken_up_again_by_keys(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    _two_themes(project)
    for coding in project.codings.of_document(project.documents.get("Groupe A").id)[-1:]:
        project.perform(StarCodings((coding.id,)))
    project.perform(SetDocumentState(project.documents.get("Groupe A").id, "coded"))
    async with readable.app_of(project).run_test(size=(80, 24)) as pilot:
        await _press(pilot, "2", "4")
        await pilot.click(ThemeList, offset=(4, 1))
        await _press(pilot, "plus")  # nothing of the list of themes: a click stays there
        assert _board(pilot).open == project.themes.get("Deux").id
        assert pilot.app.focused is _board(pilot).query_one(ThemeList)
        await _press(pilot, "up", "y")
        assert project.themes.get("Un").status == "kept"
        await _press(pilot, "x", "r")
        assert project.themes.get("Un").status == "kept"
        await _press(pilot, "alt+down")
        assert [theme.name for theme in project.themes.all()] == ["Deux", "Un"]
        assert _board(pilot).query_one(ThemeList).meant == project.themes.get("Un").id
        await _press(pilot, "enter", "minus", "up", "space", "s")
        await _type(pilot, "Trois")
        await pilot.press("enter")
        await _press(pilot, "enter")
        assert _links(project) == {
            "Deux": {"École": "supports", "Soir": "supports"},
            "Un": {"École": "contradicts"},
            "Trois": {"Matin": "supports"},
        }
        await _press(pilot, "t", "u", "n", "enter")
        assert _links(project)["Trois"] == {}
        await _press(pilot, "u", "escape", "home", "f", "1")
        assert _links(project) == {
            "Un": {"École": "contradicts", "Soir": "supports"}, "Trois": {"Matin": "supports"},
        }  # fmt: skip
        assert "the graver one stays" in _text(pilot, "#said")
        await _press(pilot, "H")
        assert isinstance(pilot.app.screen, ListingDialog)
        assert any("“Deux” was merged into it: “Deux.”" in line for line in readable.seen(pilot.app.screen))
        await _press(pilot, "escape", "end")
        assert _rests(pilot)[:1] == ["CODES"]
        assert _rests(pilot)[-2] == "STARRED PASSAGES"
        await _press(pilot, "enter", "end", "t", "t", "r", "enter")
        assert "La maison" in " ".join(_links(project)["Trois"])
        await _press(pilot, "escape", "home", "m")
        await _type(pilot, "vu")
        await _press(pilot, "escape")
        assert project.themes.get("Un").memo == "vu"
        await _press(pilot, "enter", "enter", "enter")
        assert isinstance(pilot.app.screen, CodingScreen)
        opened = pilot.app.screen
        assert opened.names[opened.opened] == "Groupe A"
        assert opened.reader.sheet.text[opened.reader.caret :].startswith("ferme le soir")


def test_a_coding_under_the_caret_is_put_under_a_new_theme(at_desk: Callable[..., None]) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("O")
        assert "No coding under the caret" in desk.said
        await desk.press("s", "c")
        await desk.type("zqx")
        await desk.press("enter")
        await desk.press("O")
        await desk.type("Tenir")
        await desk.press("tab", "enter")
        (theme,) = desk.project.themes.all()
        (coding,) = desk.codings()
        assert (theme.name, [(link.coding, link.stance) for link in theme.links]) == ("Tenir", [(coding.id, "nuances")])
        await desk.press("u")
        assert desk.project.themes.all() == []

    at_desk(story)


@readable.played
async def test_a_study_without_codings_says_what_to_do_first(tmp_path: Path) -> None:
    async with readable.app_of(readable.empty(tmp_path)).run_test(size=(80, 24)) as pilot:
        await _press(pilot, "4")
        assert "Go to Code (1)" in _text(pilot, "#claim")
        await _press(pilot, "y", "x", "f", "H", "m", "e", "a", "enter", "alt+up")
        assert "Nothing under this theme" in _text(pilot, "#said") or "n makes one" in _text(pilot, "#said")
        assert not _board(pilot).query_one(Passages).entries


@readable.played
async def test_hostile_names_and_claims_are_shown_and_obeyed_nowhere(tmp_path: Path) -> None:
    project = readable.hostile(tmp_path)
    hostile = readable.HOSTILE
    for name in (hostile, f"{hostile} 2"):
        theme = AddTheme(name, hostile, memo=hostile)
        project.perform(theme)
        project.perform(LinkTheme(theme.id, code=project.codes.all()[0].id))
        project.perform(LinkTheme(theme.id, coding=project.codings.of_document(project.documents.all()[0].id)[0].id))
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await _press(pilot, "4")
        for keys in ((), ("H",), ("escape", "f"), ("escape", "m"), ("escape", "e"), ("escape", "enter", "end", "t")):
            await _press(pilot, *keys)
            lines = readable.seen(pilot.app.screen)
            assert not readable.commands(lines)
            assert any("[b]x[/ {0} [red]" in line for line in lines), keys
