"""Excerpts are listed as asked: by code, document, case, coder, theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = ["id", "document", "speaker", "case", "start", "end", "text", "code", "coder", "memo", "origin"]


def _texts(ran: Any) -> list[str]:
    assert ran.code == 0, ran.err
    return [row["text"] for row in ran.rows]


@pytest.mark.usefixtures("study")
def test_an_excerpt_has_the_keys_of_the_contract(command: Callable[..., Any]) -> None:
    ran = command("excerpts", "--json")
    assert [list(row) for row in ran.rows] == [KEYS] * 7
    assert ran.json["question"]["reading"] == "excerpts"
    first = ran.rows[0]
    assert (first["document"], first["speaker"], first["case"]) == ("Entrevue 01", "Paul", "Entrevue 01")
    assert (first["code"], first["coder"], first["memo"]) == ("École", "Ana", "dort là")


@pytest.mark.usefixtures("study")
def test_the_interviewer_is_no_case(command: Callable[..., Any]) -> None:
    rows = command("excerpts", "--document", "Groupe A", "--json").rows
    assert [(row["speaker"], row["case"]) for row in rows] == [("Rita", None), ("P1", "Groupe A · P1")]


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        (["--code", "Maison"], ["chez ma sœur"]),
        (["--code", "maison", "--code", "Lieux/École", "--coder", "ana"], ["Je dors à l’école.", "chez ma sœur"]),
        (
            ["--code", "Lieux"],
            ["Je dors à l’école.", "chez ma sœur", "Rita : Alors?", "L'école ferme le soir."],
        ),
        (["--case", "rôle=parent"], ["L'école ferme le soir."]),
        (["--case", "RÔLE=Parent", "--case", "Groupe A · P1"], ["L'école ferme le soir."]),
        (["--case", "rôle=élève", "--case", "Groupe A · P1"], []),
        (["--case", "Groupe A"], ["L'école ferme le soir."]),
        (["--coder", "Mathis", "--document", "Entrevue 01"], ["Je dors à l’école. Le matin"]),
        (["--theme", "Ailleurs"], ["chez ma sœur", "Rita : Alors?"]),
    ],
)
@pytest.mark.usefixtures("study")
def test_options_choose(command: Callable[..., Any], options: list[str], texts: list[str]) -> None:
    assert _texts(command("excerpts", *options, "--json")) == texts


@pytest.mark.parametrize(
    "options", [["--code", "Rien"], ["--case", "âge=3"], ["--case", "Zoé"], ["--coder", "Zoé"], ["--theme", "Rien"]]
)
@pytest.mark.usefixtures("study")
def test_a_name_nobody_bears_is_refused_in_one_line(command: Callable[..., Any], options: list[str]) -> None:
    ran = command("excerpts", *options)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith("qualcode: ")


@pytest.mark.usefixtures("study")
def test_a_person_reads_whose_words_they_are_and_who_coded_them(command: Callable[..., Any]) -> None:
    ran = command("excerpts", "--code", "École", "--coder", "Ana")
    head, words, memo, *_rest = ran.out.splitlines()
    assert head.startswith("Entrevue 01 · École · Ana · ")
    assert head.endswith(" ★")
    assert (words.strip(), memo.strip()) == ("Je dors à l’école.", "Memo: dort là")
    assert ran.err == "1 excerpt\n"


@pytest.mark.usefixtures("study")
def test_the_id_shown_names_the_coding(command: Callable[..., Any]) -> None:
    shown = command("excerpts", "--code", "Maison").out.splitlines()[0].rpartition(" · ")[2]
    assert command("excerpts", "--code", "Maison", "--json").rows[0]["id"].endswith(shown)


@pytest.mark.usefixtures("study")
def test_long_passages_are_wrapped_to_the_window(command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = command("excerpts", "--code", "Matin").out.splitlines()
    assert max(len(line) for line in lines if line.startswith(" ")) <= 40


@pytest.mark.usefixtures("empty")
def test_an_empty_project_says_what_to_do(command: Callable[..., Any]) -> None:
    ran = command("excerpts")
    assert (ran.code, ran.out) == (0, "")
    assert "qualcode code" in ran.err
    assert command("excerpts", "--json").rows == []


@pytest.mark.usefixtures("study")
def test_no_fitting_excerpt_says_so(command: Callable[..., Any]) -> None:
    assert "No excerpt fits" in command("excerpts", "--code", "Soir").err


@pytest.mark.usefixtures("study", "french")
def test_talk_is_french_where_french_is_asked(command: Callable[..., Any]) -> None:
    ran = command("excerpts", "--code", "Maison")
    assert ran.err == "1\xa0extrait\n"
