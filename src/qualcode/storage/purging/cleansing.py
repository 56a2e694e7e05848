"""The file written anew without what was purged, and its write-ahead log emptied; a server does the like as it can."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from qualcode import system
from qualcode.storage import engine
from qualcode.storage.care import backup
from qualcode.storage.faults import told
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.storage.engine import Database

IN_MEMORY: Final = 50_000_000
"""Bytes of a file up to which it is written anew in memory."""
PATIENCE: Final = "5s"
"""How long the tables of a server are waited for."""


def cleanse(database: Database) -> None:
    """Write every table anew, so that no freed page holds words.

    What was purged is purged whatever happens here: only traces may stay, in the log of a file of which somebody reads
    an earlier state, or on a server where others work in the tables. A search finds them.

    Raises:
        ProjectBusy, DiskFull, DatabaseDenied: where it cannot be done now.
    """
    if database.path is not None:
        _file(database, database.path)
    else:
        _server(database)


def _file(database: Database, path: Path) -> None:
    """Write a file anew and empty its log; a large one by a private draft beside it, since it has no room in memory."""
    large = path.stat().st_size > IN_MEMORY and not engine.is_sealed(str(path))
    with told(database.label), closing(database.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        if large:
            real = path.resolve()
            draft = real.with_name(f".{real.name}.{os.getpid()}.part")
            try:
                system.create_private(draft)
                cursor.execute("VACUUM INTO ?", (str(draft),))
                with closing(engine.database(str(draft), read_only=True)) as copy:
                    backup.copy_pages(copy, database)
            finally:
                backup.clear(draft)
        else:
            cursor.execute("PRAGMA temp_store = MEMORY")  # else a copy of all words passes through another folder
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA temp_store = DEFAULT")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _server(database: Database) -> None:
    """Let the server write our tables anew; where others work in them, it is not waited for."""
    with told(database.label), database.engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        alone.execute(text("SELECT set_config('lock_timeout', :patience, false)"), {"patience": PATIENCE})
        try:
            alone.execute(text(f"VACUUM (FULL) {', '.join(TABLES)}"))
        finally:  # the connection serves other acts: these wait for as long as they need
            alone.execute(text("RESET lock_timeout"))
