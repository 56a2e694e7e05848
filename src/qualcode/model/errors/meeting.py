"""Refusals about codes that meet."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class TooFewWitnesses(Refusal):
    """Intervals where too few cases or groups could have said otherwise."""

    message = N_(
        "{what}: only {count} cases or groups speak, and fewer than 10 say nothing of how others would differ; "
        "read the counts as they are"
    )


class TooFewToMap(Refusal):
    """A map of less than three codes, or by correspondence of less than three cases."""

    message = N_(
        "{what}: a map needs at least three codes that occur, and by correspondence three cases; "
        "code more, or let more documents in"
    )
