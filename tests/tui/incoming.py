"""Stories on the import screen: files are taken, read and brought in, by keys and by mouse."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from readable import until
from textual.pilot import Pilot
from textual.widgets import Static

from qualcode.coding.project import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.bringing.correcting import FileList
from qualcode.tui.screens.bringing.importing import ImportScreen
from qualcode.tui.widgets.files import TranscriptTree

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

Story = Callable[[QualcodeApp, Pilot[Any], ImportScreen], Awaitable[None]]
FILES = 8
GONE_AFTER = 3
"""Files of a folder of talks, and the one before which an import is held."""


@pytest.fixture
def empty_study(tmp_path: Path) -> Iterator[Project]:
    """Return an empty open study."""
    made = Project.create(str(tmp_path / "s.qualcode"), title="S", coder="Ana")
    yield made
    made.close()


def current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder, and go there."""
    place = tmp_path / "files"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, empty but for what a test puts there."""
    return current_folder(tmp_path, monkeypatch)


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder with some transcripts, in which nobody speaks twice."""
    place = current_folder(tmp_path, monkeypatch)
    for number in range(FILES):
        (place / f"e{number}.txt").write_text(text_of(number), encoding="utf-8")
    return place


def text_of(number: int) -> str:
    name = f"P{number}"
    return f"Q{number} : Bon.\n{name} : Je dors.\nQ{number} : Et?\n{name} : Rien.\n"


def said(app: QualcodeApp) -> str:
    """Return the line that the screen in front says."""
    return str(app.screen.query_one("#said", Static).content)


def held_at(app: QualcodeApp, number: int) -> tuple[asyncio.Event, asyncio.Event]:
    """Hold an import before a file; return what tells that it came there, and what lets it go on."""
    came, go = asyncio.Event(), asyncio.Event()
    perform, seen = app.workbench.perform, []

    async def held(action: Any, batch: str) -> Any:
        seen.append(action)
        if len(seen) == number:
            came.set()
            await go.wait()
        return await perform(action, batch)

    app.workbench.perform = held
    return came, go


@asynccontextmanager
async def held_import(project: Project, folder: Path) -> AsyncIterator[tuple[QualcodeApp, Pilot[Any], asyncio.Event]]:
    """Bring a folder in and hold that before a file; give the application, its pilot, and what lets it go on."""
    app = QualcodeApp(project, incoming=[folder])
    came, go = held_at(app, GONE_AFTER)
    async with app.run_test(size=(120, 36)) as pilot:
        await came.wait()
        yield app, pilot, go


def lines(pilot: Pilot[Any]) -> str:
    """Return what the window shows, row by row."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def click(pilot: Pilot[Any], words: str) -> None:
    """Click on words where they stand."""
    rows = lines(pilot).split("\n")
    row = next(number for number, line in enumerate(rows) if words in line)
    await pilot.click(offset=(rows[row].index(words) + 1, row))


def play(project: Project, story: Story, size: tuple[int, int] = (80, 24)) -> None:
    """Play a story on the import screen."""

    async def whole() -> None:
        app = QualcodeApp(project)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.screen.focused is not None)
            await pilot.press("I")
            await until(pilot, lambda: isinstance(app.screen, ImportScreen))
            await story(app, pilot, app.screen)

    asyncio.run(whole())


async def take(pilot: Pilot[Any], screen: ImportScreen, count: int, *paths: Path) -> None:
    """Take all that the folder holds, or some files, and stand on the first."""
    if paths:
        screen.take(paths)
    else:
        await until(pilot, lambda: screen.query_one(TranscriptTree).root.children)
        await pilot.press("space")
    await until(pilot, lambda: len(screen.incoming) == count and not screen.turn.locked())
    screen.query_one(FileList).focus()
    await pilot.pause()


def states(screen: ImportScreen) -> list[tuple[str, str]]:
    return [(file.path.name, file.state) for file in screen.incoming.values()]


async def settled(pilot: Pilot[Any], screen: ImportScreen) -> None:
    """Wait until what was asked is read and fitted."""
    await pilot.pause()
    at_work = {"look", "bring-in", "fit"}
    await until(pilot, lambda: not any(w.group in at_work and not w.is_finished for w in screen.app.workers))
    await pilot.pause()
