"""Refusals about rounds of coding, and about the codebook as it was."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.errors.names import NoSuch
from qualcode.model.messages import N_


class NoSuchRound(NoSuch):
    """No round bears the name."""

    message = N_("{what}: no such round; “qualcode rounds” lists them, and “before” is what came before the first")


class ReservedRound(Refusal):
    """A round that would be called as the time before the first."""

    message = N_("{what}: this stands for what was coded before the first round; choose another name")


class RoundTaken(Refusal):
    """Two rounds cannot begin at the same time."""

    message = N_("{what}: a round begins then already; “qualcode rounds” shows when each began")


class BadDate(Refusal):
    """Not a date."""

    message = N_("{what}: not a date; write it as 2026-03-01")


class StillToCome(Refusal):
    """A date in the future."""

    message = N_("{what}: this day is still to come; give today or an earlier one")


class BeforeStudy(Refusal):
    """A time before the project was begun."""

    message = N_("{what}: this project was begun on {began}; give that day or a later one")


class JournalSilent(Refusal):
    """The journal does not lead back to the time that is asked for."""

    message = N_(
        "{what}: the journal does not lead back to the codebook of that day; a backup of that time may: "
        "“qualcode restore” lists them"
    )
