"""A project's storage in one object: what `coding.Project` holds, and nobody else."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualcode.model import errors
from qualcode.storage import engine, schema
from qualcode.storage.care.backup import clear_drafts
from qualcode.storage.care.lock import WriterLock, lock_of
from qualcode.storage.care.upgrading import brought_up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from qualcode.storage.engine import Database
    from qualcode.storage.sealing import Key


class Store:
    """An open project: its database, and the right to write where it was asked for and granted."""

    def __init__(self, database: Database, lock: WriterLock | None, *, writes: bool) -> None:
        """Keep what `opened` or `created` made."""
        self.database = database
        self.writes = writes
        self._lock = lock

    @property
    def keeps_backups(self) -> bool:
        """Whether backups are made of it: a file that we write in; a passing copy in memory has no lock."""
        return self._lock is not None

    def close(self) -> None:
        """Let the database and the writer's place go."""
        self.database.close()
        if self._lock is not None:
            self._lock.release()


def opened(location: str, who: str, *, write: bool) -> Store:
    """Open an existing project for reading or, as its only writer, for writing.

    Its schema is asked by a connection that cannot write: what is not ours, or newer, stays as it is to the last byte.

    Raises:
        Refusal: where it is not there, not ours, or somebody else is writing.
    """
    asking = engine.database(location, read_only=True)
    try:
        current = schema.is_current(asking)
    except BaseException:
        asking.close()
        raise
    if not write and current:
        return Store(asking, None, writes=False)
    asking.close()
    if not write:
        raise errors.ProjectOlder(asking.label)
    return _for_writing(engine.database(location), who, None if current else brought_up_to_date)


def created(location: str, who: str, begin: Callable[[Connection], None], key: Key | None = None) -> Store:
    """Create a project and open it for writing; where that fails, nothing is left behind.

    Args:
        location: where nothing is yet.
        who: the name that others read while it is open.
        begin: writes the first rows, in the transaction that makes the tables.
        key: what it is encrypted with, if at all.

    Raises:
        ProjectExists: where something is already there.
    """
    database = engine.new_database(location, key)
    try:
        return _for_writing(database, who, lambda fresh: schema.create(fresh, begin))
    except BaseException:
        if database.path is not None:
            for left in (database.path, lock_of(database.path)):
                with suppress(OSError):
                    left.unlink(missing_ok=True)
        raise


def _for_writing(database: Database, who: str, prepare: Callable[[Database], None] | None) -> Store:
    """Take the writer's place, then do what must be done first; let all go where that fails."""
    store = Store(database, None, writes=True)
    try:
        if database.path is not None:
            store = Store(database, WriterLock(database.path, who), writes=True)
            clear_drafts(database.path)
        if prepare is not None:
            prepare(database)
    except BaseException:
        store.close()
        raise
    return store


def now() -> str:
    """Return the time as it is stored: ISO 8601 in UTC, to the microsecond, so that order is kept."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
