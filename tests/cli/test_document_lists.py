"""`qualcode documents`: each coder's own state, the study's, lists grouped, sorted and filtered, and named sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("ana", "study")


def names(ran: Any) -> list[str]:
    return [row["name"] for row in ran.rows]


def test_the_list_shows_ones_own_state_and_the_studys_where_they_differ(command: Callable[..., Any]) -> None:
    plain = command("documents").out
    assert command("documents", "state", "Entrevue 01", "coded").err.splitlines() == [
        "Entrevue 01: coded",
        "readings now count only the document marked coded (1 of 2)",
    ]
    assert command("documents", "state", "Entrevue 01", "reading", "--coder", "Mathis").code == 0
    rows = {row["name"]: row for row in command("documents", "--json").rows}
    said = {"state": "reading", "own_state": "coded", "states": {"Ana": "coded", "Mathis": "reading"}}
    assert rows["Entrevue 01"] | said == rows["Entrevue 01"]
    assert (rows["Groupe A"]["own_state"], rows["Groupe A"]["states"]) == (None, {})
    assert "Study’s state" not in plain
    head, first, _second = command("documents", "list").out.splitlines()
    assert head.split()[-4:] == ["State", "Study’s", "state", "Codings"]
    assert first.split()[-3:] == ["coded", "reading", "5"]
    assert command("documents", "list", "--coder", "mathis", "--json").rows[0]["own_state"] == "reading"


def test_documents_are_listed_as_asked_and_as_in_a_set(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("--group-by", "rôle", "--sort", "-words", "--column", "role")
    listed = command("documents", "list", *asked, "--json")
    assert listed.json["question"]["group_by"] == "attribute:rôle"
    assert [(row["name"], row["group"]) for row in listed.rows] == [
        ("Entrevue 01", ["élève"]),
        ("Groupe A", ["élève", "parent"]),
    ]
    assert command("documents", "list", *asked).out.splitlines()[2].startswith("élève, parent")
    assert names(command("documents", "list", "--where", "role=PARENT", "--json")) == ["Groupe A"]
    assert names(command("documents", "list", "--where", "role=", "--json")) == []
    assert names(command("documents", "list", "--where", "groupe", "--where", "state=to read", "--json")) == [
        "Groupe A"
    ]
    assert "documents” lists all 2" in command("documents", "list", "--where", "nord").err
    assert command("documents", "list", "--group-by", "lieu").err.startswith("qualcode: lieu: documents are not listed")
    assert "sets save NAME" in command("documents", "sets").err
    assert command("documents", "sets", "save", "Par rôle", *asked, "--where", "name=e").err == "Par rôle: saved\n"
    (row,) = command("documents", "sets", "--json").rows
    assert (row["sort"], row["where"], row["columns"]) == ("-words", [["name", "e"]], ["rôle"])
    assert command("documents", "sets", "list").out.splitlines()[1].split() == [
        "Par",
        "rôle",
        "rôle",
        "-words",
        "name=e",
    ]
    assert names(command("documents", "list", "--set", "par rôle", "--sort", "name", "--json")) == names(listed)
    assert command("documents", "sets", "rename", "par rôle", "Rôles").err == "Par rôle is now Rôles\n"
    assert command("documents", "list", "--set", "par rôle").err.endswith("the sets are: Rôles\n")
    command("documents", "sets", "save", "État", "--group-by", "état", "--where", "type=entr")
    assert command("documents", "sets", "move", "état", "1").err == "État: now set 1\n"
    assert [line.split()[:2] for line in command("documents", "sets").out.splitlines()[1:]] == [
        ["État", "state"],
        ["Rôles", "rôle"],
    ]
    with monkeypatch.context() as french:
        french.setenv("LANGUAGE", "fr")
        listed = command("documents", "list", "--set", "état", "--group-by", "type").out
        assert listed.splitlines()[1].split()[:2] == ["entrevues", "Entrevue"]
        assert command("documents", "sets").out.splitlines()[1].split() == ["État", "état", "nom", "type=entrevues"]
        refused = command("documents", "list", "--sort", "x").err
        assert "nom, importation, mots, voix, codages, état, mon_état, rôle" in refused
    assert command("undo").code == command("undo").code == 0
    assert command("documents", "sets", "remove", "rôles", "--yes").code == 0
    assert command("undo").code == 0
    assert [row["name"] for row in command("documents", "sets", "--json").rows] == ["Rôles"]
