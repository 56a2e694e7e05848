"""Every screen and dialog of the application in three sizes and two languages: nothing cut, nothing out of sight."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from textual.widgets import OptionList, Static

from qualcode import settings
from qualcode.coding.project import Project
from qualcode.settings import Settings
from qualcode.tui.app import QualcodeApp
from qualcode.tui.dialogs.naming import LocationDialog, NameDialog, NewDialog
from qualcode.tui.dialogs.settings import SettingsDialog
from qualcode.tui.screens.bringing.importing import ImportScreen
from qualcode.tui.shown.bringing import understand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot
    from textual.screen import Screen

HOSTILE = "[b]x[ {y[0]} [/] une très longue entrevue avec quelqu’un de loin 日本語"
TEXTUAL = (
    "Search for commands",
    "No matches",
    "Quit",
    "Press ctrl",
    "Focus",
    "Command palette",
    "Maximize",
    "Minimize",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with projects and transcripts of difficult names."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    for number in range(3):
        name = HOSTILE.replace("/", "-")
        Project.create(str(place / f"{number} {name}.qualcode"), title=HOSTILE).close()
        (place / f"{number} {name}.txt").write_text(f"{number} : Bon?\nPaul [rires] : Non.\n" * 9, encoding="utf-8")
    settings.save(Settings(coder="Ana"))
    return place


def misplaced(screen: Screen[Any]) -> list[str]:
    """Return what is cut without a sign of it, and what takes the focus out of sight."""
    wrong = []
    for widget in screen.query("*"):
        if not widget.display or not widget.region.area:
            continue
        room = widget.scrollable_content_region.width
        if isinstance(widget, OptionList):
            wrong += [str(o.prompt) for o in widget.options if cell_len(str(o.prompt).rstrip()) > room]
        elif type(widget) is Static and widget.scrollable_content_region.height == 1:
            words = str(widget.content).strip("\n")
            if cell_len(words.rstrip()) > room:
                wrong.append(words)
    for widget in screen.focus_chain:
        if not screen.region.contains_region(widget.region) or not widget.region.area:
            wrong.append(f"{widget} {widget.region}")
    return wrong


def words_on(app: App[Any]) -> str:
    """Return what stands on the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def _door(_app: QualcodeApp, pilot: Pilot[Any]) -> None:
    await pilot.pause()


def _pushed(make: Callable[[Path], Screen[Any]], folder: Path) -> Callable[..., Any]:
    async def push(app: QualcodeApp, pilot: Pilot[Any]) -> None:
        await app.push_screen(make(folder))
        await pilot.pause()

    return push


def _pressed(*keys: str) -> Callable[..., Any]:
    async def press(_app: QualcodeApp, pilot: Pilot[Any]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.pause()

    return press


DOORS: dict[str, Callable[[Path], Any]] = {
    "door": lambda _folder: _door,
    "name": lambda folder: _pushed(lambda _f: NameDialog(), folder),
    "open": lambda folder: _pushed(lambda _f: LocationDialog(), folder),
    "new": lambda folder: _pushed(NewDialog, folder),
    "settings": lambda folder: _pushed(lambda _f: SettingsDialog(Settings(coder=HOSTILE)), folder),
    "help": lambda _folder: _pressed("f1"),
    "keys": lambda _folder: _pressed("f9"),
    "palette": lambda _folder: _pressed("ctrl+p"),
    "jump": lambda _folder: _pressed("semicolon"),
}


SIZES = [(60, 16), (80, 24), (120, 36), (200, 60)]


async def _looks(size: tuple[int, int], folder: Path) -> dict[str, tuple[list[str], str]]:
    """Go to every window from the door, and return what is wrong in each, and its words."""
    app, found = QualcodeApp(), {}
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for name, make in DOORS.items():
            await make(folder)(app, pilot)
            found[name] = misplaced(app.screen), words_on(app)
            while len(app.screen_stack) > 2:
                app.pop_screen()
            await pilot.pause()
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES)
def test_every_window_shows_all_it_says(
    size: tuple[int, int], language: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    found = asyncio.run(_looks(size, folder))
    assert len({words for _wrong, words in found.values()}) == len(DOORS), "each window is another"
    assert {name: wrong for name, (wrong, _words) in found.items() if wrong} == {}
    if language == "fr":
        assert not [english for _wrong, words in found.values() for english in TEXTUAL if english in words]
    assert "[b]x[ " in found["door"][1]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES)
def test_the_import_screen_shows_all_it_says(
    size: tuple[int, int], language: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)

    place = str(next(folder.glob("*.qualcode")))
    files = sorted(folder.glob("*.txt"))

    async def look() -> tuple[list[str], str]:
        project = Project.open(place, coder="Ana", write=True)
        app = QualcodeApp(project)
        async with app.run_test(size=size) as pilot:
            screen = ImportScreen(app.workbench)
            await app.push_screen(screen)
            for path in files:
                screen.incoming |= {file.path: file for file in understand(screen._batch, project, path)}
            screen.show_files()
            await pilot.pause()
            await pilot.pause()
            shown = misplaced(screen), words_on(app)
        app.let_go()
        return shown

    wrong, words = asyncio.run(look())
    assert not wrong
    assert "[b]x[ " in words
