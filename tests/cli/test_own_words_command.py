"""The project's own words, the matrix, word groups, talk by part and clouds of passages, from the command."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Command = Any


@pytest.mark.usefixtures("study")
def test_words_are_left_out_let_in_joined_and_treated_as_usual_again(command: Callable[..., Command]) -> None:
    assert "No word of this project’s own yet" in command("words").err
    before = {row["term"]: row["count"] for row in command("keywords", "--json", "--limit", "0").rows}
    first, second = sorted(before, key=lambda term: -before[term])[:2]
    assert len(command("words", "drop", first, "zut", "--json").rows) == 2
    assert command("words", "join", second, "--as", "Autre").code == 0
    assert command("words", "join", second, "--as", "Autre", "--in-clouds").code == 0
    assert command("words", "keep", "pas", "--texts", "fr").code == 0
    listed = command("words", "list", "--json").rows
    assert [(row["kind"], row["language"], row["meant"]) for row in listed] == [
        ("keep", "fr", ""), ("stop", "", ""), ("stop", "", ""), ("synonym", "", "Autre"), ("variant", "", "Autre"),
    ]  # fmt: skip
    table = command("words").out
    assert "read as “Autre”" in table
    asked = command("keywords", "--json", "--limit", "0")
    after = {row["term"]: row["count"] for row in asked.rows}
    assert first not in after
    assert after["Autre"] == before[second]
    assert asked.json["own_words"] == 4
    assert "4 words of the project’s own heeded" in command("keywords").out.replace("\n", " ")
    assert command("words", "remove", first, "zut").code == 0
    assert len(command("words", "remove", second, "--json").rows) == 2
    assert [row["word"] for row in command("words", "--json").rows] == ["pas"]
    assert command("words", "join", "a", "--as", "A").code == 1
    for _ in range(2):
        assert command("undo").code == 0
    assert first in {row["word"] for row in command("words", "--json").rows}


@pytest.mark.usefixtures("study")
def test_the_matrix_is_shown_summed_up_and_written_in_every_format(
    command: Callable[..., Command], tmp_path: Path
) -> None:
    rows = command("matrix", "--columns", "codes", "--json").rows
    cell = rows[0]
    assert cell["codings"] >= len(cell["passages"]) >= 1
    assert command("summarise", cell["case"], cell["row"], "Tient bon.").code == 0
    assert command("summarise", cell["case"], cell["row"], "Tient bon, tient bien.").code == 0
    assert command("summarise", cell["case"], cell["row"], "Tient bon, tient bien.").code == 0
    told = {(row["case"], row["row"]): row["summary"] for row in command("matrix", "--columns", "codes", "--json").rows}
    assert told[cell["case"], cell["row"]] == "Tient bon, tient bien."
    assert [text for text in told.values() if text] == ["Tient bon, tient bien."]
    assert "* marks 1 cell" in command("matrix", "--columns", "codes").out
    for ending in ("csv", "xlsx", "docx", "html", "md"):
        out = tmp_path / f"m.{ending}"
        assert command("matrix", "--columns", "codes", "--out", str(out)).code == 0
        inside = zipfile.ZipFile(out) if ending in {"xlsx", "docx"} else None
        words = "".join(inside.read(name).decode("utf-8", "replace") for name in inside.namelist()
                        if name.endswith(".xml")) if inside else out.read_text(encoding="utf-8")  # fmt: skip
        assert "Tient bon, tient bien." in words, ending
    shown = command("profile", cell["case"], "--columns", "codes")
    assert "Tient bon, tient bien." in shown.out
    profile = command("profile", cell["case"], "--columns", "codes", "--json").json
    assert profile["case"] == cell["case"]
    assert {row["case"] for row in profile["rows"]} == {cell["case"]}
    assert command("summarise", cell["case"], cell["row"], "").code == 0
    assert not any(row["summary"] for row in command("matrix", "--columns", "codes", "--json").rows)
    assert command("summarise", cell["case"], cell["row"], " ").code == 0
    assert command("summarise", cell["case"], "zut", "x").code == 1


@pytest.mark.usefixtures("study")
def test_a_summary_of_a_whole_case_stands_in_its_profile(command: Callable[..., Command]) -> None:
    case = command("matrix", "--json").rows[0]["case"]
    assert command("memos", "add", "Parle peu.", "--case", case, "--kind", "summary").code == 0
    assert "Parle peu." in command("profile", case).out
    assert command("profile", case, "--json").json["summary"] == "Parle peu."


@pytest.mark.usefixtures("study")
def test_talk_is_compared_and_too_little_talk_makes_no_groups(command: Callable[..., Command]) -> None:
    by = command("talk", "--by", "phase", "--json")
    assert {row["group"] for row in by.rows} <= {"beginning", "middle", "end"}
    assert by.json["question"]["by"] == "phase"
    assert "beginning" in command("talk", "--by", "phase").out
    assert command("groups").err.startswith("qualcode: groups: only")


@pytest.mark.usefixtures("study")
def test_passages_are_drawn_whole_with_their_codes(command: Callable[..., Command], tmp_path: Path) -> None:
    rows = command("cloud", "c.svg", "--of", "passages", "--longest", "12", "--json").rows
    assert rows
    assert {row["group"] for row in rows} <= {row["name"] for row in command("codes", "--json").rows}
    drawn = (tmp_path / "c.svg").read_text(encoding="utf-8")
    assert all(row["group"] in drawn for row in rows)
    only = command("cloud", "c.svg", "--of", "passages", "--longest", "12", "--code", rows[0]["group"], "--json")
    assert {row["group"] for row in only.rows} == {rows[0]["group"]}
    whole = command("cloud", "c.svg", "--of", "passages", "--longest", "99").out
    assert "longer passage" not in whole
    assert "longer passage" in command("cloud", "c.svg", "--of", "passages", "--longest", "3").out
    assert command("cloud", "c.png", "--shape", "zut.png").code == 1


@pytest.mark.usefixtures("empty")
def test_word_groups_are_shown_with_what_they_are_not(command: Callable[..., Command], tmp_path: Path) -> None:
    said = ("tomate, jardin, terre.", "autobus, trajet, horaire.")
    lines = [f"{('Ana', 'Luc')[place % 2]} : {said[place // 2 % 2]}" for place in range(40)]
    (tmp_path / "E1.txt").write_text("\n".join(lines), encoding="utf-8")
    assert command("import", "E1.txt").code == 0
    shown = command("groups", "--number", "2")
    assert "not themes" in shown.out
    assert "tomate" in shown.out
    rows = command("groups", "--number", "2", "--out", "g.csv", "--json").rows
    assert [row["turns"] for row in rows] == [20, 20]
    assert "tomate" in (tmp_path / "g.csv").read_text(encoding="utf-8-sig")


@pytest.mark.usefixtures("study")
def test_a_draft_holds_bars_and_two_codes_side_by_side(command: Callable[..., Command], tmp_path: Path) -> None:
    names = [row["name"] for row in command("codes", "--json").rows if row["codings"]][:2]
    assert command("report", "build", "r.md", "--bars", "--columns", *names).code == 0
    written = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "█" in written
    assert f"| {names[0]} | {names[1]} |" in written
    assert command("report", "build", "r.md", "--columns", names[0], "zut").code == 1
