"""An interview guide from a file of any ending it can have: a list in text or Word, a row a question in a table."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Final

from qualcode.importers.files import file_bytes
from qualcode.importers.formats import check_content
from qualcode.importers.guides import read_guide
from qualcode.importers.reading import WORD_GUIDE, Batch
from qualcode.importers.tables import read_table
from qualcode.model import errors

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.importers.tables import Table

_TEXT: Final = (".md", ".markdown", ".txt", ".text")
_TABLES: Final = (".csv", ".xlsx", ".json")
_WORD: Final = ".docx"


def guide_table(path: Path, encoding: str | None = None) -> Table:
    """Return the questions of a guide as a table with `question`, and `label`, `section`, `probes` where known.

    Args:
        path: the file.
        encoding: how it was written; found out where it is not said.

    Raises:
        Refusal: it is not there, of another kind, broken, or no question stands in it.
    """
    ending, what = path.suffix.lower(), str(path)
    if path.is_dir():
        raise errors.CannotRead(what, reason=os.strerror(errno.EISDIR))
    if ending in _TEXT:
        data = file_bytes(path)
        check_content(data, ending, what)
        return read_guide(data, what, encoding)
    if ending == _WORD:
        with Batch() as batch:
            return batch.table(path, WORD_GUIDE)
    if ending not in _TABLES:
        raise errors.UnknownFormat(what, formats=", ".join((*_TEXT, _WORD, *_TABLES)))
    table = _table(path, encoding)
    table.required(what, "question")
    return table


def _table(path: Path, encoding: str | None) -> Table:
    if path.suffix.lower() == ".xlsx":
        with Batch() as batch:
            return batch.table(path)
    return read_table(file_bytes(path), str(path), encoding)
