"""Copies of a project in a folder beside it: made by SQLite's backup API, opened and checked before they count."""

from __future__ import annotations

import errno
import os
import re
import time
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, text

from qualcode import system
from qualcode.model import errors
from qualcode.storage import engine, schema
from qualcode.storage.care.check import is_whole
from qualcode.storage.care.holding import holding
from qualcode.storage.faults import told
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from qualcode.storage.engine import Database

ENDING: Final = ".qualcode"
LATEST: Final = 10
"""Backups that are kept whatever their age."""
DAYS: Final = timedelta(days=30)
"""For so long the last backup of each day is kept too."""
_STAMP: Final = "%Y-%m-%dT%H-%M-%SZ"
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(?:-(\d+))?\.qualcode")
_DRAFT: Final = ".part"
_STALE: Final = 3_600.0
"""Seconds after which a draft is nobody's any more."""
_NO_ROOM: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_SIDES: Final = ("-journal", "-wal", "-shm")
"""What SQLite may leave beside a file that it was stopped in."""


def folder_of(path: Path) -> Path:
    """Return the folder where a project's backups are; a project has one, by whatever link it is reached."""
    real = path.resolve()
    return real.with_name(real.name + engine.BACKUPS)


def stamped() -> str:
    """Return this moment as a file's name holds it, in UTC."""
    return datetime.now(UTC).strftime(_STAMP)


def made_at(path: Path) -> datetime | None:
    """Return when a backup was made, by its name; None for a file that is none."""
    found = _NAME.fullmatch(path.name)
    try:
        return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else None
    except ValueError:  # the 45th of May
        return None


def backups(path: Path) -> list[Path]:
    """Return the backups of a project, latest first; other files of the folder are left out."""
    with suppress(OSError):
        found = [each for each in folder_of(path).iterdir() if made_at(each) is not None]
        return sorted(found, key=_order, reverse=True)
    return []


def _order(path: Path) -> tuple[str, int]:
    found = _NAME.fullmatch(path.name)
    return (found[1], int(found[2] or 1)) if found else ("", 0)


def back_up(database: Database, now: datetime | None = None) -> Path:
    """Make a backup beside a project file, then let go of those that are too many; return where it is.

    Args:
        database: a project's file, open for reading or writing.
        now: the time of its name; this moment by default.

    Raises:
        BackupFailed: where the copy is not sound; none is left.
        CannotWrite, DiskFull: where it cannot be written; nothing is left.
    """
    if database.path is None:
        raise errors.BackupOnServer(database.label)
    folder = folder_of(database.path)
    moment = now or datetime.now(UTC)
    with told_of(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        _sweep(folder)
        made = copy_to(database, _free(folder, moment.strftime(_STAMP)))
    _thin(backups(database.path), moment)
    return made


def _free(folder: Path, stamp: str) -> Path:
    """Return a name that no backup of this second bears; sound copies and drafts of other processes are left alone."""
    number = 1
    while (place := folder / (f"{stamp}-{number}{ENDING}" if number > 1 else f"{stamp}{ENDING}")).exists():
        number += 1
    return place


def _sweep(folder: Path) -> None:
    """Let go of the drafts that a killed process left: they hold words too."""
    for left in folder.glob(f".*{_DRAFT}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()


def is_backed_up(database: Database) -> bool:
    """Tell whether the latest backup that can be read holds the state of now, by the last action of its journal."""
    if database.path is None:
        return False
    now = holding(database)
    for path in backups(database.path):
        with suppress(errors.Refusal), closing(engine.database(str(path), read_only=True)) as copy:
            found = holding(copy)
            return (found.study, found.latest) == (now.study, now.latest)
    return False


def copy_to(database: Database, target: Path) -> Path:
    """Write a whole, checked, private copy of a project as one file; whoever looks finds it finished or not at all.

    Raises:
        BackupFailed, CannotWrite, DiskFull, ProjectExists.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}{_DRAFT}")
    with told_of(target):
        if target.exists():
            raise errors.ProjectExists(target)
        clear(draft)
        try:
            _fill(database, draft)
            _believe(database, draft)
            system.replace_file(draft, target)
        finally:
            clear(draft)
    return target


def clear(draft: Path) -> None:
    """Remove a draft, with what SQLite may have left beside it."""
    for left in (draft, *(draft.with_name(draft.name + side) for side in _SIDES)):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def clear_drafts(path: Path) -> None:
    """Remove the drafts that a killed process left beside a file whose lock for writing is held: they hold its words.

    Args:
        path: of a project, or of a backup.
    """
    real = path.resolve()
    draft = re.compile(rf"\.{re.escape(real.name)}\.[0-9]+(?:\.under)?{re.escape(_DRAFT)}(?:{'|'.join(_SIDES)})?")
    with suppress(OSError):
        for left in [each for each in real.parent.iterdir() if draft.fullmatch(each.name)]:
            left.unlink(missing_ok=True)


def _fill(database: Database, draft: Path) -> None:
    with closing(engine.new_database(str(draft), database.key)) as copy:
        if database.is_file:
            copy_pages(database, copy)
        else:
            _copy_rows(database, copy)
        with told(str(draft)), closing(copy.engine.raw_connection()) as connection:
            connection.cursor().execute(
                "PRAGMA journal_mode = DELETE"
            )  # one file, readable where nothing can be written


def copy_pages(source: Database, target: Database) -> None:
    """Copy one state of a project file over another, in one transaction of SQLite's own."""
    with (
        told(target.label),
        closing(source.engine.raw_connection()) as there,
        closing(target.engine.raw_connection()) as here,
    ):
        there.driver_connection.backup(here.driver_connection)  # type: ignore[union-attr] # it is open


def _copy_rows(database: Database, copy: Database) -> None:
    """Copy a server's project row by row: the same study, with its journal, in a file."""
    schema.create(copy, _nothing)
    with database.reading() as there, copy.writing() as here:
        here.execute(text("PRAGMA defer_foreign_keys = ON"))  # a case may stand before the one it is inside
        for name, table in TABLES.items():
            if name != "alembic_version":
                found = there.execute(select(table), execution_options={"yield_per": CHUNK}).mappings()
                for part in found.partitions():
                    here.execute(insert(table), [dict(row) for row in part])


def _nothing(_connection: Connection) -> None:
    """Write no first rows: those of the study come."""


def _believe(database: Database, draft: Path) -> None:
    """Open a copy and check it, before it counts.

    Raises:
        BackupFailed: where it is not whole, or not what the project holds.
    """
    with closing(engine.database(str(draft), read_only=True)) as copy:
        schema.is_current(copy)
        if not is_whole(copy) or holding(copy).study != holding(database).study:
            raise errors.BackupFailed(database.label)


def _thin(found: list[Path], now: datetime) -> None:
    for path in set(found) - set(kept(found, now)):
        with suppress(OSError):
            path.unlink()


def kept(latest_first: Iterable[Path], now: datetime) -> Iterator[Path]:
    """Give the backups that stay: the latest ten, and the last one of each day of the last thirty days."""
    days: set[str] = set()
    for place, path in enumerate(latest_first):
        at = made_at(path)
        if at is None:
            continue
        last_of_day = at.date().isoformat() not in days and now - at < DAYS
        days.add(at.date().isoformat())
        if place < LATEST or last_of_day:
            yield path


@contextmanager
def told_of(place: Path) -> Iterator[None]:
    """Turn what the system refuses into one refusal."""
    try:
        yield
    except OSError as fault:
        if fault.errno in _NO_ROOM:
            raise errors.DiskFull(place) from None
        raise errors.CannotWrite(place, reason=fault.strerror or type(fault).__name__) from None
