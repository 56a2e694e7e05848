"""The place of writing: the draft as it will be, the excerpts it quotes, and the file it becomes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
import readable
from textual.widgets import OptionList, Static

from qualcode.model.errors import Interrupted
from qualcode.model.progress import Silent
from qualcode.report.evidence import DraftOptions
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.question import QuestionDialog
from qualcode.tui.screens.writing import WritingScreen
from qualcode.tui.shown import drafts
from qualcode.tui.widgets.draft import DraftView
from qualcode.tui.widgets.lines import Footer, TopLine
from qualcode.tui.widgets.passages import Passages

if TYPE_CHECKING:
    from textual.pilot import Pilot


def _screen(pilot: Pilot[None]) -> WritingScreen:
    assert isinstance(pilot.app.screen, WritingScreen)
    return pilot.app.screen


def _said(pilot: Pilot[None]) -> str:
    return str(_screen(pilot).query_one("#said", Static).visual.plain)


def _parts(pilot: Pilot[None]) -> dict[str, str]:
    options = _screen(pilot).query_one("#parts", OptionList).options
    return dict(str(option.prompt).strip().rsplit(None, 1) for option in options)


async def _at(pilot: Pilot[None], title: str) -> None:
    pieces = _screen(pilot).preview.pieces
    _screen(pilot).query_one("#parts", OptionList).highlighted = [piece.title for piece in pieces].index(title)
    await readable.quiet(pilot)


async def _built(pilot: Pilot[None]) -> None:
    await pilot.press("b")
    await readable.until(pilot, lambda: "written" in _said(pilot))


def _section(path: Path, title: str) -> list[str]:
    """Return the paragraphs of a document under a heading."""
    paragraphs = [(paragraph.style.name, paragraph.text) for paragraph in docx.Document(str(path)).paragraphs]
    start = next(n for n, (style, text) in enumerate(paragraphs) if text == title and style.startswith("Heading"))
    end = next((n for n in range(start + 1, len(paragraphs)) if paragraphs[n][0].startswith("Heading")), None)
    return [text for _style, text in paragraphs[start + 1 : end]]


@readable.played
async def test_the_parts_are_those_of_the_report_with_the_number_of_their_excerpts(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        parts = _parts(pilot)
        assert parts["Lieux"] == "5"
        assert (parts["École"], parts["Maison"], parts["Matin"], parts["Soir"]) == ("3", "2", "2", "2")
        await _at(pilot, "École")
        passages = _screen(pilot).query_one(Passages)
        assert [entry.pieces[0][0] for entry in passages.entries] == [
            "Je dors à l’école.",
            "À l'école, oui.",
            "L'école ferme le soir.",
        ]
        shown = "\n".join(str(child.visual.plain) for child in _screen(pilot).query_one(DraftView).query(Static))
        assert "L'école ferme le soir." in shown


@readable.played
async def test_a_starred_excerpt_is_quoted_first_in_the_document_built(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        await _at(pilot, "École")
        await pilot.press("x", "down")
        meant = _screen(pilot).query_one(Passages).meant
        await pilot.press("asterisk")
        await readable.quiet(pilot)
        assert project.codings.get(meant.id).starred
        assert _screen(pilot).query_one(Passages).meant.starred
        _screen(pilot).options = DraftOptions("fr-CA", quotes=1)
        await _built(pilot)
        assert "report.docx: written in" in _said(pilot)
        Path(project.label).with_suffix(".pseudonyms").touch()  # a key: nobody looked for its names
        _screen(pilot).say_written("{file}: written in {folder}", tmp_path / "report.docx")
        assert "report.docx: written, no name looked for in it; “qualcode pseudonyms check” does" in _said(pilot)
        said = "\n".join(_section(tmp_path / "report.docx", "École"))
        assert "À l'école, oui." in said
        assert "Je dors" not in said
        await pilot.press("asterisk")
        await readable.quiet(pilot)
        assert not project.codings.get(meant.id).starred
        await readable.gone(pilot, "u")
        assert project.codings.get(meant.id).starred
        assert _screen(pilot).query_one(Passages).meant.starred


@readable.played
async def test_a_document_that_is_there_is_never_written_over_unasked(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        (tmp_path / "report.docx").write_bytes(b"mine")
        await readable.gone(pilot, "3")
        await pilot.press("b")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("escape")
        await readable.quiet(pilot)
        assert not (tmp_path / "report-2.docx").exists()
        await pilot.press("b")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("enter")
        await readable.until(pilot, lambda: isinstance(pilot.app.screen, WritingScreen) and "written" in _said(pilot))
        assert (tmp_path / "report-2.docx").exists()
        assert (tmp_path / "report.docx").read_bytes() == b"mine"


@readable.played
async def test_language_number_of_excerpts_and_counts_are_chosen(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        assert "Note de méthode" in _parts(pilot)
        await pilot.press("o")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        await pilot.press("left", "down", "left", "left", "left", "down", "right", "enter")
        await readable.quiet(pilot)
        options = _screen(pilot).options
        assert (options.language, options.quotes, options.counts) == ("en", 1, False)
        assert "Method note" in _parts(pilot)
        assert "The coding as a whole" not in _parts(pilot)
        assert len(_screen(pilot).preview.quoted) == 4


@readable.played
async def test_nothing_to_write_about_says_the_next_key(tmp_path: Path) -> None:
    async with readable.app_of(readable.empty(tmp_path)).run_test(size=(80, 24)) as pilot:
        await readable.gone(pilot, "3")
        assert "nothing to write about" in str(_screen(pilot).query_one("#empty", Static).visual.plain)
        await pilot.press("asterisk")
        assert "No excerpt" in _said(pilot)
        await readable.gone(pilot, "b")
        await readable.until(pilot, lambda: "nothing to write about" in _said(pilot))
        assert "select a passage (s) and code it (c)" in _said(pilot)
        assert not (tmp_path / "report.docx").exists()


@readable.played
async def test_the_draft_follows_what_is_coded_once_it_is_seen_again(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        writing = _screen(pilot)
        await readable.gone(pilot, "1")
        await pilot.app.workbench.undo()
        await readable.quiet(pilot)
        assert not writing.fresh
        await readable.gone(pilot, "3")
        assert _parts(pilot)["Maison"] == "1"


def test_a_build_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    class Stopped(Silent):
        def cancelled(self) -> bool:
            return True

    with readable.coded(tmp_path) as project:
        with pytest.raises(Interrupted):
            drafts.built(Stopped(), project, DraftOptions(), tmp_path / "report.docx")
        assert not list(tmp_path.glob("*.docx"))


@pytest.mark.parametrize("language", ["en", "fr"])
@readable.played
async def test_nothing_is_cut_or_out_of_sight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        for size in readable.SIZES:
            await pilot.resize_terminal(*size)
            await readable.quiet(pilot)
            assert not readable.outside(pilot.app.screen)
            await _at(pilot, "Vue d’ensemble du codage")
            assert not readable.outside(pilot.app.screen)
            await pilot.press("x")
            await readable.quiet(pilot)
            assert not readable.outside(pilot.app.screen)
            await pilot.press("escape")
            assert isinstance(pilot.app.focused, OptionList)


def _asked_too(folder: Path) -> Any:
    """Return the small study in which a question of the interviewer is coded too."""
    project = readable.coded(folder)
    readable.apply(project, "Entrevue 01", "Et ailleurs?", "École")
    return project


@readable.played
async def test_an_interviewers_sentence_says_whose_it_is_and_cannot_be_starred(tmp_path: Path) -> None:
    project = _asked_too(tmp_path)
    async with readable.app_of(project).run_test(size=(200, 36)) as pilot:
        await readable.gone(pilot, "3")
        await _at(pilot, "École")
        passages = _screen(pilot).query_one(Passages)
        asked = next(entry for entry in passages.entries if entry.pieces[0][0] == "Et ailleurs?")
        assert asked.where == "Entrevue 01 · Rita · interviewer"
        assert (asked.starred, asked.quiet) == (None, True)
        assert "interviewer’s words" in " ".join("".join(readable.seen(pilot.app.screen)).split())
        await pilot.press("x")
        passages.highlighted = passages.entries.index(asked)
        await readable.gone(pilot, "asterisk")
        assert _said(pilot) == "These are the interviewer’s words: this excerpt will not be quoted."
        assert not project.codings.get(asked.id).starred


@pytest.mark.parametrize(("width", "number"), [(240, "3 (+1 of the interviewer)"), (120, "3 (+1)")])
@readable.played
async def test_the_plan_counts_what_can_be_quoted_and_says_the_rest(tmp_path: Path, width: int, number: str) -> None:
    async with readable.app_of(_asked_too(tmp_path)).run_test(size=(width, 36)) as pilot:
        await readable.gone(pilot, "3")
        options = _screen(pilot).query_one("#parts", OptionList).options
        line = next(str(option.prompt) for option in options if str(option.prompt).strip().startswith("École"))
        assert line.endswith(f" {number}")
        await _at(pilot, "École")
        assert str(_screen(pilot).query_one("#count", Static).visual.plain).endswith("3 quoted of 3")


@readable.played
async def test_enter_on_an_excerpt_opens_its_document_at_the_passage(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        await _at(pilot, "École")
        await pilot.press("x", "down", "down", "enter")
        await readable.quiet(pilot)
        desk = pilot.app.screen
        assert type(desk).__name__ == "CodingScreen"
        assert desk.opened == project.documents.get("Groupe A").id
        assert desk.reader.caret == readable.GROUP.index("L'école ferme le soir.")


@readable.played
async def test_a_star_is_called_a_star_and_its_undo_has_a_verb(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(200, 36)) as pilot:
        await readable.gone(pilot, "3")
        await _at(pilot, "École")
        await pilot.press("x")
        await readable.gone(pilot, "asterisk")
        assert _said(pilot) == "Starred: quoted first.   u undoes it"
        assert pilot.app.screen.query_one(Footer).undo_word == "star ‘École’"


@readable.played
async def test_the_draft_is_about_those_whose_codings_are_shown(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    project.coder = "Bob"
    readable.apply(project, "Groupe A", "La maison, le soir", "École")
    project.coder = "Ana"
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        assert _parts(pilot)["École"] == "4", "before a choice, the whole team's, as the top line says"
        assert _screen(pilot).query_one(TopLine).shown == "everyone’s codings"
        await readable.gone(pilot, "1")
        desk = pilot.app.screen
        bob = next(known for known, name in desk.whose.names.items() if name == "Bob")
        await desk.show_whose(replace(desk.whose, coder=bob))
        await readable.gone(pilot, "3")
        assert _parts(pilot)["École"] == "1"
        assert _screen(pilot).query_one(TopLine).shown == "Bob’s codings"
        await readable.gone(pilot, "2")
        assert pilot.app.screen.questions["cooccurrence"].coder == "Bob"
        assert pilot.app.screen.query_one(TopLine).shown == "Bob’s codings"
        await readable.gone(pilot, "1")
        await desk.show_whose(replace(desk.whose, coder=desk.whose.mine))
        await readable.gone(pilot, "2")
        assert pilot.app.screen.questions["cooccurrence"].coder == "Ana"
        assert not pilot.app.screen.query_one(TopLine).shown
        await readable.gone(pilot, "3")
        assert _parts(pilot)["École"] == "3"


@readable.played
async def test_hostile_names_and_words_are_shown_as_typed(tmp_path: Path) -> None:
    async with readable.app_of(readable.hostile(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "3")
        count = len(_screen(pilot).preview.pieces)
        for _turn in range(count):
            lines: list[Any] = readable.seen(pilot.app.screen)
            assert not readable.commands(lines)
            await readable.gone(pilot, "down")
        assert any("[b]un[/" in line for line in lines)
