"""Puts a backup in the place of a project: the present state is kept first, and a stop leaves one or the other."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model import errors
from qualcode.model.care import Backup, Holding
from qualcode.model.errors.encryption import StaysShut
from qualcode.storage import engine, schema
from qualcode.storage.care import backup, encrypting
from qualcode.storage.care.check import is_whole
from qualcode.storage.care.holding import actions_after, holding
from qualcode.storage.care.lock import WriterLock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.storage.engine import Database
    from qualcode.storage.sealing import Key

_ASIDE = "damaged"
_SIDES = ("", "-wal", "-shm")
"""A project's file, and what SQLite keeps beside it; all of them go aside together."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: which backup it took, and where the state before it is."""

    taken: Path
    before: Path | None
    """None where there was no project file."""


def listed(location: str) -> list[Backup]:
    """Return the backups of a project that can be read, latest first, with what changed since.

    Raises:
        RestoreOnServer: where the project is on a server.
    """
    path = _path(location)
    now = _present(path)
    try:
        return [found for place in backup.backups(path) if (found := _described(place, now)) is not None]
    finally:
        if now is not None:
            now.close()


def _path(location: str) -> Path:
    if engine.is_url(location):
        raise errors.RestoreOnServer(engine.label_of(location))
    return Path(location)


def _present(path: Path) -> Database | None:
    """Open the project as it is, or nothing where it cannot be read."""
    found: Database | None = None
    try:
        found = engine.database(str(path), read_only=True)
        schema.is_current(found)
        holding(found)
    except StaysShut:  # nothing is wrong with it
        raise
    except errors.Refusal:
        if found is not None:
            found.close()
        return None
    return found


def _described(path: Path, now: Database | None) -> Backup | None:
    made = backup.made_at(path)
    try:
        with closing(engine.database(str(path), read_only=True)) as copy:
            held = holding(copy)
        at, size = (made or datetime.now(UTC)).isoformat(timespec="seconds"), path.stat().st_size
        if now is None:
            return Backup(str(path), at, size, held)
        return Backup(str(path), at, size, held, actions_after(now, held.latest), _since(holding(now), held))
    except (errors.Refusal, OSError):
        return None


def _since(now: Holding, then: Holding) -> dict[str, int]:
    """Return by how much the numbers differ, those that do."""
    differences = {noun: now.counts.get(noun, 0) - then.counts.get(noun, 0) for noun in now.counts}
    return {noun: difference for noun, difference in differences.items() if difference}


def chosen(location: str, which: str) -> Path:
    """Return the backup that a person means: its number in the list (1 is the latest), its name, or any file.

    Raises:
        NoBackup: where there is none.
    """
    path = _path(location)
    found = backup.backups(path)
    if which.isdecimal() and len(which) <= len(str(len(found))) and 1 <= int(which) <= len(found):
        return found[int(which) - 1]
    for candidate in (backup.folder_of(path) / which, Path(which)):
        with suppress(OSError, ValueError):
            if candidate.is_file():
                return candidate
    raise errors.NoBackup(which)


def restore(location: str, which: Path, who: str) -> Restored:
    """Put a backup in the place of a project, which nobody may have open for writing.

    A sound project is backed up, then written over in one transaction; one that cannot be read is put aside whole.

    Raises:
        ProjectLocked: where somebody has it open for writing.
        BadBackup: where the backup is not sound.
        CannotWrite, DiskFull: where the system refuses; the project is as it was.
    """
    path = _path(location)
    lock = WriterLock(path, who)
    try:
        with closing(_sound(which)) as copy:
            return Restored(which, _put_in(path, copy))
    finally:
        lock.release()


def _sound(which: Path) -> Database:
    """Open a backup that can be believed.

    Raises:
        BadBackup: where it cannot; NotAProject, ProjectNewer: where it is none of ours.
    """
    copy = engine.database(str(which), read_only=True)
    try:
        schema.is_current(copy)
        if is_whole(copy):
            return copy
    except errors.ProjectDamaged:
        pass
    except BaseException:
        copy.close()
        raise
    copy.close()
    raise errors.BadBackup(which)


def _put_in(path: Path, copy: Database) -> Path | None:
    """Write the copy's state over the project's; return where the present one is kept."""
    _refuse_newer(path)
    present = _present(path)
    if present is not None and not is_whole(present):
        present.close()
        present = None
    if present is None:
        key = _key_of(path)
        before = _put_aside(path)
        with _under(key or copy.key, copy, path) as fitting:
            backup.copy_to(fitting, path)
        return before
    with closing(present):
        before = backup.back_up(present)
    with closing(engine.database(str(path))) as here, _under(here.key, copy, path) as fitting:
        backup.copy_pages(fitting, here)
        here.settle()
    return before


def _key_of(path: Path) -> Key | None:
    """Return what opened an encrypted file that cannot be read any more: what takes its place is encrypted too."""
    with suppress(errors.Refusal):
        return engine.key_of(path)
    return None


@contextmanager
def _under(key: Key | None, copy: Database, path: Path) -> Iterator[Database]:
    """Give a backup under the project's own key: as it is, or written so for as long as it is needed."""
    if copy.key == key:
        yield copy
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.under.part")
    try:
        encrypting.converted(Path(copy.label), draft, key)
        with closing(engine.database(str(draft), read_only=True)) as fitting:
            yield fitting
    finally:
        backup.clear(draft)


def _refuse_newer(path: Path) -> None:
    """Leave alone what a later program wrote: this one cannot tell whether it is sound.

    Raises:
        ProjectNewer.
    """
    try:
        with closing(engine.database(str(path), read_only=True)) as found:
            schema.is_current(found)
    except (errors.ProjectNewer, StaysShut):
        raise
    except errors.Refusal:
        return


def _put_aside(path: Path) -> Path | None:
    """Give a file that cannot be read another name, with what SQLite kept beside it; it may yet be rescued."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    aside = path.with_name(f"{path.name}.{_ASIDE}-{stamp}-{os.getpid()}")
    there = [side for side in _SIDES if path.with_name(path.name + side).exists()]
    try:
        for side in there:
            path.with_name(path.name + side).replace(aside.with_name(aside.name + side))
    except OSError as fault:
        raise errors.CannotWrite(path, reason=fault.strerror or type(fault).__name__) from None
    return aside if "" in there else None
