"""What still holds purged words beside a project: its backups, which can be purged too, and files that went out."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from glob import escape
from typing import TYPE_CHECKING, Final

from qualcode import system
from qualcode.model import errors
from qualcode.model.purging import Copy, Left
from qualcode.storage import engine, schema
from qualcode.storage.care import backup
from qualcode.storage.care.check import is_whole
from qualcode.storage.purging.cleansing import cleanse
from qualcode.storage.purging.seeking import SIDES, Search, in_bytes, seek
from qualcode.storage.purging.texts import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from qualcode.storage.engine import Database

_LARGEST: Final = 100_000_000
"""Bytes of a file beside the project that is read."""
_DRAFT: Final = ".purge.part"
_BESIDE: Final = frozenset({
    ".docx", ".odt", ".doc", ".rtf", ".pdf", ".txt", ".md", ".html", ".htm", ".csv", ".tsv", ".xlsx", ".json", ".yaml",
    ".yml", ".svg", ".qdpx", ".graphml", ".gexf", ".zip", ".part",
})  # fmt: skip
"""How files end that exports and drafts are, or that hold them, or that a killed process was writing."""


def backups_with(path: Path, words: Sequence[str]) -> list[Copy]:
    """Return the backups in which words stand, and those that cannot be read, the latest first.

    Args:
        path: of the project.
        words: whole words.
    """
    found = []
    for place in [*backup.backups(path), *_aside(path)]:
        left, readable_ = _left_in(place, words)
        if any(one.exact for one in left) or not readable_:
            found.append(Copy(str(place), tuple(left), readable=readable_))
    return found


def _aside(path: Path) -> list[Path]:
    """Return what was put aside when a backup took its place, and drafts that a killed process left."""
    real = path.resolve()
    folder = backup.folder_of(path)
    drafts = [place for place in folder.glob(".*.part") if place.is_file()] if folder.is_dir() else []
    return [*(place for place in real.parent.glob(f"{escape(real.name)}.damaged-*") if place.is_file()), *drafts]


def _left_in(place: Path, words: Sequence[str]) -> tuple[list[Left], bool]:
    """Return where words stand in a copy, and whether it could be read; of one that cannot, its bytes are looked at."""
    try:
        with closing(engine.database(str(place), read_only=True)) as copy:
            schema.is_current(copy)
            return seek(copy, words), True
    except errors.Refusal:
        with suppress(OSError):
            return in_bytes(place, Search(words), exact=True), False
    return [], False


def delete(place: Path) -> None:
    """Delete a backup.

    Raises:
        CannotWrite: where the system refuses.
    """
    try:
        for side in SIDES:
            place.with_name(place.name + side).unlink(missing_ok=bool(side))
    except OSError as fault:
        raise errors.CannotWrite(place, reason=fault.strerror or type(fault).__name__) from None


def purge_copy(place: Path, act: Callable[[Connection], None]) -> None:
    """Purge a backup: a copy is purged, written anew and checked, and takes its place; a stop leaves it as it was.

    Args:
        place: of the backup.
        act: what is done in it, in one transaction.

    Raises:
        ProjectOlder: where it is of an earlier version; delete it, or restore it and purge the project.
        BackupFailed, CannotWrite, DiskFull: it is as it was.
    """
    draft = place.with_name(f".{place.name}.{os.getpid()}{_DRAFT}")
    with closing(engine.database(str(place), read_only=True)) as source:
        if not schema.is_current(source):
            raise errors.ProjectOlder(str(place))
        backup.copy_to(source, draft)
    try:
        with closing(engine.database(str(draft))) as copy:
            with copy.writing() as connection:
                act(connection)
            cleanse(copy)
            _as_one_file(copy)
            if not is_whole(copy):
                raise errors.BackupFailed(str(place))
        system.replace_file(draft, place)
    finally:
        backup.clear(draft)


def _as_one_file(copy: Database) -> None:
    with closing(copy.engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = DELETE")


def beside(path: Path, words: Sequence[str]) -> Iterator[str]:
    """Give the files beside a project, and in the folders there, in which words stand: exports, drafts, transcripts.

    Args:
        path: of the project.
        words: whole words.
    """
    folder = path.resolve().parent
    search = Search(words)
    for place in sorted([*folder.glob("*"), *folder.glob("*/*")]):
        with suppress(OSError):
            if place.suffix.lower() in _BESIDE and place.is_file() and place.stat().st_size <= _LARGEST:
                texts = [place.name, *readable(place.read_bytes())]
                if any(search.look([text]) for text in texts):
                    yield str(place)
