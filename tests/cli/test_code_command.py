"""`qualcode code`, `star`, `uncode`: codes on passages, found in four ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.passages import searching

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("ana")

KEYS = ["id", "document", "start", "end", "text", "code", "coder"]


def code(command: Callable[..., Any], *words: object) -> Any:
    return command("code", "Entrevue 01", "Soir", *words, "--json")


def soir(command: Callable[..., Any]) -> list[str]:
    return [row["text"] for row in command("excerpts", "--code", "Soir", "--json").rows]


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (["--span", "30:48"], ["Je dors à l’école."]),
        (["--text", "Je dors à l'école"], ["Je dors à l’école"]),
        (["--text", "sœur", "--extend", "sentence"], ["Sinon chez ma sœur, le matin."]),
        (["--text", "cole. Le", "--extend", "word"], ["école. Le"]),
        (["--pattern", "MATIN"], ["matin", "matin"]),
        (
            ["--pattern", "l.(é|e)cole", "--extend", "turn"],
            ["Je dors à l’école. Le matin, rien.", "À l'ecole, oui. Sinon chez ma sœur, le matin."],
        ),
        (
            ["--pattern", "[àâ] l", "--extend", "sentence"],
            ["Je dors à l’école.", "À l'ecole, oui."],
        ),
        (["--pattern", "À L", "--case", "--extend", "word"], []),
        (["--pattern", "À l", "--case", "--extend", "word"], ["À l'"]),
        (
            ["--speaker", "paul"],
            ["Je dors à l’école. Le matin, rien.", "À l'ecole, oui. Sinon chez ma sœur, le matin."],
        ),
    ],
)
@pytest.mark.usefixtures("study")
def test_passages_are_found(command: Callable[..., Any], words: list[str], texts: list[str]) -> None:
    ran = code(command, *words)
    if not texts:
        assert ran.code == 1
        return
    assert ran.code == 0, ran.err
    assert [list(row) for row in ran.rows] == [KEYS] * len(texts)
    assert [row["text"] for row in ran.rows] == texts == soir(command)
    assert {(row["document"], row["code"], row["coder"]) for row in ran.rows} == {("Entrevue 01", "Soir", "Ana")}


@pytest.mark.usefixtures("study")
def test_matches_that_grow_into_the_same_passage_are_one_coding_and_one_undo(command: Callable[..., Any]) -> None:
    ran = code(command, "--pattern", "[aeiou]", "--extend", "turn")
    assert len(ran.rows) == 8  # four turns, and a line for each label
    assert command("undo").err == "undone: apply 8 codings\n"
    assert soir(command) == []


@pytest.mark.usefixtures("study")
def test_what_is_there_is_counted_as_present(command: Callable[..., Any]) -> None:
    code(command, "--speaker", "Paul")
    ran = command("code", "Entrevue 01", "Soir", "--speaker", "Paul")
    assert (ran.code, ran.err) == (0, "Entrevue 01: 0 passages coded “Soir”, 2 were coded so already\n")
    again = command("code", "Entrevue 01", "Soir", "--text", "Je dors", "--coder", "Mathis")
    assert again.code == 0
    twice = command("code", "Entrevue 01", "Soir", "--text", "Je dors", "--coder", "Mathis")
    assert (twice.code, twice.err.count("\n")) == (1, 1)


@pytest.mark.usefixtures("study")
def test_memo_weight_and_star_go_with_the_coding(command: Callable[..., Any]) -> None:
    made = code(command, "--text", "Je dors", "--memo", "pourquoi?", "--weight", 4, "--star").rows[0]
    row = next(row for row in command("excerpts", "--json").rows if row["id"] == made["id"])
    assert row["memo"] == "pourquoi?"
    said = command("code", "Entrevue 01", "Soir", "--text", "rien").err
    assert said.startswith("Entrevue 01 59:63: coded “Soir” (")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--span", "0:100000"], 1),
        (["--span", "0:100000", "--extend", "turn"], 1),
        (["--span", "9:9"], 1),
        (["--span", "neuf"], 1),
        (["--span", f"0:{'9' * 5000}"], 1),
        (["--text", "matin"], 1),
        (["--text", "minuit " * 20], 1),
        (["--pattern", "minuit"], 1),
        (["--pattern", "("], 1),
        (["--pattern", "^"], 1),
        (["--speaker", "Zoé"], 1),
        (["--text", "Je dors", "--weight", "9"], 1),
        (["--text", "Je dors", "--weight", "lourd"], 2),
        (["--text", "Je dors", "--span", "1:2"], 2),
        (["--text", "Je dors", "--extend", "page"], 2),
        ([], 2),
    ],
)
@pytest.mark.usefixtures("study")
def test_what_cannot_be_coded_is_said_and_nothing_is_half_done(
    command: Callable[..., Any], words: list[str], status: int
) -> None:
    ran = code(command, *words)
    assert (ran.code, ran.out) == (status, "")
    assert ran.err.splitlines()[-1].startswith("qualcode: ")
    assert status == 2 or ran.err.count("\n") == 1
    assert soir(command) == []


@pytest.mark.usefixtures("study")
def test_a_document_or_a_code_that_is_not_there_is_refused(command: Callable[..., Any]) -> None:
    assert "no such document" in command("code", "Entrevue 99", "Soir", "--span", "0:1").err
    assert "no such code" in command("code", "Entrevue 01", "Midi", "--span", "0:1").err


@pytest.mark.usefixtures("study")
def test_a_pattern_that_never_ends_is_stopped_and_said(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "found_patterns", _never)
    ran = code(command, "--pattern", "(a+)+b")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "over 10 seconds" in ran.err


def _never(*_asked: object, **_options: object) -> None:
    raise TimeoutError


@pytest.mark.usefixtures("study")
def test_codings_are_marked_to_quote_and_no_more_in_one_act(command: Callable[..., Any]) -> None:
    ids = [row["id"] for row in command("excerpts", "--code", "Matin", "--json").rows]
    assert command("star", *(each[-8:] for each in ids)).err == "3 passages are to quote\n"
    assert command("excerpts", "--code", "Matin").out.count("★") == 3
    assert command("star", ids[0], "--off").code == 0
    assert command("excerpts", "--code", "Matin").out.count("★") == 2
    command("undo")
    command("undo")
    assert command("excerpts", "--code", "Matin").out.count("★") == 0


@pytest.mark.usefixtures("study")
def test_codings_are_taken_away_all_or_none(command: Callable[..., Any]) -> None:
    ids = [row["id"] for row in command("excerpts", "--code", "Matin", "--json").rows]
    refused = command("uncode", ids[0], "ffffffff")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert command("uncode", ids[0][-8:], ids[0], ids[1], "--json").rows == [{"id": ids[0]}, {"id": ids[1]}]
    assert [row["id"] for row in command("excerpts", "--code", "Matin", "--json").rows] == [ids[2]]
    assert command("undo").err == "undone: remove 2 codings\n"
    assert command("uncode", *ids, "--yes").code == 0
    assert command("uncode").code == 2


@pytest.mark.usefixtures("study", "french")
def test_french_says_what_was_coded(command: Callable[..., Any]) -> None:
    assert "1 passage" not in command("code", "Entrevue 01", "Soir", "--speaker", "Paul").err
    assert "introuvable" in command("code", "Entrevue 01", "Midi", "--span", "0:1").err
