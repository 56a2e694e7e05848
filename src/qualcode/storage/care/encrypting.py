"""A project written anew under another key, or none, with its backups: checked before it counts, then put in place."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode import system
from qualcode.model import errors
from qualcode.model.errors.encryption import EncryptionOnServer
from qualcode.storage import engine, schema, sealing
from qualcode.storage.care import backup
from qualcode.storage.care.check import check, is_whole
from qualcode.storage.care.holding import holding
from qualcode.storage.care.lock import WriterLock
from qualcode.storage.faults import told
from qualcode.storage.reading.dump import dump

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.storage.engine import Database
    from qualcode.storage.sealing import Key

_PART = ".part"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What was written anew: how many backups beside the project, and those that could not be."""

    backups: int
    left: tuple[Path, ...]


def shut(location: str) -> Path | None:
    """Return the file whose passphrase must be given before a project, or a backup of it, can be opened; else None."""
    if engine.is_url(location):
        return None
    path = Path(location)
    with suppress(errors.Refusal):
        if engine.key_of(path) is None:  # a plain project
            return None
    for each in (path, *backup.backups(path)):
        with suppress(errors.Refusal):
            if engine.is_sealed(str(each)) and not sealing.is_open(sealing.salt_of(each)):
                return each
    return None


def unlock(location: str, passphrase: str) -> None:
    """Try a passphrase on a project that is shut; nothing is done with another.

    Raises:
        DoesNotOpen, EncryptionMissing.
    """
    path = shut(location)
    if path is not None:
        sealing.unseal(path, passphrase)


def write_anew(location: str, who: str, key: Key | None) -> Rewritten:
    """Write a project, which nobody may have open, and its backups under another key; None for plain files.

    The former file is overwritten with nothing where the system lets us; until then it is whole.

    Raises:
        EncryptionOnServer, EncryptionMissing.
        ProjectLocked, ProjectBusy: where somebody has it open.
        BackupFailed: where it is not sound, or what was written is not the same; it is as it was.
        CannotWrite, DiskFull: where the system refuses; it is as it was.
    """
    if engine.is_url(location):
        raise EncryptionOnServer(engine.label_of(location))
    path = Path(location).resolve()
    sealing.driver(path)
    lock = WriterLock(path, who)
    try:
        _refuse_unsound(location)
        _put_anew(path, key, _same_study)
        results = {each: _tried(each, key) for each in backup.backups(path)}
    finally:
        lock.release()
    return Rewritten(sum(results.values()), tuple(each for each, done in results.items() if not done))


def converted(source: Path, target: Path, key: Key | None) -> None:
    """Write a file under another key as a new file, page contents as they are.

    Raises:
        ProjectBusy: where somebody has the source open.
    """
    former = engine.key_of(source)
    system.create_private(target)
    literal = key.literal if key else ""
    with told(str(source)), closing(sealing.connected(source, former)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # which nobody else may have open
        connection.execute(f'ATTACH DATABASE ? AS anew KEY "{literal}"', (str(target),))
        connection.execute("SELECT sqlcipher_export('anew')")
        connection.execute(f"PRAGMA anew.application_id = {engine.APPLICATION_ID}")
        connection.execute("DETACH DATABASE anew")


def _refuse_unsound(location: str) -> None:
    with closing(engine.database(location, read_only=True)) as found:
        if not schema.is_current(found):
            raise errors.ProjectOlder(found.label)
        if check(found):
            raise errors.BackupFailed(found.label)


def _tried(path: Path, key: Key | None) -> bool:
    """Write a backup anew; tell whether it could be done."""
    with suppress(errors.Refusal):
        _put_anew(path, key, _same_holding)
        return True
    return False


def _put_anew(path: Path, key: Key | None, is_same: Callable[[Database, Database], bool]) -> None:
    backup.clear_drafts(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}{_PART}")
    with backup.told_of(path):
        try:
            converted(path, draft, key)
            with (
                closing(engine.database(str(path), read_only=True)) as before,
                closing(engine.database(str(draft), read_only=True)) as after,
            ):
                if not (is_whole(after) and is_same(before, after)):
                    raise errors.BackupFailed(path)
            system.replace_erasing(draft, path)
        finally:
            backup.clear(draft)


def _same_study(before: Database, after: Database) -> bool:
    with before.reading() as one, after.reading() as other:
        same = dump(one) == dump(other)
    return same and _same_holding(before, after) and not check(after)


def _same_holding(before: Database, after: Database) -> bool:
    return holding(before) == holding(after)
