"""The whole job by mouse alone, but for the names that must be typed: to the same report in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import wholejob
from textual.widgets import OptionList

from qualcode.tui.dialogs.memo import MemoDialog
from qualcode.tui.dialogs.naming import NameDialog, NewDialog
from qualcode.tui.dialogs.picker import CodePicker
from qualcode.tui.screens.bringing.correcting import FileList, VoiceList
from qualcode.tui.screens.bringing.importing import ImportScreen
from qualcode.tui.screens.desk.coding import CodingScreen
from qualcode.tui.screens.explore import ExploreScreen
from qualcode.tui.screens.welcome import WelcomeScreen
from qualcode.tui.screens.writing import WritingScreen
from qualcode.tui.widgets.codebook import Codebook
from qualcode.tui.widgets.files import TranscriptTree
from qualcode.tui.widgets.heatmap import HeatMap
from qualcode.tui.widgets.lines import Footer, TopLine
from qualcode.tui.widgets.passages import Passages

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_whole_job_by_mouse_from_an_empty_folder_to_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "study"
    folder.mkdir()
    monkeypatch.chdir(folder)
    wholejob.transcripts(tmp_path)

    async def story(one: Any) -> None:
        await _new_project(one)
        await _bring_in(one)
        quoted = await _code(one)
        await _explore(one)
        await _write(one)
        words = wholejob.report_words(folder / "report.docx")
        assert [quote for quote in quoted if quote not in words] == []

    wholejob.play(story, size=(140, 40))


async def _footer(one: Any, word: str) -> None:
    """Click a word of the footer."""
    await one.click_words(f" {word}", one.screen.query_one(Footer))


async def _new_project(one: Any) -> None:
    await one.on(WelcomeScreen)
    await one.click_words("make a new study")
    await one.on(NewDialog)
    await one.type("Le lien")
    await one.click_words("French of Canada", one.screen.query_one(OptionList))
    await one.on(NameDialog)
    await one.type("Ana")
    await one.press("enter")
    await one.on(ImportScreen)


async def _bring_in(one: Any) -> None:
    tree = one.screen.query_one(TranscriptTree)
    await _footer(one, "above")
    await one.click_words("transcripts", tree)
    await one.until(lambda: tree.cursor_node.data.path.name == "transcripts")
    await _footer(one, "take")
    await one.until(lambda: len(one.screen.incoming) == len(wholejob.FILES) and not one.app.jobs.under_way)
    await one.click_words("Groupe A.txt", one.screen.query_one(FileList))
    voices = one.screen.query_one(VoiceList)
    await one.click_words(wholejob.COLLEAGUE, voices)
    await one.until(lambda: one.screen.focused is voices)
    await _footer(one, "change role")
    await one.until(
        lambda: {v.role for v in one.screen._meant.voices if v.label == wholejob.COLLEAGUE} != {"participant"}
    )
    await _footer(one, "bring in")
    await one.at_reader()
    assert one.asking() == wholejob.GUESSED | {wholejob.COLLEAGUE}


async def _coded_as(one: Any, count: int) -> None:
    await one.until(lambda: len(one.coded()) == count and not one.reader.span)
    await one.until(lambda: len(one.reader.sheet.passages) == len(one.project.codings.of_document(one.screen.opened)))


async def _pick_new(one: Any, name: str) -> None:
    await _footer(one, "code it")
    await one.on(CodePicker)
    await one.type(name)
    await one.click_words("new code", one.screen.query_one(OptionList))


async def _code(one: Any) -> list[str]:
    text, quoted = one.reader.sheet.text, []

    async def triple(words: str) -> None:
        """Take the sentence in which some words stand."""
        await one.click_cell(*one.cell(text.index(words)), times=3)
        await one.until(lambda: one.reader.span)
        quoted.append(one.painted())

    await triple("Genre là?")
    await _pick_new(one, "Silence")
    await _coded_as(one, 1)
    # a turn: a click on its voice
    x, y = one.cell(text.index("Hier… Hier"))
    await one.click_cell(x - 2, y)
    await one.until(lambda: one.reader.span)
    quoted.append(one.painted())
    await _pick_new(one, "Travail")
    await _coded_as(one, 2)
    # words drawn over, from one turn's first row into its second; a code of the codebook is clicked
    start, end = text.index("Chus arrivé"), text.index("dégraisseur") + len("dégraisseur") - 1
    await one.drag(one.cell(start), one.cell(end))
    await one.until(lambda: one.reader.span)
    quoted.append(one.painted())
    await one.click_words("Silence", one.screen.query_one(Codebook))
    await _coded_as(one, 3)
    # the same words once more, another code picked by the mouse: there the two meet
    await one.drag(one.cell(end), one.cell(start))
    await _footer(one, "code it")
    await one.on(CodePicker)
    await one.click_words("Travail", one.screen.query_one(OptionList))
    await _coded_as(one, 4)
    # a word: a double click; it becomes a code
    await one.click_cell(*one.cell(text.index("Plonge")), times=2)
    await one.until(lambda: one.reader.span)
    quoted.append(one.painted())
    await _footer(one, "in vivo")
    await _coded_as(one, 5)
    await triple("C'est pas un vrai")
    await _footer(one, "again")
    await _coded_as(one, 6)
    await _memo(one)
    await _back_and_again(one)
    assert quoted[2] == text[start : end + 1]
    assert quoted[3] == "Plonge"
    assert sorted({words for _code, words in one.coded()}) == sorted(quoted), "what is painted is what is coded"
    return quoted


async def _memo(one: Any) -> None:
    await _footer(one, "memo")
    await one.on(MemoDialog)
    await one.type("y revenir")
    await one.click_words("keep it and close")
    await one.until(lambda: [memo.text for memo in one.project.memos.all()] == ["y revenir"])


async def _back_and_again(one: Any) -> None:
    before = one.coded()
    await _footer(one, "undo")
    await one.until(lambda: not one.project.memos.all())
    await _footer(one, "undo")
    await one.until(lambda: len(one.coded()) == len(before) - 1)
    await _footer(one, "redo")
    await one.until(lambda: one.coded() == before)


async def _explore(one: Any) -> None:
    await one.click_words("Explore", one.screen.query_one(TopLine))
    await one.until(lambda: isinstance(one.screen, ExploreScreen) and isinstance(one.screen.focused, HeatMap))
    heat = one.screen.query_one(HeatMap)
    passages = one.screen.query_one(Passages)
    await one.until(lambda: {"Silence", "Travail"} <= set(heat.grid.labels))
    row, column = (heat.grid.labels.index(name) for name in ("Silence", "Travail"))
    wide, high = heat._cell
    await one.click(heat, heat._label + column * wide + 1, 2 + row * high)
    await one.until(lambda: heat.cursor == (row, column) and len(passages.entries) == 1)
    await one.click_words("Words")
    await one.until(lambda: one.screen.reading == "keywords" and "keywords" in one.screen.results)
    await one.click_words("Co-occurrence")
    await one.until(lambda: one.screen.reading == "cooccurrence" and passages.entries)
    await one.click(passages, 3, 1)
    await one.until(lambda: isinstance(one.screen, CodingScreen))


async def _write(one: Any) -> None:
    await one.click_words("Write", one.screen.query_one(TopLine))
    await one.until(lambda: isinstance(one.screen, WritingScreen) and one.screen.query_one(Passages).entries)
    passages = one.screen.query_one(Passages)
    await _footer(one, "excerpts")
    await one.until(lambda: one.screen.focused is passages)
    meant = passages.meant.id
    await _footer(one, "star")
    await one.until(lambda: any(entry.id == meant and entry.starred for entry in passages.entries))
    await _footer(one, "build .docx")
    await one.until(lambda: "report.docx" in str(one.screen.query_one("#said").content))
    await one.until(lambda: not one.app.jobs.under_way)
