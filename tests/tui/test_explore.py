"""The place of readings: what is on the screen is what was counted, behind each number stand its passages."""

from __future__ import annotations

import csv
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
import readable
from textual.widgets import Static

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.frequencies import frequencies
from qualcode.analysis.keywords import keywords
from qualcode.analysis.permutation import Chance
from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.documents.documents import SetDocumentState
from qualcode.coding.passages.codings import ApplyCode
from qualcode.model.results import UNITS, Question
from qualcode.readings import asked_words, study_of
from qualcode.tui.dialogs.question import Field, QuestionDialog
from qualcode.tui.screens.explore import ExploreScreen
from qualcode.tui.shown import looking
from qualcode.tui.widgets.bars import Bars
from qualcode.tui.widgets.heatmap import HeatMap
from qualcode.tui.widgets.passages import Passages
from qualcode.tui.widgets.wordcloud import WordCloud
from qualcode.words.stopwords import GROUPS

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


def _screen(pilot: Pilot[None]) -> ExploreScreen:
    assert isinstance(pilot.app.screen, ExploreScreen)
    return pilot.app.screen


def _text(pilot: Pilot[None], selector: str) -> str:
    return "\n".join(str(_screen(pilot).query_one(selector, Static).visual.plain).splitlines())


@readable.played
async def test_every_cell_of_the_map_is_the_number_of_the_reading(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    result = cooccurrence(*study_of(project), Question("cooccurrence", coder="Ana", unit="turn"))
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        shown = _screen(pilot).query_one(HeatMap)
        assert shown.grid.labels == ("École", "Maison", "Matin", "Soir")
        counts = {frozenset((row.a, row.b)): row.n_ab for row in result.rows}
        for row, a in enumerate(shown.grid.labels):
            for column, b in enumerate(shown.grid.labels):
                assert shown.grid.at(row, column) == counts.get(frozenset((a, b)), 0)
        painted = [line for line in readable.seen(pilot.app.screen) if line.strip().startswith("École  ")]
        assert painted[0].split()[1:5] == ["3", "1", "2", "1"]


@readable.played
async def test_the_pair_under_the_cursor_tells_its_numbers_and_its_passages(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        _screen(pilot).query_one(HeatMap).go(0, 2)
        await readable.quiet(pilot)
        assert _text(pilot, "#pair") == "École × Matin"
        assert _text(pilot, "#numbers").splitlines()[:2] == ["    2  turns of speech", " 0.67  Jaccard"]
        entries = _screen(pilot).query_one(Passages).entries
        assert [entry.pieces[0][0] for entry in entries] == [
            "Je dors à l’école. Le matin, rien.",
            "À l'école, oui. […] chez ma sœur, le matin",
        ]
        assert entries[0].where == "Entrevue 01"
        await pilot.press("down", "down", "down")
        await readable.quiet(pilot)
        assert _text(pilot, "#pair") == "Soir × Matin"
        assert _screen(pilot).query_one(Passages).entries == ()


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("level", ["code", "group"])
def test_as_many_passages_stand_behind_a_cell_as_it_counts(tmp_path: Path, unit: Any, level: Any) -> None:
    with readable.coded(tmp_path) as project:
        study = looking.studied(project)
        question = Question("cooccurrence", unit=unit, level=level)
        rows = cooccurrence(study.material, study.texts, question).rows
        assert rows
        for row in rows:
            found = looking.of_pair(study, question, (row.a, row.b))
            assert len(found) == row.n_ab, (row.a, row.b)
            assert all(entry.pieces[0][0] for entry in found)


@pytest.mark.parametrize("by", [None, "document", "case"])
def test_as_many_codings_and_places_stand_behind_a_row_as_it_counts(tmp_path: Path, by: str | None) -> None:
    with readable.coded(tmp_path) as project:
        study = looking.studied(project)
        question = Question("frequencies", by=by)
        for row in frequencies(study.material, study.texts, question).rows:
            assert len(looking.of_code(study, question, (row.code, row.group), project)) == row.codings
        words = asked_words("keywords", by=by, limit=0)
        for term in keywords(study.material, study.texts, words).rows:
            found = looking.of_term(study, words, (term.term, term.group))
            assert len(found) == term.count
            if " " not in term.term:
                assert all(entry.pieces[1][0].casefold()[:2] == term.term.casefold()[:2] for entry in found)


@readable.played
async def test_words_are_bars_with_their_numbers_and_a_concordance(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "w")
        rows = _screen(pilot).query_one(Bars).rows
        expected = keywords(*study_of(project), asked_words("keywords")).rows
        assert [(row.label, row.cells[0]) for row in rows] == [(row.term, str(row.count)) for row in expected]
        assert any(rows[0].label in line and "█" in line for line in readable.seen(pilot.app.screen))
        await pilot.press("enter")
        assert isinstance(pilot.app.focused, Passages)
        passages = _screen(pilot).query_one(Passages)
        assert len(passages.entries) == expected[0].count
        assert passages.entries[0].pieces[1] == ("école", True)
        await pilot.press("escape")
        assert isinstance(pilot.app.focused, Bars)


@readable.played
async def test_the_cloud_sets_the_heaviest_word_apart(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "n")
        assert _screen(pilot).query_one(WordCloud).display
        assert any("é c o l e" in line for line in readable.seen(pilot.app.screen))


@readable.played
async def test_the_question_is_changed_by_keys_and_stands_on_top(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        assert "unit: turn" in _text(pilot, "#question")
        assert "codings of Ana alone" in _text(pilot, "#question")
        await pilot.press("r")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        await pilot.press("right", "down", "right", "enter")
        await readable.quiet(pilot)
        asked = _screen(pilot).results["cooccurrence"].question
        assert (asked.unit, asked.level) == ("overlap", "group")
        assert "overlapping passages" in _text(pilot, "#question")
        await readable.gone(pilot, "f")
        await pilot.press("r")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        await pilot.press("down", "right", "enter")
        await readable.quiet(pilot)
        rows = _screen(pilot).query_one(Bars).rows
        assert [row.label for row in rows if row.heading] == ["Entrevue 01", "Groupe A"]
        labels = [row.label for row in rows]
        assert rows[labels.index("École")].cells[0] == "2"


@readable.played
async def test_words_and_cloud_leave_the_same_words_out_and_negations_come_in_by_the_question(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        out = {}
        for key, reading in (("n", "cloud"), ("w", "keywords")):
            await readable.gone(pilot, key)
            result = _screen(pilot).results[reading]
            out[reading] = dict(result.question.options)["leave_out"]
            assert "words left out: grammar, fillers, common words, negation" in _text(pilot, "#question")
            assert "rien" not in {row.term for row in result.rows}
        assert out["cloud"] == out["keywords"] == GROUPS
        await pilot.press("r")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        await pilot.press("down", "down", "right", "enter")
        await readable.quiet(pilot)
        assert "rien" in {row.term for row in _screen(pilot).results["keywords"].rows}
        assert "negation" not in _text(pilot, "#question")


@readable.played
async def test_which_documents_were_left_out_stands_with_the_question(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    project.perform(SetDocumentState(project.documents.all()[0].id, "coded"))
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        for key in ("c", "w", "f"):
            await readable.gone(pilot, key)
            assert "1 of the 2 documents, the one marked coded" in " ".join(_text(pilot, "#question").split())
            await pilot.press("r")
            await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
            shown = " ".join(str(each.visual.plain) for each in pilot.app.screen.query(Static))
            assert "Left out, not marked coded: Groupe A." in shown
            await pilot.press("escape")
            await readable.quiet(pilot)


@readable.played
async def test_a_heading_made_of_a_value_names_the_attribute(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    paul = next(case for case in project.cases.all() if case.name == "Entrevue 01")
    project.perform(SetAttribute(paul.id, "v2", "1"))
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        for key in ("w", "f"):
            await readable.gone(pilot, key)
            reading = _screen(pilot).reading
            question = replace(_screen(pilot).questions[reading], by="attribute:v2")
            _screen(pilot).questions[reading] = question
            _screen(pilot).results.pop(reading)
            _screen(pilot).refresh_answer()
            await readable.quiet(pilot)
            headings = [row.label for row in _screen(pilot).query_one(Bars).rows if row.heading]
            assert "v2: 1" in headings


@readable.played
async def test_order_and_threshold_change_the_map_alone(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        shown = _screen(pilot).query_one(HeatMap)
        await readable.gone(pilot, "o")
        assert shown.grid.labels[0] == "École"
        assert sorted(shown.grid.labels) == ["Maison", "Matin", "Soir", "École"]
        await readable.gone(pilot, "s")
        assert set(shown.grid.labels) == {"École", "Matin"}
        await readable.gone(pilot, "s")
        assert "threshold" in _text(pilot, "#empty")


@readable.played
async def test_a_key_pressed_while_one_reads_waits_and_what_was_meant_before_gives_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, read, look = Event(), looking.studied, looking.of_pair

    def held(*given: Any) -> Any:
        assert known.wait(60)
        return (look if len(given) > 1 else read)(*given)

    monkeypatch.setattr(looking, "studied", held)
    monkeypatch.setattr(looking, "of_pair", held)
    monkeypatch.setattr("qualcode.tui.screens.exploring.showing.LATE", 0.001)
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await pilot.press("2", "r", "f")
        assert _screen(pilot).reading == "cooccurrence", "what is typed for the question is no command"
        assert not readable.asked(pilot, QuestionDialog)
        known.set()
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        await pilot.press("escape")
        await readable.quiet(pilot)
        assert _screen(pilot).query_one(Passages).entries
        known.clear()
        await pilot.press("right")
        await readable.until(pilot, lambda: _text(pilot, "#count").endswith("…"))
        assert not _screen(pilot).query_one(Passages).entries, "those of another pair do not stand under this one"
        known.set()
        await readable.quiet(pilot)
        assert not _text(pilot, "#count").endswith("…")


@readable.played
async def test_a_test_against_chance_stands_in_the_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "Chance", lambda: Chance(99))
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await pilot.press("t")
        await readable.until(pilot, lambda: "random arrangements: 99;" in _text(pilot, "#question"))
        await readable.gone(pilot, "R")
        assert "In a new plan that was made for it, “Report”" in _text(pilot, "#said")
        assert "random arrangements: 99;" in _text(pilot, "#question"), "no reading reads a plan: the test stands"
        assert _screen(pilot).results["cooccurrence"].tested


async def _sent(pilot: Pilot[None], *keys: str) -> None:
    """Write codes that meet into a file, of the kind that some keys choose."""
    await pilot.press("e")
    await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
    await pilot.press(*keys, "enter")
    await readable.quiet(pilot)


@readable.played
async def test_what_is_seen_is_exported_with_its_question_and_nothing_is_written_over(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "f")
        await readable.gone(pilot, "e")
        assert (tmp_path / "frequencies.csv").exists()
        await readable.gone(pilot, "c")
        await _sent(pilot)
        out = tmp_path / "cooccurrence.csv"
        rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
        result = _screen(pilot).results["cooccurrence"]
        assert [(row["a"], row["b"], int(row["n_ab"])) for row in rows] == [(r.a, r.b, r.n_ab) for r in result.rows]
        assert out.with_suffix(".question.json").exists()
        assert f"{out.name}: written with its question in" in _text(pilot, "#said")
        await _sent(pilot, "right", "right")
        assert (tmp_path / "cooccurrence.png").read_bytes().startswith(b"\x89PNG")
        await _sent(pilot)
        assert (tmp_path / "cooccurrence-2.csv").exists()


@readable.played
async def test_the_picture_of_the_cloud_is_drawn_beside_the_project(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "w")
        await readable.gone(pilot, "d")
        await readable.until(pilot, lambda: "cloud.png" in _text(pilot, "#said"))
        assert (tmp_path / "cloud.png").read_bytes().startswith(b"\x89PNG")


@readable.played
async def test_an_answer_goes_stale_by_a_change_and_is_asked_again_only_where_it_is_seen(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    async with readable.app_of(project).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        explore = _screen(pilot)
        await readable.gone(pilot, "1")
        document = project.documents.get("Groupe A").id
        start = readable.GROUP.index("P2 : ") + 5
        await pilot.app.workbench.perform(ApplyCode(document, start, start + 9, project.codes.get("Matin").id))
        await readable.quiet(pilot)
        assert not explore.results
        await readable.gone(pilot, "2")
        result = cooccurrence(*study_of(project), Question("cooccurrence", coder="Ana", unit="turn"))
        assert explore.results["cooccurrence"].rows == result.rows
        await readable.gone(pilot, "u")
        before = explore.query_one(HeatMap).grid
        assert before.counts.get(("Maison", "Matin")) == 1


@readable.played
async def test_an_empty_study_says_the_next_key(tmp_path: Path) -> None:
    async with readable.app_of(readable.empty(tmp_path)).run_test(size=(80, 24)) as pilot:
        await readable.gone(pilot, "2")
        assert "Nothing is coded yet" in _text(pilot, "#empty")
        await readable.gone(pilot, "w")
        assert "(1)" in _text(pilot, "#empty")
        await readable.gone(pilot, "p")  # no voice at all is an answer without rows
        assert "import transcripts" in _text(pilot, "#empty")
        await readable.gone(pilot, "b")
        assert "a table of who took part in" in _text(pilot, "#empty")


@readable.played
async def test_another_reading_begins_at_its_first_row_and_the_same_one_stays_where_it_was(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await readable.gone(pilot, "f")
        bars = _screen(pilot).query_one(Bars)
        await pilot.press("down")
        below = bars.cursor
        assert below > 0
        _screen(pilot)._show()
        assert bars.cursor == below
        await readable.gone(pilot, "w")
        assert bars.cursor == 0


@readable.played
async def test_a_passage_is_seen_in_its_document(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        await pilot.press("enter", "enter")
        await readable.quiet(pilot)
        assert type(pilot.app.screen).__name__ == "CodingScreen"


@readable.played
async def test_the_mouse_chooses_reading_cell_and_row(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        shown = _screen(pilot).query_one(HeatMap)
        await pilot.click(HeatMap, offset=(shown._label + shown._cell[0] * 2 + 1, 3))
        await readable.quiet(pilot)
        assert shown.meant == ("École", "Matin")
        await pilot.click("#readings", offset=(20, 0))
        await readable.quiet(pilot)
        assert _screen(pilot).reading == "keywords"
        await pilot.click(Bars, offset=(4, 3))
        await readable.quiet(pilot)
        assert _screen(pilot).query_one(Bars).cursor == 1


@readable.played
async def test_words_between_two_codings_are_left_out_only_where_there_are_some(tmp_path: Path) -> None:
    project = readable.coded(tmp_path)
    readable.apply(project, "Entrevue 01", "Sinon", "Maison")
    readable.apply(project, "Entrevue 01", "Je dors", "Soir")
    readable.apply(project, "Entrevue 01", "rien", "Soir")
    study = looking.studied(project)
    question = Question("cooccurrence", coder="Ana", unit="turn")
    (touching,) = looking.of_pair(study, question, ("Maison", "École"))[:1]
    assert touching.pieces[0][0] == "À l'école, oui. Sinon chez ma sœur"
    (apart,) = looking.of_pair(study, question, ("Soir", "Soir"))[:1]
    assert apart.pieces[0][0] == "Je dors […] rien"


@readable.played
async def test_a_low_window_folds_the_question_with_a_sign_and_r_shows_all_of_it(tmp_path: Path) -> None:
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(80, 24)) as pilot:
        await readable.gone(pilot, "2")
        lines = _text(pilot, "#question").splitlines()
        assert len(lines) == 2
        assert lines[1].endswith("… (r shows all)")
        whole = _screen(pilot).sentence()
        assert "all 2 documents, which have codings" in whole
        await pilot.press("r")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        assert any(whole == str(each.visual.plain) for each in pilot.app.screen.query(Static))
        fields = [Field(str(n), f"field {n}", (("a", "one"), ("b", "two")), "a") for n in range(9)]
        pilot.app.push_screen(QuestionDialog("?", fields, "much to know " * 200))
        await readable.until(pilot, lambda: "field 8" in " ".join(readable.seen(pilot.app.screen)))
        seen = " ".join(readable.seen(pilot.app.screen))
        assert all(f"field {n}" in seen for n in range(9)), "what stands over the fields gives way to them"
        assert all(words in seen for words in ("PgDn read on", "Esc close"))
        await pilot.press("pagedown")
        assert pilot.app.screen.query_one("#about").scroll_offset.y > 0
        await pilot.press("pageup")
        assert pilot.app.screen.query_one("#about").scroll_offset.y == 0


@readable.played
async def test_a_test_that_no_pair_allows_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "Chance", lambda: Chance(99))
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(80, 24)) as pilot:
        await readable.gone(pilot, "2")
        await pilot.press("t")
        await readable.until(pilot, lambda: "tested" in _text(pilot, "#said"))
        rows = _screen(pilot).results["cooccurrence"].rows
        tested = sum(row.q_value is not None for row in rows)
        assert _text(pilot, "#said").startswith(f"{tested} pair" if tested else "No pair can be tested")


@pytest.mark.parametrize("language", ["en", "fr"])
@readable.played
async def test_nothing_is_cut_or_out_of_sight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    async with readable.app_of(readable.coded(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        for size in readable.SIZES:
            await pilot.resize_terminal(*size)
            for key in ("c", "w", "n", "f"):
                await readable.gone(pilot, key)
                assert not readable.outside(pilot.app.screen)
            lines = readable.seen(pilot.app.screen)
            assert any("École" in line for line in lines)
            asked = _text(pilot, "#question").split()[-1]
            assert any(asked in line for line in lines)
            await pilot.press("enter")
            await readable.quiet(pilot)
            assert isinstance(pilot.app.focused, Passages)
            assert not readable.outside(pilot.app.screen)
            await pilot.press("escape")


@readable.played
async def test_hostile_names_and_words_are_shown_as_typed(tmp_path: Path) -> None:
    async with readable.app_of(readable.hostile(tmp_path)).run_test(size=(120, 36)) as pilot:
        await readable.gone(pilot, "2")
        for key in ("c", "w", "n", "f"):
            await readable.gone(pilot, key)
            lines = readable.seen(pilot.app.screen)
            assert not readable.commands(lines)
        assert any("[b]un[/" in line for line in lines)
        assert any("[red]" in line for line in lines)
        await pilot.press("enter", "r")
        await readable.until(pilot, lambda: readable.asked(pilot, QuestionDialog))
        assert not readable.commands(readable.seen(pilot.app.screen))
