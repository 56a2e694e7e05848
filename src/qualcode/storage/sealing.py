"""Projects encrypted at rest, by SQLCipher: the key from a passphrase, kept in this process; the driver, where it is.

The format is SQLCipher 4's own, with its defaults, so that other programs open it by the passphrase: AES-256 in CBC
mode with an HMAC-SHA512 on each page, the key by PBKDF2-HMAC-SHA512. Of the salt, which is the beginning of the file,
we choose the first bytes: by them an encrypted project is told from rubbish.
"""

from __future__ import annotations

import hashlib
import secrets
import sys
import unicodedata
from contextlib import closing
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from qualcode.model.errors.encryption import DoesNotOpen, EncryptionMissing, PassphraseNeeded

if TYPE_CHECKING:
    from pathlib import Path

_MARK: Final = b"\x8fQC\x01"
"""How the salt of every encrypted project begins: no text does, and no other program's file."""
_SALT: Final = 16
_ROUNDS: Final = 256_000
"""Of PBKDF2, as SQLCipher 4 does by default."""
_KEY: Final = 32
_DRIVER: Final = "sqlcipher3.dbapi2"


@dataclass(frozen=True, slots=True)
class Key:
    """What opens one project and its backups; it is never shown, logged or written."""

    salt: bytes
    secret: bytes = field(repr=False)

    @property
    def literal(self) -> str:
        """The key and its salt as SQLCipher takes them, within double quotes."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


_known: dict[bytes, Key] = {}
"""The keys given to this process, by salt: a project, its backups and its drafts have one, and are opened alike."""


def key_from(passphrase: str, salt: bytes) -> Key:
    """Return the key of a passphrase.

    Source: RFC 8018, PBKDF2; SQLCipher 4's parameters.

    Args:
        passphrase: as it was typed, on whatever keyboard: composed before.
        salt: 16 bytes.
    """
    composed = unicodedata.normalize("NFC", passphrase).encode()
    return Key(salt, hashlib.pbkdf2_hmac("sha512", composed, salt, _ROUNDS, _KEY))


def new_key(passphrase: str) -> Key:
    """Return a key for a new file, known to this process from now on."""
    key = key_from(passphrase, _MARK + secrets.token_bytes(_SALT - len(_MARK)))
    _known[key.salt] = key
    return key


def is_sealed(header: bytes) -> bool:
    """Tell whether a file that begins so is an encrypted project."""
    return header.startswith(_MARK) and len(header) > _SALT


def key_of(path: Path, header: bytes) -> Key:
    """Return the key of an encrypted file, where it was given to this process.

    Raises:
        PassphraseNeeded: where it was not.
    """
    found = _known.get(header[:_SALT])
    if found is None:
        raise PassphraseNeeded(path)
    return found


def salt_of(path: Path) -> bytes:
    """Return the salt of an encrypted file: how it begins."""
    with path.open("rb") as file:
        return file.read(_SALT)


def is_open(salt: bytes) -> bool:
    """Tell whether the key of a salt was given to this process."""
    return salt in _known


def unseal(path: Path, passphrase: str) -> None:
    """Try a passphrase on an encrypted file; where it fits, all of that salt can be opened from now on.

    Raises:
        EncryptionMissing: where the extra is not installed.
        DoesNotOpen: where it does not fit.
    """
    key = key_from(passphrase, salt_of(path))
    try:
        with closing(connected(path, key, read_only=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except faults():
        raise DoesNotOpen(path) from None
    _known[key.salt] = key


def driver(path: Path) -> Any:  # noqa: ANN401 - a module of an extra
    """Return the module that opens encrypted files.

    Raises:
        EncryptionMissing: where the extra is not installed.
    """
    try:
        return import_module(_DRIVER)
    except ImportError:
        raise EncryptionMissing(path) from None


def faults() -> tuple[type[Exception], ...]:
    """Return what that module raises; nothing where it was not needed so far."""
    module: Any = sys.modules.get(_DRIVER)
    return (module.Error,) if module else ()


def connected(path: Path, key: Key | None, *, read_only: bool = False, still: bool = False) -> Any:  # noqa: ANN401 - the driver's
    """Connect to a file; an encrypted one gets its key before anything else is asked of it.

    Args:
        path: where it is.
        key: None for a plain one.
        read_only: whether nothing is made where there is none.
        still: whether nobody can be writing in it.
    """
    ways = "?immutable=1" if still else "?mode=ro" if read_only else "?mode=rw"
    address = path.absolute().as_uri() + ways
    connection = driver(path).connect(address, uri=True, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would speak on the terminal of a wrong passphrase
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.literal}"')
    return connection
