"""Refusals about the key of pseudonyms, and about names left in what goes out."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class AlreadyInKey(Refusal):
    """A name that has a pseudonym already."""

    message = N_("{what}: has the pseudonym {pseudonym} already; “qualcode pseudonyms remove” takes it out of the key")


class PseudonymIsName(Refusal):
    """A pseudonym that is a real name of the key."""

    message = N_("{what}: this is a real name of the key; choose another pseudonym")


class NoSuchName(Refusal):
    """A name that is not in the key."""

    message = N_("{what}: not in the key; “qualcode pseudonyms list” shows its names")


class NoKeyFile(Refusal):
    """No key where it was looked for."""

    message = N_("{what}: no key of pseudonyms here; “qualcode pseudonyms new” makes one, --file names another place")


class KeyThere(Refusal):
    """A key would be made where there is something."""

    message = N_("{what}: there is a file of that name already; name another place with --file")


class KeyDamaged(Refusal):
    """A file that is no key, or no whole one."""

    message = N_("{what}: not a key of pseudonyms, or a damaged one; take a copy of it that is whole")


class WrongPassphrase(Refusal):
    """A key that the passphrase does not open."""

    message = N_("{what}: this passphrase does not open the key; type it again, capitals and accents count")


class PassphraseTooShort(Refusal):
    """A passphrase that can be guessed."""

    message = N_("{what}: too short for a passphrase ({count} characters; at least {least}); take several words")


class KeyNeedsPlace(Refusal):
    """A key of a project that is no file."""

    message = N_("{what}: on a server there is no place beside the project; say where the key is with --file")


class NamesLeftIn(Refusal):
    """Real names of the key in what would go out; nothing was written."""

    message = N_(
        "{what}: not written, since names of the key stand in it: {places}; replace them with “qualcode pseudonyms "
        "apply”, or let it go out with --anyway and a reason"
    )


class NothingToReplace(Refusal):
    """No name of the key stands in the project."""

    message = N_("{what}: no name of the key stands in it; “qualcode pseudonyms candidates” proposes some")


class NamesStandIn(Refusal):
    """Real names of the key in what the screen would write; nothing was written."""

    message = N_(
        "{what}: not written, since names of the key stand in it: {places}; put pseudonyms in their place first, or "
        "write it without looking"
    )


class StillReplacing(Refusal):
    """Names are being replaced: what undo would take back is not whole yet."""

    message = N_("{what}: names are still being replaced; wait, or Esc leaves all of them as they were")


class ReplacingStopped(Refusal):
    """The person stopped it: nothing was replaced."""

    message = N_("{what}: stopped; every name is as it was")


class KeyChanged(Refusal):
    """Somebody else wrote the key since it was opened; nothing of it was written over."""

    message = N_("{what}: somebody added names to it meanwhile; p reads it again, with what you ticked")
