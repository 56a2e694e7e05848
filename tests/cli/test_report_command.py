"""The draft by command: its formats, its options, and every figure that must change when one coding does."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pytest

from qualcode.coding.passages.codings import RemoveCodings
from qualcode.coding.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("quick_cloud")


def _words(path: Path) -> tuple[list[str], list[str]]:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs], cells


@pytest.mark.usefixtures("study")
def test_a_draft_is_written_and_says_where_it_is_and_what_is_in_it(command: Callable[..., Any], tmp_path: Path) -> None:
    ran = command("report", "build", "r.docx")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("r.docx: written, with ")
    paragraphs, _cells = _words(tmp_path / "r.docx")
    assert "Dormir" in paragraphs
    assert any("« chez ma sœur »" in text.replace("\xa0", " ") for text in paragraphs)


@pytest.mark.usefixtures("study")
def test_a_script_learns_the_files_and_what_is_in_them(command: Callable[..., Any], tmp_path: Path) -> None:
    ran = command("report", "build", "r.md", "--json")
    assert ran.json["question"]["reading"] == "report"
    assert ran.rows[0]["files"] == ["r.md", "cloud.png"]
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert ran.rows[0]["excerpts"] == 2  # the theme rests on a code with one excerpt, and on a single coding
    assert "chez ma sœur" in text
    assert "Rita : Alors?" in text
    assert (tmp_path / "cloud.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.usefixtures("study")
def test_the_corpus_decides_the_language_of_the_draft_and_an_option_over_it(
    command: Callable[..., Any], tmp_path: Path
) -> None:
    command("report", "build", "fr.html")
    command("report", "build", "en.html", "--report-language", "en")
    french = (tmp_path / "fr.html").read_text(encoding="utf-8")
    english = (tmp_path / "en.html").read_text(encoding="utf-8")
    assert ("Note de méthode" in french, "Method note" in french) == (True, False)
    assert ("Note de méthode" in english, "Method note" in english) == (False, True)


@pytest.mark.usefixtures("demo")
def test_the_number_of_excerpts_and_the_counts_can_be_chosen(command: Callable[..., Any], tmp_path: Path) -> None:
    shown = {
        quotes: command("report", "build", "r.md", "--quotes", quotes, "--json").rows[0]["excerpts"]
        for quotes in ("1", "5", "all")
    }
    assert shown["1"] < shown["5"] < shown["all"]
    without = command("report", "build", "r.md", "--no-counts", "--json").rows[0]
    assert without["tables"] == 0
    assert "Jaccard" not in (tmp_path / "r.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("study")
def test_the_attribution_follows_a_template(command: Callable[..., Any], tmp_path: Path) -> None:
    command("report", "build", "r.md", "--attribution", "({rôle}, {case})")
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "(élève, Entrevue 01)" in text
    refused = command("report", "build", "r2.md", "--attribution", "({zut})")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert not (tmp_path / "r2.md").exists()


@pytest.mark.usefixtures("study")
def test_who_coded_nothing_is_not_named_as_a_coder(command: Callable[..., Any], tmp_path: Path) -> None:
    command("memos", "add", "à relire", "--coder", "Geneviève")
    command("report", "build", "r.md", "--report-language", "en")
    draft = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "Coding: Ana and Mathis." in draft
    assert "Geneviève" not in draft


@pytest.mark.usefixtures("study")
def test_one_coder_alone_can_be_reported(command: Callable[..., Any], tmp_path: Path) -> None:
    command("report", "build", "r.md", "--coder", "mathis", "--quotes", "all")
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "chez ma sœur" not in text
    assert "Mathis" in text


@pytest.mark.parametrize(
    "words", [["r.rtf"], ["nowhere/r.docx"], ["r.docx", "--coder", "Zoé"], ["r.docx", "--quotes", "few"]]
)
@pytest.mark.usefixtures("study")
def test_what_cannot_be_written_leaves_nothing_behind(
    command: Callable[..., Any], tmp_path: Path, words: list[str]
) -> None:
    before = sorted(tmp_path.iterdir())
    ran = command("report", "build", *words)
    assert ran.code in {1, 2}
    assert ran.err.splitlines()[-1].startswith("qualcode: ")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.usefixtures("study")
def test_an_old_draft_stands_where_a_new_one_is_refused(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "r.docx").write_bytes(b"mine")
    assert command("report", "build", "r.docx", "--attribution", "({zut})").code == 1
    assert (tmp_path / "r.docx").read_bytes() == b"mine"


@pytest.mark.usefixtures("empty")
def test_a_study_without_codings_has_no_draft(command: Callable[..., Any], tmp_path: Path) -> None:
    ran = command("report", "build", "r.docx")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "qualcode code" in ran.err
    assert not (tmp_path / "r.docx").exists()


@pytest.mark.usefixtures("study")
def test_the_word_file_is_whole_and_names_nobody(command: Callable[..., Any], tmp_path: Path) -> None:
    command("report", "build", "r.docx")
    with ZipFile(io.BytesIO((tmp_path / "r.docx").read_bytes())) as parts:
        assert parts.testzip() is None
        assert b"<dc:creator></dc:creator>" in parts.read("docProps/core.xml").replace(
            b"<dc:creator/>", b"<dc:creator></dc:creator>"
        )


def _table(path: Path, number: int) -> list[list[str]]:
    rows = docx.Document(str(path)).tables[number].rows
    return [[cell.text.strip() for cell in row.cells] for row in rows[1:]]


def _decimal(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def _frequency_cells(rows: list[dict[str, Any]]) -> list[list[str]]:
    """Return what the table of frequencies must say of the codes that occur, from the reading itself."""
    return [
        [
            row["code"],
            str(row["codings"]),
            str(row["cases"]),
            str(row["documents"]),
            f"{_decimal(row['coverage'] * 100, 1)}\xa0%",
        ]
        for row in rows
        if row["codings"]
    ]


def _pair_cells(rows: list[dict[str, Any]]) -> list[list[str]]:
    """Return what the table of pairs must say: the ten that meet most, the closest first among equals."""
    pairs = [row for row in rows if row["a"] != row["b"]]
    strongest = sorted(pairs, key=lambda row: (-row["n_ab"], -row["jaccard"]))[:10]
    return [
        [row["a"], row["b"], *(str(row[key]) for key in ("n_ab", "n_a", "n_b")), _decimal(row["jaccard"], 2)]
        for row in strongest
    ]


def _read(command: Callable[..., Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return command("frequencies", "--json").rows, command("cooccurrence", "--json").rows


def _without_one_that_meets(demo: Path, command: Callable[..., Any]) -> dict[str, Any]:
    """Remove a coding of Absences on which a meeting with another code rests, and return it."""
    pairs = command("cooccurrence", "--json").rows
    with Project.open(str(demo), coder="Ana", write=True) as project:
        for row in command("excerpts", "--code", "Absences", "--json").rows:
            project.perform(RemoveCodings((row["id"],)))
            if sum(pair["n_ab"] for pair in command("cooccurrence", "--json").rows) < sum(p["n_ab"] for p in pairs) - 1:
                return row
            project.undo()
    pytest.fail("no coding of Absences meets another code alone")


def test_one_coding_less_changes_every_figure_that_rests_on_it(
    demo: Path, command: Callable[..., Any], tmp_path: Path
) -> None:
    before = _read(command)
    command("report", "build", "before.docx", "--quotes", "all")
    gone = _without_one_that_meets(demo, command)
    after = _read(command)
    command("report", "build", "after.docx", "--quotes", "all")
    for name, (frequencies, pairs) in (("before.docx", before), ("after.docx", after)):
        assert [row for row in _table(tmp_path / name, 0) if row[1]] == _frequency_cells(frequencies)
        assert _table(tmp_path / name, 1) == _pair_cells(pairs)
    assert _frequency_cells(before[0]) != _frequency_cells(after[0])
    assert _pair_cells(before[1]) != _pair_cells(after[1])

    counts = {code["code"]: code["codings"] for code in before[0]}, {code["code"]: code["codings"] for code in after[0]}
    assert {code for code in counts[0] if counts[0][code] != counts[1][code]} == {"Absences"}
    lines = [_counts_under(tmp_path / name, "Absences") for name in ("before.docx", "after.docx")]
    for line, count in zip(lines, counts, strict=True):
        assert f"{count['Absences']}\xa0codages" in line
    assert gone["text"] in "".join(_words(tmp_path / "before.docx")[0])


def _counts_under(path: Path, heading: str) -> str:
    """Return the sentence that says how often a code was applied: the first of numbers under its heading."""
    paragraphs = docx.Document(str(path)).paragraphs
    start = next(n for n, p in enumerate(paragraphs) if p.text == heading and p.style.name.startswith("Heading"))
    return next(p.text for p in paragraphs[start:] if p.style.name == "Counts")


@pytest.mark.usefixtures("study", "quick_cloud")
def test_codes_under_no_theme_are_named_and_have_a_part_where_one_asks_for_it(
    command: Callable[..., Any], tmp_path: Path
) -> None:
    ran = command("report", "build", "r.md", "--json", "--report-language", "en")
    (row,) = ran.rows
    assert row["codes_left_out"] == ["École", "Matin"]
    assert "2 codes stand in no part of the draft, since no theme rests on them (École, Matin)" in " ".join(
        ran.err.split()
    )
    assert "## Other codes" not in (tmp_path / "r.md").read_text(encoding="utf-8")
    ran = command("report", "build", "r.md", "--other-codes", "--json", "--report-language", "en")
    assert (ran.rows[0]["codes_left_out"], "no theme rests" in ran.err) == ([], False)
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert text.index("## Other codes") < text.index("### Lieux") < text.index("#### École") < text.index("#### Matin")
