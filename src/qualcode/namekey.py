"""The key of pseudonyms on disk: a file of its own, encrypted with a passphrase, never in a project or what leaves it.

Fernet (AES-128 in CBC mode, signed with HMAC-SHA-256) with a key that scrypt draws from the passphrase (RFC 7914).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unicodedata import normalize

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from qualcode.model.errors import CannotRead, CannotWrite
from qualcode.model.errors.pseudonyms import (
    KeyDamaged,
    KeyNeedsPlace,
    KeyThere,
    NoKeyFile,
    PassphraseTooShort,
    WrongPassphrase,
)
from qualcode.model.pseudonyms import KEY_ENDING, NAME_SORTS, Entry, NameKey
from qualcode.system import write_private

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST: Final = 8
"""Characters of a passphrase."""
COST: Final = 2**17
"""How much scrypt works, as OWASP asks (with r = 8, p = 1): 128 MB for half a second or so."""
_DEAREST: Final = 2**20
"""The cost that a file may ask for: more would stop the computer of whoever opens it."""
_BLOCK: Final = 8
_FORMAT: Final = "qualcode-pseudonyms-1"
_LARGEST: Final = 50_000_000
"""Bytes of a file that may be a key."""


def place_beside(project: str) -> Path:
    """Return where the key of a project lies where no other place is named.

    Args:
        project: its path, or a URL.

    Raises:
        KeyNeedsPlace: on a server.
    """
    if "://" in project:
        raise KeyNeedsPlace(project.split("://", maxsplit=1)[0])
    return Path(project).with_suffix(KEY_ENDING)


def new_key(path: Path, passphrase: str) -> NameKey:
    """Make an empty key.

    Raises:
        KeyThere: where there is a file.
        PassphraseTooShort, CannotWrite.
    """
    if path.exists():
        raise KeyThere(path)
    if len(passphrase) < LEAST:
        raise PassphraseTooShort(path.name, count=len(passphrase), least=LEAST)
    key = NameKey()
    write_key(path, key, passphrase)
    return key


def read_key(path: Path, passphrase: str) -> NameKey:
    """Open a key.

    Raises:
        NoKeyFile, CannotRead.
        KeyDamaged: where it is none, or not whole.
        WrongPassphrase.
    """
    told = _sealed(path)
    try:
        content = json.loads(Fernet(_drawn(passphrase, told["salt"], told["cost"])).decrypt(told["token"]))
        entries = [Entry(str(one["name"]), str(one["pseudonym"]), one["sort"]) for one in content]
    except InvalidToken:
        raise WrongPassphrase(path) from None
    except (ValueError, KeyError, TypeError):
        raise KeyDamaged(path) from None
    if any(one.sort not in NAME_SORTS for one in entries):
        raise KeyDamaged(path)
    return NameKey(tuple(entries))


def write_key(path: Path, key: NameKey, passphrase: str) -> None:
    """Write a key, readable by its owner alone, under a new salt; whoever looks finds the old one or the new one.

    Raises:
        CannotWrite.
    """
    salt = os.urandom(16)
    entries = json.dumps([asdict(entry) for entry in key.entries], ensure_ascii=False).encode("utf-8", "replace")
    token = Fernet(_drawn(passphrase, salt, COST)).encrypt(entries)
    told = {
        "format": _FORMAT,
        "cost": COST,
        "salt": base64.b64encode(salt).decode(),
        "token": token.decode(),
        "sha256": hashlib.sha256(token).hexdigest(),
    }
    try:
        write_private(path, (json.dumps(told, indent=1) + "\n").encode())
    except OSError as fault:
        raise CannotWrite(path, reason=fault.strerror or str(fault)) from fault


def _sealed(path: Path) -> Mapping[str, Any]:
    """Return what a file says without its passphrase: salt, cost, and what is encrypted.

    Raises:
        NoKeyFile, CannotRead, KeyDamaged.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise NoKeyFile(path) from None
    except OSError as fault:
        raise CannotRead(path, reason=fault.strerror or str(fault)) from fault
    try:
        told = json.loads(content[:_LARGEST])
        token, salt, cost = str(told["token"]).encode(), base64.b64decode(told["salt"], validate=True), told["cost"]
        whole = told["format"] == _FORMAT and hashlib.sha256(token).hexdigest() == told["sha256"]
    except (ValueError, KeyError, TypeError):
        raise KeyDamaged(path) from None
    if not whole or type(cost) is not int or not 2 <= cost <= _DEAREST or cost & (cost - 1):  # noqa: PLR2004 - as scrypt
        raise KeyDamaged(path)
    return {"token": token, "salt": salt, "cost": cost}


def _drawn(passphrase: str, salt: bytes, cost: int) -> bytes:
    """Draw the key that encrypts from a passphrase; composed and decomposed letters are the same."""
    words = normalize("NFC", passphrase).encode("utf-8", "replace")
    return base64.urlsafe_b64encode(Scrypt(salt=salt, length=32, n=cost, r=_BLOCK, p=1).derive(words))
