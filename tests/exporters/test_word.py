from __future__ import annotations

import io
import subprocess
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import mammoth
import pytest
from docx.oxml.ns import qn
from lxml import etree

from qualcode.exporters.word import write_docx
from qualcode.exporters.word_marks import Marks
from qualcode.report.blocks import Draft, Heading, Paragraph, Quote, Run, heading_numbers
from qualcode.report.draft import DraftOptions, draft

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="module")
def made(gardens: ModuleType) -> Draft:
    return draft(gardens.material(), DraftOptions(language="en"))


@pytest.fixture(scope="module")
def written(made: Draft) -> bytes:
    return write_docx(made)


def _part(data: bytes, name: str) -> etree._Element:
    with ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def _small(*blocks: object, language: str = "fr-CA") -> bytes:
    return write_docx(Draft(language, "Titre", "Ébauche", "2024-03-25", "Table", "Page", "0.1.0", blocks))


def test_the_same_draft_gives_the_same_bytes(made: Draft, written: bytes) -> None:
    assert write_docx(made) == written


def test_no_entry_of_the_package_is_doubled_and_none_says_a_time(written: bytes) -> None:
    with ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert max(Counter(archive.namelist()).values()) == 1
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nobody_is_named_in_the_properties(written: bytes) -> None:
    core = docx.Document(io.BytesIO(written)).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.title == "Jardins collectifs de trois quartiers"
    assert core.created.date().isoformat() == "2024-03-25"
    with ZipFile(io.BytesIO(written)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
        assert not any("thumbnail" in name for name in archive.namelist())
    assert b"python-docx" not in whole
    assert b"Macintosh" not in whole


def test_words_own_styles_bear_the_report(written: bytes) -> None:
    used = Counter(paragraph.style.name for paragraph in docx.Document(io.BytesIO(written)).paragraphs)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Quote", "Caption", "List Bullet"):
        assert used[name], name


def test_the_look_stands_in_the_styles_alone(written: bytes) -> None:
    """No run and no paragraph says its own size, colour, font or spacing."""
    body = _part(written, "word/document.xml")
    named = {qn("w:rStyle"), qn("w:pStyle"), qn("w:noProof")}
    direct = [child.tag for kind in ("w:rPr", "w:pPr") for node in body.iter(qn(kind)) for child in node]
    assert set(direct) - named - {qn("w:sectPr")} == set()


@pytest.mark.parametrize(("language", "tag"), [("fr-CA", "fr-CA"), ("fr-FR", "fr-FR"), ("en", "en-CA")])
def test_the_language_is_set_for_the_spelling(language: str, tag: str) -> None:
    styles = _part(_small(language=language), "word/styles.xml")
    normal = next(style for style in styles.iter(qn("w:style")) if style.get(qn("w:styleId")) == "Normal")
    found = [
        node.get(qn("w:val"))
        for place in (normal, styles.find(qn("w:docDefaults")))
        for node in place.iter(qn("w:lang"))
    ]
    assert found == [tag, tag]


def test_bookmarks_are_unique_stay_in_their_paragraph_and_fit_word(written: bytes) -> None:
    body = _part(written, "word/document.xml")
    starts = list(body.iter(qn("w:bookmarkStart")))
    names = [start.get(qn("w:name")) for start in starts]
    assert len({name.casefold() for name in names}) == len(names) > 30
    assert len({start.get(qn("w:id")) for start in starts}) == len(starts)
    assert max(map(len, names)) <= 40
    for start in starts:
        ends = [node for node in start.getparent() if node.tag == qn("w:bookmarkEnd")]
        assert [end for end in ends if end.get(qn("w:id")) == start.get(qn("w:id"))]


def test_every_quotation_and_every_table_bears_its_mark(made: Draft, written: bytes) -> None:
    names = {start.get(qn("w:name")) for start in _part(written, "word/document.xml").iter(qn("w:bookmarkStart"))}
    quoted = [b.id for b in made.blocks if isinstance(b, Quote) or (isinstance(b, Paragraph) and len(b.runs) > 3)]
    assert {f"_qcs_{identifier}" for identifier in quoted} <= names
    assert {f"_{kind}_{part}" for kind in ("qcs", "qce") for part in ("frequencies", "cooccurrence", "cloud")} <= names
    assert any(name.startswith("_qcn_f") for name in names)


def test_the_mark_of_a_quotation_covers_its_words_and_attribution_and_not_our_sentence(
    written: bytes, made: Draft
) -> None:
    block = next(b for b in made.blocks if isinstance(b, Paragraph) and len(b.runs) > 3)
    body = _part(written, "word/document.xml")
    start = next(s for s in body.iter(qn("w:bookmarkStart")) if s.get(qn("w:name")) == f"_qcs_{block.id}")
    inside = []
    node = start.getnext()
    while node.tag != qn("w:bookmarkEnd"):
        inside.append("".join(node.itertext()))
        node = node.getnext()
    assert "".join(inside) == "".join(run.text for run in block.runs if run.style != "plain")


def test_the_map_of_marks_travels_in_the_properties(written: bytes) -> None:
    custom = _part(written, "docProps/custom.xml")
    values = {node.get("name"): "".join(node.itertext()) for node in custom}
    assert values["qualcode.version"] == "0.1.0"
    assert '"_qcs_' in values["qualcode.marks"]


def test_the_contents_are_read_before_word_makes_its_own(written: bytes, made: Draft) -> None:
    document = docx.Document(io.BytesIO(written))
    listed = [p.text for p in document.paragraphs if p.style.name.startswith("toc ")]
    headings = [(number, made.blocks[place]) for place, number in heading_numbers(made.blocks).items()]
    assert listed == [f"{number}\u00a0\u00a0{block.text}" for number, block in headings if block.level <= 2]
    body = _part(written, "word/document.xml")
    kinds = Counter(node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar")))
    assert kinds["begin"] == kinds["separate"] == kinds["end"] == 7
    anchors = {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))}
    assert anchors <= {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}


