"""Builds the Word transcripts of the sample studies from plain text, the same to the byte each time."""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm

CORPORA = Path(__file__).resolve().parent
AUTHOR = "qualcode"
WRITTEN = datetime(2024, 6, 3, 12, 0, tzinfo=UTC)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
HANGING = Cm(3)
BOLD_LABEL = re.compile(r"^((Intervieweuse|Sophie)\u00a0|Interviewer|Brenna):(?= )")


def new_document(title: str, language: str) -> WordDocument:
    """Opens an empty Word document whose properties hold no name of a person or machine."""
    document = Document()
    properties = document.core_properties
    properties.author = AUTHOR
    properties.last_modified_by = AUTHOR
    properties.title = title
    properties.comments = ""
    properties.language = language
    properties.created = WRITTEN
    properties.modified = WRITTEN
    properties.revision = 1
    return document


def add_bold_turns(document: WordDocument, source: str) -> None:
    """Writes one paragraph per line that is not empty, the label of the speaker in bold."""
    for line in filter(None, source.split("\n")):
        paragraph = document.add_paragraph()
        label = BOLD_LABEL.match(line)
        if label:
            paragraph.add_run(label.group()).bold = True
        paragraph.add_run(line[label.end() if label else 0 :])


def add_timed_turns(document: WordDocument, source: str) -> None:
    """Writes one paragraph per line, the empty ones between turns included."""
    for line in source.rstrip("\n").split("\n"):
        document.add_paragraph(line)


def add_table_turns(document: WordDocument, source: str) -> None:
    """Writes a table of two columns: who speaks, then what is said; a line without a tab goes on in the same cell."""
    table = document.add_table(rows=0, cols=2)
    for line in source.rstrip("\n").split("\n"):
        label, tab, speech = line.partition("\t")
        if tab:
            who, said = table.add_row().cells
            who.text, said.text = label, speech
        else:
            table.rows[-1].cells[1].add_paragraph(line)


def add_tabbed_turns(document: WordDocument, source: str) -> None:
    """Writes one paragraph per line, a tab between who speaks and what is said, the lines hanging under the speech."""
    for line in source.rstrip("\n").split("\n"):
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.left_indent = HANGING
        paragraph.paragraph_format.first_line_indent = -HANGING


def write_fixed(document: WordDocument, path: Path) -> None:
    """Saves the document with its parts in order and without the time of the day."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in sorted(parts.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            fixed.writestr(entry, parts.read(name))


WORD_TRANSCRIPTS = (
    ("perseverance", "Entrevue 01", "fr-CA", add_bold_turns),
    ("perseverance", "Entrevue 04", "fr-CA", add_timed_turns),
    ("perseverance", "Entrevue 05", "fr-CA", add_table_turns),
    ("perseverance", "Groupe B", "fr-CA", add_tabbed_turns),
    ("first-year", "Interview 01", "en-CA", add_bold_turns),
    ("first-year", "Interview 04", "en-CA", add_timed_turns),
)
"""Study, document, its language, and how its turns are written."""


def main() -> None:
    """Builds the Word transcripts beside the plain text ones."""
    for study, name, language, add_turns in WORD_TRANSCRIPTS:
        document = new_document(name, language)
        add_turns(document, (CORPORA / study / "sources" / f"{name}.txt").read_text(encoding="utf-8"))
        write_fixed(document, CORPORA / study / "transcripts" / f"{name}.docx")


if __name__ == "__main__":
    main()
