"""Refusals about what participants agreed to."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class NotToBeQuoted(Refusal):
    """A passage of somebody who did not agree to be quoted."""

    message = N_(
        "{what}: the consent of {names} does not allow quoting; choose another passage, or put the consent right with "
        "“qualcode cases consent”"
    )


class NeitherYesNorNo(Refusal):
    """What a table or a person gives for a consent that is neither a yes nor a no."""

    message = N_("{what}: neither yes nor no, as a consent (“{use}”) must be; write yes or no, or leave it empty")
    translated = ("use",)


class NoSuchUse(Refusal):
    """A word before the name of a column that no part of a consent is called by."""

    message = N_(
        "{what}: not a part of a consent; write for example --consent “analysis=Analysis,quotation=Quotation,until=End”"
    )


class NoSuchColumn(Refusal):
    """A column that the table does not have."""

    message = N_("{what}: the table has no such column; it has {names}")
