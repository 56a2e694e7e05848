"""Words are found in the texts, with who says them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS = ["document", "start", "end", "before", "hit", "after", "speaker"]


@pytest.mark.usefixtures("study")
def test_a_search_ignores_accents_and_capitals_and_gives_true_places(command: Callable[..., Any]) -> None:
    ran = command("search", "L'ECOLE", "--json")
    assert [list(row) for row in ran.rows] == [KEYS] * 4
    text = {
        row["name"]: row["text"]
        for name in ("Entrevue 01", "Groupe A")
        for row in command("documents", "show", name, "--json").rows
    }
    for row in ran.rows:
        assert text[row["document"]][row["start"] : row["end"]] == row["hit"]
    assert [row["hit"] for row in ran.rows] == ["l’école", "l'ecole", "L'école", "l'école"]
    assert ran.rows[0]["before"] == "Paul : Je dors à "
    assert ran.rows[0]["after"] == ". Le matin, rien."
    assert [row["speaker"] for row in ran.rows] == ["Paul", "Paul", "P1", "P2"]


@pytest.mark.usefixtures("study")
def test_labels_are_found_too_and_nobody_says_them(command: Callable[..., Any]) -> None:
    rows = command("search", "rita", "--json").rows
    assert [(row["hit"], row["speaker"]) for row in rows] == [("Rita", None)] * 3


@pytest.mark.usefixtures("study")
def test_a_regular_expression_is_asked_for(command: Callable[..., Any]) -> None:
    rows = command("search", r"ma\w+n\b", "--regex", "--json").rows
    assert [row["hit"] for row in rows] == ["matin", "matin", "maison"]
    ran = command("search", "(", "--regex")
    assert (ran.code, ran.err.count("\n")) == (1, 1)


@pytest.mark.usefixtures("study")
def test_a_concordance_finds_every_form_of_a_word_in_what_was_said(command: Callable[..., Any]) -> None:
    rows = command("concordance", "dormir", "--json").rows
    assert [list(row) for row in rows] == [KEYS] * 2
    assert [(row["hit"], row["speaker"]) for row in rows] == [("dormez", "Rita"), ("dors", "Paul")]
    assert rows[1]["before"] == "Je "
    assert command("concordance", "Rita", "--json").rows == []


@pytest.mark.usefixtures("study")
def test_hits_begin_in_one_column(command: Callable[..., Any]) -> None:
    ran = command("concordance", "école")
    lines = [line for line in ran.out.splitlines() if line.startswith("  ")]
    assert len(lines) == 4
    assert {line.lower().replace("ecole", "école").rindex("école") for line in lines} == {lines[0].index("école")}
    assert ran.err == "4 hits in 2 documents\n"


@pytest.mark.usefixtures("study")
def test_nothing_found_says_what_to_try(command: Callable[..., Any]) -> None:
    ran = command("search", "zut")
    assert (ran.code, ran.out) == (0, "")
    assert "qualcode keywords" in ran.err


@pytest.mark.parametrize("words", [["search", "titre"], ["concordance", "titre"], ["excerpts"]])
def test_no_word_of_a_transcript_commands_the_terminal(
    empty: Path, command: Callable[..., Any], words: list[str]
) -> None:
    text = "Pa\x1bul : dit [red]titre[/red] \x1b]0;pris\x07 \u202e et\x9b2J\tpuis"
    with Project.open(str(empty), coder="Ana", write=True) as project:
        spoken = (Speech("Pa\x1bul", 8, len(text)),)
        project.perform(ImportDocument("D\x1b1", "d.txt", "d", Transcript(text, "txt", language="fr", turns=spoken)))
        project.perform(AddCode("C\x1b[31m"))
        document, code = project.documents.all()[0].id, project.codes.all()[0].id
        project.perform(ApplyCode(document, 8, len(text), code, memo="m\x1bm"))
    ran = command(*words)
    assert "[red]" in ran.out
    assert not [sign for sign in ran.out + ran.err if sign != "\n" and not sign.isprintable() and sign != "\xa0"]


@pytest.mark.usefixtures("study")
def test_a_regular_expression_that_never_ends_is_refused(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("qualcode.coding.passages.searching.found_patterns", never)
    ran = command("search", "(a+)+$", "--regex")
    assert (ran.code, ran.out) == (1, "")
    assert "takes over 10 seconds" in ran.err
