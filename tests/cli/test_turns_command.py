"""`qualcode turns`: who speaks, put right after an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("ana", "study")


def voices(command: Callable[..., Any], document: str) -> list[tuple[str, str, str | None, str]]:
    rows = command("turns", "list", document, "--json").rows
    return [(row["speaker"], row["role"], row["case"], row["text"]) for row in rows]


def test_turns_are_listed_with_their_bounds(command: Callable[..., Any]) -> None:
    rows = command("turns", "--json").rows
    assert [(row["document"], row["turn"], row["speaker"]) for row in rows] == [
        ("Entrevue 01", 1, "Rita"),
        ("Entrevue 01", 2, "Paul"),
        ("Entrevue 01", 3, "Rita"),
        ("Entrevue 01", 4, "Paul"),
        ("Groupe A", 1, "Rita"),
        ("Groupe A", 2, "P1"),
        ("Groupe A", 3, "P2"),
    ]
    lines = command("turns", "list", "Groupe A").out.splitlines()
    assert lines[0].split() == ["Turn", "Voice", "Role", "From", "To", "Words"]
    assert lines[1].split()[:3] == ["1", "Rita", "asks"]
    assert "Groupe A" in command("turns").out


def test_a_passage_is_given_a_voice_and_taken_back(command: Callable[..., Any]) -> None:
    before = command("export", "json", "-").out
    start = command("turns", "list", "Groupe A", "--json").rows[2]["start"]
    assert command("turns", "give", "Groupe A", "P1", "--span", f"{start}:{start + 9}").code == 0
    assert voices(command, "Groupe A")[2:] == [
        ("P1", "participant", "Groupe A · P1", "La maison"),
        ("P2", "participant", "Groupe A · P2", ", le soir, c'est loin de l'école."),
    ]
    assert "give a passage of Groupe A to “P1”" in command("undo").err
    assert command("export", "json", "-").out == before


def test_a_turn_is_cut_in_two_and_put_together(command: Callable[..., Any]) -> None:
    start = command("turns", "list", "Entrevue 01", "--json").rows[1]["start"]
    assert command("turns", "split", "Entrevue 01", start + 19).code == 0
    assert [words for _voice, _role, _case, words in voices(command, "Entrevue 01")][1:3] == [
        "Je dors à l’école.",
        "Le matin, rien.",
    ]
    assert command("turns", "join", "Entrevue 01", start).code == 0
    assert voices(command, "Entrevue 01")[1][3] == "Je dors à l’école. Le matin, rien."


def test_a_voice_is_renamed_and_told_to_ask(command: Callable[..., Any]) -> None:
    assert command("turns", "rename", "Groupe A", "P1", "Marie").code == 0
    assert voices(command, "Groupe A")[1] == ("Marie", "participant", "Groupe A · Marie", "L'école ferme le soir.")
    row = command("turns", "rename", "Groupe A", "P2", "P2", "--role", "interviewer", "--json").rows[0]
    assert row["id"] == command("documents", "--json").rows[1]["id"]
    assert voices(command, "Groupe A")[2][1:3] == ("interviewer", None)


def test_what_cannot_be_done_is_one_line(command: Callable[..., Any]) -> None:
    for words, told in (
        (("split", "Groupe A", 0), "no turn at 0"),
        (("join", "Groupe A", 8), "a label stands in the text between the two turns"),
        (("rename", "Groupe A", "P9", "P1"), "no such voice in “Groupe A”"),
        (("give", "Groupe A", "P1", "--span", "4"), "not a passage"),
    ):
        ran = command("turns", *words)
        assert ran.code == 1
        assert told in ran.err
        assert len(ran.err.splitlines()) == 1


def test_a_document_without_turns_says_the_next_step(command: Callable[..., Any], tmp_path: Any) -> None:
    (tmp_path / "notes.txt").write_text("Des notes de terrain, sans voix.\n", encoding="utf-8")
    command("import", tmp_path / "notes.txt")
    assert "qualcode turns give" in command("turns", "list", "notes").err
    assert command("turns", "give", "notes", "Luc", "--span", "0:9").code == 0
    assert voices(command, "notes") == [("Luc", "participant", "notes", "Des notes")]
