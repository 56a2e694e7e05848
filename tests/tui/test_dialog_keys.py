"""The last line of every dialog names its keys and answers to the mouse; a choice that holds is shown, focus or not."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input, OptionList

from qualcode.settings import Settings
from qualcode.tui.app import QualcodeApp
from qualcode.tui.dialogs.choosing import Choice, ChooseDialog
from qualcode.tui.dialogs.documents import DocumentDialog
from qualcode.tui.dialogs.entries import Scope
from qualcode.tui.dialogs.everywhere import EverywhereDialog
from qualcode.tui.dialogs.frame import key_line
from qualcode.tui.dialogs.help import DialogHelp, HelpDialog
from qualcode.tui.dialogs.marked import MarkedList
from qualcode.tui.dialogs.naming import LocationDialog, NameDialog, NewDialog, NewStudy
from qualcode.tui.dialogs.one_code import OneCodePicker
from qualcode.tui.dialogs.palette import PaletteDialog
from qualcode.tui.dialogs.picker import CodePicker
from qualcode.tui.dialogs.question import Field, QuestionDialog
from qualcode.tui.dialogs.sets import DocumentSetsDialog
from qualcode.tui.dialogs.settings import SettingsDialog
from qualcode.tui.dialogs.voice import NamedVoice, VoiceDialog
from qualcode.tui.shown.found import Asked, Found
from qualcode.tui.widgets.keyline import KeyLine
from qualcode.tui.widgets.shelf import Volume

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot
    from textual.screen import ModalScreen

FIELDS = [Field("unit", "unit", (("turn", "turn"), ("case", "case")), "turn")]
NOTHING: Any = object()
"""What is there before an answer."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(app: QualcodeApp) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


async def click(app: QualcodeApp, pilot: Pilot[None], words: str) -> None:
    """Click on words where they stand last."""
    rows = lines(app)
    row = max(number for number, line in enumerate(rows) if words in line)
    await pilot.click(offset=(rows[row].index(words) + 1, row))
    await pilot.pause()
    await pilot.pause()


def played(
    make: Callable[[], ModalScreen[Any]],
    story: Callable[[QualcodeApp, Pilot[None]], Awaitable[None]],
    heard: Callable[[Any], object] | None = None,
    size: tuple[int, int] = (80, 24),
) -> None:
    """Play a story in a dialog; its answer is heard."""

    async def whole() -> None:
        app = QualcodeApp()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            app.push_screen(make(), heard)
            await pilot.pause()
            await story(app, pilot)
            await pilot.pause()

    asyncio.run(whole())


def answer(make: Callable[[], ModalScreen[Any]], *steps: Any, size: tuple[int, int] = (80, 24)) -> Any:
    """Show a dialog, type letters and click on words (`@words`), and return what it answers."""
    answers: list[Any] = []

    async def story(app: QualcodeApp, pilot: Pilot[None]) -> None:
        for step in steps:
            if step.startswith("@"):
                await click(app, pilot, step[1:])
            else:
                await pilot.press(*step)

    played(make, story, answers.append, size)
    return answers[0] if answers else NOTHING


def choice() -> ChooseDialog:
    return ChooseDialog("report.docx is there already", [Choice("new", "make another"), Choice("over", "replace it")])


