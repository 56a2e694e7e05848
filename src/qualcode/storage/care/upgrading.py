"""Brings a project of an earlier schema up to date: backed up before, checked after, put back where it is not sound."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from qualcode.model import errors
from qualcode.storage import engine, schema
from qualcode.storage.care.backup import back_up, copy_pages
from qualcode.storage.care.check import is_whole

if TYPE_CHECKING:
    from qualcode.storage.engine import Database


def brought_up_to_date(database: Database) -> None:
    """Run the migrations on a project; a server's backups are its keeper's.

    Raises:
        MigrationFailed: where the file is not whole afterwards; it is as it was before.
        BackupFailed, CannotWrite, DiskFull: where no copy could be made first; nothing was done.
    """
    if not database.is_file:
        schema.upgrade(database)
        return
    copy = back_up(database)
    schema.upgrade(database)
    if not is_whole(database):
        with closing(engine.database(str(copy), read_only=True)) as before:
            copy_pages(before, database)
        raise errors.MigrationFailed(database.label, folder=copy.parent)
