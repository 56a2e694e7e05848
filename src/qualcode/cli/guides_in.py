"""An interview guide from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.cli.tables_in import load_table
from qualcode.coding.guide import GuideLine, ImportGuide
from qualcode.importers.files import file_bytes
from qualcode.importers.formats import check_content
from qualcode.importers.guides import read_guide
from qualcode.importers.reading import WORD_GUIDE, Batch
from qualcode.model import errors

if TYPE_CHECKING:
    from qualcode.coding.project import Project
    from qualcode.importers.tables import Table

_TEXT: Final = (".md", ".markdown", ".txt", ".text")
_TABLES: Final = (".csv", ".xlsx", ".json")
_WORD: Final = ".docx"


def bring_guide_in(opened: Project, file: str, encoding: str | None = None) -> tuple[int, int]:
    """Bring a guide in by one act; return how many questions it has, and how many of them are new.

    Raises:
        Refusal: the file cannot be read, or no question stands in it; nothing was brought in.
    """
    table = _guide(file, encoding)
    lines = tuple(
        GuideLine(text, label, section, tuple(probes.split("\n")))
        for text, label, section, probes in table.values("question", "label", "section", "probes")
        if text.strip()
    )
    if not lines:
        raise errors.NoQuestionInside(file)
    change = opened.perform(ImportGuide(lines))
    made = change.note("made", 0)
    return len(lines), made if isinstance(made, int) else 0


def _guide(file: str, encoding: str | None) -> Table:
    """Read a guide by the ending of its file: lists in text or Word, a row a question in a table."""
    ending = Path(file).suffix.lower()
    if ending in _TEXT:
        data = file_bytes(Path(file))
        check_content(data, ending, file)
        return read_guide(data, file, encoding)
    if ending == _WORD:
        with Batch() as batch:
            return batch.table(Path(file), WORD_GUIDE)
    if ending not in _TABLES:
        raise errors.UnknownFormat(file, formats=", ".join((*_TEXT, _WORD, *_TABLES)))
    table = load_table(file, encoding)
    table.required(file, "question")
    return table
