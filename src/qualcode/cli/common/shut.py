"""Encrypted projects opened: the passphrase from the system's keyring or asked on the terminal, never an argument."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from qualcode.cli.common import output
from qualcode.cli.common.leaks import asked_passphrase
from qualcode.coding import sealing
from qualcode.model.errors.encryption import DoesNotOpen, PassphraseNeeded
from qualcode.model.messages import _

_SERVICE: Final = "qualcode"


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
    kept = _asked_of_keyring("get_password", sealing.name_of(path))
    if kept:
        with suppress(DoesNotOpen):
            sealing.unlock(path, kept)
            return
    if not sys.stdin.isatty():
        raise PassphraseNeeded(place)
    sealing.unlock(path, asked_passphrase(path.name))


def new_passphrase(place: str) -> str:
    """Ask for a new passphrase, twice on a terminal; from a pipe it is one line.

    Raises:
        PassphraseTooShort.
    """
    name = Path(place).name
    given = asked_passphrase(name, new=True)
    sealing.refuse_short(name, given)
    return given


def remember(place: str, passphrase: str) -> None:
    """Keep a passphrase in the system's keyring; where there is none, say so."""
    name = sealing.name_of(Path(place))
    _asked_of_keyring("set_password", name, passphrase)
    if _asked_of_keyring("get_password", name) != passphrase:
        output.warn(_("{project}: this system has no keyring; the passphrase was not kept").format(project=place))


def forget(name: str) -> None:
    """Take a passphrase out of the system's keyring, where it is in one."""
    _asked_of_keyring("delete_password", name)


def _asked_of_keyring(verb: str, *given: str) -> Any:  # noqa: ANN401 - a passphrase, or nothing
    """Ask the system's keyring; None where there is none, or it does not know."""
    try:
        keyring, fault = import_module("keyring"), import_module("keyring.errors").KeyringError
    except ImportError:
        return None
    with suppress(fault):
        return getattr(keyring, verb)(_SERVICE, *given)
    return None
