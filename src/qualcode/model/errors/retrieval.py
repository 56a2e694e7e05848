"""Refusals about queries for passages."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.errors.names import NoSuch
from qualcode.model.messages import N_, _


class BadQuery(Refusal):
    """A query that cannot be read, or names what is not there; `place` is that of the character, from 1.

    `reason` is a message, with what is near to what was typed in the place of its field of that name.
    """

    message = N_("{what}: at character {place}, {reason}")

    def __str__(self) -> str:
        """Return the sentence in the language of the interface."""
        reason = _(str(self.fields["reason"])).format(near=self.fields.get("near", ""))
        return _(self.message).format(what=self.fields["what"], place=self.fields["place"], reason=reason)

    @property
    def at(self) -> int:
        """Where the character stands in the query, from 0."""
        return int(str(self.fields["place"])) - 1


class NoSuchQuery(NoSuch):
    """No saved query bears the name."""

    message = N_("{what}: no saved query of that name; the saved queries are: {names}")
