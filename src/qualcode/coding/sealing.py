"""Encryption at rest, as the doors ask for it: what is shut, opening it, writing a project under a passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from qualcode.model.errors.encryption import EncryptionOnServer, NotEncrypted
from qualcode.model.errors.pseudonyms import PassphraseTooShort
from qualcode.storage import engine, sealing
from qualcode.storage.care import encrypting

if TYPE_CHECKING:
    from qualcode.storage.care.encrypting import Rewritten

LEAST: Final = 12
"""Characters of a passphrase."""


def shut_file(location: str) -> Path | None:
    """Return the file whose passphrase must be given before a project, or a backup of it, can be opened; else None.

    Raises:
        EncryptionMissing: where there is such a file and the extra is not installed: no passphrase would open it.
    """
    path = encrypting.shut(location)
    if path is not None:
        sealing.driver(path)
    return path


def refuse_unready(location: str) -> None:
    """Refuse what cannot be put under a passphrase, before one is asked for.

    Args:
        location: of the project, a path or a URL.

    Raises:
        EncryptionOnServer: it is a database on a server.
        EncryptionMissing: the extra is not installed.
    """
    if engine.is_url(location):
        raise EncryptionOnServer(engine.label_of(location))
    sealing.driver(Path(location))


def name_of(path: Path) -> str:
    """Return what tells an encrypted file from others in a system's keyring; it is no secret."""
    return sealing.salt_of(path).hex()


def kept_under(location: str) -> str:
    """Return that name of a project, empty where it is not encrypted.

    Raises:
        Refusal: where there is nothing at that place.
    """
    return sealing.salt_of(Path(location)).hex() if engine.is_sealed(location) else ""


def unlock(path: Path, passphrase: str) -> None:
    """Try a passphrase on an encrypted file; this process may then open it, and its backups.

    Raises:
        DoesNotOpen: where it is another one.
        EncryptionMissing: where the extra is not installed.
    """
    sealing.unseal(path, passphrase)


def refuse_short(name: str, passphrase: str) -> None:
    """Refuse a passphrase that can be guessed.

    Raises:
        PassphraseTooShort.
    """
    if len(passphrase.strip()) < LEAST:
        raise PassphraseTooShort(name, count=len(passphrase.strip()), least=LEAST)


def encrypt(location: str, who: str, passphrase: str) -> Rewritten:
    """Write a project and its backups anew under a passphrase; one that is encrypted gets another.

    Raises:
        PassphraseTooShort, EncryptionMissing, EncryptionOnServer.
        ProjectLocked, ProjectBusy, BackupFailed, CannotWrite, DiskFull: the project is as it was.
    """
    refuse_short(location, passphrase)
    return encrypting.write_anew(location, who, sealing.new_key(passphrase))


def decrypt(location: str, who: str) -> Rewritten:
    """Write a project and its backups anew as plain files.

    Raises:
        NotEncrypted: where it is one.
        ProjectLocked, ProjectBusy, BackupFailed, CannotWrite, DiskFull: the project is as it was.
    """
    if not engine.is_sealed(location):
        raise NotEncrypted(location)
    return encrypting.write_anew(location, who, None)
