"""`qualcode memos`: notes on the project and on what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

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
