"""Builds the Word transcripts of the sample study from plain text, the same to the byte each time."""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument

STUDY = Path(__file__).resolve().parent / "perseverance"
AUTHOR = "qualcode"
WRITTEN = datetime(2024, 6, 3, 12, 0, tzinfo=UTC)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
BOLD_LABEL = re.compile(r"^(Intervieweuse|Sophie)\u00a0:(?= )")


def new_document(title: str) -> WordDocument:
    """Opens an empty Word document whose properties hold no name of a person or machine."""
    document = Document()
    properties = document.core_properties
    properties.author = AUTHOR
    properties.last_modified_by = AUTHOR
    properties.title = title
    properties.comments = ""
    properties.language = "fr-CA"
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


def main() -> None:
    """Builds the two Word transcripts beside the plain text ones."""
    for name, add_turns in (("Entrevue 01", add_bold_turns), ("Entrevue 04", add_timed_turns)):
        document = new_document(name)
        add_turns(document, (STUDY / "sources" / f"{name}.txt").read_text(encoding="utf-8"))
        write_fixed(document, STUDY / "transcripts" / f"{name}.docx")


if __name__ == "__main__":
    main()
