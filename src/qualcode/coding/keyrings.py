"""The system's keyring, where there is one: passphrases that a person asked to be remembered."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from qualcode.coding import sealing
from qualcode.model.errors.encryption import DoesNotOpen

if TYPE_CHECKING:
    from pathlib import Path

_SERVICE: Final = "qualcode"


def asked_of_keyring(verb: str, *given: str) -> Any:  # noqa: ANN401 - a passphrase, or nothing
    """Ask the system's keyring; None where there is none, or it does not know.

    Args:
        verb: what is asked of it: get_password, set_password, delete_password.
        given: the name under which a passphrase is kept, and the passphrase.
    """
    try:
        keyring, fault = import_module("keyring"), import_module("keyring.errors").KeyringError
    except ImportError:
        return None
    with suppress(fault):
        return getattr(keyring, verb)(_SERVICE, *given)
    return None


def opened_by_keyring(path: Path) -> bool:
    """Open an encrypted file with the passphrase that the keyring has of it; tell whether it has the right one.

    Raises:
        EncryptionMissing: where the extra is not installed.
    """
    kept = asked_of_keyring("get_password", sealing.name_of(path))
    if kept:
        with suppress(DoesNotOpen):
            sealing.unlock(path, kept)
            return True
    return False
