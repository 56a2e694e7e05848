"""`qualcode undo`, `redo`, `history`: what was done is told, taken back, and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ana")

TALK = "Chercheuse : Ça va?\n{name} : Oui, ça va bien.\nChercheuse : Et là?\n{name} : Là aussi, pas pire.\n"


@pytest.mark.usefixtures("study")
def test_an_action_is_undone_by_name_and_done_again(command: Callable[..., Any]) -> None:
    command("codes", "add", "Midi")
    assert command("undo").err == "undone: new code “Midi”\n"
    assert "Midi" not in command("codes").out
    assert command("redo").err == "done again: new code “Midi”\n"
    assert "Midi" in command("codes").out
    command("undo")
    assert command("undo").err == "undone: a passage of “École” nuances “Ailleurs”\n"


@pytest.mark.usefixtures("study")
def test_each_coder_takes_back_their_own(command: Callable[..., Any]) -> None:
    command("codes", "add", "Midi", "--coder", "Zoé")
    command("codes", "add", "Nuit")
    assert command("undo", "--coder", "Zoé").err == "undone: new code “Midi”\n"
    assert "Nuit" in command("codes").out
    ran = command("undo", "--coder", "Personne")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


@pytest.mark.usefixtures("study")
def test_nothing_to_redo_is_refused_in_one_line(command: Callable[..., Any]) -> None:
    ran = command("redo")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "nothing of yours to redo" in ran.err


@pytest.mark.usefixtures("study")
def test_history_tells_who_did_what_latest_first(command: Callable[..., Any]) -> None:
    command("documents", "state", "Groupe A", "coded")
    command("undo")
    ran = command("history", "--limit", 3, "--json")
    rows = ran.rows
    assert [set(row) >= {"id", "at", "coder", "action", "undone"} for row in rows] == [True] * 3
    assert [(row["action"], row["words"], row["undone"]) for row in rows[:2]] == [
        ("Undo", "undoing: mark “Groupe A” as coded", False),
        ("SetDocumentState", "mark “Groupe A” as coded", True),
    ]
    assert ran.json["question"] == {"reading": "history", "limit": 3}
    everything = command("history", "--json").rows
    assert everything[:3] == rows
    assert everything[-1]["words"] == "new coder “Ana”"
    lines = command("history", "--limit", 2).out.splitlines()
    assert len(lines) == 3
    assert lines[2].endswith("undone")


@pytest.mark.usefixtures("study")
def test_a_long_history_is_cut_and_says_so(command: Callable[..., Any]) -> None:
    for number in range(30):
        command("codes", "add", f"c{number}")
    ran = command("history")
    assert len(ran.out.splitlines()) == 31
    assert "--limit" in ran.err


@pytest.mark.usefixtures("empty")
def test_an_empty_history_says_where_to_begin(command: Callable[..., Any]) -> None:
    ran = command("history")
    assert (ran.code, ran.out) == (0, "")
    assert "qualcode import" in ran.err
    assert command("history", "--limit", 0).code == 2


@pytest.mark.usefixtures("study", "french")
def test_french_says_actions_and_states(command: Callable[..., Any]) -> None:
    command("documents", "state", "Groupe A", "coded")
    words = command("history", "--limit", 1, "--json").rows[0]["words"]
    assert "coded" not in words
    assert "«\u00a0Groupe A\u00a0»" in words
    assert command("undo").err.startswith("annulé\u00a0: ")


def bring_in(command: Callable[..., Any], folder: Path) -> None:
    """Import two interviews with what is known of them, by one command."""
    (folder / "in").mkdir()
    for name in ("Ana", "Bob"):
        (folder / "in" / f"{name}.txt").write_text(TALK.format(name=name), encoding="utf-8")
    (folder / "t.csv").write_text("nom,âge\nAna,41\nBob,52\n", encoding="utf-8")
    command("import", "in", "--attributes", "t.csv")


def test_an_import_is_undone_and_done_again_as_a_whole(command: Callable[..., Any], empty: Path) -> None:
    bring_in(command, empty.parent)
    words = "import 2 documents, import the attributes of 2 cases"
    assert command("undo").err == f"undone: {words}\n"
    assert (command("documents", "--json").rows, command("cases", "--json").rows) == ([], [])
    assert command("redo").err == f"done again: {words}\n"
    assert [row["name"] for row in command("documents", "--json").rows] == ["Ana", "Bob"]
    assert [row["attributes"] for row in command("cases", "--json").rows] == [{"âge": 41}, {"âge": 52}]


def test_the_history_shows_a_batch_on_one_line_and_each_act_in_json(command: Callable[..., Any], empty: Path) -> None:
    bring_in(command, empty.parent)
    command("codes", "add", "Midi")
    command("undo")
    command("undo")
    lines = [" ".join(line.split()) for line in command("history").out.splitlines()[1:]]
    words = "import 2 documents, import the attributes of 2 cases"
    assert [line.partition(" Ana ")[2] for line in lines[:4]] == [
        f"undoing: {words}",
        "undoing: new code “Midi”",
        "new code “Midi” undone",
        f"{words} undone",
    ]
    rows = command("history", "--json").rows
    assert [row["action"] for row in rows] == [
        *["Undo"] * 4, "AddCode", "ImportAttributes", "ImportDocument", "ImportDocument", "AddCoder",
    ]  # fmt: skip
    assert len({row["batch"] for row in rows[:3]} | {row["batch"] for row in rows[5:8]}) == 1
    assert [row["batch"] for row in (rows[3], rows[4], rows[8])] == [None] * 3
    assert rows[0]["words"] == "undoing: import “Ana”"
    assert [row["undone"] for row in rows[4:8]] == [True] * 4
    assert command("history", "--limit", 1).err == "5 in all; --limit 5 shows them\n"
