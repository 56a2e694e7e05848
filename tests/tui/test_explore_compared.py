"""Words treated in the project's own way, comparisons, the matrix, talk, saturation, word groups: played by keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import readable
from textual.widgets import Static

from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.themes.themes import AddTheme
from qualcode.drafting import gathered
from qualcode.readings import asked_words
from qualcode.report.blocks import Figure, Table
from qualcode.report.draft import DraftOptions, draft
from qualcode.tui.dialogs.choosing import ChooseDialog
from qualcode.tui.dialogs.line import LineDialog
from qualcode.tui.dialogs.listing import ListingDialog
from qualcode.tui.screens.explore import ExploreScreen
from qualcode.tui.shown import asked_clouds, asked_comparisons, asking
from qualcode.tui.shown.comparisons import below
from qualcode.tui.widgets.bars import Bars
from qualcode.tui.widgets.passages import Passages
from qualcode.tui.widgets.wordcloud import WordCloud

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


def _screen(pilot: Pilot[None]) -> ExploreScreen:
    assert isinstance(pilot.app.screen, ExploreScreen)
    return pilot.app.screen


def _words(pilot: Pilot[None]) -> list[str]:
    return [row.label for row in _screen(pilot).query_one(Bars).rows]


def _said(pilot: Pilot[None], selector: str) -> str:
    return str(_screen(pilot).query_one(selector, Static).visual)


async def _typed(pilot: Pilot[None], key: str, words: str) -> None:
    """Press a key that asks for a line, and give it."""
    await pilot.press(key)
    await readable.until(pilot, lambda: readable.asked(pilot, LineDialog))
    await pilot.press(*words, "enter")
    await readable.quiet(pilot)


@readable.played
async def test_words_are_left_out_joined_listed_and_taken_back_by_keys(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "w")
        first, second = _words(pilot)[:2]
        await readable.gone(pilot, "x")
        assert first not in _words(pilot)
        assert "u undoes it" in _said(pilot, "#said")
        await readable.gone(pilot, "u")
        assert _words(pilot)[:2] == [first, second]
        await _typed(pilot, "equals_sign", "ensemble")
        assert "ensemble" in _words(pilot)
        assert [(one.word, one.meant) for one in project.own_words.all()] == [(first, "ensemble")]
        await _typed(pilot, "slash", "ensemble")
        entries = _screen(pilot).query_one(Passages).entries
        assert entries
        assert {entry.pieces[1][0].casefold()[:3] for entry in entries} == {first.casefold()[:3]}
        await pilot.press("escape", "W")
        await readable.until(pilot, lambda: readable.asked(pilot, ListingDialog))
        await pilot.press("x")
        await readable.until(pilot, lambda: not project.own_words.all())
        await readable.until(pilot, lambda: readable.asked(pilot, ListingDialog))
        await pilot.press("e")
        await readable.until(pilot, lambda: readable.asked(pilot, LineDialog))
        await pilot.press(*"pas", "enter")  # the list comes back, and its work waits for it
        await readable.until(pilot, lambda: project.own_words.all() and readable.asked(pilot, ListingDialog))
        assert [(one.kind, one.word) for one in project.own_words.all()] == [("keep", "pas")]
        await pilot.press("escape")
        await readable.quiet(pilot)
        assert _words(pilot)[0] == first


@readable.played
async def test_every_comparison_is_asked_shown_and_has_its_passages(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    for place, case in enumerate(project.cases.all()):
        project.perform(SetAttribute(case.id, "âge", ("jeune", "vieux")[place % 2]))
        project.perform(SetAttribute(case.id, "date", f"2026-01-0{place + 1}"))
    project.perform(AddTheme("Une idée"))  # rests on nothing yet, and hides no code
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        for key, words in (("b", "independent"), ("m", ""), ("p", ""), ("z", "Hennink")):
            await readable.gone(pilot, key)
            screen = _screen(pilot)
            assert screen.reading in screen.results, key
            bars = screen.query_one(Bars)
            assert bars.rows
            assert not bars.rows[bars.cursor].heading
            assert _said(pilot, "#pair"), key
            assert words in " ".join(readable.seen(screen))
            await pilot.press("end")
            await readable.quiet(pilot)
        told = _screen(pilot).results["saturation"]
        two = replace(told, series=(told.series[0], replace(told.series[0], kind="group")))
        assert below(two, tested=True).index("Interviews: ") < below(two, tested=True).index("Focus groups: ")
        await readable.gone(pilot, "d")
        await readable.until(pilot, lambda: "saturation.png" in _said(pilot, "#said"))
        assert b"New codes by interview" in (tmp_path / "saturation.png").read_bytes()
        await readable.gone(pilot, "R")
        (plan,) = project.outlines.all()
        assert [part.options.reading for part in plan.parts] == ["saturation"]
        blocks = draft(gathered(project, None, outline=plan), DraftOptions(language="en"), plan).blocks
        (table,) = [block for block in blocks if isinstance(block, Table)]
        rows = [row.cells[:2] for row in table.rows if not row.heading]
        assert rows == [(row.interview, row.order) for row in told.rows]
        own = asking.changed(_screen(pilot).questions["saturation"], {"base": "3"})
        _screen(pilot).questions["saturation"] = own
        await readable.gone(pilot, "R")
        assert "The report takes the usual rule" in _said(pilot, "#said")
        assert len(project.outlines.all()[0].parts) == 1
        await readable.gone(pilot, "m")
        assert _screen(pilot).questions["matrix"].level == "code"
        await pilot.press("home")
        assert _screen(pilot).query_one(Passages).entries
        await _typed(pilot, "y", "dort mal")
        cells = [row.cells[-1] for row in _screen(pilot).query_one(Bars).rows if not row.heading]
        assert cells.count("✓") == 1
        assert [memo.text.split("\n")[1] for memo in project.memos.all()] == ["dort mal"]
        await readable.gone(pilot, "i")
        assert "Groups of words take 30 turns that share words" in " ".join(readable.seen(_screen(pilot)))


@readable.played
async def test_a_cloud_is_coloured_and_its_legend_tells_by_what(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "n")
        assert not _screen(pilot).query_one("#legend").display
        screen = _screen(pilot)
        for values in ({"colour_by": "group"}, {"of": "passages"}, {"level": "group", "longest": "20"}):
            screen.questions[asking.CLOUD] = asking.changed(screen.questions[asking.CLOUD], values)
            screen.results.pop(asking.CLOUD)
            screen.refresh_answer()
            await readable.quiet(pilot)
            cloud = screen.cloud
            assert cloud is not None
            names = {name for name, _colour in cloud.legend}
            assert names
            assert all(name in _said(pilot, "#legend") for name in names)
        shown = {word.text for line in screen.query_one(WordCloud).lines for word in line}
        assert cloud is not None
        assert shown <= {word.term for word in cloud.words}


def test_a_cloud_begins_with_words_and_goes_back_to_them() -> None:
    words = asking.begun(asking.CLOUD, None)
    coloured = asking.changed(words, {"colour_by": "attribute:âge"})
    assert dict(coloured.options)["colour_by"] == "attribute:âge"
    assert asking.changed(coloured, {"colour_by": ""}) == words
    passages = asking.changed(coloured, {"of": "passages"})
    assert [one.name for one in asking.fields(passages, ["Ana"], [])] == ["of", "level", "longest", "coder"]
    assert asking.changed(passages, {"of": ""}) == words
    assert [one.name for one in asked_clouds.fields(words, ["âge"])] == ["of", "colour_by"]


def test_another_comparison_of_words_begins_with_three_cases() -> None:
    plain = asked_words("keywords")
    by = asking.changed(plain, {"by": "attribute:âge"})
    assert dict(by.options)["cases"] == 3
    fewer = asking.changed(by, {"cases": "2", "rank": "tfidf"})
    assert (dict(fewer.options)["cases"], dict(fewer.options)["rank"]) == (2, "tfidf")
    assert {"cases", "rank"} <= {one.name for one in asking.fields(fewer, [], ["âge"])}
    assert asking.changed(fewer, {"by": ""}) == plain


def test_what_is_asked_of_a_comparison_changes_it_and_nothing_else() -> None:
    for reading in asked_comparisons.COMPARISONS:
        question = asked_comparisons.begun(reading, "Ana", ["âge"], themes=True)
        fields = asked_comparisons.fields(question, ["Ana"], ["âge"], guide=True)
        assert asking.changed(question, {one.name: one.value for one in fields}) == question
        for one in fields:
            other = one.moved(1).value
            assert (asking.changed(question, {one.name: other}) == question) is (other == one.value), (
                reading,
                one.name,
            )
    assert asked_comparisons.begun("crosstab", None, [], themes=False).by == "attribute:"


@readable.played
async def test_an_answer_goes_into_the_plan_of_the_report_in_one_step(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "f")
        await pilot.press("R")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("1")
        await readable.quiet(pilot)
        await pilot.press("R")
        await readable.until(pilot, lambda: readable.asked(pilot, ChooseDialog))
        await pilot.press("3")
        await readable.until(pilot, lambda: readable.asked(pilot, LineDialog))
        await pilot.press(*"Soir", "enter")
        await readable.quiet(pilot)
        (plan,) = project.outlines.all()
        assert [part.options.reading for part in plan.parts] == ["bars", "columns"]
        assert plan.parts[1].options.by.endswith(project.codes.get("Soir").id)
        await readable.gone(pilot, "u")
        await readable.gone(pilot, "u")
        assert project.outlines.all() == []  # the first part and the plan made for it are one step
        await readable.gone(pilot, "n")
        await readable.gone(pilot, "R")
        await readable.gone(pilot, "c")
        await readable.gone(pilot, "v")  # the network with its communities is a figure
        await readable.gone(pilot, "R")
        await readable.gone(pilot, "v")
        await readable.gone(pilot, "R")
        (plan,) = project.outlines.all()
        assert [part.options.reading for part in plan.parts] == ["cloud", "network", "cooccurrence"]
        made = draft(gathered(project, "Ana", outline=plan), DraftOptions(language="en"), plan)
        figures = [block for block in made.blocks if isinstance(block, Figure)]
        assert [(one.png[:4], one.id) for one in figures] == [(b"\x89PNG", "cloud"), (b"\x89PNG", "network")]
        assert "the strongest ties are " in figures[1].alternative
