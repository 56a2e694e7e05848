"""A desk with a small study on it, driven by keys and mouse without a terminal."""

from __future__ import annotations

import asyncio
import importlib.util
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from textual import events
from textual.signal import Signal

import qualcode.tui
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.project import Project
from qualcode.model.transcript import Speech, Transcript
from qualcode.tui.in_order import InOrder
from qualcode.tui.screens.desk.coding import CodingScreen
from qualcode.tui.themes import INK, THEMES
from qualcode.tui.widgets.lines import Footer, SaidLine
from qualcode.tui.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from types import ModuleType

    from textual.pilot import Pilot

    from qualcode.model.records import Coding
    from qualcode.tui.widgets.transcript import TranscriptReader

HELPERS = ("stillness", "readable", "painted", "wholejob", "incoming")
"""Files of this folder that its tests import by their name: tests are no package."""


def _found(name: str) -> ModuleType:
    """Let a file of this folder be imported by its name."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


stillness = {name: _found(name) for name in HELPERS}["stillness"]

TURNS = (
    ("Intervieweuse", "interviewer", "Qu’est-ce qui compte, d’après vous?"),
    ("Sophie", "participant", "Ben, c’est le lien. [rires] On prend son temps avec eux. C’est long, mais ça tient."),
    ("Intervieweuse", "interviewer", "Et quand ça ne marche pas?"),
    ("Sophie", "participant", "Des fois j’étais trop pressée. Là, j’ai appris à attendre."),
)


def transcript(turns: tuple[tuple[str, str, str], ...] = TURNS) -> Transcript:
    """Return turns as a file would give them, each behind its label, a time every half minute."""
    text, found = "", []
    for number, (speaker, role, words) in enumerate(turns):
        text += f"{speaker} : "
        found.append(Speech(speaker, len(text), len(text) + len(words), role, 30.0 * number))
        text += f"{words}\n"
    return Transcript(text, "txt", turns=tuple(found))


STILL = 3
"""Looks in a row that find nothing under way, but for a dialog that waits for a person."""
KEYS = {
    " ": "space", "/": "slash", ".": "full_stop", "(": "left_parenthesis", ")": "right_parenthesis", "*": "asterisk",
    "+": "plus", "-": "minus",
}  # fmt: skip


class DeskApp(InOrder):
    """The place where one codes, by itself."""

    CSS_PATH: ClassVar[Any] = Path(qualcode.tui.__file__).parent / "styles" / "base.tcss"

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.changes: Signal[Any] = Signal(self, "changes")
        self.workbench = Workbench(project, self.changes.publish)
        self.went: list[str] = []
        self.copied: list[str] = []
        self.whose: Any = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(INK.variables)

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "ink"
        self.push_screen(CodingScreen(self.workbench))

    def action_place(self, place: str) -> None:
        self.went.append(place)

    def language_sign(self) -> str:
        return "en"

    def copy_to_clipboard(self, text: str) -> None:
        self.copied.append(text)
        super().copy_to_clipboard(text)


@dataclass
class Desk:
    """What a story does at the desk, and looks at."""

    app: DeskApp
    pilot: Pilot[None]
    project: Project = field(init=False)

    def __post_init__(self) -> None:
        self.project = self.app.workbench.project

    @property
    def screen(self) -> CodingScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, CodingScreen))

    @property
    def reader(self) -> TranscriptReader:
        return self.screen.reader

    @property
    def text(self) -> str:
        return self.reader.sheet.text

    @property
    def said(self) -> str:
        return self.screen.query_one(SaidLine).sentence

    @property
    def undo_word(self) -> str:
        return self.screen.query_one(Footer).undo_word

    async def settle(self) -> None:
        """Wait until what was asked is done and shown; a dialog that waits for a person is not waited for."""
        still = 0
        for _ in range(2000):
            await self.pilot._wait_for_screen()
            busy = [worker for worker in self.app.workers if not worker.is_finished]
            waits = self.app.screen.is_modal and all(w.group in {"acts", "default"} for w in busy)
            still = still + 1 if waits or not busy else 0
            if still > STILL:
                break
            await asyncio.to_thread(lambda: None)

    async def press(self, *keys: str) -> None:
        """Press keys as a terminal sends them, and wait for what they ask once, at the end."""
        for name in keys:
            await self.key(name)
        await self.settle()

    async def key(self, name: str) -> None:
        name = KEYS.get(name, name)
        letter = next((sign for sign, key in KEYS.items() if key == name), name if len(name) == 1 else None)
        self.app.post_message(events.Key(name, letter))
        await self.pilot._wait_for_screen()  # the application hands it to what has the focus
        await self.pilot._wait_for_screen()  # which does what it asks

    async def type(self, words: str) -> None:
        await self.press(*words)

    def codings(self) -> list[Coding]:
        return self.project.codings.of_document(self.screen.opened)

    def coded(self) -> list[tuple[str, str]]:
        """Return the name of the code and the words of every coding, as the project has them."""
        names = {code.id: code.name for code in self.project.codes.all()}
        return [(names[coding.code], coding.text) for coding in self.codings()]

    def lines(self) -> str:
        """Return what the whole screen shows, row by row."""
        compositor = self.app.screen._compositor
        return "\n".join(strip.text for strip in compositor.render_strips())


@pytest.fixture(scope="module", autouse=True)
def quick_stories() -> Iterator[None]:
    """Let stories wait for what moves, not for the clock, and paint where they look."""
    with pytest.MonkeyPatch.context() as patch:
        stillness.watched_less(patch)
        yield


@pytest.fixture
def painting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this test paint all that changes, as in a terminal."""
    stillness.painted_all(monkeypatch)


@pytest.fixture(scope="session")
def study_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a study of two documents and four codes, made once and copied by each test."""
    path = tmp_path_factory.mktemp("study") / "study.qualcode"
    with Project.create(str(path), title="Persévérance", coder="Ana") as made:
        made.perform(ImportDocument("Entrevue 01", "e1.txt", "1" * 64, transcript()))
        other = transcript((("P1", "participant", "Autre chose."),))
        made.perform(ImportDocument("Entrevue 02", "e2.txt", "2" * 64, other))
        group = AddCode("Lien de confiance")
        inside = (AddCode("Présence", group.id), AddCode("Prendre son temps", group.id))
        for action in (group, *inside, AddCode("Obstacles")):
            made.perform(action)
    return path


@pytest.fixture
def project(tmp_path: Path, study_file: Path) -> Project:
    """Return a study of a test's own, open for writing."""
    path = tmp_path / "study.qualcode"
    shutil.copy(study_file, path)
    return Project.open(str(path), coder="Ana", write=True)


@pytest.fixture
def at_desk(project: Project) -> Callable[..., None]:
    """Return what plays a story at the desk: a function of a Desk, in a window of so many cells."""

    def play(story: Callable[[Desk], Awaitable[None]], size: tuple[int, int] = (120, 36), study: Any = None) -> None:
        asyncio.run(_play(story, size, study or project))

    return play


async def _play(story: Callable[[Desk], Awaitable[None]], size: tuple[int, int], study: Project) -> None:
    app = DeskApp(study)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot)
        await desk.settle()
        try:
            await story(desk)
        finally:
            app.workbench.close()
