"""`qualcode codings`: listed, brought in by the table, taken out, and the same after a round."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ana")

KEYS = ["id", "document", "start", "end", "text", "code", "coder"]


def plain(command: Callable[..., Any], *options: object) -> list[tuple[Any, ...]]:
    rows = command("codings", "--json", *options).rows
    return sorted(tuple(row[key] for key in KEYS[1:]) for row in rows)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("study")
def test_the_list_has_the_keys_of_the_contract(command: Callable[..., Any]) -> None:
    ran = command("codings", "--json")
    assert [list(row) for row in ran.rows] == [KEYS] * 7
    assert command("codings", "list", "--json").out == ran.out
    assert ran.rows[0]["id"][-8:] in command("codings").out.splitlines()[1]
    assert "30:48" in command("codings").out


@pytest.mark.usefixtures("empty")
def test_an_empty_list_says_what_to_do(command: Callable[..., Any]) -> None:
    assert "qualcode code DOCUMENT CODE" in command("codings").err


@pytest.mark.parametrize("ending", ["csv", "json"])
@pytest.mark.usefixtures("study")
def test_codings_go_out_and_come_in_again_the_same(command: Callable[..., Any], ending: str) -> None:
    before = plain(command)
    assert command("codings", "export", f"c.{ending}").err == f"c.{ending}: 7 codings written\n"
    ran = command("codings", "import", f"c.{ending}")
    assert (ran.code, ran.err) == (0, f"c.{ending}: 0 codings brought in, 7 were there already\n")
    ids = [row["id"] for row in command("codings", "--json").rows]
    command("uncode", *ids)
    command("codes", "remove", "Lieux", "--with-children", "--yes")
    assert command("codings", "import", f"c.{ending}").err == f"c.{ending}: 7 codings brought in, 3 codes made\n"
    assert plain(command) == before
    assert [row["memo"] for row in command("excerpts", "--json").rows if row["memo"]] == ["dort là"]
    assert command("excerpts").out.count("★") == 1
    assert command("undo").err == "undone: import 7 codings\n"
    assert plain(command) == []


@pytest.mark.usefixtures("study")
def test_the_columns_of_the_contract_are_written(command: Callable[..., Any], tmp_path: Path) -> None:
    command("codings", "export", "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["document"], first["start"], first["end"], first["code"]) == (
        "Entrevue 01",
        "30",
        "48",
        "Lieux/École",
    )
    command("codings", "export", "c.json")
    rows = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["rows"]
    assert (rows[0]["start"], rows[0]["starred"], rows[0]["weight"]) == (30, True, None)


@pytest.mark.usefixtures("study")
def test_bounds_or_words_say_where_and_a_path_makes_codes(command: Callable[..., Any], tmp_path: Path) -> None:
    write(
        tmp_path / "c.csv",
        "\ufeffDocument;START;end;text;code;coder;memo;weight\n"
        "Entrevue 01;30;48.0;;Lieux/Chambre/Lit;Zoé;un mémo;5\n"
        "Entrevue 01;;;Sinon;Soir;;;\n"
        "Entrevue 01.txt;;;Sinon;Soir;;;\n"
        "groupe a;0;4;;Soir;;;\n",
    )
    ran = command("codings", "import", "c.csv", "--json")
    assert ran.code == 0, ran.err
    assert {key: ran.json[key] for key in ("added", "present", "codes", "faults")} == {
        "added": 3,
        "present": 1,
        "codes": 2,
        "faults": 0,
    }
    assert [(row["text"], row["code"], row["coder"]) for row in ran.rows] == [
        ("Je dors à l’école.", "Lit", "Zoé"),
        ("Sinon", "Soir", "Ana"),
        ("Rita", "Soir", "Ana"),
    ]


FAULTY = (
    "document,start,end,text,code,weight\n"
    "Entrevue 99,0,4,,Soir,\n"
    "Entrevue 01,0,99999,,Soir,\n"
    "Entrevue 01,4,4,,Soir,\n"
    "Entrevue 01,un,4,,Soir,\n"
    "Entrevue 01,,,matin,Soir,\n"
    "Entrevue 01,,,minuit,Soir,\n"
    "Entrevue 01,0,4,,Lieux//x,\n"
    "Entrevue 01,0,4,,Soir,7\n"
    "Entrevue 01,0,4,,Soir,3\n"
)


@pytest.mark.usefixtures("study")
def test_rows_that_do_not_fit_are_warnings_and_the_rest_goes_in(command: Callable[..., Any], tmp_path: Path) -> None:
    write(tmp_path / "c.csv", FAULTY)
    ran = command("codings", "import", "c.csv")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "c.csv: line 2: no document “Entrevue 99”",
        "c.csv: line 3: the passage 0:99999 lies outside the text",
        "c.csv: line 4: the passage 4:4 lies outside the text",
        "c.csv: line 5: “un” is not a whole number",
        "c.csv: line 6: these words occur several times in “Entrevue 01”; give start and end",
        "c.csv: line 7: these words are not in “Entrevue 01”",
        "c.csv: line 8: no code “Lieux//x”",
        "c.csv: line 9: a weight is 1 to 5, not “7”",
        "c.csv: 1 coding brought in, 8 rows do not fit",
    ]
    assert len(plain(command)) == 8


@pytest.mark.parametrize("number_fault", [True, False])
@pytest.mark.usefixtures("study")
def test_strict_brings_nothing_in_and_says_why(command: Callable[..., Any], tmp_path: Path, number_fault: bool) -> None:
    text = FAULTY if number_fault else FAULTY.replace("un,4", "1,4")
    write(tmp_path / "c.csv", text)
    before = command("export", "json", "-").out
    ran = command("codings", "import", "c.csv", "--strict")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1].startswith("qualcode: c.csv: ")
    assert command("export", "json", "-").out == before


@pytest.mark.usefixtures("study")
def test_at_most_twenty_faults_are_told_one_by_one(command: Callable[..., Any], tmp_path: Path) -> None:
    write(tmp_path / "c.csv", "document,start,end,code\n" + "X,0,1,Soir\n" * 45)
    lines = command("codings", "import", "c.csv").err.splitlines()
    assert len(lines) == 22
    assert lines[20] == "c.csv: 25 more rows do not fit"


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("c.csv", "document,code\nE,x\n", "start, end"),
        ("c.csv", "start,end\n1,2\n", "document, code"),
        ("c.json", "[", "not JSON"),
        ("none.csv", None, "no such file"),
    ],
)
@pytest.mark.usefixtures("study")
def test_a_file_that_cannot_serve_is_refused_in_one_line(
    command: Callable[..., Any], tmp_path: Path, name: str, text: str, word: str
) -> None:
    if text is not None:
        write(tmp_path / name, text)
    ran = command("codings", "import", name)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert word in ran.err


@pytest.mark.usefixtures("study")
def test_a_file_to_write_must_say_its_form(command: Callable[..., Any]) -> None:
    ran = command("codings", "export", "c.pdf")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert ".csv, .json" in ran.err


@pytest.mark.usefixtures("study", "french")
def test_french_counts(command: Callable[..., Any], tmp_path: Path) -> None:
    write(tmp_path / "c.csv", "document,start,end,code\nEntrevue 01,0,4,Soir\n")
    assert command("codings", "import", "c.csv").err == "c.csv\u00a0: 1 codage importé\n"
