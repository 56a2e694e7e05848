"""Tables come in as named columns and rows of text, however they were written."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.exporters.tables import csv_bytes
from qualcode.importers.tables import read_table
from qualcode.model import errors

if TYPE_CHECKING:
    from qualcode.importers.tables import Table


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_separator_and_the_encoding_are_found_out(separator: str, encoding: str) -> None:
    lines = (("Nom", " rôle ", "âge"), ("Élise Côté", "élève, 3e", "12"), ("Zoé", "mère; tante", "45"))
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    table = read_table(text.encode(encoding), "t.csv")
    assert table.header == ("Nom", "rôle", "âge")
    assert cells(table) == [("Élise Côté", "élève, 3e", "12"), ("Zoé", "mère; tante", "45")]


def test_a_comma_inside_numbers_does_not_make_columns() -> None:
    table = read_table(b"cas;note\nA;12,5\nB;3,25\n", "t.csv")
    assert (table.header, cells(table)) == (("cas", "note"), [("A", "12,5"), ("B", "3,25")])


def test_excel_may_announce_its_separator() -> None:
    table = read_table(b"sep=;\nname;note\nA;1\n", "t.csv")
    assert (table.header, table.rows[0].line) == (("name", "note"), 3)


def test_columns_without_a_name_stay_and_twins_are_numbered() -> None:
    table = read_table(b"a,,note,Note\n1,2,3,4\n", "t.csv")
    assert table.header == ("a", "", "note", "Note (2)")
    assert table.column("NOTE") == 2


def test_a_row_knows_its_line_though_cells_hold_line_breaks_and_blank_lines_stand_between() -> None:
    table = read_table(b'\nname,text\nA,"one\ntwo"\n\n,,\nB,three\n', "t.csv")
    assert [(row.line, row.cells) for row in table.rows] == [(3, ("A", "one\ntwo")), (7, ("B", "three"))]


def test_short_rows_are_filled_and_what_is_over_is_said() -> None:
    table = read_table(b"a,b\n1\n1,2,3\n1,2,\n", "t.csv")
    assert cells(table) == [("1", ""), ("1", "2"), ("1", "2")]
    assert table.overlong == (3,)


def test_json_rows_stand_in_a_list_or_under_rows() -> None:
    rows = [{"name": "É\u0007", "n": 3, "yes": True, "path": ["a/b", "c"]}, {"name": None, "more": {"x": 1.5}}]
    expected = [("É␇", "3", "1", "a\\/b/c", ""), ("", "", "", "", '{"x": 1.5}')]
    for value in (rows, {"rows": rows}):
        table = read_table(json.dumps(value).encode(), "t.json")
        assert (table.header, cells(table)) == (("name", "n", "yes", "path", "more"), expected)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", errors.EmptyFile),
        (b" \n ", errors.EmptyFile),
        (b"name,note\n", errors.BadTable),
        (b'name,note\nA,"open\n', errors.BadTable),
        (b'name,note\nA,"closed" too early\n', errors.BadTable),
        (b"[1, 2]", errors.BadTable),
        (b'{"row": []}', errors.BadTable),
        (b"[{", errors.BadTable),
        (b"[" * 100_000, errors.BadTable),
        (b"[]", errors.BadTable),
        (b"a,b\n\xff\xfe\x00\xd8\x00", errors.Refusal),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, refusal: type[errors.Refusal]) -> None:
    with pytest.raises(refusal) as caught:
        read_table(data, "t.csv")
    assert str(caught.value).startswith("t.csv: ")
    assert "\n" not in str(caught.value)


def test_a_broken_line_is_named() -> None:
    with pytest.raises(errors.BadTable, match="line 3: a quotation mark"):
        read_table(b'name\nA\n"B\nC\n', "t.csv")


def test_missing_columns_are_named() -> None:
    table = read_table(b"Name,note\nA,1\n", "t.csv")
    table.required("t.csv", "name")
    with pytest.raises(errors.MissingColumns, match="code, stance"):
        table.required("t.csv", "name", "code", "stance")


def test_values_give_empty_cells_for_columns_that_are_not_there() -> None:
    table = read_table(b"b,a\n1,2\n", "t.csv")
    assert list(table.values("a", "c", "b")) == [("2", "", "1")]


def test_a_guessed_encoding_is_worth_a_look() -> None:
    assert [loss.kind for loss in read_table("nom,lieu\nÉlise,Québec\n".encode("cp1252"), "t.csv").losses] == [
        "encoding_guessed"
    ]
    assert not read_table(codecs.BOM_UTF8 + b"a,b\n1,2\n", "t.csv").losses


word = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1).filter(lambda text: text.strip())


@given(st.lists(st.tuples(word, word), min_size=1))
@example([("=1+1", "'-x"), ('"', "a\nb")])
def test_what_an_export_wrote_comes_back_whole(rows: list[tuple[str, str]]) -> None:
    table = read_table(csv_bytes(("document", "text"), rows), "t.csv")
    assert table.header == ("document", "text")
    assert cells(table) == rows
