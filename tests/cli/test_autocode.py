"""`qualcode code` over many documents: previewed, left out by number, by voice, heading and question; origins."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("ana")

PLANNED = ["number", "document", "speaker", "start", "end", "before", "text", "after", "interviewer"]
ANSWERS = """Nom,Pourquoi avez-vous choisi ce programme?,Qu'est-ce qui vous a aidé pendant l'année?
Ana,Parce que ma sœur y était depuis longtemps.,Les rencontres du mardi. Et mon tuteur.
Bob,Je voulais vraiment changer de métier.,
"""


def texts(command: Command, *words: str) -> list[str]:
    ran = command("code", *words, "--json")
    assert ran.code == 0, ran.err
    return [row["text"] for row in ran.rows]


@pytest.mark.usefixtures("study")
def test_hits_are_listed_with_numbers_and_some_left_out(command: Command) -> None:
    listed = command("code", "--all", "Soir", "--words", "l'ecole", "--dry-run", "--json")
    assert [list(row) for row in listed.rows] == [[*PLANNED, "code", "coder", "present"]] * 4
    assert [(row["number"], row["document"]) for row in listed.rows][2:] == [(3, "Groupe A"), (4, "Groupe A")]
    assert command("excerpts", "--code", "Soir", "--json").rows == []
    assert texts(command, "--all", "Soir", "--words", "l'ecole", "--but", "1,3-4") == ["l'ecole"]
    again = command("code", "--all", "Soir", "--words", "l'ecole", "--dry-run")
    assert [line.strip()[:2] for line in again.out.splitlines() if "cole" in line] == ["1 ", "2=", "3 ", "4 "]
    assert "4 passages would be coded in 2 documents\n= 1 was coded so already\n" in again.err
    ran = command("code", "--all", "Soir", "--words", "l'ecole")
    assert ran.err == "2 documents: 3 passages coded “Soir”, 1 was coded so already\n"
    refused = command("code", "--all", "Soir", "--words", "l'ecole", "--but", "5")
    assert (refused.code, refused.err.count("\n")) == (1, 1)


@pytest.mark.usefixtures("study")
def test_a_voice_a_role_and_a_case_are_coded_over_several_documents_in_one_undo(command: Command) -> None:
    assert len(texts(command, "Entrevue 01", "Groupe A", "Soir", "--speaker", "rita")) == 3
    assert command("undo").err == "undone: apply 3 codings\n"
    assert len(texts(command, "--all", "Soir", "--role", "participant")) == 4
    assert texts(command, "--all", "Matin", "--said-by", "Groupe A · P1") == ["L'école ferme le soir."]
    assert texts(command, "--all", "Maison", "--pattern", "alors|loin", "--answers-only") == ["loin"]
    origins = {"role: participant", "case: Groupe A · P1", "pattern: alors|loin"}
    assert {row["origin"] for row in command("excerpts", "--origin", "auto", "--json").rows} == origins
    assert command("export", "excerpts", "codages.csv").code == 0
    rows = csv.DictReader(Path("codages.csv").read_text(encoding="utf-8-sig").splitlines())
    assert {row["origin"] for row in rows} == {*origins, "import"}


@pytest.mark.usefixtures("empty")
def test_a_column_of_answers_is_coded_by_its_question_and_each_by_its_own(command: Command, tmp_path: Path) -> None:
    (tmp_path / "sondage.csv").write_text(ANSWERS, encoding="utf-8")
    command("import", "sondage.csv")
    command("codes", "add", "Motifs")
    question = ("--heading", "pourquoi avez-vous choisi ce programme?")
    assert texts(command, "--all", "Motifs", *question) == [
        "Parce que ma sœur y était depuis longtemps.",
        "Je voulais vraiment changer de métier.",
    ]
    ran = command("code", "--all", "Sondage", "--each", "heading", "--extend", "sentence", "--json")
    assert [(row["code"], row["text"][:10]) for row in ran.rows] == [
        ("Pourquoi avez-vous choisi ce programme?", "Parce que "),
        ("Qu'est-ce qui vous a aidé pendant…", "Les rencon"),
        ("Qu'est-ce qui vous a aidé pendant…", "Et mon tut"),
        ("Pourquoi avez-vous choisi ce programme?", "Je voulais"),
    ]
    assert len(command("codes", "--json").rows) == 4
    assert command("undo").err == "undone: apply 4 codings\n"
    assert len(command("codes", "--json").rows) == 1
    refused = command("code", "--all", "Motifs", "--heading", "Et après?")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "Qu'est-ce qui vous a aidé" in refused.err


@pytest.mark.usefixtures("study")
def test_answers_to_a_question_of_the_guide_are_coded_whole(command: Command) -> None:
    command("guide", "add", "Où dormez-vous?")
    never = command("code", "--all", "Soir", "--question", "1")
    assert (never.code, "guide ask" in never.err) == (1, True)
    command("guide", "ask", "Entrevue 01", "1", "--span", "7:22")
    (answer,) = texts(command, "--all", "Soir", "--question", "1")
    assert answer.startswith("Je dors à l’école.")
    assert answer.endswith("le matin.")
    turns = command("code", "--all", "Matin", "--question", "1", "--extend", "turn", "--dry-run", "--json").rows
    assert [(row["interviewer"], row["present"]) for row in turns] == [(False, True), (True, False), (False, False)]


@pytest.mark.usefixtures("study")
def test_what_was_found_by_itself_is_listed_and_taken_away_again(command: Command) -> None:
    command("code", "--all", "Soir", "--words", "soir")
    command("code", "Entrevue 01", "Soir", "--text", "Je dors")
    assert "From: found by the words “soir”" in command("excerpts", "--origin", "words: soir").out
    assert len(command("excerpts", "--code", "Soir", "--origin", "hand", "--json").rows) == 1
    assert command("uncode", "--origin", "auto").code == 1  # nobody said yes
    assert command("uncode", "--origin", "pattern", "--yes").code == 1
    assert len(command("uncode", "--origin", "auto", "--code", "Soir", "--yes", "--json").rows) == 2
    assert [row["text"] for row in command("excerpts", "--code", "Soir", "--json").rows] == ["Je dors"]


@pytest.mark.parametrize(
    "words",
    [
        ["Soir", "--words", "soir"],
        ["--all", "Entrevue 01", "Soir", "--words", "soir"],
        ["--all", "Soir", "--text", "soir"],
        ["Entrevue 01", "Groupe A", "Soir", "--span", "1:2"],
        ["--all", "Soir", "--words", "soir", "--but", "9-3"],
        ["--all", "Soir", "--words", "soir", "--speaker", "Paul"],
    ],
)
@pytest.mark.usefixtures("study")
def test_wrong_usage_is_told_apart_from_what_is_not_there(command: Command, words: list[str]) -> None:
    assert command("code", *words).code == 2
