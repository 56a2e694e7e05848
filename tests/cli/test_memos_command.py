"""`qualcode memos`: notes on the project and on what is in it."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MARKDOWN = """# Mémos

Dormir

## Le projet

**DAY · mémo théorique · Ana**

une \\*idée\\*

## Code «\u00a0Maison\u00a0»

**DAY · note · Ana**

sur Maison

## Passages sous «\u00a0École\u00a0»

**DAY · note · Ana**

> Je dors à l’école. (Entrevue 01)

dort là
"""

pytestmark = pytest.mark.usefixtures("ana")


def coding(command: Callable[..., Any]) -> str:
    return command("excerpts", "--code", "Maison", "--json").rows[0]["id"]


@pytest.mark.usefixtures("study")
def test_a_memo_stands_on_the_project_or_on_a_thing_of_it(command: Callable[..., Any]) -> None:
    command("memos", "add", "du projet")
    for option, name in (("--document", "Groupe A"), ("--code", "Maison"), ("--case", "Entrevue 01")):
        assert command("memos", "add", f"sur {name}", option, name, "--kind", "to_do").code == 0
    command("memos", "add", "sur un codage", "--coding", coding(command)[-8:])
    rows = command("memos", "--json").rows
    assert [(row["on"], row["target"], row["text"]) for row in rows] == [
        ("coding", rows[0]["target"], "dort là"),
        ("project", None, "du projet"),
        ("document", "Groupe A", "sur Groupe A"),
        ("code", "Maison", "sur Maison"),
        ("case", "Entrevue 01", "sur Entrevue 01"),
        ("coding", coding(command), "sur un codage"),
    ]
    assert {row["coder"] for row in rows} == {"Ana"}
    assert {row["kind"] for row in rows} == {"note", "to_do"}


@pytest.mark.usefixtures("study")
def test_the_list_may_be_of_one_thing(command: Callable[..., Any]) -> None:
    command("memos", "add", "m", "--code", "Maison")
    assert [row["text"] for row in command("memos", "list", "--code", "Lieux/Maison", "--json").rows] == ["m"]
    assert command("memos", "list", "--case", "Entrevue 01", "--json").rows == []
    assert "No memo here yet" in command("memos", "list", "--case", "Entrevue 01").err


@pytest.mark.usefixtures("study")
def test_a_person_reads_what_each_is_on(command: Callable[..., Any]) -> None:
    made = command("memos", "add", "à revoir\ndemain", "--code", "Maison", "--kind", "to_do", "--json").rows[0]["id"]
    lines = command("memos", "list", "--code", "Maison").out.splitlines()
    assert lines[0].startswith("code “Maison” · to do · Ana · ")
    assert lines[0].endswith(made[-8:])
    assert lines[1:3] == ["    à revoir", "    demain"]
    assert command("memos").out.splitlines()[0].startswith("coding ")


@pytest.mark.usefixtures("study")
def test_a_memo_is_written_anew_and_removed(command: Callable[..., Any]) -> None:
    made = command("memos", "add", "m", "--json").rows[0]["id"]
    assert command("memos", "edit", made[-8:], "--text", "n", "--kind", "summary").code == 0
    row = command("memos", "--json").rows[-1]
    assert (row["text"], row["kind"]) == ("n", "summary")
    assert "--yes" in command("memos", "remove", made).err
    assert command("memos", "remove", made, "--yes").code == 0
    assert len(command("memos", "--json").rows) == 1
    command("undo")
    assert len(command("memos", "--json").rows) == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["add", " "], 1),
        (["add", "m", "--code", "Rien"], 1),
        (["add", "m", "--code", "Maison", "--case", "Entrevue 01"], 2),
        (["add", "m", "--kind", "poem"], 2),
        (["edit", "ffffffff", "--text", "x"], 1),
        (["edit", "ffffffff"], 2),
        (["remove", "ff", "--yes"], 1),
    ],
)
@pytest.mark.usefixtures("study")
def test_what_cannot_be_done_is_said(command: Callable[..., Any], words: list[str], code: int) -> None:
    before = command("memos", "--json").out
    ran = command("memos", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.splitlines()[-1].startswith("qualcode: ")
    assert command("memos", "--json").out == before


@pytest.mark.usefixtures("study")
def test_memos_are_narrowed_by_kind_coder_and_words_without_accents(command: Callable[..., Any]) -> None:
    command("memos", "add", "L’ÉCOLE revient", "--kind", "theoretical")
    command("memos", "add", "rien")

    def texts(*options: str) -> list[str]:
        return [row["text"] for row in command("memos", "list", "--json", *options).rows]

    assert texts("--containing", "l'ecole") == texts("--kind", "theoretical") == ["L’ÉCOLE revient"]
    assert texts("--by", "ana", "--containing", "rien") == ["rien"]
    assert "leave an option out" in command("memos", "list", "--kind", "summary").err
    assert command("memos", "list", "--by", "Personne").code == 1


@pytest.mark.usefixtures("study")
def test_memos_leave_as_a_text_to_read_and_as_a_table(command: Callable[..., Any], tmp_path: Path) -> None:
    command("memos", "add", "une *idée*", "--kind", "theoretical")
    command("memos", "add", "sur Maison", "--code", "Maison")
    assert command("export", "memos", str(tmp_path / "memos.md")).code == 0
    told = (tmp_path / "memos.md").read_text(encoding="utf-8")
    assert re.sub(r"\d{4}-\d\d-\d\d", "DAY", told) == MARKDOWN
    assert command("export", "memos", str(tmp_path / "memos.csv")).code == 0
    rows = list(csv.DictReader((tmp_path / "memos.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["on"], row["target"], row["document"], row["passage"], row["text"]) for row in rows] == [
        ("coding", "École", "Entrevue 01", "Je dors à l’école.", "dort là"),
        ("project", "", "", "", "une *idée*"),
        ("code", "Maison", "", "", "sur Maison"),
    ]
