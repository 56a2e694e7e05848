"""The full check of a project: each rule of `model.care.RULES`, looked at by what knows it; nothing is written."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.exc import SQLAlchemyError

from qualcode.model import errors
from qualcode.model.care import Fault
from qualcode.storage import sealing
from qualcode.storage.care import look_file, look_journal, look_names, look_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

    from qualcode.storage.engine import Database

Look = "Callable[[Connection], Iterator[Fault]]"
_LOOKS: Final[tuple[tuple[str, Any], ...]] = (
    ("schema", look_file.look_at_schema),
    ("study", look_file.look_at_study),
    ("names", look_names.look_at_names),
    ("codes and cases", look_names.look_at_trees),
    ("links and memos", look_names.look_at_links),
    ("documents", look_texts.look_at_texts),
    ("originals", look_texts.look_at_originals),
    ("unsettled", look_texts.look_at_unsettled),
    ("actions", look_journal.look_at_entries),
    ("actions", look_journal.look_at_images),
    ("derived", look_file.look_at_derived),
)
"""What is looked at, on every database, by the name of what cannot be read where a look fails."""
_BROKEN: Final = (SQLAlchemyError, sqlite3.Error, TypeError, ValueError, LookupError, AttributeError)
"""What a damaged row or page makes of an attempt to read it."""


def check(database: Database) -> list[Fault]:
    """Return every fault found, in one read transaction; an empty list for a sound project."""
    looks = (("file", look_file.look_at_file), *_LOOKS) if database.is_file else _LOOKS
    found: dict[tuple[str, str, str], Fault] = {}
    for each in _all_seen(database, looks):
        found.setdefault((each.rule, each.where, each.detail), each)
    return list(found.values())


def _all_seen(database: Database, looks: Iterable[tuple[str, Any]]) -> list[Fault]:
    """Return what looks find, in their order.

    An encrypted file of which one page was refused answers nothing any more, not even that the reading ends: what was
    found counts all the same.
    """
    found: list[Fault] = []
    try:
        with database.reading() as connection:
            for name, look in looks:
                found += _seen(name, look, connection)
    except errors.Refusal:
        if not found:
            raise
    return found


def _seen(name: str, look: Callable[[Connection], Iterator[Fault]], connection: Connection) -> list[Fault]:
    """Return what a look finds; where it cannot see, that is a fault."""
    found: list[Fault] = []
    try:
        found.extend(look(connection))
    except Exception as broken:
        if not isinstance(broken, (*_BROKEN, *sealing.faults())):
            raise
        found.append(Fault("unreadable", name, type(broken).__name__))
    return found


def is_whole(database: Database) -> bool:
    """Tell whether SQLite finds every page, index, constraint and reference of a file in order."""
    return not _all_seen(database, [("file", look_file.look_at_file)])
