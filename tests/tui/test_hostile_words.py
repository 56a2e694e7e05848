"""Words written to command a terminal, to break markup or to be clicked: every window shows them, none obeys them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import readable
from textual import events
from textual.screen import ModalScreen
from textual.widgets import Input

from qualcode import settings
from qualcode.coding.cases.cases import AddCase, LinkCase, SetAttribute
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.memos import AddMemo
from qualcode.coding.passages.codings import ApplyCode, StarCodings
from qualcode.coding.project import Project
from qualcode.coding.themes.themes import AddTheme, LinkTheme
from qualcode.model.transcript import Speech, Transcript
from qualcode.settings import Settings
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.bringing.importing import ImportScreen
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

CLICKED = "[@click=app.obeyed]x[/]"
HOSTILE = f"QX{CLICKED} [red]{{0}} [/ \x1b]52;c;UVZfQ0xJUA==\x07\x1b]0;QV_TITLE\x07\x9b31m \u202emot"
SEEN = shown_line("QX[@click=app")
STILL = 3
PLACES_ON_TOP = 2
WINDOWS: dict[str, tuple[str, ...]] = {
    "code": ("1",),
    "a memo on which": ("m",),
    "a memo": ("m", "enter"),
    "which coding": ("p", "x"),
    "picker": ("S", "c"),
    "picker, a new code": ("S", "c", *"QX[red]"),
    "several codes offered": ("S",),
    "in vivo": ("S", "i"),
    "search": ("slash", *"QX", "enter"),
    "codebook": ("t",),
    "passages of a code": ("t", "down", "enter"),
    "documents": ("d",),
    "documents, a table": ("d", "w"),
    "documents by": ("d", "g"),
    "help": ("f1",),
    "keys": ("f9",),
    "palette": ("ctrl+p",),
    "jump": ("semicolon",),
    "settings": ("comma",),
    "whose codings": ("C",),
    "co-occurrence": ("2", "c"),
    "co-occurrence, another pair": ("2", "c", "right", "enter"),
    "words": ("2", "w"),
    "cloud": ("2", "n"),
    "frequencies": ("2", "f", "enter"),
    "question": ("2", "r"),
    "write": ("3",),
    "excerpts": ("3", "x"),
    "options": ("3", "o"),
    "people": ("5",),
    "their words": ("5", "enter"),
    "withdrawal": ("5", "w"),
    "door": ("ctrl+o",),
    "new study": ("ctrl+o", "n", *"QX[red]"),
    "import": ("I", "space"),
}


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a study with such words in every field, in a folder whose files are called so too."""
    folder = tmp_path / "QX[red]{0} [b"
    folder.mkdir()
    monkeypatch.chdir(folder)
    settings.save(Settings(coder=HOSTILE))
    name = HOSTILE.replace("/", "")
    (folder / f"{name}.txt").write_text(f"{HOSTILE} : {HOSTILE}\nP : {HOSTILE}?\n" * 3, encoding="utf-8")
    Project.create(str(folder / f"{name}.qualcode"), title=HOSTILE).close()
    return _written(Project.create(str(folder / "study.qualcode"), title=HOSTILE, coder=HOSTILE))


def _written(project: Project) -> Project:
    lines = [f"{HOSTILE} : ", f"{HOSTILE} école {HOSTILE}\n", "P : ", f"école {HOSTILE} matin\n"]
    text, ends = "".join(lines), [len("".join(lines[: n + 1])) for n in range(4)]
    turns = (Speech(HOSTILE, ends[0], ends[1] - 1), Speech("P", ends[2], ends[3] - 1))
    project.perform(ImportDocument(HOSTILE, HOSTILE, "1" * 64, Transcript(text, "txt", title=HOSTILE, turns=turns)))
    document = project.documents.all()[0].id
    details = tuple((name, HOSTILE) for name in ("definition_en", "definition_fr", "when_to_use", "label_fr"))
    group = AddCode(f"{HOSTILE} groupe", details=details)
    codes = [group, *(AddCode(f"{HOSTILE} {n}", group.id, details=details) for n in range(2))]
    codings = [ApplyCode(document, turn.start, turn.end, code.id) for turn in turns for code in codes]
    case, theme = AddCase(f"{HOSTILE} cas"), AddTheme(HOSTILE, HOSTILE, memo=HOSTILE)
    for action in (
        *codes, *codings, StarCodings((codings[0].id,), starred=True), case, LinkCase(case.id, document),
        SetAttribute(case.id, HOSTILE, HOSTILE), theme, LinkTheme(theme.id, code=codes[1].id),
        AddMemo(HOSTILE), *(AddMemo(HOSTILE, "coding", coding.id) for coding in codings),
        AddMemo(HOSTILE, "document", document),
    ):  # fmt: skip
        project.perform(action)
    return project


