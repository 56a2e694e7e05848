"""Refusals about words that the study treats in its own way."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.errors.names import NoSuch
from qualcode.model.messages import N_


class NoSuchOwnWord(NoSuch):
    """The study has no word of its own so written."""

    message = N_("{what}: no word of this project’s own; “qualcode words” lists them")


class NoMeaning(Refusal):
    """A word to be joined to another, and nobody says to which."""

    message = N_("{what}: nothing says which word it is to be joined to; name another word")


class MeantItself(Refusal):
    """A word joined to itself, straight or by way of others."""

    message = N_("{what}: it would be joined to itself; name another word")
