"""Refusals about the recording of a transcript."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class NoRecording(Refusal):
    """No file beside the transcript or the project bears its name."""

    message = N_("{what}: no recording of that name in {folder}; put it there under the name of the transcript")


class NoTimeHere(Refusal):
    """The turn bears no time."""

    message = N_("{what}: no time stands with it, nor with one before it; the recording opens at a time")
    translated = ("what",)


class NoPlayer(Refusal):
    """The settings name no player."""

    message = N_("{what}: none is named; type, say, qualcode settings player 'mpv --start={{seconds}} {{file}}'")
    translated = ("what",)


class PlayerMissing(Refusal):
    """The player of the settings is not installed."""

    message = N_(
        "{what}: this player is not installed here; name another, on the screen in the settings (F10) or with "
        "“qualcode settings player”"
    )
