"""Exports write whole files in the format of their ending, and equal studies give equal dumps."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from qualcode.coding.memos import AddMemo
from qualcode.coding.passages.codings import RemoveCodings
from qualcode.coding.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _rows(data: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data)))


@pytest.mark.usefixtures("study")
def test_the_codebook_goes_out_and_says_where(command: Callable[..., Any], tmp_path: Path) -> None:
    ran = command("export", "codebook", "book.csv")
    assert (ran.code, ran.out, ran.err) == (0, "", "book.csv: written\n")
    rows = _rows((tmp_path / "book.csv").read_text(encoding="utf-8-sig"))
    assert [(row["name"], row["parent"]) for row in rows][:2] == [("Lieux", ""), ("École", "Lieux")]
    assert command("export", "codebook", "book.md").code == 0
    assert "École" in (tmp_path / "book.md").read_text(encoding="utf-8")
    assert command("export", "codebook", "book.JSON").code == 0
    assert json.loads((tmp_path / "book.JSON").read_text(encoding="utf-8"))["rows"][1]["path"] == ["Lieux", "École"]


@pytest.mark.usefixtures("study")
def test_excerpts_go_out_and_a_dash_prints_them(command: Callable[..., Any]) -> None:
    ran = command("export", "excerpts", "-", "--coder", "ana", "--separator", "semicolon")
    rows = list(csv.DictReader(io.StringIO(ran.out), delimiter=";"))
    assert [(row["coder"], row["code"]) for row in rows][:2] == [("Ana", "École"), ("Ana", "Matin")]
    assert not ran.out.startswith("\ufeff")
    assert ran.err == ""


@pytest.mark.usefixtures("study")
def test_the_matrix_has_a_row_a_case_and_a_column_a_code(command: Callable[..., Any]) -> None:
    rows = _rows(command("export", "matrix", "-", "--counts").out)
    found = {row["case"]: (row["École"], row["Maison"], row["Matin"]) for row in rows}
    assert found["Entrevue 01"] == ("1", "1", "3")
    assert found["Groupe A · P1"] == ("1", "0", "0")
    assert {row["Matin"] for row in _rows(command("export", "matrix", "-").out)} == {"0", "1"}


@pytest.mark.usefixtures("study")
def test_codes_that_meet_go_out_as_a_network(command: Callable[..., Any], tmp_path: Path) -> None:
    pairs = json.loads(command("cooccurrence", "--unit", "document", "--json").out)["rows"]
    for name, read in (("net.graphml", nx.read_graphml), ("net.gexf", nx.read_gexf)):
        assert command("export", "network", name, "--unit", "document").err == f"{name}: written\n"
        graph = read(tmp_path / name)
        assert {tuple(sorted(edge)) for edge in graph.edges} == {
            tuple(sorted((pair["a"], pair["b"]))) for pair in pairs if pair["a"] != pair["b"]
        }
        assert graph.nodes["École"]["path"] == "Lieux/École"
    assert command("export", "network", "net.gexf", "--level", "group").code == 0
    assert set(nx.read_gexf(tmp_path / "net.gexf")) <= {"Lieux", "Temps"}


@pytest.mark.usefixtures("study")
def test_what_is_said_goes_out_for_textometry(command: Callable[..., Any]) -> None:
    lines = command("export", "iramuteq", "-").out.splitlines()
    heads = [line.split()[1:3] for line in lines if line.startswith("****")]
    assert ["*document_groupea", "*case_groupeap1"] in heads
    asked = command("export", "iramuteq", "-", "--interviewer").out
    assert "*voice_interviewer" in asked
    assert "*voice" not in "".join(lines)


def test_two_equal_studies_give_equal_bytes_and_unequal_ones_do_not(
    study: Path, command: Callable[..., Any], tmp_path: Path
) -> None:
    other = shutil.copy(study, tmp_path / "other.qualcode")
    assert command("export", "json", "one.json", "-p", study).code == 0
    assert command("export", "json", "two.json", "-p", other).code == 0
    one = (tmp_path / "one.json").read_bytes()
    assert (tmp_path / "two.json").read_bytes() == one
    assert command("export", "json", "-", "-p", study).out.encode() == one
    with Project.open(str(other), coder="Ana", write=True) as project:
        first = project.codings.of_document(project.documents.get("Groupe A").id)[0]
        project.perform(RemoveCodings((first.id,)))
    assert command("export", "json", "-", "-p", other).out.encode() != one
    with Project.open(str(other), coder="Ana", write=True) as project:
        project.undo()
    assert command("export", "json", "-", "-p", other).out.encode() == one


def test_the_dump_is_sorted_readable_and_never_commands_a_terminal(study: Path, command: Callable[..., Any]) -> None:
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(AddMemo("danger \x1b]0;titre\x07 \u202e"))
    text = command("export", "json", "-").out
    assert not [sign for sign in text if sign != "\n" and (ord(sign) < 32 or sign in "\x1b\x9b\u202e")]
    assert "À l'ecole" in text
    found = json.loads(text)
    assert list(found) == sorted(found)
    assert found["memos"][-1]["text"] == "danger \x1b]0;titre\x07 \u202e"
    assert not {"journal", "derived"} & set(found)


@pytest.mark.parametrize(
    ("what", "endings"),
    [
        ("codebook", ".csv, .json, .yaml, .yml, .xlsx, .docx, .html, .md, .odt, .pdf"),
        ("excerpts", ".csv, .xlsx, .json, .docx, .html, .md, .odt, .pdf"),
        ("matrix", ".csv"),
        ("network", ".graphml, .gexf"),
        ("iramuteq", ".txt"),
        ("json", ".json"),
    ],
)
@pytest.mark.usefixtures("study")
def test_an_unknown_ending_is_refused_with_those_that_can_be_written(
    command: Callable[..., Any], tmp_path: Path, what: str, endings: str
) -> None:
    ran = command("export", what, "out.xyz")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith(f"use {endings}\n")
    assert not (tmp_path / "out.xyz").exists()


@pytest.mark.usefixtures("empty")
def test_an_empty_project_goes_out_too(command: Callable[..., Any]) -> None:
    assert _rows(command("export", "excerpts", "-").out) == []
    assert json.loads(command("export", "json", "-").out)["documents"] == []


@pytest.mark.usefixtures("study")
def test_a_folder_in_the_way_is_refused(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "book.csv").mkdir()
    ran = command("export", "codebook", "book.csv")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
