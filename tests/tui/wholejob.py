"""What the tests of the whole job share: a folder of transcripts, a person at the screen, and what the report says."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from textual import events
from textual.widgets import OptionList

from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.desk.coding import CodingScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot
    from textual.widget import Widget

    from qualcode.coding.project import Project
    from qualcode.tui.widgets.transcript import TranscriptReader

SAMPLE = Path(__file__).resolve().parents[2] / "corpora" / "perseverance" / "transcripts"
FILES = ("Entrevue 02.txt", "Groupe A.txt")
GUESSED = {"E", "Animatrice"}
"""Who asks in them, as the program tells by itself."""
COLLEAGUE = "P2"
"""Who asks too, though nobody but the researcher can know."""
SIGNS = {
    " ": "space",
    "/": "slash",
    ".": "full_stop",
    "*": "asterisk",
    ";": "semicolon",
    "'": "apostrophe",
    "-": "minus",
}


def transcripts(folder: Path) -> Path:
    """Copy two transcripts of the sample study into a folder."""
    place = folder / "transcripts"
    place.mkdir()
    for name in FILES:
        shutil.copyfile(SAMPLE / name, place / name)
    return place


@dataclass
class Person:
    """Somebody at the screen, who waits for what they see."""

    app: QualcodeApp
    pilot: Pilot[None]

    @property
    def screen(self) -> Any:
        return self.app.screen

    @property
    def reader(self) -> TranscriptReader:
        return self.app.get_screen("code").reader

    @property
    def project(self) -> Project:
        return self.app.workbench.project

    async def until(self, holds: Callable[[], Any]) -> None:
        """Let the program work until something is so."""
        for _turn in range(900):
            with suppress(Exception):  # what is asked for may not be there yet
                if holds():
                    return
            await self.pilot.pause()
        raise AssertionError("it never came to hold\n" + self.seen())

    async def press(self, *keys: str) -> None:
        """Press keys as a terminal sends them."""
        for key in keys:
            letter = key if len(key) == 1 else next((sign for sign, name in SIGNS.items() if name == key), None)
            self.app.post_message(events.Key(SIGNS.get(key, key), letter))
            for _hand in range(2):  # the application hands it on, and whoever has the focus acts
                await self.pilot._wait_for_screen()

    async def type(self, words: str) -> None:
        """Type a name or a path."""
        await self.press(*words)

    async def on(self, screen: type) -> None:
        """Wait for a window that hears keys."""
        await self.until(lambda: isinstance(self.screen, screen) and self.screen.focused is not None)

    async def at_reader(self) -> None:
        """Wait for the place where one codes, a document open and the caret in it."""
        await self.until(
            lambda: isinstance(self.screen, CodingScreen) and self.screen.opened and self.screen.reader.has_focus
        )

    def seen(self) -> str:
        """Return what the whole screen shows, row by row."""
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())

    def painted(self) -> str:
        """Return the words that stand on the ground of the selection or of the caret, as a person sees them."""
        reader, found = self.reader, ""
        grounds = {reader.style_of(name).bgcolor for name in ("selection", "caret")}
        region, left = reader.region, reader.columns.text_at
        for strip in self.app.screen._compositor.render_strips()[region.y : region.bottom]:
            words = strip.crop(region.x + left, region.x + left + reader.columns.text + 1)
            found += "".join(part.text for part in words if part.style and part.style.bgcolor in grounds)
        return found

    # The mouse

    async def click(self, widget: Widget, x: int = 1, y: int = 0, times: int = 1) -> None:
        """Click on a cell of a widget."""
        if not await self.pilot.click(widget, offset=(x, y), times=times):
            raise AssertionError(f"{widget} lies under something at {x}, {y}\n{self.seen()}")

    async def click_words(self, words: str, widget: Widget | None = None, times: int = 1) -> None:
        """Click where words stand, on the whole screen or in a widget."""
        await self.until(lambda: self._cell_of(words, widget))
        await self.click_cell(*self._cell_of(words, widget), times)

    async def click_cell(self, x: int, y: int, times: int = 1) -> None:
        """Click on a cell of the window, on whatever lies there, as a terminal tells it."""
        under, region = self.screen.get_widget_at(x, y)
        await self.pilot.click(under, offset=(x - region.x, y - region.y), times=times)

    def _cell_of(self, words: str, widget: Widget | None) -> tuple[int, int] | None:
        region = widget.region if widget is not None else self.screen.region
        for y, strip in enumerate(self.screen._compositor.render_strips()):
            line = strip.crop(region.x, region.right).text
            if region.y <= y < region.bottom and words in line:
                return region.x + line.index(words) + 1, y
        return None

    async def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Draw the mouse, held down, from one cell of the window to another."""
        await self.pilot.mouse_down(offset=start)
        await self.pilot.hover(offset=end)
        await self.pilot.mouse_up(offset=end)

    def cell(self, position: int) -> tuple[int, int]:
        """Return the cell of the window where the reader shows a position."""
        reader = self.reader
        row = reader.page.row_of(position)
        first = reader.page.rows[row].start
        return (
            reader.region.x + reader.columns.text_at + position - first,
            reader.region.y + row - reader.top,
        )

    # What the project says

    def coded(self) -> list[tuple[str, str]]:
        """Return code and words of every coding, in the order of the text, document by document."""
        codes = {code.id: code.name for code in self.project.codes.all()}
        found = [c for document in self.project.documents.all() for c in self.project.codings.of_document(document.id)]
        return [(codes[coding.code], coding.text) for coding in found]

    def asking(self) -> set[str]:
        """Return the voices that ask, as the project has them."""
        turns = [
            turn for document in self.project.documents.all() for turn in self.project.documents.turns(document.id)
        ]
        return {turn.speaker for turn in turns if turn.role == "interviewer"}

    def options(self, selector: str) -> OptionList:
        """Return a list of the window in front."""
        return self.screen.query_one(selector, OptionList)


def play(story: Callable[[Person], Awaitable[None]], size: tuple[int, int] = (120, 36)) -> None:
    """Sit a person at the door of the program, in the current folder, and let them work."""

    async def played() -> None:
        app = QualcodeApp()
        async with app.run_test(size=size) as pilot:
            try:
                await story(Person(app, pilot))
            finally:
                app.let_go()

    asyncio.run(played())


def report_words(path: Path) -> str:
    """Return all the words of a Word document: its paragraphs, and the cells of its tables."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
