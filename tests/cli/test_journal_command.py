"""`qualcode undo`, `redo`, `history`: what was done is told, taken back, and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("ana")


@pytest.mark.usefixtures("study")
def test_an_action_is_undone_by_name_and_done_again(command: Callable[..., Any]) -> None:
    command("codes", "add", "Midi")
    assert command("undo").err == "undone: new code “Midi”\n"
    assert "Midi" not in command("codes").out
    assert command("redo").err == "done again: new code “Midi”\n"
    assert "Midi" in command("codes").out
    command("undo")
    assert command("undo").err == "undone: link the theme “Ailleurs”\n"


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
