"""Codes that meet as communities and in the plane; where codes lie, what follows what, how much is coded."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import readable
from textual.app import App, ComposeResult
from textual.widgets import OptionList, Static

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.course.codeline import codelines
from qualcode.analysis.course.coverage import coverage
from qualcode.analysis.course.sequence import sequence
from qualcode.model.errors import DiskFull
from qualcode.model.meeting import PairsTested
from qualcode.model.results import Cooccurrence, Pair, Population, Question
from qualcode.readings import study_of
from qualcode.tui.dialogs.question import QuestionDialog
from qualcode.tui.dialogs.several_codes import SeveralCodesPicker
from qualcode.tui.screens.explore import ExploreScreen
from qualcode.tui.shown import answers, looking
from qualcode.tui.shown.asked_course import TICKED
from qualcode.tui.shown.asked_course import begun as course_begun
from qualcode.tui.shown.asked_course import fields as course_fields
from qualcode.tui.shown.asking import begun, changed, fields
from qualcode.tui.shown.chosen import offered as offered_at
from qualcode.tui.shown.course import community_rows
from qualcode.tui.shown.patterns import communities, of_following
from qualcode.tui.widgets.bars import Bars
from qualcode.tui.widgets.heatmap import HeatMap
from qualcode.tui.widgets.passages import Passages
from qualcode.tui.widgets.plane import Plane

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot


def _screen(pilot: Pilot[None]) -> ExploreScreen:
    assert isinstance(pilot.app.screen, ExploreScreen)
    return pilot.app.screen


def _text(pilot: Pilot[None], selector: str) -> str:
    return "\n".join(str(_screen(pilot).query_one(selector, Static).visual.plain).splitlines())


@readable.played
async def test_the_same_codes_are_seen_as_map_as_communities_and_in_the_plane(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    result = cooccurrence(*study_of(project), Question("cooccurrence", coder="Ana", unit="turn"))
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "o")
        await readable.gone(pilot, "o")
        assert sorted(_screen(pilot).query_one(HeatMap).grid.labels) == ["Maison", "Matin", "Soir", "École"]
        await readable.gone(pilot, "v")
        bars = _screen(pilot).query_one(Bars)
        assert bars.display
        ties = {row.label: row.value for row in bars.rows if not row.heading}
        assert ties == {f"{row.a} × {row.b}": row.n_ab for row in result.rows if row.a != row.b}
        assert sum(row.heading for row in bars.rows) >= len(set(communities(result).values()) - {0}) - 1
        await readable.gone(pilot, "d")
        await readable.until(pilot, lambda: "cooccurrence.png" in _text(pilot, "#said"))
        assert b"Network of 4 codes" in (tmp_path / "cooccurrence.png").read_bytes()
        await pilot.press("enter")
        await readable.quiet(pilot)
        meant = next(row for row in result.rows if f"{row.a} × {row.b}" == bars.rows[bars.cursor].label)
        assert len(_screen(pilot).query_one(Passages).entries) == meant.n_ab
        await readable.gone(pilot, "v")
        assert {one.words for one in _screen(pilot).query_one(Plane).written} >= {
            "●",
            "École",
            "Maison",
            "Matin",
            "Soir",
        }
        assert "stress-1" in _text(pilot, "#legend")
        assert sum(line.count("●") for line in readable.seen(pilot.app.screen)) == 4
        await readable.gone(pilot, "d")
        await readable.until(pilot, lambda: "codemap.png" in _text(pilot, "#said"))
        assert (tmp_path / "codemap.png").read_bytes().startswith(b"\x89PNG")
        await readable.gone(pilot, "v")
        assert _screen(pilot).query_one(HeatMap).display
        await readable.gone(pilot, "J")
        assert "fewer than 10 say nothing" in _text(pilot, "#said")
        await pilot.press("r")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        await pilot.press("right", "enter")  # passages that overlap: no units, so no test and no plane
        await readable.quiet(pilot)
        await readable.gone(pilot, "t")
        assert "cannot be tested" in _text(pilot, "#said")
        await readable.gone(pilot, "J")
        assert "Intervals are drawn of turns" in _text(pilot, "#said")
        await readable.gone(pilot, "v")
        await readable.gone(pilot, "v")
        assert "have no plane; r asks" in _text(pilot, "#said")
        assert (_screen(pilot).seen, _screen(pilot).query_one(HeatMap).display) == ("map", True)


@readable.played
async def test_the_course_is_seen_as_lines_as_followers_and_as_shares_with_the_passages_behind(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    lines = codelines(*study_of(project), Question("codeline", coder="Ana", by="document")).rows
    after = sequence(*study_of(project), Question("sequence", coder="Ana")).rows
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "a")
        bars = _screen(pilot).query_one(Bars)
        assert [row.stretches for row in bars.rows if not row.heading] == [row.stretches for row in lines]
        assert any("█" in line and "·" in line for line in readable.seen(pilot.app.screen))
        assert len(_screen(pilot).query_one(Passages).entries) >= lines[0].passages
        await readable.gone(pilot, "d")
        await readable.until(pilot, lambda: "codeline.png" in _text(pilot, "#said"))
        await readable.gone(pilot, "v")
        assert sum(row.value for row in bars.rows) == sum(row.n_ab for row in after)
        assert len(_screen(pilot).query_one(Passages).entries) == bars.rows[bars.cursor].value
        await readable.gone(pilot, "v")
        assert "how much" in _text(pilot, "#question").lower()
        shares = coverage(*study_of(project), Question("coverage", coder="Ana", by="speaker")).rows
        assert [row.value for row in bars.rows] == [row.share for row in shares]
        await pilot.press("r")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        await pilot.press("right", "enter")
        await readable.quiet(pilot)
        assert _screen(pilot).questions["coverage"].by != "speaker"


def test_what_follows_has_as_many_passages_behind_as_it_counts(tmp_path: Path) -> None:
    with readable.coded(tmp_path) as project:
        study = looking.studied(project)
        for row in sequence(study.material, study.texts, Question("sequence")).rows:
            assert len(of_following(study, Question("sequence"), (row.a, row.b))) == row.n_ab


def test_what_else_can_be_asked_of_codes_that_meet_comes_into_the_question_and_goes_again() -> None:
    question = begun("cooccurrence", "Ana")
    offered = {one.name: one for one in fields(question, ("Ana", "Bo"), (), (), ("1 Why",), ("Lien", "École"))}
    assert {"near", "rows", "columns", "agreed", "within_questions"} <= offered.keys()
    asked = {"near": "2 turns", "rows": "Lien", "columns": "", "agreed": "yes", "within_questions": "yes"}
    made = changed(question, asked)
    assert made.unit == "overlap"
    assert dict(made.options) == {"agreed": True, "near": (2, "turns"), "rows": ("Lien",), "within_questions": True}
    again = {one.name: one.value for one in fields(made, ("Ana", "Bo"), (), (), ("1 Why",), ("Lien", "École"))}
    assert {name: again[name] for name in asked} == asked
    by_theme = changed(made, {**asked, "near": "", "agreed": "", "within_questions": "", "level": "theme"})
    assert by_theme.options == ()
    offered = {one.name: one for one in fields(by_theme, ("Ana",), (), (), (), ("Lien",))}
    assert "agreed" not in offered
    assert [words for _value, words in offered["rows"].choices] == ["every theme", "those that I tick …"]
    ticked = changed(by_theme, {"rows": "Espoir\x1fPeur", "columns": ""})
    assert dict(ticked.options) == {"rows": ("Espoir", "Peur")}
    rows = next(one for one in fields(ticked, (), ()) if one.name == "rows")
    assert (rows.value, dict(rows.choices)[rows.value]) == ("Espoir\x1fPeur", "Espoir, Peur")
    assert changed(ticked, {"level": "code"}).options == ()


async def _tick(pilot: Pilot[None], *sides: str) -> None:
    """Ask for other rows or columns in the question, and wait for the list."""
    await pilot.press("r")
    await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, QuestionDialog)
    for side in sides:
        listing = dialog.query_one(OptionList)
        listing.highlighted = list(dialog.values).index(side)
        while dialog.values[side] != TICKED:
            await pilot.press("left")
    await pilot.press("enter")
    await readable.until(pilot, lambda: readable.asked(pilot, SeveralCodesPicker))


@readable.played
async def test_codes_are_ticked_for_rows_and_for_columns_as_a_command_names_them(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    asked = Question("c", coder="Ana", unit="turn", options=(("columns", ("Soir",)), ("rows", ("Matin", "École"))))
    alone = {(row.a, row.b) for row in cooccurrence(*study_of(project), asked).rows}
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await _tick(pilot, "rows", "columns")
        await pilot.press(*"mati", "tab", "ctrl+u", *"eco", "enter")
        await readable.until(pilot, lambda: pilot.app.screen.asked == "Which columns?")
        await pilot.press(*"soi", "enter")
        await readable.quiet(pilot)
        chosen = _screen(pilot).questions["cooccurrence"]
        assert dict(chosen.options) == {"rows": ("École", "Matin"), "columns": ("Soir",)}
        assert {(row.a, row.b) for row in _screen(pilot).results["cooccurrence"].rows} == alone
        shown = _screen(pilot).query_one(HeatMap).grid
        assert (shown.rows, shown.labels) == (("École", "Matin"), ("Soir",))
        await readable.gone(pilot, "v")
        told = [row.label for row in _screen(pilot).query_one(Bars).rows if row.heading]
        assert told[-1] == "They meet none of those chosen: Matin"
        await readable.gone(pilot, "v")
        assert "whichever rows and columns were chosen" in _text(pilot, "#legend")
        near = Question("cooccurrence", coder="Ana", unit="overlap", options=(("near", (2, "turns")),))
        _screen(pilot).questions["cooccurrence"] = near
        _screen(pilot).results.clear()
        _screen(pilot).refresh_answer()
        await readable.quiet(pilot)
        assert _screen(pilot).seen == "map", "a question without units asked in the plane has a way out of it"
        assert "lift" not in _text(pilot, "#numbers")
        _screen(pilot).questions["cooccurrence"] = chosen
        _screen(pilot).results.clear()
        await readable.gone(pilot, "v")
        await readable.gone(pilot, "v")
        await readable.gone(pilot, "v")
        assert "Matin" in _text(pilot, "#question")
        await _tick(pilot, "rows")
        await pilot.press("escape")
        await readable.quiet(pilot)
        assert _screen(pilot).questions["cooccurrence"] == chosen
        await _tick(pilot, "rows")
        await pilot.press("enter")  # those ticked before are still ticked
        await readable.quiet(pilot)
        assert _screen(pilot).questions["cooccurrence"] == chosen


def test_themes_and_groups_are_offered_at_their_level(tmp_path: Path) -> None:
    with readable.coded(tmp_path) as project:
        study = looking.studied(project)
        labels = {level: [label for label, _one in offered_at(study, level)] for level in ("code", "group", "theme")}
    assert labels == {level: list(study.rows[level]) for level in labels}


def _pair(a: str, b: str, n: int) -> Pair:
    return Pair(a, b, 5, 5, n, 0.5, 2.0, 0.5, 0.5)


def test_a_test_counts_its_pairs_once_and_says_how_many_of_them_meet() -> None:
    rows = (replace(_pair("a", "b", 3), q_value=0.01), _pair("c", "d", 1))
    result = Cooccurrence(Question("c", unit="turn"), Population("all", 1, (), 9, 2), "1", "x", rows=rows, n=9)
    assert answers.tested_words(replace(result, tested=PairsTested(10, 1, 0.1, 0.5))) == (
        "10 pairs tested, of which 1 meets; q below 0.05: 1"
    )
    assert answers.tested_words(replace(result, tested=PairsTested(0, 2, 0.1, 0.1))).startswith("No pair can be tested")


def test_communities_are_told_with_their_ties_those_between_them_and_who_meets_nobody() -> None:
    rows = (*(_pair(name, name, 5) for name in "abcde"), _pair("a", "b", 3), _pair("c", "d", 2), _pair("b", "c", 1))
    result = Cooccurrence(Question("c", unit="turn"), Population("all", 1, (), 9, 2), "1", "x", rows=rows, n=9)
    titles, shown, about = community_rows(result, {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3})
    assert titles == ["Strongest ties", "Times", "Jaccard", "Lift"]
    assert [row.label for row in shown] == [
        "Community 1, 2 codes: a, b",
        "a × b",
        "Community 2, 2 codes: c, d",
        "c × d",
        "Between communities",
        "b × c",
        "They meet nobody: e",
    ]
    apart = replace(result, rows=tuple(replace(row, lift=None) for row in rows))
    assert community_rows(apart, dict.fromkeys("abcde", 1))[0] == ["Strongest ties", "Times", "Jaccard"]
    assert about == [None, ("a", "b"), None, ("c", "d"), None, ("b", "c"), None]


async def _painted(points: list[tuple[str, float, float]], size: tuple[int, int]) -> list[str]:
    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield Plane(id="plane")

        def on_mount(self) -> None:
            self.query_one(Plane).show(points)

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return {"dim": "#9a9ca4"}

    async with Alone().run_test(size=size) as pilot:
        await pilot.pause()
        plane = pilot.app.query_one(Plane)
        return ["".join(segment.text for segment in plane.render_line(y)) for y in range(size[1])]


def test_names_without_room_are_told_by_number_in_the_last_lines() -> None:
    crowd = [(f"Code number {n}", float(n % 2), 0.0) for n in range(9)]
    lines = asyncio.run(_painted(crowd, (40, 8)))
    assert any("●" in line for line in lines[:6])
    told = " ".join(lines[6:])
    assert "1 Code number" in told
    assert "2 Code number" in told
    assert all(len(line) == 40 for line in lines)


def test_each_question_about_the_course_offers_what_it_can_be_asked() -> None:
    offered = {
        reading: {
            one.name: dict(one.choices)
            for one in course_fields(course_begun(reading, None), ("Ana",), ("rôle",), guide=guide)
        }
        for reading, guide in (("codeline", True), ("sequence", False), ("coverage", False))
    }
    assert {reading: list(made) for reading, made in offered.items()} == {
        "codeline": ["by", "level", "coder"],
        "sequence": ["level", "coder"],
        "coverage": ["by", "level", "coder"],
    }
    assert {"question", "attribute:rôle"} <= offered["codeline"]["by"].keys()
    assert "" not in offered["codeline"]["by"]
    assert {"question", ""} & offered["coverage"]["by"].keys() == {""}


def _nothing_written(folder: Path) -> bool:
    return not list(folder.glob("cooccurrence*"))


@readable.played
async def test_a_file_that_cannot_be_written_and_a_dialog_that_is_left_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await pilot.press("e")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        await pilot.press("escape")
        await readable.quiet(pilot)
        assert _nothing_written(tmp_path)

        def full(path: Path, _data: bytes) -> None:
            raise DiskFull(path)

        monkeypatch.setattr("qualcode.tui.shown.patterns.write_whole", full)
        await readable.gone(pilot, "d")
        await readable.until(pilot, lambda: "cooccurrence.png" in _text(pilot, "#said"))
        await pilot.press("e")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        await pilot.press("right", "enter")
        await readable.until(pilot, lambda: "cooccurrence.xlsx" in _text(pilot, "#said"))
        assert _nothing_written(tmp_path)