async def _settle(app: QualcodeApp, pilot: Pilot[None]) -> None:
    """Wait until what was asked is shown; a dialog that waits for a person is not waited for."""
    still = 0
    for _turn in range(1500):
        await pilot.pause()
        # a tree of files waits for folders as long as it lives
        busy = [worker for worker in app.workers if not worker.is_finished and worker.group != "_loader"]
        waits = len(app.screen_stack) > PLACES_ON_TOP and all(w.group in {"acts", "default", "door"} for w in busy)
        still = still + 1 if (waits or not busy) and not app.jobs.under_way else 0
        if still >= STILL:
            return
    raise AssertionError(f"it never stood still: {app.screen_stack} {busy} {app.jobs.under_way}")


async def _press(app: QualcodeApp, pilot: Pilot[None], key: str) -> None:
    app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot._wait_for_screen()
    await _settle(app, pilot)


def _commanding(app: QualcodeApp) -> list[str]:
    """Return what would command the terminal, and what a click would call, on the window in front."""
    strips = app.screen._compositor.render_strips()
    metas = [part.style.meta for strip in strips for part in strip if part.style and part.style.meta]
    found = [str(meta) for meta in metas for key, value in meta.items() if key == "@click" or "obeyed" in str(value)]
    return found + readable.commands(strip.text for strip in strips)


async def _clicked(app: QualcodeApp, pilot: Pilot[None]) -> None:
    """Click on what asks to be clicked."""
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        if SEEN in strip.text:
            x = strip.text.index(SEEN) + len(SEEN)
            under, region = app.screen.get_widget_at(x, y)
            await pilot.click(under, offset=(x - region.x, y - region.y))
            await _settle(app, pilot)
            return


async def _window(app: QualcodeApp, pilot: Pilot[None], keys: tuple[str, ...]) -> tuple[bool, list[str]]:
    """Go to a window, look, click; return whether such words stand there, and what is wrong."""
    for key in keys:
        await _press(app, pilot, key)
    if isinstance(app.screen, ImportScreen):
        await readable.until(pilot, lambda: app.screen.incoming and not app.jobs.under_way)
        await _settle(app, pilot)
    shown = any("QX[" in strip.text for strip in app.screen._compositor.render_strips())
    wrong = _commanding(app)
    await _clicked(app, pilot)
    return shown, [*wrong, *_commanding(app)]


async def _back(app: QualcodeApp, pilot: Pilot[None]) -> None:
    """Go back to the place where one codes, nothing typed, nothing selected."""
    while len(app.screen_stack) > PLACES_ON_TOP:
        if isinstance(app.focused, Input):
            app.focused.value = ""
        if isinstance(app.screen, ModalScreen):
            app.screen.dismiss(None)  # whoever asked hears that nothing was answered
        else:
            app.pop_screen()
        await _settle(app, pilot)
    app.action_place("code")
    await _settle(app, pilot)
    app.screen.reader.focus()
    for key in ("escape", "escape", "g"):
        await _press(app, pilot, key)


def test_every_window_shows_hostile_words_and_obeys_none(study: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    obeyed: list[str] = []
    monkeypatch.setattr(QualcodeApp, "action_obeyed", lambda _app: obeyed.append("x"), raising=False)

    async def tour() -> dict[str, tuple[bool, list[str]]]:
        app, found = QualcodeApp(study), {}
        async with app.run_test(size=(120, 36)) as pilot:
            await _settle(app, pilot)
            for name, keys in WINDOWS.items():
                found[name] = await _window(app, pilot, keys)
                await _back(app, pilot)
        app.let_go()
        return found

    found = asyncio.run(tour())
    assert obeyed == []
    assert {name: wrong for name, (_shown, wrong) in found.items() if wrong} == {}
    assert [name for name, (shown, _wrong) in found.items() if not shown] == [], "the words stand in all of them"


@pytest.mark.parametrize(
    "keys", [("m", "enter"), ("S", "c"), ("comma", "tab", "tab"), ("slash",), ("I", "slash"), ("ctrl+o", "n")]
)
def test_what_is_pasted_commands_no_terminal(study: Project, keys: tuple[str, ...]) -> None:
    async def paste() -> tuple[str, list[str]]:
        app = QualcodeApp(study)
        async with app.run_test(size=(120, 36)) as pilot:
            await _settle(app, pilot)
            for key in keys:
                await _press(app, pilot, key)
            app.post_message(events.Paste("vu \x1b]0;QV_TITLE\x07\x9b31m entendu"))
            await _settle(app, pilot)
            found = "".join(strip.text for strip in app.screen._compositor.render_strips()), _commanding(app)
        app.let_go()
        return found

    words, wrong = asyncio.run(paste())
    assert "entendu" in words
    assert wrong == []
