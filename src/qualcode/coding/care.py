"""Looking after a project: checking it, putting right what can be, backing it up, going back to a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model import errors
from qualcode.model.care import Repair
from qualcode.storage import derived, store
from qualcode.storage.care import backup, places, repair, restore
from qualcode.storage.care.check import check
from qualcode.storage.purging import cleansing
from qualcode.storage.reading import codings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qualcode.coding.work import Work
    from qualcode.model.care import Backup, Danger, Fault
    from qualcode.storage.care.restore import Restored
    from qualcode.storage.store import Store

MANY: Final = 20
"""Codings: an act that removes more of them is backed up before it is done."""
SHARE: Final = 10
"""So is one that removes more than one in so many."""
_WARNED: Final = "place-warned"
"""The kind under which the project keeps that its place was warned of."""


class Care:
    """What keeps an open project safe."""

    def __init__(self, opened: Store) -> None:
        """Look after this store."""
        self._store = opened
        self._database = opened.database

    @property
    def keeps_backups(self) -> bool:
        """Whether backups are made beside it: it is a file, open for writing."""
        return self._store.keeps_backups

    def check(self) -> list[Fault]:
        """Return every fault of the project; an empty list for a sound one."""
        return check(self._database)

    def repair(self, coder: str) -> Repair:
        """Put right what follows from what is sound, as one action that the history names; a backup is made first.

        Args:
            coder: who asked for it.

        Raises:
            ReadOnlyProject: where it is not open for writing.
            BackupFailed: where the file itself is damaged: that takes a restore.
        """
        if not self._store.writes:
            raise errors.ReadOnlyProject(self._database.label)
        before = self.check()
        if not (repair.mends(before) or any(fault.rule == "derived" for fault in before)):
            return Repair(0, tuple(before), tuple(before))
        if self.keeps_backups:
            backup.back_up(self._database)
        with self._database.writing() as connection:
            mended = repair.repair(connection, before, store.now(), coder)
        return Repair(mended, tuple(before), tuple(self.check()))

    def back_up(self) -> Path:
        """Make a backup beside the project now.

        Raises:
            BackupOnServer: where the project is a server's database.
            BackupFailed, CannotWrite, DiskFull: where no sound copy could be made; nothing is left of it.
        """
        return backup.back_up(self._database)

    def back_up_to(self, target: Path) -> Path:
        """Write a checked copy where somebody wants it; a folder gets a file of its own. A server's project too.

        Raises:
            ProjectExists: where something is there.
            BackupFailed, CannotWrite, DiskFull: where no sound copy could be made; nothing is left of it.
        """
        stem = self._database.label.rpartition("/")[2].removesuffix(backup.ENDING)
        place = target / f"{stem}-{backup.stamped()}{backup.ENDING}" if target.is_dir() else target
        return backup.copy_to(self._database, place)

    def back_up_if_changed(self) -> Path | None:
        """Make a backup where something was done since the last one; return where it is."""
        if not self.keeps_backups or backup.is_backed_up(self._database):
            return None
        return backup.back_up(self._database)

    def guard(self, works: Sequence[Work], *, always: bool, back: bool) -> None:
        """Back up the state before acts that are written and not yet committed, where they could cost much.

        Args:
            works: the acts, of one transaction.
            always: whether acts of their kind are guarded whatever they remove; without codings no work can be lost.
            back: whether they take others back: of one coding that is no loss, whoever undoes knows what was done.
        """
        added, removed = (sum(_codings(work, step) for work in works) for step in ("insert", "delete"))
        if not self.keeps_backups or not (always or removed > back):
            return
        before = codings.count(works[0].connection) + removed - added
        costly = removed > back and (removed > MANY or removed * SHARE > before)
        if costly or (always and before):
            self.back_up_if_changed()

    def cleanse(self) -> None:
        """Write the file anew, so that no freed page holds what was purged.

        Raises:
            ProjectBusy, DiskFull, DatabaseDenied: where it cannot be done now.
        """
        cleansing.cleanse(self._database)

    def danger(self) -> Danger | None:
        """Return why the project's place is no safe one, the first time it is asked there; None ever after."""
        if self._database.path is None or not self.keeps_backups:
            return None
        found = places.danger(self._database.path)
        if found is None:
            return None
        with self._database.writing() as connection:
            if derived.kept(connection, _WARNED, [found.name]):
                return None
            derived.keep(connection, _WARNED, {found.name: b"1"})
        return found


def _codings(work: Work, step: str) -> int:
    """Count the codings that an act has written in one way."""
    return sum(len(image.ids) for image in work.writer.images if (image.noun, image.step) == ("codings", step))


def backups(location: str) -> list[Backup]:
    """Return the backups of a project that can be read, latest first, with what changed since.

    Raises:
        RestoreOnServer: where it is a server's database.
    """
    return restore.listed(location)


def chosen_backup(location: str, which: str) -> Path:
    """Return the backup that a person means: its number in the list, its name, or any file.

    Raises:
        NoBackup: where there is none.
    """
    return restore.chosen(location, which)


def go_back(location: str, which: Path, who: str) -> Restored:
    """Put a backup in the place of a project; its present state is backed up first.

    Raises:
        ProjectLocked: where somebody has it open for writing.
        BadBackup, CannotWrite, DiskFull: the project is then as it was.
    """
    return restore.restore(location, which, who)
