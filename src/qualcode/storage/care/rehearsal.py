"""A copy of what an import looks at, in memory, where it can be done without being done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, literal, select

from qualcode.storage.engine import passing_database
from qualcode.storage.schema import create
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import CHUNK

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from qualcode.storage.engine import Database

COPIED: Final = (
    "study", "coders", "texts", "documents", "sources", "cases", "turns", "case_links", "attributes",
    "attribute_values", "codes", "revisions",
)  # fmt: skip
"""What an import looks at; parents before children. Codings and the journal it only adds to."""
_BLANK: Final = {("texts", "content"): "", ("sources", "original_sha256"): None, ("revisions", "original_sha256"): None}
"""What is not copied of a row: words and originals are never compared, and nobody's words need lie in two places."""


def rehearsal(study: Database | None, begin: Callable[[Connection], None]) -> Database:
    """Return a passing project in memory that holds what an import looks at.

    Args:
        study: what to copy from; None for an empty project.
        begin: writes the first rows of an empty one.
    """
    copy = passing_database(study.label if study else "")
    if study is None:
        create(copy, begin)
        return copy
    create(copy, _nothing)
    with study.reading() as there, copy.writing() as here:
        here.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # a case may stand before the one it is inside
        for noun in COPIED:
            _copy(noun, there, here)
    return copy


def _nothing(_connection: Connection) -> None:
    """Write no first rows: those of the study come."""


def _copy(noun: str, there: Connection, here: Connection) -> None:
    table = TABLES[noun]
    columns: list[Any] = [
        literal(_BLANK[noun, column.name]).label(column.name) if (noun, column.name) in _BLANK else column
        for column in table.columns
    ]
    rows = there.execution_options(yield_per=CHUNK).execute(select(*columns)).mappings()
    for part in rows.partitions():
        here.execute(insert(table), [dict(row) for row in part])
