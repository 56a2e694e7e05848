"""Every screen and dialog over the sample study, in three sizes and two languages: nothing cut, hidden or English."""

from __future__ import annotations

import ast
import asyncio
import gettext
import re
import shutil
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import painted
import pytest
import readable
import textual
import textual.screen
from textual.app import App
from textual.renderables.blank import Blank
from textual.widgets import Button, Input, OptionList, Static, Tree

import qualcode
from qualcode.cli.samples import bring_sample_in, sample_folder
from qualcode.coding.project import Project
from qualcode.model.samples import PERSEVERANCE
from qualcode.tui.app import QualcodeApp
from qualcode.tui.dialogs.naming import NameDialog
from qualcode.tui.screens.small import HEIGHT, WIDTH

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot
    from textual.screen import Screen

    Found = dict[tuple[str, tuple[int, int]], tuple[list[str], str]]
    """By step of the tour and size of the window: what is wrong, and what stands there."""
    Step = Callable[[Pilot[None]], Awaitable[None]]
    Tour = tuple[str, Callable[[], Found]]
    """A language, and what tours the program in it."""


SHOWING = {
    "Binding",
    "SystemCommand",
    "DiscoveryHit",
    "Hit",
    "Failure",
    "failure",
    "Option",
    "Label",
    "Static",
    "Button",
}
"""What Textual calls with words to show."""
SHOWN = {"description", "tooltip", "placeholder", "prompt", "label", "title", "help", "message", "failure_description"}
SAYING = {"describe_failure", "get_system_commands"}
SIZES = ((80, 24), (120, 36), (200, 60))
STILL = 2
"""Looks in a row that find nothing under way."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the sample study, made once."""
    path = tmp_path_factory.mktemp("sample") / "demo.qualcode"
    with Project.create(str(path), title="Persévérance scolaire", coder="Ana") as made:
        bring_sample_in(made, PERSEVERANCE)
    return path


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what was asked is shown; a dialog that waits for a person is not waited for."""
    still = 0
    for _turn in range(3000):
        await pilot._wait_for_screen()
        waiting = {"_loader", *({"default", "door", "acts", "file"} if pilot.app.screen.is_modal else ())}
        busy = [one for one in pilot.app.workers if not one.is_finished and one.group not in waiting]
        still = 0 if busy else still + 1
        if still > STILL:
            return
        await asyncio.to_thread(lambda: None)
    raise AssertionError(f"{busy} never came to rest before {pilot.app.screen_stack}")


def keys(*names: str) -> Step:
    """Return a step that presses keys."""

    async def press(pilot: Pilot[None]) -> None:
        for name in names:
            await pilot.press(name)
            await settled(pilot)

    return press


async def _files(pilot: Pilot[None]) -> None:
    """Look at a new transcript and at one that is there, as if they were dropped on the window."""
    there = min((sample_folder(PERSEVERANCE) / "transcripts").iterdir())
    pilot.app.screen.take([Path("new.txt"), there])
    await settled(pilot)
    pilot.app.screen.query_one("#incoming").focus()
    await settled(pilot)


async def _name(pilot: Pilot[None]) -> None:
    pilot.app.push_screen(NameDialog())
    await settled(pilot)


GUIDES: tuple[tuple[str, Step], ...] = (
    ("jump", keys("semicolon")),
    ("help", keys("question_mark")),
)
TOUR: tuple[tuple[str, tuple[tuple[str, Step], ...]], ...] = (
    ("code", (
        ("place", keys("1")), ("picker", keys("v", "w", "w", "w", "c")), ("typed", keys("c", "t", "e")),
        ("new", keys("c", "z", "q", "x")), ("memo", keys("m")), ("find", keys("slash")), ("keys", keys("f9")),
        ("palette", keys("ctrl+p")), ("settings", keys("comma")), ("documents", keys("d")), ("how far", keys("e")),
        ("grouped by", keys("g")), ("sets", keys("s")), ("a set", keys("s", "n")), ("table", keys("w")),
        ("columns", keys("a")),
        ("place to go", keys("colon")), ("document to go to", keys("D")), ("to code later", keys("L")),
        ("memos", keys("M")), ("journal", keys("E")), ("codes", keys("t")), ("new code", keys("a")),
        ("card", keys("e")), ("rename", keys("r")), ("colour", keys("o")), ("under", keys("p")),
        ("merge", keys("f", "down", "enter")), ("remove a code", keys("x")), ("filter", keys("slash")),
        ("split", keys("j", "s", "Z", "enter")), ("passages", keys("l")), ("another code", keys("a")),
        ("order", keys("o")), ("weight", keys("W")), ("example", keys("escape", "escape", "t", "e", "f4")), *GUIDES,
    )),
    ("guide", (
        ("question to go to", keys("escape", "1", "q")), ("what a turn asks", keys("z")), ("place", keys("Z")),
        ("who was asked", keys("w")), ("question edited", keys("e")), ("question removed", keys("x")),
        ("file", keys("i")), ("match", keys("m")), ("answers", keys("enter")), ("coded", keys("enter", "c")), *GUIDES,
    )),
    ("explore", (
        ("place", keys("escape", "escape", "2")), ("passages", keys("enter")), ("question", keys("r")),
        ("words", keys("w")), ("question of words", keys("r")), ("cloud", keys("n")), ("frequencies", keys("f")),
        ("another order", keys("c", "o")), ("communities", keys("v")), ("plane", keys("v")), ("which file", keys("e")),
        ("course", keys("a")), ("followers", keys("v")), ("shares", keys("v")), *GUIDES,
    )),
    ("write", (
        ("place", keys("3")), ("excerpts", keys("x")), ("options", keys("o")), ("built before", keys("b")),
        ("no excerpts", keys("home", "x")), *GUIDES,
    )),
    ("themes", (
        ("board", keys("4")), ("new theme", keys("n")), ("codes to add", keys("a")), ("history", keys("H")),
        ("rests", keys("enter")), ("to another theme", keys("t")), *GUIDES,
    )),
    ("people", (
        ("everyone", keys("5")), ("their words", keys("enter")), ("last day", keys("d")), ("found", keys("slash")),
        ("joined", keys("f")), ("withdrawal", keys("w")), ("key", keys("o")), ("passphrase", keys("o", "1")),
        ("agreed", keys("right")), *GUIDES,
    )),
    ("import", (("empty", keys("escape", "I")), ("files", _files), ("voices", keys("v")), *GUIDES)),
    ("door", (
        ("door", keys("escape", "escape", "escape", "ctrl+o")), ("new", keys("n")), ("open", keys("o")),
        ("name", _name), *GUIDES,
    )),
)  # fmt: skip
"""By place, what is opened there in turn; Escape goes back from each."""


def _alone(screen: Screen[Any]) -> Blank:
    """Paint a window without what lies behind it: that was looked at by itself, and takes most of the time."""
    return Blank(screen.styles.background)


async def toured(app: QualcodeApp) -> Found:
    """Open everything there is in the smallest window, widen it, and return what is wrong and what is shown."""
    found: Found = {}
    async with app.run_test(size=SIZES[0]) as pilot:
        await settled(pilot)
        for place, steps in TOUR:
            for name, step in steps:
                await step(pilot)
                for size in SIZES:
                    await _resized(pilot, size)
                    wrong = [*painted.cut(app.screen), *readable.outside(app.screen)]
                    found[f"{place}: {name}", size] = wrong, "\n".join(readable.seen(app.screen))
                await _resized(pilot, SIZES[0])
                await back(pilot)
        app.let_go()
    return found


async def _resized(pilot: Pilot[None], size: tuple[int, int]) -> None:
    if size != pilot.app.size:
        await pilot.resize_terminal(*size)
        await settled(pilot)


async def back(pilot: Pilot[None]) -> None:
    """Close what lies over the place, and step back in it to where one began."""
    app = pilot.app
    while app.screen.is_modal:
        await pilot.press("escape")
        await settled(pilot)
    if isinstance(app.focused, Input) or app.screen.has_class("unfolded"):
        await pilot.press("escape")
        await settled(pilot)


@pytest.fixture(scope="module", params=["en", "fr"])
def tour(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Tour:
    """Return a language, and what tours the program in it once, over a study whose report was built before."""
    folder = tmp_path_factory.mktemp("study")
    shutil.copy(sample, folder / "demo.qualcode")
    (folder / "report.docx").write_bytes(b"mine")
    (folder / "new.txt").write_text("Ana : Et le matin?\nLéo : Le matin, je dors.\n" * 5, encoding="utf-8")

    @cache
    def found() -> Found:
        with pytest.MonkeyPatch.context() as here:
            here.chdir(folder)
            here.setenv("LANGUAGE", request.param)
            here.setenv("QUALCODE_CONFIG", str(folder / "settings.toml"))
            here.setattr(textual.screen.Screen, "render", _alone)
            app = QualcodeApp(Project.open("demo.qualcode", coder="Ana", write=True))
            return asyncio.run(toured(app))

    return request.param, found


def test_every_screen_shows_all_it_says(tour: Tour) -> None:
    found = tour[1]()
    assert {step: wrong for step, (wrong, _words) in found.items() if wrong} == {}
    shown = {name: words for (name, size), (_wrong, words) in found.items() if size == SIZES[0]}
    twins = [names for names in combinations(shown, 2) if shown[names[0]] == shown[names[1]]]
    assert not twins, "each step of the tour shows something of its own"


def test_no_english_stands_on_a_french_screen(tour: Tour) -> None:
    language, found = tour[0], tour[1]()
    words = sorted(textual_words() | our_words(), key=len, reverse=True)
    english = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b")
    spoken = {step: english.findall(words) for step, (_wrong, words) in found.items() if english.search(words)}
    assert bool(spoken) == (language == "en"), spoken


@cache
def textual_words() -> set[str]:
    """Collect the words that Textual shows by itself: of its bindings, its commands, prompts and validators."""
    found: set[str] = set()
    for path in Path(textual.__file__).parent.rglob("*.py"):
        if "demo" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                found.update(one.value for one in _given(node) if isinstance(one.value, str))
    words = {each.strip() for each in found}
    return {
        each for each in words if re.fullmatch(r"[A-Za-z][A-Za-z ,.'…-]{2,}", each) and re.search("[A-Z][a-z]", each)
    }


def _given(node: ast.AST) -> Iterator[ast.Constant]:
    """Give the constants that a call shows, or that a function shows unless it is told otherwise."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SHOWING:
        given = [*node.args, *(one.value for one in node.keywords if one.arg in SHOWN)]
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in SAYING:
        given = list(ast.walk(node))
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        named = node.args.args[len(node.args.args) - len(node.args.defaults) :]
        pairs = [*zip(named, node.args.defaults, strict=True)]
        pairs += zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        given = [default for name, default in pairs if name.arg in SHOWN]
    else:
        given = []
    yield from (one for one in given if isinstance(one, ast.Constant))


