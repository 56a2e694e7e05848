"""Stories on the import screen: files are taken, read and brought in, by keys and by mouse."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from readable import until
from textual.pilot import Pilot

from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.correcting import FileList
from qualcode.tui.screens.importing import ImportScreen
from qualcode.tui.widgets.files import TranscriptTree

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.coding.project import Project

Story = Callable[[QualcodeApp, Pilot[Any], ImportScreen], Awaitable[None]]


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
    """Wait until what was asked is read."""
    await pilot.pause()
    at_work = {"look", "bring-in"}
    await until(pilot, lambda: not any(w.group in at_work and not w.is_finished for w in screen.app.workers))
    await pilot.pause()
