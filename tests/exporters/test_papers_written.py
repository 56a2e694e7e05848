"""Coded transcripts, notes, templates and other programs' formats, as they are written."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import subprocess
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree, html
from markdown_it import MarkdownIt

from qualcode import system
from qualcode.exporters import office
from qualcode.exporters.coded_html import coded_html
from qualcode.exporters.coded_word import coded_docx
from qualcode.exporters.html import write_html
from qualcode.exporters.markdown import write_markdown
from qualcode.exporters.office import Template, converted
from qualcode.exporters.word import write_docx
from qualcode.model.errors import CannotWrite
from qualcode.model.errors.writing import BadTemplate, NoOffice, OfficeFailed
from qualcode.report.appendices.paper import Cover
from qualcode.report.appendices.transcript import CodedPaper, CodedText, Margin, Piece, TextRow
from qualcode.report.blocks import Caption, Column, Draft, Heading, Paragraph, Quote, Row, Run, SourceLine, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTILE = "<script>x</script> & \x00 [rires]"
COVER = Cover("Jardins", "fr-CA", "2024-03-25", "0.1.0")


def _coded(*names: str) -> CodedPaper:
    margins = {
        1: Margin(1, HOSTILE, "#56b4e9", "Ana", ("une note\nlongue",)),
        2: Margin(2, "b", "#e69f00", "Bruno"),
        3: Margin(3, "c", "no colour", "Ana"),
    }
    rows = (
        TextRow((Piece("Rita : ", label=True), Piece("Alors?")), quiet=True),
        TextRow(
            (
                Piece(HOSTILE, (1,), (1,)),
                Piece("deux", (1, 2), (2,)),
                Piece("trois", (1, 2, 3), (3,), (3, 2)),
            ),
            tuple(margins.values()),
        ),
        TextRow((Piece("fin\tet suite", (1,), (), (1,)),), goes_on=(1,)),
    )
    return CodedPaper(
        COVER, "Transcriptions", tuple(CodedText(name, rows, margins) for name in names), ("Ana", "Bruno")
    )


def _part(data: bytes, name: str) -> etree._Element:
    with ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def _words(node: Any) -> str:
    return "".join(text.text or "" for text in node.iter(qn("w:t")))


def test_a_coded_transcript_has_its_codes_beside_its_words_in_word() -> None:
    data = coded_docx(_coded("Un", "Deux"))
    assert data == coded_docx(_coded("Un", "Deux"))
    document = docx.Document(io.BytesIO(data))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == ["Un", "Deux"]
    assert [p.text for p in document.paragraphs if p.style.name == "toc 1"] == ["Un", "Deux"]
    first = document.tables[0]
    assert first.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert first.cell(2, 0).text == "[1<script>x</script> & ␀ [rires][2deux[3trois2]3]"
    assert [p.text for p in first.cell(2, 1).paragraphs][1:] == ["■ 2 b – Bruno", "■ 3 c – Ana"]
    assert first.cell(1, 0).paragraphs[0].style.name == "Transcript Quiet"
    marks = [node.get(qn("w:fill")) for node in first.cell(2, 0)._tc.iter(qn("w:shd"))]
    lines = [node.get(qn("w:val")) for node in first.cell(2, 0)._tc.iter(qn("w:u"))]
    assert (len(set(marks)), lines) == (1, ["thick", "double"])


def test_what_a_coder_noted_is_a_footnote_that_word_finds() -> None:
    data = coded_docx(_coded("Un"))
    notes = _part(data, "word/footnotes.xml")
    assert [_words(node) for node in notes] == ["", "", " une notelongue"]
    references = [n.get(qn("w:id")) for n in _part(data, "word/document.xml").iter(qn("w:footnoteReference"))]
    assert references == ["1"]
    kinds = _part(data, "word/_rels/document.xml.rels")
    assert sum((one.get("Type") or "").endswith("/footnotes") for one in kinds) == 1
    assert _part(data, "word/settings.xml").find(qn("w:footnotePr")) is not None


def test_a_coded_transcript_is_a_page_that_runs_and_fetches_nothing() -> None:
    page = coded_html(_coded("Un", "Deux")).decode()
    tree = html.fromstring(page)
    assert tree.findall(".//script") == []
    assert not tree.xpath("//@style | //@onclick")
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    policy = tree.find(".//meta[@http-equiv]").get("content")
    sheet = tree.find(".//style").text
    assert base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode() in policy
    ids = tree.xpath("//@id")
    assert len(set(ids)) == len(ids)
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)
    assert "display" not in re.findall(r"\.s\d+ \{[^}]*\}", sheet)[-1]
    assert tree.xpath("string(//p[contains(@class, 'words')][1])").startswith("Rita : Alors?")
    assert coded_html(_coded("Un")).decode().count("<nav") == 0


def test_a_coded_transcript_opens_in_libreoffice(soffice: str, tmp_path: Path) -> None:
    assert soffice
    pdf = converted(coded_docx(_coded("Un")), tmp_path / "out.pdf")
    assert pdf.startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == []


# Drafts


def _draft(**changes: Any) -> Draft:
    table = Table(
        (Column("A"), Column("B", numeric=True)),
        (Row(("g", "9"), heading=True), Row(("x", "1"))),
        "t",
        "A",
        breaks=True,
    )
    blocks = (
        Paragraph((Run("Le tableau 1 montre."),), "lead_in"),
        Caption("table", "Tableau", 1, "Titre", "t"),
        table,
        SourceLine("Source.", "t"),
        Heading(1, "Un"),
        Quote("Des mots.", "(P1)", "q1", ("note *une*", "note deux")),
        Heading(2, "Deux"),
        Quote("D’autres.", "", "q2", ("note trois",)),
    )
    return Draft("fr-CA", "Titre", "Sous-titre", "2024-03-25", "Table", "Page", "0.1.0", blocks, **changes)


def test_headings_are_numbered_by_words_own_list_and_never_typed() -> None:
    data = write_docx(_draft())
    styles = {style.get(qn("w:styleId")): style for style in _part(data, "word/styles.xml").iter(qn("w:style"))}
    numbers = {name: styles[name].find(f".//{qn('w:numId')}").get(qn("w:val")) for name in ("Heading1", "Heading2")}
    assert len(set(numbers.values())) == 1
    assert styles["TOCHeading"].find(f".//{qn('w:numId')}").get(qn("w:val")) == "0"
    numbering = _part(data, "word/numbering.xml")
    (number,) = [one for one in numbering.iter(qn("w:num")) if one.get(qn("w:numId")) == numbers["Heading1"]]
    abstract = number.find(qn("w:abstractNumId")).get(qn("w:val"))
    (made,) = [one for one in numbering.iter(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == abstract]
    assert [one.get(qn("w:val")) for one in made.iter(qn("w:pStyle"))] == ["Heading1", "Heading2", "Heading3"]
    texts = [p.text for p in docx.Document(io.BytesIO(data)).paragraphs if p.style.name.startswith("Heading")]
    assert texts == ["Un", "Deux"]
    plain = _part(write_docx(_draft(numbered=False)), "word/styles.xml")
    assert not [
        s
        for s in plain.iter(qn("w:style"))
        if s.get(qn("w:styleId")) == "Heading1" and s.find(f".//{qn('w:numId')}") is not None
    ]


def test_the_sentence_that_announces_a_table_follows_its_number() -> None:
    body = _part(write_docx(_draft()), "word/document.xml")
    told = [node.text.strip() for node in body.iter(qn("w:instrText"))]
    assert "REF _Ref_t \\h" in told
    start = next(s for s in body.iter(qn("w:bookmarkStart")) if s.get(qn("w:name")) == "_Ref_t")
    inside = []
    node = start.getnext()
    while node.tag != qn("w:bookmarkEnd"):
        inside.append(_words(node))
        node = node.getnext()
    assert "".join(inside) == "1"
    tree = html.fromstring(write_html(_draft()).decode())
    assert tree.xpath("//p[@class='lead_in']/a/@href") == ["#table1"]
    assert tree.xpath("//table/@id") == ["table1"]


def test_notes_stand_at_the_foot_and_lead_back() -> None:
    assert [_words(one).strip() for one in _part(write_docx(_draft()), "word/footnotes.xml")][2:] == [
        "note *une*",
        "note deux",
        "note trois",
    ]
    tree = html.fromstring(write_html(_draft()).decode())
    assert [item.text_content() for item in tree.xpath("//ol[@class='notes']/li")] == [
        "note *une* ↑",
        "note deux ↑",
        "note trois ↑",
    ]
    text = write_markdown(_draft()).decode()
    assert "Des mots. (P1)[^1][^2]" in text
    assert text.endswith("[^3]: note trois\n")
    assert "note *une*" in html.fromstring(MarkdownIt().render(text)).text_content()


def test_a_page_on_its_side_is_wider_than_high() -> None:
    section = docx.Document(io.BytesIO(write_docx(_draft(landscape=True)))).sections[0]
    assert section.page_width > section.page_height


# Templates


@pytest.fixture(scope="module")
def template() -> Template:
    document = docx.Document()
    document.add_paragraph("Des mots du gabarit")
    document.styles["Heading 1"].font.name = "Georgia"
    document.sections[0].header.paragraphs[0].text = "Université"
    document.sections[0].footer.paragraphs[0].text = "Pied du gabarit"
    document.core_properties.author = "Quelqu’un"
    kept = io.BytesIO()
    document.save(kept)
    return Template("gabarit.docx", kept.getvalue())


def test_a_template_gives_its_styles_and_pages_and_none_of_its_words(template: Template) -> None:
    for data in (write_docx(_draft(), template), coded_docx(_coded("Un"), template)):
        document = docx.Document(io.BytesIO(data))
        assert document.styles["Heading 1"].font.name == "Georgia"
        assert document.sections[0].header.paragraphs[0].text == "Université"
        assert [p.text for p in document.sections[0].footer.paragraphs] == ["Pied du gabarit"]
        assert "gabarit" not in "".join(p.text for p in document.paragraphs)
        assert document.core_properties.author == ""
        assert document.styles["Source Line"].font.name is None
        languages = [node.get(qn("w:val")) for node in document.styles["Normal"].element.iter(qn("w:lang"))]
        assert languages == ["fr-CA"]
        with ZipFile(io.BytesIO(data)) as parts:
            assert len(set(parts.namelist())) == len(parts.namelist())


def test_a_draft_of_ours_can_be_a_template_itself_and_so_can_a_dotx(template: Template) -> None:
    ours = write_docx(_draft())
    again = write_docx(_draft(), Template("r.docx", ours))
    with ZipFile(io.BytesIO(again)) as parts:
        names = parts.namelist()
    assert len(set(names)) == len(names)
    assert sum("footnotes" in name for name in names) == 1
    raw = io.BytesIO()
    with ZipFile(io.BytesIO(template.data)) as source, ZipFile(raw, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"document.main+xml", b"template.main+xml"))
    assert b"template.main" not in write_docx(_draft(), Template("g.dotx", raw.getvalue()))[:2000]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rubbish", b"plain words"])
def test_what_is_no_word_file_is_no_template(data: bytes) -> None:
    with pytest.raises(BadTemplate, match=r"x\.docx: this is no Word template"):
        write_docx(_draft(), Template("x.docx", data))


# Other programs


def test_without_libreoffice_its_formats_are_refused_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "office_program", lambda: None)
    with pytest.raises(NoOffice, match="LibreOffice"):
        converted(b"", tmp_path / "r.pdf")
    monkeypatch.setattr(office, "office_program", lambda: "/bin/false")
    with pytest.raises(OfficeFailed):
        converted(b"", tmp_path / "r.odt")
    with pytest.raises(CannotWrite):
        converted(b"", tmp_path / "absent" / "r.odt")
    assert list(tmp_path.iterdir()) == []


def test_a_libreoffice_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_args: object, **_more: object) -> Iterator[None]:
        raise subprocess.TimeoutExpired("soffice", 1)

    monkeypatch.setattr(office, "office_program", lambda: "soffice")
    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(OfficeFailed):
        converted(b"", tmp_path / "r.pdf")


def test_libreoffice_is_found_where_its_installers_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda _name: None)
    place = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    place.parent.mkdir(parents=True)
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert system.office_program() in {None, "/Applications/LibreOffice.app/Contents/MacOS/soffice"}
    place.touch()
    assert system.office_program() == str(place)
