"""Papers and tables that leave a study by commands: their formats, their language, what they hold."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from lxml import html

from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.cases.consents import SetConsent
from qualcode.coding.codebook.approach import NameApproach
from qualcode.coding.project import Project
from qualcode.exporters import office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NB = "\u00a0"


def _headings(path: Path, level: str = "Heading") -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs if p.style.name.startswith(level)]


@pytest.mark.usefixtures("study")
def test_excerpts_go_out_by_code_by_case_and_as_a_matrix(command: Callable[..., Any], tmp_path: Path) -> None:
    assert command("export", "excerpts", "a.docx", "--by", "case").code == 0
    assert _headings(tmp_path / "a.docx", "Heading 1")[:2] == ["Entrevue 01", f"Groupe A{NB}· P1".replace(NB, " ")]
    assert command("export", "excerpts", "a.xlsx", "--by", "matrix").code == 0
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert [cell.value for cell in page[1]] == ["case", "attribute:rôle", "École", "Maison", "Matin"]
    assert page.cell(2, 5).value.count("\n\n") == 1
    rows = list(csv.DictReader(io.StringIO(command("export", "excerpts", "-", "--by", "code").out)))
    assert [row["code"] for row in rows] == ["École"] * 3 + ["Maison"] + ["Matin"] * 3
    rows = list(csv.DictReader(io.StringIO(command("export", "excerpts", "-", "--by", "case").out)))
    assert [row["case"] for row in rows][-2:] == ["Groupe A · P1", ""]
    assert command("export", "excerpts", "b.json", "--code", "Lieux", "--by", "matrix").code == 0
    told = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert told["question"]["codes"] == ["Lieux"]
    assert set(told["rows"][0]["codes"]) == {"École", "Maison"}


@pytest.mark.usefixtures("study")
def test_the_codebook_goes_out_with_counts_and_examples(command: Callable[..., Any], tmp_path: Path) -> None:
    for name in ("c.docx", "c.html", "c.xlsx"):
        assert command("export", "codebook", name).code == 0
    assert "École" in _headings(tmp_path / "c.docx")
    page = openpyxl.load_workbook(tmp_path / "c.xlsx").active
    assert [cell.value for cell in page[3]][-5:-2] == [3, 2, 2]
    tree = html.fromstring((tmp_path / "c.html").read_bytes())
    assert tree.xpath("//blockquote")
    assert command("export", "codebook", "d.yaml", "--examples", "1").code == 0
    assert "in_use:" in (tmp_path / "d.yaml").read_text(encoding="utf-8")
    assert command("codes", "import", "d.yaml", "--coder", "Ana").code == 0
    assert command("export", "codebook", "e.yml").code == 0
    assert "in_use:" not in (tmp_path / "e.yml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("study", "french")
def test_a_paper_has_a_language_of_its_own(command: Callable[..., Any], tmp_path: Path) -> None:
    assert command("export", "theme-tree", "t.md", "--report-language", "en").code == 0
    assert (tmp_path / "t.md").read_text(encoding="utf-8").startswith("# Thematic tree\n")
    assert command("export", "theme-tree", "-").out.startswith("# ")
    assert command("export", "transcript", "-").out.startswith("<!DOCTYPE html>")
    assert command("export", "theme-list", "l.md", "--report-language", "en", "--document", "Groupe A").code == 0
    assert "## Entrevue" not in (tmp_path / "l.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("study")
def test_coded_transcripts_go_out_for_those_coded_or_named(command: Callable[..., Any], tmp_path: Path) -> None:
    assert command("export", "transcript", "t.html", "--coder", "ana").code == 0
    tree = html.fromstring((tmp_path / "t.html").read_bytes())
    assert tree.xpath("//section/h2/text()") == ["Entrevue 01", "Groupe A"]
    assert "Mathis" not in "".join(tree.xpath("//ul[@class='margin']//text()"))
    assert "dort là" in tree.text_content()
    assert command("export", "transcript", "t.docx", "--document", "Groupe A").code == 0
    assert _headings(tmp_path / "t.docx") == ["Groupe A"]


@pytest.mark.usefixtures("empty")
def test_there_is_no_coded_transcript_without_a_coding(command: Callable[..., Any], tmp_path: Path) -> None:
    ran = command("export", "transcript", "t.docx")
    assert (ran.code, (tmp_path / "t.docx").exists()) == (1, False)
    assert command("export", "methods", "m.md").code == 0
    assert "COREQ" in (tmp_path / "m.md").read_text(encoding="utf-8")


def test_who_did_not_agree_is_in_no_paper(study: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(SetConsent(project.cases.get("Entrevue 01").id, quotation="no"))
    for noun, name in (
        ("excerpts", "a.md"), ("excerpts", "a.csv"), ("codebook", "b.md"), ("theme-list", "c.md"),
        ("transcript", "d.html"),
    ):  # fmt: skip
        assert command("export", noun, name).code == 0
        assert "ma sœur" not in (tmp_path / name).read_text(encoding="utf-8-sig"), name
    assert "L'école ferme" in (tmp_path / "d.html").read_text(encoding="utf-8").replace("&#x27;", "'")


def test_the_methods_appendix_follows_the_approach_and_the_guideline_named(
    study: Path, command: Callable[..., Any], tmp_path: Path
) -> None:
    assert command("export", "methods", "m.md", "--report-language", "en").code == 0
    told = (tmp_path / "m.md").read_text(encoding="utf-8")
    assert "| 12 | Sample size | 3 participants in 1 interview and 1 focus group. |" in told
    assert "2 coders: Ana (4 codings) and Mathis (3 codings)." in told
    assert "aturation is" not in told
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(NameApproach("reflexive"))
    assert command("export", "methods", "m.md", "--report-language", "en").code == 0
    assert "RTARG" in (tmp_path / "m.md").read_text(encoding="utf-8")
    assert command("export", "methods", "m.docx", "--guideline", "srqr").code == 0
    ran = command("export", "methods", "x.md", "--saturation")
    assert (ran.code, ran.err.count("\n")) == (1, 1)  # nothing gives an order yet
    with Project.open(str(study), coder="Ana", write=True) as project:
        project.perform(SetAttribute(project.cases.get("Entrevue 01").id, "rang", "1"))
    asked = ("--saturation", "--order", "attribute:rang", "--guideline", "coreq", "--report-language", "en")
    assert command("export", "methods", "m.md", *asked).code == 0
    assert "Code saturation is not met (rule of Guest" in (tmp_path / "m.md").read_text(encoding="utf-8")


def _data(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in io.StringIO(text) if not line.startswith("#")))


@pytest.mark.usefixtures("study")
def test_the_table_for_r_has_a_row_a_case_document_or_turn(command: Callable[..., Any]) -> None:
    for rows, count in (("case", 4), ("document", 2), ("turn", 4)):
        found = _data(command("export", "table", "-", "--rows", rows).out)
        assert len(found) == count, rows
    found = _data(command("export", "table", "-", "--rows", "case", "--counts").out)
    assert (found[0]["case"], found[0]["code_matin"]) == ("Entrevue 01", "3")


@pytest.mark.usefixtures("study", "quick_cloud")
def test_a_template_dresses_pages_only_and_must_be_one(command: Callable[..., Any], tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Université"
    made.save(tmp_path / "gabarit.docx")
    for words in (("export", "codebook"), ("report", "build")):
        assert command(*words, "out.docx", "--template", "gabarit.docx").code == 0
        assert docx.Document(str(tmp_path / "out.docx")).sections[0].header.paragraphs[0].text == "Université"
    refused = command("export", "codebook", "out.csv", "--template", "gabarit.docx")
    assert (refused.code, refused.err.split(": ", 2)[1]) == (1, "out.csv")
    assert command("export", "codebook", "out.docx", "--template", "study.qualcode").code == 1
    assert command("report", "build", "out.docx", "--template", "absent.docx").code == 1


@pytest.mark.usefixtures("study", "quick_cloud")
def test_other_programs_formats_go_by_libreoffice(
    command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "office_program", lambda: None)
    for words in (("export", "theme-tree", "a.odt"), ("report", "build", "a.pdf")):
        ran = command(*words)
        assert (ran.code, "LibreOffice" in ran.err, (tmp_path / words[-1]).exists()) == (1, True, False)
    assert command("export", "codebook", "a.rtf").err.endswith(".html, .md, .odt, .pdf\n")
