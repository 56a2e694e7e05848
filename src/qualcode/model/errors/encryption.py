"""Refusals about projects that are encrypted at rest."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class StaysShut(Refusal):
    """An encrypted project cannot be opened as things stand; it is neither damaged nor gone."""


class PassphraseNeeded(StaysShut):
    """Nobody gave the passphrase yet."""

    message = N_("{what}: encrypted; its passphrase is asked for on a terminal, by “qualcode open {what}”")


class EncryptionMissing(StaysShut):
    """The extra that reads encrypted projects is not installed."""

    message = N_(
        "{what}: encrypted projects need one more part; install it with “pip install 'qualcode[encrypted]'”, or in the "
        "folder of qualcode “pip install '.[encrypted]'”"
    )


class DoesNotOpen(StaysShut):
    """The passphrase is another one, or the first page of the file is damaged."""

    message = N_(
        "{what}: this passphrase does not open it; type it again, capitals and accents count, or see its backups"
    )


class NotEncrypted(Refusal):
    """There is nothing to decrypt."""

    message = N_("{what}: not encrypted; nothing to do")


class EncryptionOnServer(Refusal):
    """A team's database is encrypted by its keeper."""

    message = N_(
        "{what}: a database on a server is encrypted by its keeper, on its disk; a file is by “qualcode encrypt”"
    )