def our_words() -> set[str]:
    """Return what the catalogue says otherwise in French, of two words and more."""
    catalogue = gettext.translation("qualcode", str(Path(qualcode.__file__).parent / "locale"), ["fr"])._catalog
    pairs = {key[0] if isinstance(key, tuple) else key: said for key, said in catalogue.items()}
    return {words for words, said in pairs.items() if said != words and re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)+", words)}


def test_what_speaks_english_is_known() -> None:
    assert {"Search for commands…", "Must be a valid number.", "Select", "Cursor up", "Page Down"} <= textual_words()
    assert {"All the keys", "Change the question"} <= our_words()


class Badly(App[None]):
    """Widgets that are cut in every way there is."""

    CSS = (
        "Static, Input, OptionList, Tree { width: 9; height: 1; } .side { text-wrap: nowrap; } Input { border: none; }"
    )

    def compose(self) -> ComposeResult:
        yield Static("one two three four", id="below")
        yield Static("extraordinary", classes="side", id="side")
        yield Input(placeholder="a long question", compact=True)
        yield OptionList("a list of many words", compact=True)
        yield Tree("a root of many words")
        yield Button("here", id="outside")

    def on_mount(self) -> None:
        self.query_one("#outside").styles.offset = (300, 0)


def test_what_is_cut_or_hidden_is_seen_by_these_tests() -> None:
    async def look() -> list[str]:
        app = Badly()
        async with app.run_test(size=(40, 12)) as pilot:
            await pilot.pause()
            return [*painted.cut(app.screen), *readable.outside(app.screen)]

    wrong = "\n".join(asyncio.run(look()))
    assert all(name in wrong for name in ("below", "side", "Input", "OptionList", "Tree", "outside"))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [(WIDTH - 1, HEIGHT), (WIDTH, HEIGHT - 1), (20, 6)])
def test_a_window_too_small_says_how_large_it_must_be(
    size: tuple[int, int], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)

    async def look() -> tuple[list[str], str]:
        app = QualcodeApp()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            return painted.cut(app.screen), " ".join(readable.seen(app.screen))

    wrong, words = asyncio.run(look())
    assert not wrong
    assert f"{WIDTH} × {HEIGHT}" in " ".join(words.split())