def test_captions_are_numbered_by_fields_that_show_their_number(written: bytes) -> None:
    captions = [p for p in docx.Document(io.BytesIO(written)).paragraphs if p.style.name == "Caption"]
    assert [caption.text[:7] for caption in captions] == ["Table\u00a01", "Table\u00a02", "Figure\u00a0"]
    told = [node.text.strip() for node in _part(written, "word/document.xml").iter(qn("w:instrText"))]
    assert told[1:] == [
        "REF _Ref_frequencies \\h",
        "SEQ Table \\* ARABIC",
        "REF _Ref_cooccurrence \\h",
        "SEQ Table \\* ARABIC",
        "REF _Ref_cloud \\h",
        "SEQ Figure \\* ARABIC",
    ]


def test_the_first_row_of_a_table_comes_back_and_numbers_stand_right_by_style(written: bytes) -> None:
    table = docx.Document(io.BytesIO(written)).tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[2].cells[1].paragraphs[0].style.name == "Table Number"
    assert table.style.name == "Report Table"


def test_pictures_have_an_alternative_text(written: bytes) -> None:
    shape = docx.Document(io.BytesIO(written)).inline_shapes[0]
    assert shape._inline.docPr.get("descr").startswith("Cloud of the words used most often; the largest are jardin")


def test_what_xml_forbids_is_shown_and_breaks_nothing() -> None:
    bad = "a\x00b\x0bc\x1fd\ud800e\ufffef\u2028g & <w:p> [rires]"
    data = _small(
        Paragraph((Run(bad, "quoted"),), id="x" * 60), Quote(f"{bad}\nsuite\tfin", bad, "é/…"), *[Heading(1, bad)] * 2
    )
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    shown = "a␀b␋c␟d\ufffde\ufffdf\u2028g & <w:p> [rires]"
    assert f"{shown}\nsuite\tfin {shown}" in texts
    assert texts.count(shown) == 3


def test_marks_are_shortened_and_numbered_where_they_must_be() -> None:
    marks = Marks()
    first, second, long = marks.name("qcs", "AbC"), marks.name("qcs", "aBc"), marks.name("qcs", "é" * 5 + "x" * 90)
    assert (first, second) == ("_qcs_AbC", "_qcs_aBc_2")
    assert len(long) <= 40
    assert long != marks.name("qcs", "x" * 95)


def test_another_reader_finds_every_word(made: Draft, written: bytes) -> None:
    text = mammoth.extract_raw_text(io.BytesIO(written)).value
    for block in made.blocks:
        if isinstance(block, Quote):
            assert block.text in text


def test_libreoffice_opens_it_and_keeps_every_mark(written: bytes, soffice: str, tmp_path: Path) -> None:
    source = tmp_path / "report.docx"
    source.write_bytes(written)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind, folder in (("pdf", tmp_path), ("docx", tmp_path / "again")):
        command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    again = (tmp_path / "again" / "report.docx").read_bytes()
    names = [
        {s.get(qn("w:name")) for s in _part(data, "word/document.xml").iter(qn("w:bookmarkStart"))}
        for data in (written, again)
    ]
    ours = [{name for name in found if name.startswith("_qc")} for found in names]
    assert ours[0] == ours[1]


def test_a_picture_wider_than_the_page_is_made_to_fit(gardens: ModuleType) -> None:
    material = replace(gardens.material(), cloud=gardens.picture(width=4000, height=900))
    data = write_docx(draft(material, DraftOptions(language="en")))
    shape = docx.Document(io.BytesIO(data)).inline_shapes[0]
    assert shape.width.cm <= 14.5
    assert shape.width / shape.height == pytest.approx(4000 / 900, rel=0.01)
