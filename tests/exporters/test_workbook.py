"""Workbooks and the table for R: nothing in them runs, and every word comes back."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exporters.codebook import COLUMNS, COUNTS, codebook_csv, codebook_xlsx
from qualcode.exporters.codebook_yaml import codebook_yaml
from qualcode.exporters.excerpts import excerpts_xlsx, matrix_of_words_csv, matrix_of_words_json, matrix_of_words_xlsx
from qualcode.exporters.tidy import Unit, named, of_cases, of_documents, of_turns, tidy_csv
from qualcode.exporters.workbook import LONGEST, Sheet, workbook
from qualcode.importers.codebook_yaml import read_codebook
from qualcode.model.records import Case, Turn
from qualcode.report.appendices.codebook import Applied, InUse, examples_of
from qualcode.report.appendices.excerpts import Chosen
from qualcode.report.wording import wording_of

if TYPE_CHECKING:
    from types import ModuleType


def _cells(data: bytes, sheet: int = 0) -> list[list[object]]:
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[sheet]
    assert all(cell.data_type in {"s", "n"} and cell.hyperlink is None for row in page.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in page.iter_rows()]


@given(st.text(alphabet="=+-@'\t\"ab1 \u00a0é", min_size=1, max_size=12))
def test_every_text_of_a_workbook_is_a_text_and_comes_back(text: str) -> None:
    (_titles, row) = _cells(workbook([Sheet("s", ["t"], [[text]])], "T"))
    assert row == [text]


def test_a_workbook_is_the_same_for_the_same_content_and_names_nobody() -> None:
    sheets = [Sheet("a/b: c", ["x", "=y"], [["=1+1", 3], [None, True], [2.5, ["p", "q"]]]), Sheet("A B  C", ["x"], [])]
    data = workbook(sheets, "Étude <1>")
    assert workbook(sheets, "Étude <1>") == data
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.properties.title == "Étude <1>"
    assert book.sheetnames == ["a b  c", "A B  C (2)"]
    assert _cells(data) == [["x", "=y"], ["=1+1", 3], [None, 1], [2.5, "p, q"]]
    with ZipFile(io.BytesIO(data)) as parts:
        assert b"<f>" not in b"".join(parts.read(name) for name in parts.namelist())
        assert not re.search(
            b"creator|modified|openpyxl", parts.read("docProps/core.xml") + parts.read("docProps/app.xml")
        )
        assert b"quotePrefix" in parts.read("xl/styles.xml")
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}


def test_what_a_cell_cannot_hold_is_cut_with_a_mark_and_odd_signs_are_shown() -> None:
    (_titles, row, second) = _cells(workbook([Sheet("s", ["t"], [["x" * 40_000], ["a\x00b\ud800"]])], ""))
    assert len(row[0]) == LONGEST
    assert row[0].endswith("x […]")
    assert second == ["a␀b\ufffd"]


def test_excerpts_and_codebook_have_their_columns_in_a_workbook_too(gardens: ModuleType) -> None:
    rows = _cells(excerpts_xlsx(gardens.excerpts(), "T"))
    assert (rows[0][:3], rows[0][-1]) == (["id", "document", "speaker"], "attribute:milieu")
    assert len(rows) == len(gardens.excerpts()) + 1
    used = InUse({gardens.CODES[1].id: Applied(6, 4, 5)}, examples_of(gardens.excerpts(), 2))
    rows = _cells(codebook_xlsx(gardens.CODES, "T", used))
    assert rows[0] == [*COLUMNS, *COUNTS, "excerpt_1", "excerpt_2"]
    assert rows[2][len(COLUMNS) : len(COLUMNS) + 3] == [6, 4, 5]
    assert rows[2][-2].endswith("(Rosalie)")
    plain = codebook_csv(gardens.CODES, in_use=InUse()).decode("utf-8-sig").splitlines()[0]
    assert plain == ",".join((*COLUMNS, *COUNTS))


def test_a_codebook_with_counts_and_examples_comes_back_as_the_codebook_it_is(gardens: ModuleType) -> None:
    used = InUse(
        {gardens.CODES[1].id: Applied(6, 4, 5), gardens.CODES[2].id: Applied(1, 1, 1)},
        {gardens.CODES[1].id: gardens.excerpts()[:1]},
    )
    data = codebook_yaml(gardens.CODES, used)
    entry = yaml.safe_load(data)["codes"][0]["codes"][0]
    assert entry["in_use"]["excerpts"] == 6
    assert entry["in_use"]["examples"][0]["from"] == "Rosalie"
    assert read_codebook(data, "x")[0] != []
    assert [code.name for code in read_codebook(data, "x")[0]] == [
        code.name for code in read_codebook(codebook_yaml(gardens.CODES), "x")[0]
    ]


def test_the_matrix_of_words_has_passages_in_its_cells(gardens: ModuleType) -> None:
    cases = [Case("1", "Rosalie", "participant", None, (("rôle", "membre"),), 1)]
    chosen = Chosen(gardens.excerpts(), gardens.CODES, cases)
    wording = wording_of("en")
    rows = _cells(matrix_of_words_xlsx(chosen, wording, "T"))
    assert rows[0][:3] == ["case", "attribute:rôle", "voisins"]
    assert rows[1][0] == "Rosalie"
    assert rows[1][2].count("\n\n") == 1
    assert b'"Rosalie"' in matrix_of_words_json(chosen, wording, {}).whole()
    assert matrix_of_words_csv(chosen, wording).decode("utf-8-sig").startswith("case,attribute:rôle,voisins")


# The table for R


def _table(data: bytes) -> tuple[list[str], list[dict[str, str]]]:
    lines = data.decode("utf-8-sig").splitlines(keepends=True)
    notes = [line.strip() for line in lines if line.startswith("#")]
    return notes, list(csv.DictReader(io.StringIO("".join(lines[len(notes) :]), newline="")))


def test_names_for_r_are_plain_and_each_stands_once() -> None:
    found = named(
        [("code", "École"), ("code", "ecole"), ("attribute", "Œuvre, âge?"), ("code", "漢字"), ("code", "字")]
    )
    assert found == ["code_ecole", "code_ecole_2", "attribute_oeuvre_age", "code", "code_2"]


def test_a_row_a_case_says_who_was_coded_and_who_was_not(gardens: ModuleType) -> None:
    cases = [Case(str(n), name, "participant", None, (("rôle", "=1"),), 1) for n, name in enumerate(("Rosalie", "X"))]
    units = of_cases(cases, gardens.excerpts())
    notes, rows = _table(tidy_csv("case", units, gardens.CODES, counts=False, version="0.1.0"))
    assert notes[0].startswith("# qualcode 0.1.0 - one row a case")
    assert "# code_voisins: voisins" in notes
    assert [row["case"] for row in rows] == ["Rosalie", "X"]
    assert rows[0]["attribute_role"] == "'=1"
    assert (rows[0]["code_voisins"], rows[1]["code_voisins"]) == ("1", "0")
    _notes, rows = _table(tidy_csv("case", units, gardens.CODES, counts=True, version=""))
    assert rows[0]["code_voisins"] == "2"


def test_a_row_a_document_leaves_out_what_the_interviewer_says(gardens: ModuleType) -> None:
    said = list(gardens.excerpts())
    said[0] = replace(said[0], role="interviewer", case=None)
    _notes, rows = _table(
        tidy_csv("document", of_documents(gardens.documents(), said), gardens.CODES, counts=True, version="")
    )
    assert (rows[0]["document"], rows[0]["state"], rows[0]["code_voisins"]) == ("Jardin 01", "coded", "1")


def test_a_row_a_turn_counts_what_touches_it(gardens: ModuleType) -> None:
    turns = [
        Turn(str(n), "d", n, "P1", role, start, end, None, None, case)
        for n, (role, start, end, case) in enumerate(
            (("participant", 0, 130, "c"), ("interviewer", 130, 200, None), ("participant", 200, 950, None))
        )
    ]
    case = Case("c", "Rosalie", "participant", None, (("rôle", "membre"),), 1)
    units = of_turns([("Jardin 01", turns), ("None", turns[:1])], {"c": case}, gardens.excerpts())
    _notes, rows = _table(tidy_csv("turn", units, gardens.CODES, counts=False, version=""))
    assert [(row["turn"], row["case"], row["code_voisins"], row["code_transmission"]) for row in rows] == [
        ("1", "Rosalie", "1", "0"),
        ("3", "", "1", "1"),
        ("1", "Rosalie", "0", "0"),
    ]


@given(st.text(alphabet='=+-@#,;\t"\n a', max_size=10))
def test_no_line_of_the_table_for_r_holds_a_cell_that_runs(gardens: ModuleType, name: str) -> None:
    code = replace(gardens.CODES[0], name=name, path=(name,))
    data = tidy_csv("case", [Unit((name,), {name: name}, {})], [code], counts=False, version="")
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    for separator in ";\t":  # what stands above the table is read so by a spreadsheet that splits it otherwise
        rows += list(csv.reader(io.StringIO(text[: text.index('"case"')], newline=""), delimiter=separator))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
