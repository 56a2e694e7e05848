"""Comparisons, saturation and talk by command: the keys of the contract, sentences beside the figures, refusals."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.readings import grid_fixed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CELLS = ["row", "column", "count", "cases", "expected", "residual"]
STEPS = ["interview", "new", "cumulative", "low", "high"]
VOICES = ["speaker", "turns", "words", "share", "follows"]


@pytest.mark.usefixtures("study")
def test_crosstab_has_the_keys_the_counts_and_a_test_that_is_refused(command: Callable[..., Any]) -> None:
    ran = command("crosstab", "--columns", "attribute:rôle", "--json")
    assert [[key for key in row if key in CELLS] for row in ran.rows] == [CELLS] * len(ran.rows)
    assert {(row["row"], row["column"]): (row["count"], row["cases"], row["n"]) for row in ran.rows} == {
        ("École", "élève"): (1, 1, 2),
        ("École", "parent"): (1, 1, 1),
        ("Maison", "élève"): (1, 1, 2),
        ("Maison", "parent"): (0, 0, 1),
        ("Matin", "élève"): (3, 1, 2),
        ("Matin", "parent"): (0, 0, 1),
    }
    assert (ran.json["test"]["refused"], ran.json["test"]["p_value"]) == ("too_few_units", None)
    assert (ran.json["unit"], ran.json["n_known"], ran.json["several_answers"]) == ("case", 3, False)
    assert ran.json["question"]["by"] == "attribute:rôle"


@pytest.mark.usefixtures("study")
def test_crosstab_says_whom_it_counts_and_why_nothing_is_tested(command: Callable[..., Any]) -> None:
    said = " ".join(command("crosstab", "--columns", "attribute:rôle").out.split())
    assert (
        "Unit: the case. 3 of 3 concerned have an answer, one each. 1 group, 1 person alone, 3 voices in all." in said
    )
    assert "Matin 1 (50%) 0 (0%)" in said
    assert "Not tested: 2 people could be exchanged, inside a group or among those alone; 10 must be." in said


@pytest.mark.parametrize(("what", "cell"), [("count", "3"), ("expected", "0.7"), ("residual", "0.9")])
@pytest.mark.usefixtures("study")
def test_crosstab_shows_what_is_asked_for(command: Callable[..., Any], what: str, cell: str) -> None:
    line = next(
        line
        for line in command("crosstab", "--columns", "attribute:rôle", "--show", what).out.splitlines()
        if line.startswith("Matin")
    )
    assert line.split()[1] == cell


@pytest.mark.parametrize("rows", ["codes", "groups", "themes"])
@pytest.mark.usefixtures("demo")
def test_wide_tables_stand_in_blocks_of_eighty_columns(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, rows: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = command("crosstab", "--rows", rows, "--columns", "attribute:rôle", "--permutations", "99")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert max(map(len, lines)) <= 80
    titles = [line for line in lines if line.startswith(("Code ", "Group ", "Theme "))]
    assert len(titles) > 1
    answers = [command("crosstab", "--rows", rows, "--columns", "attribute:rôle", "--json").json["columns"]]
    assert all(any(one["column"] in title for title in titles) for one in answers[0])


@pytest.mark.usefixtures("demo")
def test_a_test_that_can_be_made_says_how(command: Callable[..., Any]) -> None:
    words = ["crosstab", "--rows", "groups", "--columns", "attribute:genre", "--permutations", "99", "--seed", "5"]
    ran = command(*words, "--json")
    assert ran.json["test"]["refused"] is None
    assert all(row["method"] == "permutation" and row["p_value"] >= 0.01 for row in ran.json["test"]["rows"])
    assert (ran.json["question"]["permutations"], ran.json["question"]["seed"]) == (99, 5)
    said = " ".join(command(*words).out.split())
    assert "People were exchanged inside their group, those alone among themselves, 99 times (seed 5)." in said
    assert "adjusted for the 6 rows tested" in said


@pytest.mark.usefixtures("demo")
def test_dates_are_cut_by_bounds_and_then_groups_are_the_units(command: Callable[..., Any]) -> None:
    refused = command("crosstab", "--columns", "attribute:date")
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert "--bounds 2024-" in refused.err
    ran = command("crosstab", "--columns", "attribute:date", "--bounds", "2024-05-01", "--json")
    assert (ran.json["unit"], ran.json["n_units"], ran.json["n_groups"]) == ("group", 10, 2)
    assert ran.json["question"]["bounds"] == ["2024-05-01"]
    said = " ".join(command("crosstab", "--columns", "attribute:date", "--bounds", "2024-05-01").out.split())
    assert "Unit: the group" in said
    assert "2 groups, 8 people alone, 19 voices in all" in said
    assert "Fisher’s exact test" in said


@pytest.mark.usefixtures("demo")
def test_saturation_has_the_keys_and_takes_the_only_date(command: Callable[..., Any]) -> None:
    ran = command("saturation", "--json")
    assert [[key for key in row if key in STEPS] for row in ran.rows] == [STEPS] * 10
    assert (ran.json["order"], ran.json["saturated_at"]) == ("date", "4+2")
    asked = ran.json["question"]
    assert [asked[key] for key in ("base", "run", "threshold", "orders", "seed")] == [4, 2, 0.05, 500, 1]
    assert [one["verdict"] for one in ran.json["series"]] == ["saturated", "too_few"]
    assert all(row["low"] <= row["high"] for row in ran.rows)


@pytest.mark.usefixtures("demo")
def test_saturation_says_under_which_rule_and_warns(command: Callable[..., Any]) -> None:
    ran = command("saturation", "--grid", "fixed", "--base", "1", "--run", "1", "--threshold", "0")
    said = " ".join(ran.out.split())
    assert "Code saturation under this rule: 3+1." in said
    assert "number 4 brings 0 more" in said
    assert "few codes could be new" in said
    assert "In reflexive thematic analysis codes are made, not found" in said
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.usefixtures("study")
def test_saturation_without_a_date_or_rank_is_refused(command: Callable[..., Any]) -> None:
    ran = command("saturation")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "--order attribute:NAME" in ran.err


def test_documents_that_nobody_marked_are_said_to_be_taken_as_finished(
    command: Callable[..., Any], study: Path
) -> None:
    with Project.open(str(study), coder="Ana", write=True) as project:
        for case, rank in (("Entrevue 01", "1"), ("Groupe A", "2")):
            project.perform(SetAttribute(project.cases.get(case).id, "rang", rank))
    ran = command("saturation", "--order", "attribute:rang")
    assert "No document is marked coded" in " ".join(ran.out.split())
    rows = command("saturation", "--order", "attribute:rang", "--json").rows
    assert [(row["interview"], row["kind"], row["new"]) for row in rows] == [
        ("Entrevue 01", "interview", 3),
        ("Groupe A", "group", 1),
    ]


def test_the_history_tells_whether_the_codebook_was_fixed_before_the_coding(empty: Path, study: Path) -> None:
    with Project.open(str(study), coder="Ana", write=True) as project:
        assert grid_fixed(project) is None
        document, code = project.documents.get("Entrevue 01").id, project.codes.get("Soir").id
        project.perform(ApplyCode(document, 30, 35, code))
        assert grid_fixed(project) is None  # codings were imported, and may have brought codes along
        project.perform(AddCode("Après"))
        assert grid_fixed(project) is False
        project.undo()
        assert grid_fixed(project) is None
    with Project.open(str(empty)) as project:
        assert grid_fixed(project) is None


@pytest.mark.usefixtures("study")
def test_talk_has_the_keys_and_counts_the_interviewer_too(command: Callable[..., Any]) -> None:
    ran = command("talk", "--json")
    assert [[key for key in row if key in VOICES] for row in ran.rows] == [VOICES] * len(ran.rows)
    group = {row["speaker"]: row for row in ran.rows if row["document"] == "Groupe A"}
    assert {name: (row["turns"], row["words"]) for name, row in group.items()} == {
        "Rita": (1, 1),
        "P1": (1, 5),
        "P2": (1, 10),
    }
    assert group["P2"]["follows"] == [{"speaker": "P1", "turns": 1}]
    lines = command("talk").out.splitlines()
    assert any(line.split()[:2] == ["Groupe", "A"] for line in lines)


@pytest.mark.parametrize(
    "words",
    [["crosstab", "--columns", "attribute:rôle"], ["saturation", "--order", "attribute:rang"], ["talk"]],
)
@pytest.mark.usefixtures("ranked")
def test_an_answer_goes_into_a_file_with_its_question(
    command: Callable[..., Any], tmp_path: Path, words: list[str]
) -> None:
    ran = command(*words, "--out", "t.csv", "--json")
    assert ran.code == 0
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        kept = list(csv.DictReader(file))
    assert [row.keys() for row in kept] == [row.keys() for row in ran.rows]
    beside = json.loads((tmp_path / "t.question.json").read_text(encoding="utf-8"))
    assert beside["question"]["reading"] == words[0]
    assert command(*words, "--out", "t.json").code == 0
    assert json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))["rows"] == ran.rows
    refused = command(*words, "--out", "t.doc")
    assert (refused.code, refused.out) == (1, "")
    assert ".csv, .json" in refused.err


@pytest.fixture
def ranked(study: Path) -> None:
    """Give the two documents of the small study a rank."""
    with Project.open(str(study), coder="Ana", write=True) as project:
        for case, rank in (("Entrevue 01", "1"), ("Groupe A", "2")):
            project.perform(SetAttribute(project.cases.get(case).id, "rang", rank))


@pytest.mark.parametrize(
    "words",
    [
        ["crosstab", "--columns", "rôle"],
        ["crosstab", "--columns", "attribute:zut"],
        ["crosstab", "--columns", "attribute:rôle", "--bounds", "1"],
        ["crosstab", "--columns", "attribute:rôle", "--coder", "Zoé"],
        ["saturation", "--order", "attribute:rôle"],
        ["saturation", "--order", "rôle"],
    ],
)
@pytest.mark.usefixtures("study")
def test_what_cannot_be_asked_is_refused_in_one_line(command: Callable[..., Any], words: list[str]) -> None:
    ran = command(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("words", [["crosstab", "--columns", "attribute:rôle"], ["saturation"]])
@pytest.mark.usefixtures("empty")
def test_a_study_without_codings_says_what_to_do(command: Callable[..., Any], words: list[str]) -> None:
    ran = command(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


@pytest.mark.usefixtures("demo", "french")
def test_sentences_and_figures_are_french_where_french_is_asked(command: Callable[..., Any]) -> None:
    table = command("crosstab", "--rows", "groups", "--columns", "attribute:genre").out
    assert "Unité\xa0: le cas." in table
    assert "8 (89\xa0%)" in table
    said = " ".join(command("saturation").out.split(" "))
    assert "Saturation des codes selon cette règle\xa0: 4+2." in said.replace("\n", " ")
    assert "0,0\xa0%" in said
    assert command("talk").out.startswith("Qui parle combien, et après qui;")
