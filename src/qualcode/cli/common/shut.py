"""Encrypted projects opened: the passphrase from the system's keyring or asked on the terminal, never an argument."""

from __future__ import annotations

import sys
from pathlib import Path

from qualcode.cli.common import output
from qualcode.cli.common.leaks import asked_passphrase
from qualcode.coding import sealing
from qualcode.coding.keyrings import asked_of_keyring, opened_by_keyring
from qualcode.model.errors.encryption import PassphraseNeeded
from qualcode.model.messages import _


def unlock(place: str) -> None:
    """Let this process open a project that is encrypted; nothing is asked of another one.

    Raises:
        PassphraseNeeded: where nobody can be asked.
        DoesNotOpen: where another passphrase was given.
        EncryptionMissing: where the extra is not installed.
    """
    path = sealing.shut_file(place)
    if path is None:
        return
    if opened_by_keyring(path):
        return
    if not sys.stdin.isatty():
        raise PassphraseNeeded(place)
    sealing.unlock(path, asked_passphrase(path.name))


def new_passphrase(place: str) -> str:
    """Ask for a new passphrase, twice on a terminal; from a pipe it is one line.

    Raises:
        EncryptionOnServer, EncryptionMissing: before anything is asked.
        PassphraseTooShort.
    """
    sealing.refuse_unready(place)
    name = Path(place).name
    given = asked_passphrase(name, new=True)
    sealing.refuse_short(name, given)
    return given


def remember(place: str, passphrase: str) -> None:
    """Keep a passphrase in the system's keyring; where there is none, say so."""
    name = sealing.name_of(Path(place))
    asked_of_keyring("set_password", name, passphrase)
    if asked_of_keyring("get_password", name) != passphrase:
        output.warn(_("{project}: this system has no keyring; the passphrase was not kept").format(project=place))


def forget(name: str) -> None:
    """Take a passphrase out of the system's keyring, where it is in one."""
    asked_of_keyring("delete_password", name)
