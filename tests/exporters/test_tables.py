"""Excerpts, codebook, matrix and results as files for other programs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from qualcode.exporters.codebook import COLUMNS, codebook_csv, codebook_json, codebook_markdown
from qualcode.exporters.excerpts import excerpts_csv, excerpts_json
from qualcode.exporters.matrix import matrix_csv
from qualcode.exporters.results import question_json, result_csv, result_json
from qualcode.exporters.tables import csv_bytes
from qualcode.model.codebook import split_path
from qualcode.model.records import Case
from qualcode.words.cells import guarded, unguarded

if TYPE_CHECKING:
    from types import ModuleType


def _read(data: bytes, separator: str = ",") -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


@given(st.text(alphabet="'=+-@\t\ra1 ", max_size=8))
def test_no_text_is_run_by_a_spreadsheet_and_every_text_comes_back(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text


def test_excerpts_travel_whole_with_their_attributes(gardens: ModuleType) -> None:
    said = list(gardens.excerpts())
    said[0] = gardens.another(said[0], 1, text='=HYPERLINK("x")\n- Oui; «\u00a0non\u00a0», "peut-être"', weight=4)
    rows = _read(excerpts_csv(said, ";").whole(), ";")
    assert [unguarded(row["text"]) for row in rows] == [excerpt.text for excerpt in said]
    assert [(int(row["start"]), int(row["end"])) for row in rows] == [(one.start, one.end) for one in said]
    assert rows[0]["attribute:rôle"] == "membre du jardin"
    assert (rows[0]["weight"], rows[1]["weight"], rows[0]["starred"]) == ("4", "", "1")


def test_excerpts_in_json_say_what_was_asked(gardens: ModuleType) -> None:
    whole = json.loads(excerpts_json(gardens.excerpts(), {"code": "voisins"}).whole())
    assert whole["question"] == {"code": "voisins"}
    assert whole["rows"][0]["attributes"] == {"rôle": "membre du jardin", "milieu": "site 01"}
    assert whole["rows"][0]["starred"] is True


def test_the_codebook_table_gives_the_tree_back(gardens: ModuleType) -> None:
    rows = _read(codebook_csv(gardens.CODES))
    assert tuple(rows[0]) == COLUMNS
    paths = [(*(split_path(row["parent"]) if row["parent"] else ()), row["name"]) for row in rows]
    assert paths == [code.path for code in gardens.CODES]
    assert [row["definition_fr"] for row in rows] == [code.definition_fr for code in gardens.CODES]


def test_the_codebook_is_written_as_json_and_to_be_read(gardens: ModuleType) -> None:
    rows = json.loads(codebook_json(gardens.CODES))["rows"]
    assert rows[3]["path"] == ["liens", "transmission", "recettes"]
    text = codebook_markdown(gardens.CODES, "Jardins", "en", {gardens.CODES[1].id: 6}).decode()
    assert "# Codebook\n\nJardins\n\n## Ties between people" in text
    assert "### Neighbours meeting" in text
    assert "6 excerpts." in text
    assert "#### Family recipes" in text
    first, second = gardens.CODES[:2]
    said = replace(second, retired=True, retired_reason="split in two", also_in=(first.id,))
    text = codebook_markdown([first, said], "Jardins", "en").decode()
    assert "**Retired:** split in two\n\n**Also listed under:** liens" in text


def test_the_matrix_has_a_row_a_case_and_a_column_a_code(gardens: ModuleType) -> None:
    attributes = (("rôle", "membre"),)
    cases = [Case(str(n), name, "participant", None, attributes, 1) for n, name in enumerate(("Rosalie", "Absente"))]
    plain, counted = (_read(matrix_csv(gardens.excerpts(), gardens.CODES, cases, counts=c)) for c in (False, True))
    assert [row["case"] for row in plain] == ["Rosalie", "Absente"]
    assert (plain[0]["voisins"], counted[0]["voisins"], plain[0]["permis"]) == ("1", "2", "0")
    assert {plain[1][code.name] for code in gardens.CODES} == {"0"}
    assert plain[0]["attribute:rôle"] == "membre"


def test_a_result_goes_out_with_its_question_beside_it(gardens: ModuleType) -> None:
    result = gardens.cooccurrence(gardens.excerpts())
    rows = _read(result_csv(result))
    assert len(rows) == len(result.rows)
    assert (rows[0]["a"], rows[0]["n_ab"], rows[0]["p_value"]) == (result.rows[0].a, str(result.rows[0].n_ab), "")
    question = json.loads(question_json(result))
    assert question["question"]["unit"] == "case"
    assert question["n"] == 8
    assert "rows" not in question
    assert json.loads(result_json(result))["rows"][0]["a"] == result.rows[0].a


def test_a_result_without_rows_is_an_empty_table(gardens: ModuleType) -> None:
    assert _read(result_csv(gardens.cooccurrence(()))) == []


def test_yes_no_nothing_and_lists_have_their_cells() -> None:
    data = csv_bytes(["=a", "b", "c", "d"], [[True, None, -1.5, ("x", "y")]]).decode("utf-8-sig")
    assert data == '\'=a,b,c,d\r\n1,,-1.5,"x, y"\r\n'
