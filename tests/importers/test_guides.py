"""Interview guides as people write them: lists, numbers, bullets, sections, tables."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from qualcode.importers.guides import read_guide
from qualcode.importers.options import ImportOptions
from qualcode.importers.reading import WORD_GUIDE, Batch
from qualcode.importers.word.guide import read
from qualcode.model import errors

if TYPE_CHECKING:
    from collections.abc import Callable

CORPORA = Path(__file__).resolve().parents[2] / "corpora"

NUMBERED = """# Guide d'entrevue

On commence large. Est-ce clair?

1. Où dormez-vous?
   - Relances : avec qui, depuis quand?
   a) Et la fin de semaine?
2) **Et le matin?**
   Prenez votre temps.
Q3 : Pourquoi\u00a0?
4 - Autre chose?
"""
SECTIONS = """# Guide
## Le soir
1. Où dormez-vous?
## Le matin
2. Qui se lève?
"""
THEMES = """Thème 1 : Le soir

* Où dormez-vous?
    * avec qui
* À quelle heure?

Thème 2 : Le matin
* Qui se lève?
"""
NUMBERED_THEMES = """1. Le soir
- Où dormez-vous?
- À quelle heure?
2. Le matin
- Racontez-moi.
- Qui se lève?
"""
PLAIN = """Guide

Where do you sleep?
Probes: who with, since when

Tell the person it is confidential.

And in the
morning?
"""


def rows(text: str) -> list[tuple[str, str, list[str]]]:
    table = read_guide(text.encode(), "guide.md")
    found = table.values("question", "section", "probes")
    return [(question, section, probes.split("\n") if probes else []) for question, section, probes in found]


def test_numbered_lines_are_questions_and_bullets_their_probes() -> None:
    assert rows(NUMBERED) == [
        ("Où dormez-vous?", "", ["avec qui, depuis quand?", "Et la fin de semaine?"]),
        ("Et le matin? Prenez votre temps.", "", []),
        ("Pourquoi\u00a0?", "", []),
        ("Autre chose?", "", []),
    ]


def test_headings_under_the_title_are_sections() -> None:
    assert rows(SECTIONS) == [("Où dormez-vous?", "Le soir", []), ("Qui se lève?", "Le matin", [])]


def test_without_numbers_the_bullets_are_questions_and_deeper_ones_probes() -> None:
    assert rows(THEMES) == [
        ("Où dormez-vous?", "Thème 1 : Le soir", ["avec qui"]),
        ("À quelle heure?", "Thème 1 : Le soir", []),
        ("Qui se lève?", "Thème 2 : Le matin", []),
    ]


def test_numbers_that_only_name_themes_are_sections() -> None:
    assert rows(NUMBERED_THEMES) == [
        ("Où dormez-vous?", "Le soir", []),
        ("À quelle heure?", "Le soir", []),
        ("Racontez-moi.", "Le matin", []),
        ("Qui se lève?", "Le matin", []),
    ]


def test_without_any_mark_the_lines_that_ask_are_questions() -> None:
    assert rows(PLAIN) == [("Where do you sleep?", "", ["who with, since when"]), ("And in the morning?", "", [])]


def test_a_text_without_a_question_is_refused() -> None:
    with pytest.raises(errors.NoQuestionInside):
        read_guide(b"Des notes.\n", "guide.txt")


@pytest.mark.parametrize(("study", "probes"), [("perseverance", 5), ("first-year", 4)])
def test_the_guides_of_the_sample_studies_have_ten_questions(study: str, probes: int) -> None:
    found = rows((CORPORA / study / "guide.md").read_text(encoding="utf-8"))
    assert len(found) == 10
    assert sum(bool(row[2]) for row in found) == probes
    assert not any(name in probe for row in found for probe in row[2] for name in ("Relances", "Prompts"))


def word(write: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    write(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def numbered(document: docx.document.Document) -> None:
    document.add_heading("Guide d'entrevue", 0)
    document.add_paragraph("On commence large. Est-ce clair?")
    document.add_heading("Le soir", 1)
    document.add_paragraph("Où dormez-vous\u00a0?", style="List Number")
    document.add_paragraph("avec qui", style="List Bullet")
    document.add_paragraph("Relances : depuis quand")
    document.add_heading("Le matin", 1)
    document.add_paragraph("Qui se lève?", style="List Number")


def typed(document: docx.document.Document) -> None:
    document.add_paragraph("Guide")
    document.add_paragraph("1. Où dormez-vous?")
    document.add_paragraph("- avec qui")
    document.add_paragraph("2. Qui se lève?")


def test_a_word_list_is_read_by_its_level_and_sign() -> None:
    table = read(word(numbered), "guide.docx", ImportOptions())
    assert list(table.values("question", "section", "probes")) == [
        ("Où dormez-vous\u00a0?", "Le soir", "avec qui\ndepuis quand"),
        ("Qui se lève?", "Le matin", ""),
    ]


def test_numbers_typed_in_word_are_read_as_in_a_text(tmp_path: Path) -> None:
    path = tmp_path / "guide.docx"
    path.write_bytes(word(typed))
    with Batch() as batch:
        table = batch.table(path, WORD_GUIDE)
    assert list(table.values("question", "probes")) == [("Où dormez-vous?", "avec qui"), ("Qui se lève?", "")]


def test_a_word_file_without_a_question_or_broken_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "guide.docx"
    path.write_bytes(word(lambda document: document.add_paragraph("Des notes.")))
    with Batch() as batch:
        with pytest.raises(errors.NoQuestionInside):
            batch.table(path, WORD_GUIDE)
        path.write_bytes(word(typed)[:-200])
        with pytest.raises(errors.ImportRefused):
            batch.table(path, WORD_GUIDE)
