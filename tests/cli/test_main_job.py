"""The whole job on real interviews, by commands alone; nothing of them is copied here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
import pytest

from qualcode.coding.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUALCODE_CODER", "Ana")
    return tmp_path


def test_ten_real_interviews_go_from_a_folder_to_a_word_draft(
    material: Path, here: Path, command: Callable[..., Any]
) -> None:
    folder = material / "transcripts" / "artisans_fr"
    interviews = sorted(folder.glob("*.docx"))
    assert len(interviews) == 10
    assert command("new", "study", "--title", "Artisans", "--corpus-language", "fr-FR").code == 0
    brought = command("import", *interviews, "--attributes", folder / "recap_entretien.csv", "--json")
    assert brought.code == 0, brought.err
    assert len(brought.rows) == 10
    assert all(row["turns"] > 15 and len(row["speakers"]) == 2 for row in brought.rows)
    for name in ("Gestes", "Apprendre"):
        assert command("codes", "add", name).code == 0
    documents = [row["document"] for row in brought.rows]
    for document in documents:
        command("code", document, "Gestes", "--pattern", r"\b(?:gestes?|mains?)\b", "--extend", "sentence")
        command("code", document, "Apprendre", "--pattern", r"\bappr(?:en\w+|is)\b", "--extend", "sentence")
        assert command("documents", "state", document, "coded").code == 0

    excerpts = command("excerpts", "--code", "Gestes", "--json").rows
    assert len(excerpts) > 50
    pairs = {(row["a"], row["b"]): row for row in command("cooccurrence", "--json").rows}
    both = pairs["Gestes", "Apprendre"]
    assert 0 < both["n_ab"] <= min(both["n_a"], both["n_b"])
    words = command("keywords", "--by", "attribute:Matériau", "--json")
    assert len({row["group"] for row in words.rows} - {None}) > 1
    assert words.json["question"]["population"]["documents"] == "marked"
    assert command("cloud", "cloud.png", "--colour-by", "code").code == 0
    assert (here / "cloud.png").read_bytes().startswith(b"\x89PNG")
    built = command("report", "build", "report.docx")
    assert built.code == 0, built.err
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(here / "report.docx")).paragraphs)
    quoted = [row["text"] for row in excerpts if row["text"] in text]
    assert len(quoted) >= 3


@pytest.mark.usefixtures("here")
def test_115_debates_come_in_by_one_command_with_their_speakers(material: Path, command: Callable[..., Any]) -> None:
    folder = material / "coded" / "fredsum_fr" / "transcript"
    assert command("new", "study").code == 0
    brought = command("import", folder, "--json")
    assert brought.code == 0
    assert len(brought.rows) == 115
    assert all(len(row["speakers"]) >= 2 for row in brought.rows)
    assert sum(row["turns"] for row in brought.rows) > 5_000
    again = command("import", folder)
    assert (again.code, len(command("documents", "--json").rows)) == (0, 115)
    with Project.open("study.qualcode") as project:
        text = dict(project.documents.texts([document.id for document in project.documents.all()]))
    assert len(command("search", "?", "--json").rows) == sum(each.count("?") for each in text.values())
