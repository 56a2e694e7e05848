"""The whole job by keys alone: an empty folder, transcripts, codes, readings, and the report in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import wholejob

from qualcode.tui.dialogs.jump import JumpDialog
from qualcode.tui.dialogs.memo import MemoDialog
from qualcode.tui.dialogs.naming import NameDialog, NewDialog
from qualcode.tui.screens.bringing.correcting import FileList, VoiceList
from qualcode.tui.screens.bringing.importing import ImportScreen
from qualcode.tui.screens.explore import ExploreScreen
from qualcode.tui.screens.welcome import WelcomeScreen
from qualcode.tui.screens.writing import WritingScreen
from qualcode.tui.widgets.bars import Bars
from qualcode.tui.widgets.heatmap import HeatMap
from qualcode.tui.widgets.passages import Passages

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_whole_job_by_keys_from_an_empty_folder_to_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "study"
    folder.mkdir()
    monkeypatch.chdir(folder)
    given = wholejob.transcripts(tmp_path)

    async def story(one: Any) -> None:
        await _new_project(one)
        await _bring_in(one, given)
        quoted = await _code(one)
        await _explore(one)
        await _write(one)
        words = wholejob.report_words(folder / "report.docx")
        assert [quote for quote in quoted if quote not in words] == []

    wholejob.play(story)


async def _new_project(one: Any) -> None:
    await one.on(WelcomeScreen)
    await one.press("n")
    await one.on(NewDialog)
    await one.type("Le lien")
    await one.press("enter")
    await one.on(NameDialog)
    await one.type("Ana")
    await one.press("enter")
    await one.on(ImportScreen)
    assert one.project.label.endswith("le-lien.qualcode")


async def _bring_in(one: Any, given: Path) -> None:
    await one.press("/")
    await one.type(str(given))
    await one.press("enter")
    await one.until(lambda: len(one.screen.incoming) == len(wholejob.FILES) and not one.app.jobs.under_way)
    assert one.project.documents.all() == [], "nothing is written by looking"
    await one.press("escape", "tab")
    await one.until(lambda: isinstance(one.screen.focused, FileList))
    await one.press("down", "v")
    await one.until(lambda: isinstance(one.screen.focused, VoiceList))
    assert {voice.label for voice in one.screen._meant.voices if voice.role == "interviewer"} == {"Animatrice"}
    voices = [voice.label for voice in one.screen._meant.voices]
    await one.press(*["down"] * voices.index(wholejob.COLLEAGUE), "a")
    await one.until(lambda: one.screen._meant.voices[voices.index(wholejob.COLLEAGUE)].role == "interviewer")
    await one.press("i")
    await one.at_reader()
    assert [document.name for document in one.project.documents.all()] == ["Entrevue 02", "Groupe A"]
    assert one.asking() == wholejob.GUESSED | {wholejob.COLLEAGUE}


async def _coded_as(one: Any, count: int) -> None:
    await one.until(lambda: len(one.coded()) == count and not one.reader.span)
    await one.until(lambda: len(one.reader.sheet.passages) == len(one.project.codings.of_document(one.screen.opened)))


async def _code(one: Any) -> list[str]:
    quoted = []
    # a new code in place: its name and two keys
    await one.press("U", "S")
    quoted.append(one.painted())
    await one.press("c")
    await one.type("Silence")
    await one.press("enter")
    await _coded_as(one, 1)
    # another, on a sentence of the next turn of a participant
    await one.press("U", "s")
    quoted.append(one.painted())
    await one.press("c")
    await one.type("Travail")
    await one.press("enter")
    await _coded_as(one, 2)
    # a recent one costs one key, here on a turn of many rows that is looked up
    await one.press("/")
    await one.type("degraisseur")
    await one.press("enter")
    await one.until(
        lambda: one.reader.has_focus and any(hit.start <= one.reader.caret < hit.end for hit in one.reader.hits)
    )
    await one.press("S")
    quoted.append(one.painted())
    await one.press("2")
    await _coded_as(one, 3)
    # one that is picked, its letters and two keys, on what is coded already: there the two meet
    await one.press("S", "c")
    await one.type("trav")
    await one.press("enter")
    await _coded_as(one, 4)
    # the words themselves, one key a word
    await one.press("U", "v", "w")
    quoted.append(one.painted())
    await one.press("i")
    await _coded_as(one, 5)
    # the last again, in another document
    await _other_document(one)
    await one.press("U", "S")
    quoted.append(one.painted())
    await one.press(".")
    await _coded_as(one, 6)
    await _memo(one)
    await _back_and_again(one)
    assert quoted[2].startswith("J'ai fermé au resto.")
    assert quoted[3] == "Plonge"
    assert sorted({words for _code, words in one.coded()}) == sorted(quoted), "what is painted is what is coded"
    return quoted


async def _other_document(one: Any) -> None:
    before = one.screen.opened
    await one.press(";")
    await one.until(lambda: isinstance(one.screen, JumpDialog))
    await one.press(next(place.letter for place in one.screen._places if place.widget.id == "documents"))
    await one.until(lambda: one.screen.focused and one.screen.focused.id == "documents")
    shelf = one.screen.query_one("#documents")
    await one.press("down")
    while not shelf.meant:  # a heading, which folds what it heads
        await one.press("down")
    await one.press("enter")
    await one.until(lambda: one.screen.opened != before and one.reader.has_focus)


async def _memo(one: Any) -> None:
    await one.press("m")
    await one.on(MemoDialog)
    await one.type("y revenir")
    await one.press("escape")
    await one.until(lambda: [memo.text for memo in one.project.memos.all()] == ["y revenir"])


async def _back_and_again(one: Any) -> None:
    before = one.coded()
    await one.press("u", "u")
    await one.until(lambda: not one.project.memos.all() and len(one.coded()) == len(before) - 1)
    await one.press("ctrl+r", "ctrl+r")
    await one.until(lambda: one.project.memos.all() and one.coded() == before)


async def _explore(one: Any) -> None:
    await one.press("2")
    await one.until(lambda: isinstance(one.screen, ExploreScreen) and isinstance(one.screen.focused, HeatMap))
    row = one.screen.query_one(HeatMap)
    await one.until(lambda: set(row.grid.labels) >= {"Silence", "Travail"})
    pairs = {(p.a, p.b): p.n_ab for p in one.screen.results["cooccurrence"].rows if p.a != p.b}
    assert pairs == {("Silence", "Travail"): 1}
    passages = one.screen.query_one(Passages)
    await one.until(lambda: row.cursor == (0, 1) and len(passages.entries) == 1)  # where two meet most
    await one.press("right")
    await one.until(lambda: row.cursor == (0, 2) and not passages.entries)
    await one.press("left")
    await one.until(lambda: len(passages.entries) == 1)
    await one.press("enter")
    await one.until(lambda: isinstance(one.screen.focused, Passages))
    await one.press("escape", "w")
    await one.until(lambda: isinstance(one.screen.focused, Bars) and "keywords" in one.screen.results)
    assert one.screen.results["keywords"].rows


async def _write(one: Any) -> None:
    await one.press("3")
    await one.until(lambda: isinstance(one.screen, WritingScreen) and one.screen.preview is not None)
    await one.until(lambda: one.screen.query_one(Passages).entries)
    await one.press("x")
    await one.until(lambda: isinstance(one.screen.focused, Passages))
    meant = one.screen.query_one(Passages).meant.id
    await one.press("*")
    await one.until(lambda: any(e.id == meant and e.starred for e in one.screen.query_one(Passages).entries))
    await one.press("b")
    await one.until(lambda: "report.docx" in str(one.screen.query_one("#said").content))
    await one.until(lambda: not one.app.jobs.under_way)
