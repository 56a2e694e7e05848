"""`qualcode themes`: made, linked, edited, dropped, brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ana")


def by_name(command: Callable[..., Any]) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in command("themes", "--json").rows}


@pytest.mark.usefixtures("study")
def test_the_list_counts_what_a_theme_rests_on(command: Callable[..., Any]) -> None:
    row = by_name(command)["Ailleurs"]
    assert {"id", "name", "claim", "status", "codes", "codings", "cases"} <= set(row)
    assert (row["claim"], row["status"], row["codes"], row["codings"], row["cases"]) == (
        "On dort où on peut.", "candidate", 1, 2, 1,
    )  # fmt: skip
    assert [(link["stance"], link["code"]) for link in row["links"]] == [("supports", "Maison"), ("nuances", None)]
    assert "On dort où on peut." in command("themes").out
    assert command("themes", "list", "--json").out == command("themes", "--json").out


@pytest.mark.usefixtures("empty")
def test_an_empty_list_says_what_to_do(command: Callable[..., Any]) -> None:
    assert "themes add NAME" in command("themes").err


@pytest.mark.usefixtures("study")
def test_a_group_brings_its_codes(command: Callable[..., Any]) -> None:
    assert command("themes", "add", "Tôt", "--claim", "c", "--status", "kept", "--memo", "m").code == 0
    ran = command("themes", "link", "Tôt", "--code", "Temps", "--stance", "contradicts")
    assert ran.err == "Tôt: “Temps” contradicts it\n"
    row = by_name(command)["Tôt"]
    assert (row["status"], row["memo"], row["codes"], row["codings"], row["cases"]) == ("kept", "m", 1, 3, 1)


@pytest.mark.usefixtures("study")
def test_a_theme_rests_on_single_codings_and_no_longer(command: Callable[..., Any]) -> None:
    coding = command("excerpts", "--code", "Matin", "--json").rows[0]["id"]
    assert command("themes", "link", "Ailleurs", "--coding", coding[-8:]).code == 0
    assert by_name(command)["Ailleurs"]["codings"] == 3
    assert command("themes", "link", "Ailleurs", "--coding", coding, "--off").code == 0
    assert command("themes", "link", "Ailleurs", "--code", "Maison", "--off").code == 0
    assert by_name(command)["Ailleurs"]["codings"] == 1


@pytest.mark.usefixtures("study")
def test_a_theme_is_edited_moved_and_dropped(command: Callable[..., Any]) -> None:
    command("themes", "add", "Second")
    assert command("themes", "edit", "Second", "--name", "Premier", "--position", 1, "--claim", "x").code == 0
    assert list(by_name(command)) == ["Premier", "Ailleurs"]
    assert "takes it up again" in command("themes", "drop", "Premier").err
    assert by_name(command)["Premier"]["status"] == "dropped"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["add", "ailleurs"], 1),
        (["edit", "Ailleurs"], 2),
        (["edit", "Rien", "--claim", "x"], 1),
        (["link", "Ailleurs"], 2),
        (["link", "Ailleurs", "--code", "Maison", "--coding", "ffffffff"], 2),
        (["link", "Ailleurs", "--coding", "ffffffff"], 1),
        (["link", "Ailleurs", "--code", "École", "--off"], 1),
        (["link", "Ailleurs", "--code", "École", "--stance", "maybe"], 2),
        (["import", "none.csv"], 1),
    ],
)
@pytest.mark.usefixtures("study")
def test_what_cannot_be_done_is_said(command: Callable[..., Any], words: list[str], code: int) -> None:
    before = command("themes", "--json").out
    ran = command("themes", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.splitlines()[-1].startswith("qualcode: ")
    assert command("themes", "--json").out == before


@pytest.mark.usefixtures("study")
def test_a_table_brings_themes_in_a_row_a_link(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "name,claim,status,memo,code,stance\n"
        "Ailleurs,Nouveau.,kept,,Lieux/École,nuances\n"
        "Tôt,Se lever.,,,Temps/Matin,\n"
        "Tôt,,,,Soir,contradicts\n"
        "Tôt,,,,Midi,\n"
        "  ,x,,,,\n",
        "utf-8",
    )
    ran = command("themes", "import", "t.csv")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "t.csv: line 5: no code “Midi”",
        "t.csv: line 6: a theme cannot be called “  ”",
        "t.csv: 2 themes, 1 of them new",
    ]
    rows = by_name(command)
    assert (rows["Ailleurs"]["claim"], rows["Ailleurs"]["status"], rows["Ailleurs"]["codes"]) == ("Nouveau.", "kept", 2)
    assert [(link["code"], link["stance"]) for link in rows["Tôt"]["links"]] == [
        ("Matin", "supports"),
        ("Soir", "contradicts"),
    ]
    assert command("undo").err == "undone: import 2 themes\n"
    assert list(by_name(command)) == ["Ailleurs"]
    assert by_name(command)["Ailleurs"]["claim"] == "On dort où on peut."


@pytest.mark.usefixtures("study")
def test_a_table_with_a_wrong_status_brings_nothing_in(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,status\nUn,kept\nDeux,sure\n", "utf-8")
    ran = command("themes", "import", "t.csv")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert list(by_name(command)) == ["Ailleurs"]
    (tmp_path / "u.csv").write_text("title,claim\nUn,x\n")
    assert "columns missing: name" in command("themes", "import", "u.csv").err


@pytest.mark.usefixtures("study")
def test_counts_come_back_as_json(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text('[{"name": "Un", "code": "École"}, {"name": "un", "claim": "x"}]')
    found = command("themes", "import", "t.json", "--json").json
    assert {key: found[key] for key in ("themes", "made", "links")} == {"themes": 1, "made": 1, "links": 1}


@pytest.mark.usefixtures("study", "french")
def test_french_says_how_a_code_bears_on_the_claim(command: Callable[..., Any]) -> None:
    assert (
        "«\u00a0École\u00a0» nuance"
        in command("themes", "link", "Ailleurs", "--code", "École", "--stance", "nuances").err
    )


@pytest.mark.usefixtures("study")
def test_themes_are_merged_split_dropped_and_taken_up_again_with_their_history(command: Callable[..., Any]) -> None:
    command("themes", "add", "Tôt", "--claim", "Se lever.", "--status", "kept")
    for words in (("Tôt", "--code", "Maison", "--stance", "contradicts"), ("Tôt", "--code", "Matin")):
        assert command("themes", "link", *words).code == 0
    command("themes", "drop", "Tôt")
    assert command("themes", "restore", "Tôt").err == "Tôt: kept\n"
    ran = command("themes", "merge", "Ailleurs", "Tôt")
    assert ran.err.splitlines() == [
        "1 link was in both with another stance: the graver one stays",
        "Tôt: merged into “Ailleurs”; “qualcode undo” takes it back",
    ]
    links = {link["code"]: link["stance"] for link in by_name(command)["Ailleurs"]["links"]}
    assert links == {"Maison": "contradicts", "Matin": "supports", None: "nuances"}
    assert command("themes", "split", "Ailleurs", "--links", "Soir", "--into", "Soir").code == 1
    ran = command("themes", "split", "Ailleurs", "--links", "Maison", "--into", "Chez soi", "--claim", "Loin.")
    assert ran.err == "1 link of “Ailleurs” is now under “Chez soi”\n"
    assert list(by_name(command)) == ["Ailleurs", "Chez soi"]
    rows = command("themes", "history", "Ailleurs", "--json").rows
    assert [(row["name"], row["event"]) for row in rows][-3:] == [
        ("Ailleurs", "stance"), ("Ailleurs", "came"), ("Ailleurs", "went"),
    ]  # fmt: skip
    assert {"at", "coder", "before", "after", "codes", "codings", "other", "words"} <= set(rows[0])
    shown = command("themes", "history", "tôt").out
    assert "dropped, before: kept" in shown
    assert "Loin." not in shown


@pytest.mark.usefixtures("study")
def test_the_list_says_who_speaks_in_a_theme_and_what_stands_under_none(command: Callable[..., Any]) -> None:
    found = command("themes", "--json").json
    (row,) = found["rows"]
    assert (row["passages"], row["speaking"], row["against"]) == (1, ["Entrevue 01"], [])
    assert row["silent"] == ["Groupe A · P1"]
    assert (found["participants"], found["uncoded"]) == (2, ["Groupe A · P2"])
    assert found["codes_outside"] == ["École", "Matin"]
    shown = command("themes", "show", "Ailleurs").out
    assert "1 of 2 participants\nnot: Groupe A · P1\nnothing coded yet: Groupe A · P2\n" in shown
    assert command("themes", "show", "Ailleurs", "--json").rows == [row]
    noted = command("excerpts", "--code", "École", "--json").rows
    assert found["starred_outside"] == [one["id"] for one in noted if one["memo"] == "dort là"]
