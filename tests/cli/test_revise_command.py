"""`qualcode documents revise` and `qualcode revisions`: a text is corrected, and each passage is told of."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.documents import revising
from qualcode.words.carrying import Carrier

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("ana", "study")

CORRECTED = """Rita : Où dormez-vous?
Paul : Je dors à l’école. Le matin, presque rien.
Rita : Et ailleurs?
Paul : À l'école, oui."""
"""The interview with a word put in, an accent mended and its last words gone."""


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    path = tmp_path / "corrigé.txt"
    path.write_text(CORRECTED, encoding="utf-8")
    return Path(path.name)


def test_each_passage_ends_in_one_way_and_a_dry_run_says_the_same(command: Callable[..., Any], corrected: Path) -> None:
    before = command("export", "json", "-").out
    trial = command("documents", "revise", "Entrevue 01", corrected, "--dry-run", "--json")
    assert trial.code == 0
    assert command("export", "json", "-").out == before
    done = command("documents", "revise", "Entrevue 01", corrected, "--json")
    assert done.rows == trial.rows
    assert done.json["counts"] == {"kept": 2, "moved": 0, "fuzzy": 1, "lost": 2} == trial.json["counts"]
    assert done.json["turns"] == {"kept": 1, "moved": 1, "fuzzy": 2, "lost": 0}
    assert [(row["ending"], row["former_text"], row["text"], row["code"], row["coder"]) for row in done.rows] == [
        ("fuzzy", "Je dors à l’école. Le matin, rien.", "Je dors à l’école. Le matin, presque rien.", "Matin", "Ana"),
        ("kept", "Je dors à l’école. Le matin", "Je dors à l’école. Le matin", "Matin", "Mathis"),
        ("kept", "Je dors à l’école.", "Je dors à l’école.", "École", "Ana"),
        ("lost", "chez ma sœur, le matin", None, "Matin", "Ana"),
        ("lost", "chez ma sœur", None, "Maison", "Ana"),
    ]
    for row in done.rows:
        if row["text"] is not None:
            assert CORRECTED[row["start"] : row["end"]] == row["text"]
    assert command("check").code == 0
    command("undo")
    assert command("export", "json", "-").out == before


def test_both_texts_are_shown_and_what_is_left_to_do(command: Callable[..., Any], corrected: Path) -> None:
    ran = command("documents", "revise", "Entrevue 01", corrected)
    lines = [line.strip() for line in ran.out.splitlines()]
    assert "before: Je dors à l’école. Le matin, rien." in lines
    assert "now: Je dors à l’école. Le matin, presque rien." in lines
    assert lines[-1] == "Entrevue 01: corrected; 2 passages as they were, 1 on other words, 2 lost"
    assert "“qualcode revisions look” shows" in ran.err
    assert "correct the text of “Entrevue 01”" in command("history").out
    assert command("documents", "show", "Entrevue 01").out.strip() == CORRECTED
    assert "would be corrected" in command("documents", "revise", "Groupe A", corrected, "--dry-run", "--yes").out


def test_a_comparison_that_ran_out_of_time_is_told(
    command: Callable[..., Any], corrected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    revise = ("documents", "revise", "Entrevue 01", corrected, "--dry-run")
    assert command(*revise, "--json").json["coarse"] is False
    assert "in good time" not in command(*revise).err
    monkeypatch.setattr(revising, "Carrier", partial(Carrier, seconds=1e-9))
    assert command(*revise, "--json").json["coarse"] is True
    assert "what is called lost may be there still" in command(*revise).err


def test_former_texts_are_listed_and_shown(command: Callable[..., Any], corrected: Path) -> None:
    assert "No text was corrected yet" in command("revisions").err
    former = command("documents", "show", "Entrevue 01", "--json").rows[0]
    command("documents", "revise", "Entrevue 01", corrected)
    (row,) = command("revisions", "--json").rows
    assert (row["document"], row["version"], row["coder"], row["lost"]) == ("Entrevue 01", 1, "Ana", 2)
    (first,) = command("documents", "show", "Entrevue 01", "--version", 1, "--json").rows
    assert (first["text"], first["turns"], first["version"]) == (former["text"], None, 1)
    (now,) = command("documents", "show", "Entrevue 01", "--version", 2, "--json").rows
    assert now["text"] == CORRECTED
    assert len(now["turns"]) == 4
    refused = command("documents", "show", "Entrevue 01", "--version", 3)
    assert (refused.code, refused.err) == (1, "qualcode: Entrevue 01: has 2 texts; there is no version 3\n")
    listed = command("revisions", "list", "Entrevue 01").out.splitlines()
    assert listed[1].split()[2] == "1"


def test_what_is_lost_is_looked_at_placed_or_let_go(command: Callable[..., Any], corrected: Path) -> None:
    command("documents", "revise", "Entrevue 01", corrected)
    rows = command("revisions", "look", "--json").rows
    assert sorted((row["ending"], row["former_text"]) for row in rows) == [
        ("lost", "chez ma sœur"),
        ("lost", "chez ma sœur, le matin"),
    ]
    assert "chez ma sœur" in command("revisions", "look", "Entrevue 01").out
    short, long = sorted((row["id"] for row in rows), key=lambda one: len(_former(rows, one)))
    start = CORRECTED.index("dors")
    assert command("revisions", "place", short[-8:], "--span", f"{start}:{start + 4}").code == 0
    found = [row["text"] for row in command("codings", "--json").rows if row["code"].endswith("Maison")]
    assert found == ["dors"]
    refused = command("revisions", "settle", long)
    assert (refused.code, "--yes" in refused.err) == (1, True)
    assert command("revisions", "settle", long, "--yes").code == 0
    assert "No passage waits" in command("revisions", "look").err
    assert command("revisions", "place", long, "--span", "0:3").code == 1
    assert command("check").code == 0


def _former(rows: list[dict[str, Any]], identifier: str) -> str:
    return next(row["former_text"] for row in rows if row["id"] == identifier)


def test_another_text_and_the_same_one_are_refused_in_one_line(command: Callable[..., Any], corrected: Path) -> None:
    ran = command("documents", "revise", "Groupe A", corrected)
    assert ran.code == 1
    assert ran.err.startswith("qualcode: Groupe A: only ")
    assert "is it the right file?" in ran.err
    assert len(ran.err.splitlines()) == 1
    command("documents", "revise", "Entrevue 01", corrected)
    again = command("documents", "revise", "Entrevue 01", corrected)
    assert (again.code, "nothing to revise" in again.err) == (1, True)
    missing = command("documents", "revise", "Entrevue 01", "absent.txt")
    assert (missing.code, len(missing.err.splitlines())) == (1, 1)


def test_a_corrected_label_is_told_and_so_is_a_voice_that_keeps_its_name(
    command: Callable[..., Any], corrected: Path
) -> None:
    corrected.write_text(CORRECTED.replace("Paul", "P07"), encoding="utf-8")
    command("turns", "rename", "Entrevue 01", "Rita", "Moi")
    ran = command("documents", "revise", "Entrevue 01", corrected)
    assert "the voice “Paul” is now “P07”" in ran.err
    assert "the voice “Moi” keeps its name here, though the file calls it “Rita”" in ran.err
    speakers = [row["speaker"] for row in command("turns", "list", "Entrevue 01", "--json").rows]
    assert speakers == ["Moi", "P07", "Moi", "P07"]
