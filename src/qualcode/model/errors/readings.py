"""Refusals about readings and what is written from them."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class NothingCoded(Refusal):
    """A reading of a study without codings."""

    message = N_("{what}: nothing is coded yet; code a passage first with “qualcode code”")


class NoWords(Refusal):
    """A cloud or keywords of nothing."""

    message = N_("{what}: no words left to count; let more documents in, or fewer stop words")


class UnknownEnding(Refusal):
    """A file to write whose ending says no format."""

    message = N_("{what}: the ending says no format that can be written here; use {endings}")


class ModelMissing(Refusal):
    """The language model is not there."""

    message = N_("{what}: no language model for it is installed; the quick road works without one")


class Interrupted(Refusal):
    """The person stopped the work."""

    message = N_("{what}: stopped; what was finished is kept")


class PandasMissing(Refusal):
    """A frame was asked for where pandas is not installed."""

    message = N_(
        "{what}: not installed; for tables in notebooks “pip install 'qualcode[frames]'”, or in the folder of "
        "qualcode “pip install '.[frames]'”"
    )


class TooFewTurns(Refusal):
    """Word groups of too little talk."""

    message = N_(
        "{what}: only {count} turns hold enough words that others hold too, and it takes {least}; ask for fewer groups "
        "or let more documents in"
    )


class BadShape(Refusal):
    """What words are to fill is no picture, or leaves them no room."""

    message = N_("{what}: no picture that words could fill; give a PNG whose dark part is large enough")
