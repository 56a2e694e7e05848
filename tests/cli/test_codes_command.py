"""`qualcode codes`: the codebook listed, written, moved, merged, split, brought in and taken out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("ana")


def paths(command: Callable[..., Any]) -> list[str]:
    return ["/".join(row["path"]) for row in command("codes", "--json").rows]


def codings(command: Callable[..., Any], name: str) -> int:
    return next(row["codings"] for row in command("codes", "--json").rows if row["name"] == name)


@pytest.mark.usefixtures("study")
def test_the_list_stands_in_codebook_order_with_its_counts(command: Callable[..., Any]) -> None:
    rows = command("codes", "--json").rows
    assert {"id", "name", "path", "parent", "colour", "definition", "codings", "documents", "cases"} <= set(rows[0])
    assert [row["path"] for row in rows][:2] == [["Lieux"], ["Lieux", "École"]]
    school = rows[1]
    assert (school["parent"], school["codings"], school["documents"], school["cases"]) == ("Lieux", 3, 2, 2)
    assert (rows[0]["parent"], rows[0]["codings"]) == (None, 0)
    assert command("codes", "--json").out == command("codes", "list", "--json").out


@pytest.mark.usefixtures("study")
def test_a_person_sees_the_tree_and_the_ids_to_type(command: Callable[..., Any]) -> None:
    row = command("codes", "--json").rows[1]
    lines = command("codes").out.splitlines()
    assert lines[2].startswith("  École ")
    assert row["id"][-8:] in lines[2]
    assert command("codes", "edit", row["id"][-8:], "--name", "Collège").code == 0
    assert "Lieux/Collège" in paths(command)


@pytest.mark.usefixtures("empty", "french")
def test_an_empty_codebook_says_what_to_do(command: Callable[..., Any]) -> None:
    ran = command("codes")
    assert (ran.code, ran.out) == (0, "")
    assert "qualcode codes add NOM" in ran.err


@pytest.mark.usefixtures("study")
def test_a_code_is_made_with_all_its_texts_and_edited(command: Callable[..., Any]) -> None:
    options = [
        "--parent", "Temps", "--colour", "#ABCDEF", "--definition", "Tard.", "--definition-en", "Late.",
        "--label-fr", "La nuit", "--label-en", "Night", "--when-to-use", "u", "--when-not-to", "n", "--example", "e",
    ]  # fmt: skip
    made = command("codes", "add", "Nuit", *options, "--json").rows[0]["id"]
    row = next(row for row in command("codes", "--json").rows if row["id"] == made)
    assert (row["path"], row["colour"], row["definition"]) == (["Temps", "Nuit"], "#abcdef", "Tard.")
    assert [row[text] for text in ("label_fr", "label_en", "definition_fr", "definition_en", "example")] == [
        "La nuit", "Night", "Tard.", "Late.", "e",
    ]  # fmt: skip
    assert command("codes", "edit", "Night", "--example", "f", "--definition-fr", "Très tard.").code == 0
    row = next(row for row in command("codes", "--json").rows if row["id"] == made)
    assert (row["example"], row["definition"], row["when_to_use"]) == ("f", "Très tard.", "u")


@pytest.mark.usefixtures("study")
def test_codes_move_to_a_place_and_to_the_top(command: Callable[..., Any]) -> None:
    assert command("codes", "move", "Soir", "--parent", "Lieux", "--position", 1).err == "Soir: now under “Lieux”\n"
    assert paths(command)[:2] == ["Lieux", "Lieux/Soir"]
    assert command("codes", "move", "Soir").err == "Soir: now at the top\n"
    assert "Soir" in paths(command)


@pytest.mark.usefixtures("study")
def test_merged_codes_go_into_the_first(command: Callable[..., Any]) -> None:
    assert command("codes", "merge", "Matin", "École", "Lieux/Maison").code == 0
    assert paths(command) == ["Lieux", "Temps", "Temps/Matin", "Temps/Soir"]
    assert codings(command, "Matin") == 5  # of seven, twice two of one coder overlap and become one
    assert "École, Maison" not in command("undo").err
    assert codings(command, "École") == 3


@pytest.mark.usefixtures("study")
def test_codings_are_split_off_by_their_ids(command: Callable[..., Any]) -> None:
    ids = [row["id"] for row in command("excerpts", "--code", "Matin", "--json").rows]
    assert command("codes", "split", "Matin", "Chez sa sœur", ids[-1][-8:]).code == 0
    assert (codings(command, "Matin"), codings(command, "Chez sa sœur")) == (2, 1)


@pytest.mark.usefixtures("study")
def test_a_retired_code_is_listed_so_and_applied_no_more_until_it_is_brought_back(command: Callable[..., Any]) -> None:
    assert command("codes", "retire", "École", "--reason", "deux sens", "--json").code == 0
    row = next(row for row in command("codes", "--json").rows if row["name"] == "École")
    assert (row["retired"], row["retired_reason"], row["codings"]) == (True, "deux sens", 3)
    lines = command("codes").out.splitlines()
    assert lines[3].startswith("  École (retired) ")  # after the others of its group
    ran = command("code", "Entrevue 01", "École", "--span", "0:4")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "codes bring-back" in ran.err
    Path("rows.csv").write_text("document,code,start,end\nEntrevue 01,École,0,4\n", encoding="utf-8")
    assert "line 2: the code “École” is retired" in command("codings", "import", "rows.csv").err
    assert len(command("excerpts", "--code", "École", "--json").rows) == 3
    assert "already" in command("codes", "retire", "École").err
    assert command("codes", "bring-back", "École").err == "École: in use again\n"
    assert command("code", "Entrevue 01", "École", "--span", "0:4").code == 0


@pytest.mark.usefixtures("study")
def test_a_code_is_listed_under_a_second_group_and_counted_there_once(command: Callable[..., Any]) -> None:
    assert command("codes", "also", "École", "--under", "Temps").err == "École: listed under “Temps” too\n"
    row = next(row for row in command("codes", "--json").rows if row["name"] == "École")
    assert (row["path"], row["also_in"]) == (["Lieux", "École"], ["Temps"])
    assert [line.split("  ")[0] or line.split("  ")[1] for line in command("codes").out.splitlines()[4:]] == [
        "Temps", "Matin", "Soir", "→ École",
    ]  # fmt: skip
    command("codes", "retire", "Matin")
    today = datetime.now(UTC).astimezone().date().isoformat()
    then = command("codes", "list", "--as-of", today)
    assert [line.split("  ")[0] or line.split("  ")[1] for line in then.out.splitlines()[4:]] == [
        "Temps", "Soir", "→ École", "Matin (retired)",
    ]  # fmt: skip
    rows = {row["name"]: row for row in command("codes", "list", "--as-of", today, "--json").rows}
    assert (rows["École"]["also_in"], rows["École"]["parent"]) == (["Temps"], "Lieux")
    assert command("codes", "bring-back", "Matin").code == 0
    assert len(command("excerpts", "--code", "Temps", "--json").rows) == 6
    ran = command("frequencies", "--level", "group", "--json")
    assert {row["code"]: row["codings"] for row in ran.rows} == {"Lieux": 3, "Temps": 5}  # by participants alone
    assert "already" in command("codes", "also", "École", "--under", "Temps").err
    command("codes", "retire", "Soir")
    whole = command("export", "json", "-").json
    assert (len(whole["also_in"]), len(whole["retired"])) == (1, 1)
    assert "cannot stand under itself" in command("codes", "move", "Temps", "--parent", "École").err
    assert command("codes", "also", "École").code == 2
    assert command("codes", "also", "École", "--not-under", "Temps").err == "École: no longer listed under “Temps”\n"
    assert len(command("excerpts", "--code", "Temps", "--json").rows) == 3


@pytest.mark.usefixtures("study")
def test_a_code_is_removed_with_its_sub_codes_only_where_it_is_said(command: Callable[..., Any]) -> None:
    assert "--yes" in command("codes", "remove", "Lieux").err
    assert "--with-children" in command("codes", "remove", "Lieux", "--yes").err
    assert command("codes", "remove", "Lieux", "--with-children", "--yes").code == 0
    assert paths(command) == ["Temps", "Temps/Matin", "Temps/Soir"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["add", "matin", "--parent", "Temps"], 1),
        (["add", "", "--parent", "Temps"], 1),
        (["add", "X", "--parent", "Nulle part"], 1),
        (["add", "X", "--colour", "red"], 1),
        (["move", "Temps", "--parent", "Matin"], 1),
        (["merge", "Matin", "Matin"], 1),
        (["split", "Matin", "X", "ffffffff"], 1),
        (["edit", "Matin"], 2),
        (["merge", "Matin"], 2),
        (["import", "none.csv"], 1),
        (["export", "grille.pdf"], 1),
        (["export", "none/grille.csv"], 1),
    ],
)
@pytest.mark.usefixtures("study")
def test_what_cannot_be_done_is_said_and_not_half_done(
    command: Callable[..., Any], words: list[str], code: int
) -> None:
    before = command("codes", "--json").out
    ran = command("codes", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.splitlines()[-1].startswith("qualcode: ")
    assert code == 2 or ran.err.count("\n") == 1
    assert command("codes", "--json").out == before


@pytest.mark.parametrize("ending", ["csv", "json", "yaml"])
def test_a_codebook_goes_out_and_comes_into_another_study_the_same(
    study: Path, command: Callable[..., Any], tmp_path: Path, ending: str
) -> None:
    command("codes", "add", "Oui/non", "--parent", "Temps", "--definition", "=1+1", "--example", "« a\nb »")
    command("codes", "retire", "Soir", "--reason", "trop large")
    command("codes", "also", "Soir", "--under", "Lieux")
    command("codes", "also", "Soir", "--under", "Oui/non")
    assert command("codes", "export", f"grille.{ending}").code == 0
    assert command("new", tmp_path / "other").code == 0
    ran = command("codes", "import", f"grille.{ending}", "-p", tmp_path / "other.qualcode")
    assert ran.err == f"grille.{ending}: 7 codes, 7 of them new\n"
    kept = ("path", "colour", "definition_fr", "example", "also_in", "retired", "retired_reason")
    there = [[row[key] for key in kept] for row in command("codes", "--json", "-p", study).rows]
    assert [[row[key] for key in kept] for row in command("codes", "--json", "-p", "other.qualcode").rows] == there


@pytest.mark.usefixtures("study")
def test_a_codebook_to_read_counts_its_excerpts(command: Callable[..., Any], tmp_path: Path) -> None:
    assert command("codes", "export", "grille.md").code == 0
    assert "3\u00a0extraits" in (tmp_path / "grille.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("study")
def test_a_table_gives_names_and_parents_or_paths(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name;parent;definition_fr\nAube;Temps;Tôt.\nMatin;Temps;Le matin.\n;;\n", "utf-8")
    (tmp_path / "b.json").write_text(json.dumps([{"path": ["Lieux", "Rue/ruelle"]}, {"path": "Lieux/École"}]))
    assert command("codes", "import", "a.csv", "--json").json["made"] == 1
    assert command("codes", "import", "b.json", "--json").json == {
        "question": {"reading": "change", "file": "b.json"},
        "rows": [],
        "codes": 2,
        "made": 1,
    }
    assert "Lieux/Rue/ruelle" in paths(command)
    assert "Temps/Aube" in paths(command)
    (tmp_path / "c.csv").write_text("nom,code\na,b\n")
    assert "columns missing: name" in command("codes", "import", "c.csv").err


@pytest.mark.usefixtures("study")
def test_a_name_may_begin_with_a_dash(command: Callable[..., Any]) -> None:
    assert command("codes", "add", "--", "-x").code == 0
    assert command("codes", "add", "y", "--parent", "-x").code == 0
    assert "-x/y" in paths(command)
    assert command("codes", "remove", "--yes", "--with-children", "--", "-x").code == 0
    assert command("codes", "add", "-x").code == 2
