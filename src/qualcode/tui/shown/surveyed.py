"""The columns of a table of answers on the import screen: how each was taken, and what a person says of it instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.importers.answers.columns import parsed
from qualcode.importers.answers.columns import understood as taken
from qualcode.importers.answers.survey import check_size
from qualcode.importers.files import file_bytes
from qualcode.importers.formats import check_content
from qualcode.importers.tables import read_table
from qualcode.model.bundle import PARTS
from qualcode.model.errors import Refusal
from qualcode.model.messages import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qualcode.importers.options import ImportOptions
    from qualcode.importers.reading import Batch
    from qualcode.importers.tables import Table
    from qualcode.model.bundle import Answers, Part

ONE_ONLY: Final = frozenset({"name", "question"})
"""What one column alone can be."""
WORDS: Final[dict[str, str]] = {
    "name": N_("who answers"),
    "question": N_("questions"),
    "open": N_("own words"),
    "attribute": N_("attributes"),
    "skip": N_("left out"),
}
"""What a column can be, in words."""


def columns_of(batch: Batch, path: Path, options: ImportOptions) -> tuple[Answers, ...]:
    """Return how the columns of a table would be taken; none where it cannot be read as a table.

    Args:
        batch: reads a workbook.
        path: the table.
        options: the encoding and the mapping, where they are said.
    """
    try:
        return taken(table_of(batch, path, options), parsed(options.columns), str(path))
    except Refusal:
        return ()


def table_of(batch: Batch, path: Path, options: ImportOptions) -> Table:
    """Return the table that a file holds.

    Args:
        batch: reads a workbook.
        path: the file.
        options: the encoding, where it is said.

    Raises:
        Refusal: it holds none, or too large a one.
    """
    if path.suffix.lower() == ".xlsx":
        table = batch.table(path)
    else:
        data = file_bytes(path)
        check_content(data, path.suffix, str(path))
        table = read_table(data, str(path), options.encoding)
    check_size(len(table.rows), len(table.header), str(path))
    return table


def changed(columns: Sequence[Answers], place: int, part: Part) -> tuple[str, ...]:
    """Return the mapping that says of a column what it is, and of all others that they are what they were taken for.

    Args:
        columns: of the table, as they were taken.
        place: which column.
        part: what it is.
    """
    parts = [column.part for column in columns]
    if part in ONE_ONLY:
        parts = ["skip" if known == part else known for known in parts]
    parts[place] = part
    titles = [_named(column.column, number) for number, column in enumerate(columns)]
    return tuple(f"{known}={title}" for known, title in zip(parts, titles, strict=True))


def turned(part: Part, count: int = 1) -> Part:
    """Return what comes after a part, round and round."""
    return PARTS[(PARTS.index(part) + count) % len(PARTS)]


def _named(title: str, place: int) -> str:
    """Name a column as `--columns` does: by its title in quotes, by its letter where the title would be misread."""
    if title and title != "*" and not set(title) & set('"\r\n') and title == title.strip():
        return f'"{title}"'
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
