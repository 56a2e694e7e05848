"""Codings that a file brings along: the headings of a report over its quotations, comments, highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.coding.passages.codings import Passage, write_passages
from qualcode.coding.passages.tables import Book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.coding.work import Work
    from qualcode.model.transcript import Mark

SOURCE: Final = "source"
"""Where such a coding comes from, as its row says."""


def write_marks(work: Work, document: str, marks: Sequence[Mark]) -> int:
    """Write the codings that a source brings along, with the codes that are missing; return how many."""
    if not marks:
        return 0
    book = Book(work)
    passages = [Passage(document, mark.start, mark.end, book.at(mark.path)[0], mark.coder, mark.memo) for mark in marks]
    return write_passages(work, passages, SOURCE)
