"""A project's storage in one object: what `coding.Project` holds, and nobody else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualcode.storage import engine, schema
from qualcode.storage.care.lock import WriterLock

if TYPE_CHECKING:
    from qualcode.storage.engine import Database


class Store:
    """An open project: its database, and the right to write where it was asked for and granted."""

    def __init__(self, database: Database, lock: WriterLock | None, *, writes: bool) -> None:
        """Keep what `opened` or `created` made."""
        self.database = database
        self.writes = writes
        self._lock = lock

    def close(self) -> None:
        """Let the database and the writer's place go."""
        self.database.close()
        if self._lock is not None:
            self._lock.release()


def opened(location: str, who: str, *, write: bool) -> Store:
    """Open an existing project for reading or, as its only writer, for writing.

    Raises:
        Refusal: where it is not there, not ours, or somebody else is writing.
    """
    database = engine.database(location, read_only=not write)
    lock = _lock(database, who, write=write)
    try:
        schema.check(database)
    except BaseException:
        Store(database, lock, writes=write).close()
        raise
    return Store(database, lock, writes=write)


def created(location: str, who: str) -> Store:
    """Create an empty project and open it for writing; where that fails, nothing is left behind.

    Raises:
        ProjectExists: where something is already there.
    """
    database = engine.new_database(location)
    lock = _lock(database, who, write=True)
    try:
        schema.create(database)
    except BaseException:
        Store(database, lock, writes=True).close()
        if database.path is not None:
            database.path.unlink(missing_ok=True)
        raise
    return Store(database, lock, writes=True)


def _lock(database: Database, who: str, *, write: bool) -> WriterLock | None:
    return WriterLock(database.path, who) if write and database.path is not None else None


def now() -> str:
    """Return the time as it is stored: ISO 8601 in UTC, to the microsecond, so that order is kept."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
