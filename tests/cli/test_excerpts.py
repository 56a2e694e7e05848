"""Excerpts are listed as asked: by code, document, case, coder, theme."""

from __future__ import annotations

import pytest

KEYS = ["id", "document", "speaker", "case", "start", "end", "text", "code", "coder", "memo"]


def _texts(ran):
    assert ran.code == 0, ran.err
    return [row["text"] for row in ran.rows]


def test_an_excerpt_has_the_keys_of_the_contract(study, command):
    ran = command("excerpts", "--json")
    assert [list(row) for row in ran.rows] == [KEYS] * 7
    assert ran.json["question"]["reading"] == "excerpts"
    first = ran.rows[0]
    assert (first["document"], first["speaker"], first["case"]) == ("Entrevue 01", "Paul", "Entrevue 01")
    assert (first["code"], first["coder"], first["memo"]) == ("École", "Ana", "dort là")


def test_the_interviewer_is_no_case(study, command):
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
def test_options_choose(study, command, options, texts):
    assert _texts(command("excerpts", *options, "--json")) == texts


@pytest.mark.parametrize(
    "options", [["--code", "Rien"], ["--case", "âge=3"], ["--case", "Zoé"], ["--coder", "Zoé"], ["--theme", "Rien"]]
)
def test_a_name_nobody_bears_is_refused_in_one_line(study, command, options):
    ran = command("excerpts", *options)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith("qualcode: ")


def test_a_person_reads_whose_words_they_are_and_who_coded_them(study, command):
    ran = command("excerpts", "--code", "École", "--coder", "Ana")
    head, words, memo, *_rest = ran.out.splitlines()
    assert head.startswith("Entrevue 01 · École · Ana · ")
    assert head.endswith(" ★")
    assert (words.strip(), memo.strip()) == ("Je dors à l’école.", "Memo: dort là")
    assert ran.err == "1 excerpt\n"


def test_the_id_shown_names_the_coding(study, command):
    shown = command("excerpts", "--code", "Maison").out.splitlines()[0].rpartition(" · ")[2]
    assert command("excerpts", "--code", "Maison", "--json").rows[0]["id"].endswith(shown)


def test_long_passages_are_wrapped_to_the_window(study, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    lines = command("excerpts", "--code", "Matin").out.splitlines()
    assert max(len(line) for line in lines if line.startswith(" ")) <= 40


def test_an_empty_project_says_what_to_do(empty, command):
    ran = command("excerpts")
    assert (ran.code, ran.out) == (0, "")
    assert "qualcode code" in ran.err
    assert command("excerpts", "--json").rows == []


def test_no_fitting_excerpt_says_so(study, command):
    assert "No excerpt fits" in command("excerpts", "--code", "Soir").err


def test_talk_is_french_where_french_is_asked(study, command, french):
    ran = command("excerpts", "--code", "Maison")
    assert ran.err == "1 extrait\n"
