"""`qualcode query`: passages asked for in words of either language, refused at the character, kept under a name."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("ana", "study")


def texts(ran: Any) -> list[str]:
    return [row["text"] for row in ran.rows]


def test_passages_are_listed_with_who_coded_them_how_and_counted(command: Callable[..., Any]) -> None:
    ran = command("query", "Matin ET École")
    assert ran.out.splitlines()[:3] == [
        "Entrevue 01 · École; Matin · Ana; Mathis",
        "    Je dors à l’école.",
        "    Memo: dort là",
    ]
    assert ran.err == "1 passage in 1 document: code:Matin AND code:École\n"
    (row,) = command("query", "--json", "Matin ET École").rows
    assert (row["codes"], row["coders"], len(row["codings"])) == (["École", "Matin"], ["Ana", "Mathis"], 3)
    assert (row["document"], row["speaker"], row["case"], row["memo"]) == (
        "Entrevue 01",
        "Paul",
        "Entrevue 01",
        "dort là",
    )
    assert texts(command("query", "Lieux AND role=parent OR rôle=parent AND Lieux", "--json")) == [
        "L'école ferme le soir."
    ]
    assert texts(command("query", "Maison dans Matin", "--json")) == ["chez ma sœur"]
    assert texts(command("query", "code:* AND codeur:mathis AND document:Groupe A", "--json")) == [
        "Rita : Alors?",
        "L'école ferme le soir.",
    ]
    assert command("query", "Soir").err == "No passage answers: code:Soir\n"
    assert command("query", "École", "--out", "x.csv").err.startswith("3 passages")
    with Path("x.csv").open(encoding="utf-8-sig") as file:
        assert [row["text"] for row in csv.DictReader(file)] == texts(command("query", "École", "--json"))


def test_a_query_that_cannot_be_read_is_shown_with_a_mark_under_the_character(command: Callable[..., Any]) -> None:
    ran = command("query", "École ET (Matin OU Matn)")
    shown, mark, sentence = ran.err.splitlines()
    assert (ran.code, ran.out, shown.index("Matn")) == (1, "", mark.index("^"))
    assert sentence == "qualcode: Matn: at character 20, nothing is called so here; near to it: Matin, Maison"
    assert command("query", "École", "--saved", "x").code == 2


def test_queries_are_saved_asked_again_and_removed(command: Callable[..., Any]) -> None:
    assert command("query", "list").err.startswith("No saved query yet")
    assert command("query", "save", "Chez soi", "Maison AND").code == 1
    assert command("query", "save", "Chez soi", "Maison").err == "Chez soi: saved\n"
    assert command("query", "save", "CHEZ soi", "Maison OR École").code == 0
    assert command("query", "list", "--json").rows == [{"name": "CHEZ soi", "query": "Maison OR École"}]
    assert len(command("query", "--saved", "chez soi", "--json").rows) == 4
    assert command("query", "--saved", "chez").err.endswith("the saved queries are: CHEZ soi\n")
    assert command("query", "remove", "chez soi", "--yes").code == 0
    assert command("query", "list", "--json").rows == []
    assert command("undo").code == 0
    assert command("query", "list").out.splitlines()[1].split() == ["CHEZ", "soi", "Maison", "OR", "École"]
