"""Tracked changes by one rule: what was inserted is text, what was deleted is not, what moved stands once."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import mammoth
import pytest

from qualcode.importers.options import ImportOptions
from qualcode.importers.word import document as word

if TYPE_CHECKING:
    from importers.conftest import MakeDocx
    from qualcode.model.transcript import Transcript

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def read(data: bytes) -> Transcript:
    return word.read(data, "f.docx", ImportOptions())


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def end(*marks: str) -> str:
    return f"<w:rPr>{''.join(f'<w:{mark}/>' for mark in marks)}</w:rPr>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def gone(words: str) -> str:
    return f'<w:del><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def counts(transcript: Transcript) -> dict[str, int]:
    return {loss.kind: loss.count for loss in transcript.losses}


CHANGED = {
    "a deleted end joins two paragraphs": (p(r("un "), end("del")) + p(r("deux")) + p(r("trois")), "un deux\ntrois"),
    "a paragraph deleted whole leaves no line": (p(r("un")) + p(gone("x"), end("del")) + p(r("deux")), "un\ndeux"),
    "several ends in a row": (p(r("a"), end("del")) + p(r("b"), end("del")) + p(r("c")), "abc"),
    "an inserted end parts": (p(r("un"), end("ins")) + p(r("deux")), "un\ndeux"),
    "an end inserted, then deleted": (p(r("un "), end("ins", "del")) + p(r("deux")), "un deux"),
    "a deletion inside an insertion": (p(f"<w:ins>{r('a')}{gone('b')}{r('c')}</w:ins>"), "ac"),
    "an insertion inside a deletion": (p(f"{r('a')}<w:del><w:ins>{r('b')}</w:ins></w:del>{r('c')}"), "ac"),
    "a paragraph moved stands once": (
        p(f"<w:moveFrom>{r('lui')}</w:moveFrom>", end("moveFrom"))
        + p(r("elle"))
        + p(f"<w:moveTo>{r('lui')}</w:moveTo>", end("moveTo")),
        "elle\nlui",
    ),
    "former formats": (
        p(r("gras", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "<w:pPrChange><w:pPr/></w:pPrChange>"),
        "gras",
    ),
    "an inserted field shows its result": (
        p(f'<w:ins><w:fldSimple w:instr="DATE">{r("lundi")}</w:fldSimple></w:ins>'),
        "lundi",
    ),
}


@pytest.mark.parametrize(("body", "text"), CHANGED.values(), ids=CHANGED)
def test_changes_are_taken_as_accepted(make_docx: MakeDocx, body: str, text: str) -> None:
    assert read(make_docx(body)).text == text


@pytest.mark.parametrize("name", [name for name in CHANGED if "field" not in name])  # mammoth loses simple fields
def test_mammoth_reads_the_same_paragraphs(make_docx: MakeDocx, name: str) -> None:
    data = make_docx(CHANGED[name][0])
    other = mammoth.extract_raw_text(io.BytesIO(data)).value.split("\n\n")
    assert [line for line in other if line] == read(data).text.split("\n")


def test_a_deleted_end_before_a_table_or_at_the_very_end_joins_nothing(make_docx: MakeDocx) -> None:
    cell = p(r("c"), end("del"))
    body = p(r("avant"), end("del")) + f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{p(r('d'))}</w:tc></w:tr></w:tbl>"
    body += p(r("fin"), end("del"))
    assert read(make_docx(body)).text == "avant\nc\td\nfin"


def test_a_joined_paragraph_is_of_the_kind_of_the_second(make_docx: MakeDocx) -> None:
    body = p(r("ti"), f'<w:outlineLvl w:val="0"/>{end("del")}') + p(r("tre")) + p(r("a"), end("del"))
    body += p(r("b"), '<w:outlineLvl w:val="0"/>')
    transcript = read(make_docx(body))
    assert [block.kind for block in transcript.blocks] == ["paragraph", "heading"]


def test_deleted_rows_and_cells_are_out_and_inserted_ones_in(make_docx: MakeDocx) -> None:
    def cell(words: str, mark: str = "") -> str:
        return f"<w:tc><w:tcPr>{mark}</w:tcPr>{p(r(words))}</w:tc>"

    rows = [
        ("", cell("a") + cell("b", "<w:cellDel/>") + cell("c", "<w:cellIns/>")),
        ("<w:del/>", cell("x")),
        ("<w:ins/>", cell("d")),
    ]
    table = "".join(f"<w:tr><w:trPr>{mark}</w:trPr>{cells}</w:tr>" for mark, cells in rows)
    transcript = read(make_docx(f"<w:tbl>{table}</w:tbl>"))
    assert transcript.text == "a\tc\nd"
    assert counts(transcript) == {"deletions": 1}


def test_formulas_are_written_in_a_line_without_what_was_deleted(make_docx: MakeDocx) -> None:
    inner = "<m:r><m:t>x</m:t></m:r><w:del><m:r><m:t>y</m:t></m:r></w:del><m:r><m:t>=2</m:t></m:r>"
    transcript = read(make_docx(p(r("soit ") + f"<m:oMath {M}>{inner}</m:oMath>")))
    assert transcript.text == "soit x=2"
    assert counts(transcript) == {"formulas": 1}


def test_a_reading_over_characters_is_counted_and_its_base_is_read(make_docx: MakeDocx) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('かん')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"
    transcript = read(make_docx(p(ruby + r("字") + '<w:r><w:ptab w:alignment="right"/></w:r>' + r("fin"))))
    assert transcript.text == "漢字\tfin"
    assert counts(transcript) == {"rubies": 1}