@pytest.mark.parametrize("plain", [False, True], ids=["colours", "NO_COLOR"])
@pytest.mark.parametrize(
    "make",
    [
        lambda: PaletteDialog(QualcodeApp.COMMANDS_HERE),
        lambda: DocumentDialog([Volume("1", "E1", "coded"), Volume("2", "E2", "coded")]),
    ],
    ids=["palette", "documents"],
)
def test_what_enter_would_take_is_seen_while_one_types(
    make: Callable[[], Any], plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if plain:
        monkeypatch.setenv("NO_COLOR", "1")
    looks: list[Any] = []

    async def whole() -> None:
        app = QualcodeApp()
        async with app.run_test(size=(80, 24)) as pilot:
            app.push_screen(make())
            await pilot.pause()
            assert isinstance(app.focused, Input)
            listing = app.screen.query_one(OptionList)
            names = ("option-list--option-highlighted", "option-list--option")
            looks.extend(listing.get_component_rich_style(name) for name in names)

    asyncio.run(whole())
    meant, other = looks
    assert (meant.reverse and not other.reverse) if plain else (meant.bgcolor != other.bgcolor)


@pytest.mark.parametrize(
    ("make", "steps", "given"),
    [
        (NameDialog, ["Ana", "@Enter go on"], "Ana"),
        (LocationDialog, ["s", "@Enter open"], "s"),
        (choice, ["@Enter choose"], "new"),
        (lambda: QuestionDialog("?", FIELDS), ["@change", "@apply"], {"unit": "case"}),
        (lambda: VoiceDialog("?", {}), ["Zoé", "@role", "@go on"], NamedVoice("Zoé", "participant")),
    ],
)
def test_the_mouse_goes_on_where_a_key_does(make: Callable[[], Any], steps: list[str], given: object) -> None:
    assert answer(make, *steps) == given


@pytest.mark.parametrize(
    "make",
    [
        NameDialog,
        LocationDialog,
        lambda: NewDialog(Path.cwd()),
        choice,
        lambda: QuestionDialog("?", FIELDS),
        lambda: VoiceDialog("?", {}),
        lambda: PaletteDialog([]),
        lambda: SettingsDialog(Settings()),
        lambda: HelpDialog(None),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_dialog_is_left_by_a_click(
    make: Callable[[], Any], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    assert answer(make, "@Esc" if language == "en" else "@Échap") is None


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (
            lambda: EverywhereDialog(nothing_found, [Scope("all")]),
            ("Places in all documents", "tick", "how far", "go there"),
        ),
        (lambda: CodePicker([], []), ("A few letters of a name", "several", "new", "apply")),
        (lambda: OneCodePicker("Into which?", "merge", []), ("A few letters of a name", "merge", "at once")),
        (choice, ("A question with a few answers", "choose", "1–2", "at once")),
        (lambda: QuestionDialog("?", FIELDS), ("change", "apply")),
        (NameDialog, ("A line to write on", "go on")),
    ],
)
def test_f1_explains_a_dialog_by_a_sentence_and_its_keys_and_leaves_it_as_it_was(
    make: Callable[[], Any], told: tuple[str, ...]
) -> None:
    async def story(app: QualcodeApp, pilot: Pilot[None]) -> None:
        dialog = app.screen
        await pilot.press("f1")
        assert isinstance(app.screen, DialogHelp)
        shown = "\n".join(lines(app))
        assert [words for words in told if words not in shown] == []
        await pilot.press("f1")
        assert app.screen is dialog

    played(make, story)


def test_a_question_mark_explains_where_nothing_is_typed_and_is_a_letter_elsewhere() -> None:
    async def story(app: QualcodeApp, pilot: Pilot[None]) -> None:
        await pilot.press("question_mark")
        assert isinstance(app.screen, DialogHelp)
        await pilot.press("escape", "escape")
        picker = CodePicker([], [])
        app.push_screen(picker)
        await pilot.press("question_mark")
        assert picker.query_one(Input).value == "?"

    played(choice, story)


async def nothing_found(_asked: Asked) -> Found:
    return Found()


def test_the_language_that_holds_is_shown_while_the_title_has_the_focus() -> None:
    async def story(app: QualcodeApp, pilot: Pilot[None]) -> None:
        assert isinstance(app.screen.focused, Input)
        shown = "\n".join(lines(app))
        assert "● French of Canada" in shown
        assert "○ English" in shown
        await pilot.press("down", "down", "down")
        assert "● English" in "\n".join(lines(app))
        app.screen.query_one(Input).focus()
        await pilot.pause()
        assert "● English" in "\n".join(lines(app))
        await pilot.press(*"Été")
        await click(app, pilot, "Enter create")

    made = in_new_dialog(story)
    assert (made.title, made.corpus_language) == ("Été", "en")


def in_new_dialog(story: Callable[[QualcodeApp, Pilot[None]], Awaitable[None]]) -> NewStudy:
    """Play a story in the dialog of a new study, and return what it answers."""
    answers: list[Any] = []

    played(lambda: NewDialog(Path.cwd()), story, answers.append)
    return answers[0]


def test_a_choice_names_its_keys() -> None:
    async def story(app: QualcodeApp, _pilot: Pilot[None]) -> None:
        assert "Enter choose   1–2 at once   Esc close" in "\n".join(lines(app))

    played(choice, story)


def test_answers_without_a_digit_stand_in_line_and_a_digit_is_named_where_there_is_a_choice() -> None:
    async def ten(app: QualcodeApp, _pilot: Pilot[None]) -> None:
        prompts = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert prompts == [*(f"{number}   answer {number}" for number in range(1, 10)), "    answer 10"]
        assert "1–9 at once" in "\n".join(lines(app))

    async def no_sets(app: QualcodeApp, _pilot: Pilot[None]) -> None:
        assert "Enter list so   n save this list   Esc close" in "\n".join(lines(app))

    played(lambda: ChooseDialog("Which?", [Choice(str(n), f"  answer {n}") for n in range(1, 11)]), ten)
    played(lambda: DocumentSetsDialog([], lambda _set, _place: None), no_sets)


def test_keys_that_do_not_fit_go_to_the_next_row() -> None:
    async def whole() -> None:
        app = QualcodeApp()
        async with app.run_test(size=(30, 16)) as pilot:
            line = key_line(("Enter", "go on with this"), ("Esc", "leave it all"))
            await app.mount(line)
            await pilot.pause()
            await pilot.pause()
            assert line.size.height == 2
            assert [calls for *_place, calls in line._places] == ["enter", "escape"]

    asyncio.run(whole())


def test_the_choice_that_holds_follows_the_cursor() -> None:
    listing = MarkedList([("a", "one"), ("b", "two")], "b")
    assert listing.value == "b"
    listing.hold(0)
    assert (listing.value, str(listing.options[0].prompt)) == ("a", "● one")
    assert isinstance(key_line(("Enter", "go")), KeyLine)
