"""Commands about the interview guide: brought in, matched, listed, corrected, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

GUIDE = """# Guide

1. Où dormez-vous?
   - Relances : à l'école, à la maison
2. Et le matin, que faites-vous?
"""
KEYS = {"id", "question", "document", "start", "end"}


@pytest.fixture
def guided(study: Path, request: pytest.FixtureRequest, command: Callable[..., Ran]) -> Path:
    """Return the small study with a guide of two questions, brought in by Ana."""
    request.getfixturevalue("ana")
    (study.parent / "guide.md").write_text(GUIDE, encoding="utf-8")
    assert command("guide", "import", "guide.md").code == 0
    return study


@pytest.fixture
def asked(guided: Path, command: Callable[..., Ran]) -> Path:
    """Return it with the question of the night asked at the start of the interview, the other one in its middle."""
    with Project.open(str(guided)) as project:
        text = project.documents.text(project.documents.get("Entrevue 01").id)
    for question, words in (("1", "Où dormez-vous?"), ("2", "Et ailleurs?")):
        start = text.index(words)
        ran = command("guide", "ask", "Entrevue 01", question, "--span", f"{start}:{start + len(words)}")
        assert ran.code == 0
    return guided


@pytest.mark.usefixtures("guided")
def test_a_guide_comes_in_and_a_second_time_brings_nothing_new(command: Callable[..., Ran]) -> None:
    again = command("guide", "import", "guide.md")
    assert (again.code, again.err) == (0, "guide.md: 2 questions, 0 of them new\n")
    assert command("guide", "import", "guide.md", "--json").json["made"] == 0


@pytest.mark.usefixtures("guided")
def test_a_question_asked_nowhere_has_a_row_without_a_place(command: Callable[..., Ran]) -> None:
    ran = command("guide", "--json")
    assert [row["question"] for row in ran.rows] == ["Où dormez-vous?", "Et le matin, que faites-vous?"]
    assert all(row.keys() >= KEYS for row in ran.rows)
    assert all((row["document"], row["start"], row["end"]) == (None, None, None) for row in ran.rows)
    assert ran.rows[0]["probes"] == ["à l'école, à la maison"]
    assert command("guide", "list", "--asked", "--json").rows == []


@pytest.mark.usefixtures("asked")
def test_the_list_says_who_was_asked(command: Callable[..., Ran]) -> None:
    lines = command("guide").out.splitlines()
    assert lines[0].split() == ["No.", "Question", "Documents", "Cases", "Id"]
    assert "1 of 2" in lines[1]
    rows = command("guide", "list", "--json").rows
    assert [(row["number"], row["document"], row["text"]) for row in rows] == [
        (1, "Entrevue 01", "Où dormez-vous?"),
        (2, "Entrevue 01", "Et ailleurs?"),
    ]
    places = command("guide", "list", "--asked").out.splitlines()
    assert f"{rows[0]['start']}:{rows[0]['end']}" in places[1]


@pytest.mark.usefixtures("guided")
def test_a_match_is_shown_first_then_marked_and_undone_in_one(command: Callable[..., Ran]) -> None:
    tried = command("guide", "match", "--dry-run", "--json")
    assert [(row["document"], row["text"], row["number"], row["match"]) for row in tried.rows] == [
        ("Entrevue 01", "Où dormez-vous?", 1, "sure")
    ]
    assert tried.rows[0]["id"] is None
    assert "1 would be marked." in command("guide", "match", "--dry-run").err
    assert command("guide", "list", "--asked", "--json").rows == []
    done = command("guide", "match")
    assert (done.code, done.err) == (0, "1 question marked.\n")
    assert "1. Où dormez-vous?" in done.out
    assert len(command("guide", "list", "--asked", "--json").rows) == 1
    assert "Nothing new" in command("guide", "match").err
    assert command("undo").code == 0
    assert command("guide", "list", "--asked", "--json").rows == []


@pytest.mark.usefixtures("guided")
def test_a_match_looks_into_the_documents_named(command: Callable[..., Ran]) -> None:
    assert command("guide", "match", "--dry-run", "--document", "Groupe A", "--json").rows == []
    assert len(command("guide", "match", "--document", "Entrevue 01", "--json").rows) == 1


@pytest.mark.usefixtures("asked")
def test_a_mark_is_taken_away_by_its_id(command: Callable[..., Ran]) -> None:
    first = command("guide", "--json").rows[0]
    ran = command("guide", "unask", first["id"][-8:])
    assert (ran.code, ran.err) == (0, "1. Où dormez-vous?: no longer marked there\n")
    assert command("guide", "--json").rows[0]["document"] is None
    assert command("guide", "unask", first["id"]).code == 1


@pytest.mark.usefixtures("asked")
def test_answers_are_read_across_documents_without_the_interviewer(command: Callable[..., Ran]) -> None:
    ran = command("guide", "answers", "1", "--json")
    assert ran.json["question"]["question"] == "Où dormez-vous?"
    assert [(row["document"], row["case"], row["speaker"], row["text"]) for row in ran.rows] == [
        ("Entrevue 01", "Entrevue 01", "Paul", "Je dors à l’école. Le matin, rien.")
    ]
    shown = command("guide", "answers", "1").out
    assert shown == "1. Où dormez-vous?\n\nEntrevue 01\n    Je dors à l’école. Le matin, rien.\n"
    assert command("guide", "answers", "1", "--document", "Groupe A").code == 1


@pytest.mark.usefixtures("asked")
def test_readings_are_divided_by_question_or_restricted_to_one(command: Callable[..., Ran]) -> None:
    by = command("frequencies", "--by", "question", "--json")
    assert {(row["code"], row["group"], row["codings"]) for row in by.rows} == {
        ("École", "1. Où dormez-vous?", 1),
        ("Matin", "1. Où dormez-vous?", 2),
        ("Maison", "2. Et le matin, que faites-vous?", 1),
        ("Matin", "2. Et le matin, que faites-vous?", 1),
        ("École", "", 1),
    }
    assert "(before any question)" in command("frequencies", "--by", "question").out
    met = command("cooccurrence", "--question", "1", "--json")
    assert met.json["question"]["questions"] == ["1. Où dormez-vous?"]
    assert [(row["a"], row["b"]) for row in met.rows if row["a"] != row["b"]] == [("École", "Matin")]
    words = command("keywords", "--by", "question", "--json").rows
    assert "sœur" in {row["term"] for row in words if row["group"] == "2. Et le matin, que faites-vous?"}
    alone = command("keywords", "--question", "2", "--json").rows
    assert "sœur" in {row["term"] for row in alone}
    assert not {"ferme", "rien"} & {row["term"] for row in alone}
    found = command("excerpts", "--question", "2", "--json").rows
    assert [row["text"] for row in found] == ["chez ma sœur", "chez ma sœur, le matin"]
    said = command("frequencies", "--question", "1").out
    assert "answers to: “1. Où dormez-vous?”" in " ".join(said.split())


@pytest.mark.usefixtures("guided")
def test_questions_are_added_changed_moved_and_removed(command: Callable[..., Ran]) -> None:
    added = command(
        "guide", "add", "Avec qui?", "--label", "Gens", "--section", "Fin", "--probe", "amis", "--position", 1
    )
    assert (added.code, added.err) == (0, "1. Gens: added\n")
    assert command("guide", "edit", "gens", "--text", "Et avec qui?", "--probe", "voisins").code == 0
    moved = command("guide", "move", "Gens", 3)
    assert (moved.code, moved.err) == (0, "3. Gens: this is its place now\n")
    row = command("guide", "--json").rows[2]
    assert (row["question"], row["label"], row["section"], row["probes"]) == (
        "Et avec qui?",
        "Gens",
        "Fin",
        ["voisins"],
    )
    assert "Fin" in command("guide").out
    assert command("guide", "remove", "3").code == 1
    assert command("guide", "remove", "3", "--yes").code == 0
    assert len(command("guide", "--json").rows) == 2
    assert command("guide", "edit", "1").code == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("answers", "9"), "9: no such question"),
        (("answers", "1"), "marked nowhere as asked"),
        (("ask", "Entrevue 01", "1", "--span", "0:99999"), "lies outside the text"),
        (("unask", "abcdef"), "no question is marked"),
        (("import", "nothing.md"), "nothing.md: "),
        (("import", "study.qualcode"), "study.qualcode: "),
    ],
)
@pytest.mark.usefixtures("guided")
def test_what_cannot_be_done_is_one_sentence(
    command: Callable[..., Ran], words: tuple[str, ...], sentence: str
) -> None:
    ran = command("guide", *words)
    assert ran.code == 1
    assert ran.err.startswith("qualcode: ")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("ana", "study")
def test_without_a_guide_the_next_step_is_said(command: Callable[..., Ran]) -> None:
    assert "qualcode guide import" in command("guide").err
    assert "qualcode guide import" in command("guide", "match").err
    assert "qualcode guide import" in command("frequencies", "--by", "question").err


@pytest.mark.usefixtures("ana")
def test_a_guide_comes_in_from_a_table(study: Path, command: Callable[..., Ran]) -> None:
    (study.parent / "guide.csv").write_text(
        "section;question;label\nSoir;Où dormez-vous?;Nuit\nMatin;Qui se lève?;\n", encoding="utf-8"
    )
    (study.parent / "bad.csv").write_text("name;label\nSoir;Nuit\n", encoding="utf-8")
    assert command("guide", "import", "guide.csv").code == 0
    assert [(row["section"], row["question"], row["label"]) for row in command("guide", "--json").rows] == [
        ("Soir", "Où dormez-vous?", "Nuit"),
        ("Matin", "Qui se lève?", "Qui se lève?"),
    ]
    assert command("guide", "import", "bad.csv").code == 1


@pytest.mark.usefixtures("demo")
def test_the_sample_study_comes_with_its_guide(command: Callable[..., Ran]) -> None:
    rows = command("guide", "--json").rows
    assert (len(rows), len({row["question"] for row in rows})) == (92, 10)
    assert all(row["document"] for row in rows)
    assert len(command("guide", "answers", "10", "--json").rows) > 10
