"""`qualcode cases`: listed with what is known and said of them, described, linked, removed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ana")

KEYS = {"id", "name", "kind", "inside", "attributes", "documents", "turns", "words", "consent"}


def by_name(command: Callable[..., Any]) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in command("cases", "--json").rows}


@pytest.mark.usefixtures("study")
def test_the_list_counts_what_each_case_says(command: Callable[..., Any]) -> None:
    rows = by_name(command)
    assert all(set(row) == KEYS for row in rows.values())
    interview, group, first = rows["Entrevue 01"], rows["Groupe A"], rows["Groupe A · P1"]
    assert (interview["documents"], interview["turns"], interview["words"]) == (1, 2, 8 + 10)
    assert (group["kind"], group["inside"], group["documents"], group["turns"]) == ("group", None, 1, 0)
    assert (first["inside"], first["turns"], first["words"]) == ("Groupe A", 1, 5)
    assert first["attributes"] == {"rôle": "parent"}


def test_a_noun_alone_lists(study: Path, command: Callable[..., Any]) -> None:
    assert command("cases", "--json").out == command("cases", "list", "--json").out
    assert command("cases", "-p", study, "list").out == command("cases").out


@pytest.mark.usefixtures("empty")
def test_an_empty_list_says_what_to_do(command: Callable[..., Any]) -> None:
    ran = command("cases")
    assert (ran.code, ran.out) == (0, "")
    assert "qualcode cases add NAME" in ran.err


@pytest.mark.usefixtures("study")
def test_members_inherit_and_numbers_are_numbers(command: Callable[..., Any]) -> None:
    for value in ("année=2024", "part=0,5", "vide=", "oui=oui", f"énorme={'9' * 400}"):
        assert command("cases", "set", "groupe a", value).code == 0
    expected = {"rôle": "parent", "année": 2024, "part": 0.5, "oui": "oui", "énorme": "9" * 400}
    assert by_name(command)["Groupe A · P1"]["attributes"] == expected
    out = command("cases").out
    assert "année=2024" in out
    assert "part=0.50" in out


@pytest.mark.parametrize(
    ("assignment", "word"), [("âge", "NAME=VALUE"), ("=3", "NAME=VALUE"), ("n=beaucoup", "number")]
)
@pytest.mark.usefixtures("study")
def test_what_is_no_value_is_refused(command: Callable[..., Any], assignment: str, word: str) -> None:
    command("cases", "set", "Entrevue 01", "n=3")
    ran = command("cases", "set", "Entrevue 01", assignment)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert word in ran.err


@pytest.mark.usefixtures("study")
def test_an_empty_value_takes_an_attribute_away(command: Callable[..., Any]) -> None:
    assert "taken away" in command("cases", "set", "Entrevue 01", "rôle=").err
    assert by_name(command)["Entrevue 01"]["attributes"] == {}


@pytest.mark.usefixtures("study")
def test_a_case_that_says_nothing_can_be_made_linked_edited_and_removed(command: Callable[..., Any]) -> None:
    made = command("cases", "add", "Julie", "--kind", "person", "--inside", "Groupe A", "--json").rows[0]["id"]
    assert command("cases", "link", made[-8:], "Entrevue 01", "--span", "0:4").code == 0
    assert command("cases", "link", "Julie", "Groupe A").code == 0
    row = by_name(command)["Julie"]
    assert (row["id"], row["kind"], row["inside"], row["documents"]) == (made, "person", "Groupe A", 2)
    assert command("cases", "edit", "Julie", "--name", "Julie B.", "--kind", "other", "--inside", "").code == 0
    row = by_name(command)["Julie B."]
    assert (row["kind"], row["inside"]) == ("other", None)
    refused = command("cases", "remove", "Julie B.")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "--yes" in refused.err
    assert command("cases", "remove", "Julie B.", "--yes").code == 0
    assert "Julie B." not in by_name(command)
    command("undo")
    assert "Julie B." in by_name(command)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["cases", "link", "Entrevue 01", "Entrevue 01", "--span", "3-4"], 1),
        (["cases", "link", "Entrevue 01", "Entrevue 01", "--span", "0:99999"], 1),
        (["cases", "link", "Zoé", "Entrevue 01"], 1),
        (["cases", "add", "entrevue 01"], 1),
        (["cases", "add", "  "], 1),
        (["cases", "edit", "Groupe A", "--inside", "Groupe A · P1"], 1),
        (["cases", "edit", "Groupe A"], 2),
        (["cases", "add", "X", "--kind", "dog"], 2),
        (["cases", "set", "Groupe A"], 2),
        (["cases", "nothing"], 2),
    ],
)
@pytest.mark.usefixtures("study")
def test_what_cannot_be_done_is_said(command: Callable[..., Any], words: list[str], code: int) -> None:
    ran = command(*words)
    assert (ran.code, ran.out) == (code, "")
    assert "qualcode: " in ran.err
    assert ran.err.count("\n") == (1 if code == 1 else ran.err.count("\n"))


@pytest.mark.usefixtures("study")
def test_a_table_is_joined_by_the_column_that_fits(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "no;Qui;Milieu;;note;note\n1;ENTREVUE_01;Nord;x;a;b\n2;groupe a - p1;;y;;\n3;Zoé;Sud;;;\n", encoding="utf-8"
    )
    ran = command("cases", "import", "t.csv", "--json")
    assert ran.err == "t.csv: 1 row fits no case: Zoé\nt.csv: no row for 1 case: Groupe A · P2\n"
    assert {key: ran.json[key] for key in ("column", "cases", "unmatched")} == {
        "column": "Qui",
        "cases": 2,
        "unmatched": ["Zoé"],
    }
    rows = by_name(command)
    assert rows["Entrevue 01"]["attributes"] == {
        "rôle": "élève",
        "no": 1,
        "Milieu": "Nord",
        "note": "a",
        "note (2)": "b",
    }
    assert rows["Groupe A · P1"]["attributes"] == {"rôle": "parent", "no": 2}


@pytest.mark.usefixtures("study")
def test_a_table_that_names_the_voices_is_joined_by_them_and_it_is_said(
    command: Callable[..., Any], tmp_path: Path
) -> None:
    for name, voice in (("E8", "Ève"), ("E9", "Zoé"), ("E10", "Zoé")):
        (tmp_path / f"{name}.txt").write_text(f"Int : Et toi?\n{voice} : Soudeuse, {name}.\n", encoding="utf-8")
        assert command("import", f"{name}.txt").code == 0
    (tmp_path / "t.csv").write_text("Participant;Âge\nÈVE;34\nZoé;20\n", encoding="utf-8")
    ran = command("cases", "import", "t.csv", "--json")
    assert (ran.json["cases"], ran.json["by_voice"], ran.json["unmatched"]) == (1, ["ÈVE → E8"], ["Zoé"])
    assert "t.csv: 1 row joined by the name of the voice: ÈVE → E8\n" in ran.err
    assert "t.csv: 1 of them is the name of a voice of several cases, or of a case of several voices: Zoé\n" in ran.err
    assert by_name(command)["E8"]["attributes"] == {"Âge": 34}


@pytest.mark.usefixtures("study")
def test_a_table_that_fits_nobody_says_so_and_writes_nothing(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n" + "".join(f"x{number},1\n" for number in range(30)))
    ran = command("cases", "import", "t.csv")
    assert ran.code == 0
    assert ran.err.splitlines()[0].endswith("x19 and 10 more")
    assert "no row fits a case" in ran.err.splitlines()[1]
    assert command("history", "--limit", 1, "--json").rows[0]["action"] != "ImportAttributes"


@pytest.mark.usefixtures("study")
def test_what_is_odd_in_a_table_is_said(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("cas;rôle\nEntrevue 01;élève;de trop\nGroupe A;mère;à côté;là\n".encode("cp1252"))
    ran = command("cases", "import", "t.csv")
    assert ran.code == 0
    guessed, over, done = ran.err.splitlines()
    assert guessed.startswith("t.csv: the bytes are not UTF-8: read as cp1252")
    assert over.startswith("t.csv: lines 2, 3 have more cells")
    assert done == "t.csv: 2 cases described, found by the column “cas”"  # those inside the group inherit its row


@pytest.mark.usefixtures("study", "french")
def test_french_names_the_kinds(command: Callable[..., Any]) -> None:
    assert "personne participante" in command("cases").out
    assert command("cases", "set", "Entrevue 01", "x").err.startswith("qualcode: x\u00a0: ")


DESCRIBED = "case;Sexe;Âge;Consent;Revenu;Né\n"


def test_a_table_goes_out_and_comes_in_again_with_its_types(
    study: Path, command: Callable[..., Any], tmp_path: Path
) -> None:
    for name in ("Ana", "Luc", "Zoé", "Paul"):
        command("cases", "add", name, "--inside", "Groupe A")
    bare = tmp_path / "elsewhere" / "study.qualcode"
    bare.parent.mkdir()
    shutil.copy(study, bare)
    (tmp_path / "t.csv").write_text(
        DESCRIBED
        + "Ana;femme;3,5;oui;12 168 $;25 mars 2024\nLuc;homme;n.d.;non;PNR;2024-01-02\n"
        + "Zoé;femme;;oui;s.o.;1er août 2024\nPaul;homme;38;;807 796 $;\nGroupe A;;;;;2020-02-02\n",
        encoding="utf-8",
    )
    command("cases", "import", "t.csv")
    listed = command("cases", "--json")
    kinds = {"rôle": "text", "Sexe": "choice", "Âge": "number", "Consent": "boolean", "Revenu": "number", "Né": "date"}
    assert listed.json["types"] == kinds
    assert by_name(command)["Paul"]["attributes"] == {
        "Sexe": "homme",
        "Âge": 38,
        "Revenu": 807796,
        "Né": "2020-02-02",
    }
    told = command("cases").out.splitlines()
    assert told[-4:] == ["choice: Sexe (femme · homme)", "number: Âge, Revenu", "date: Né", "yes or no: Consent"]
    assert command("cases", "export", "out.csv").code == 0
    assert command("cases", "export", "out.json").code == 0
    before = command("export", "json", "-").out
    for name in ("out.csv", "out.json"):
        assert command("cases", "import", name).code == 0
        assert command("export", "json", "-").out == before, "it says what is there already"
    assert command("cases", "import", "out.csv", "-p", bare).code == 0
    again = command("cases", "--json", "-p", bare)
    assert (again.json["types"], again.rows) == (kinds, listed.rows)


@pytest.mark.usefixtures("study")
def test_a_table_is_written_in_no_other_format(command: Callable[..., Any]) -> None:
    ran = command("cases", "export", "out.doc")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert ".csv, .json" in ran.err
