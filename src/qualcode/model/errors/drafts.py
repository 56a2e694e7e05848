"""What is refused of a draft that somebody has worked on."""

from __future__ import annotations

from qualcode.model.errors.base import Refusal
from qualcode.model.messages import N_


class NotADraft(Refusal):
    """A file without any of our marks."""

    message = N_(
        "{what}: nothing in it is linked to a project: another program dropped the links, or “report build” did not "
        "make it; “qualcode report check” compares it all the same"
    )


class OtherStudy(Refusal):
    """A draft of another project."""

    message = N_("{what}: made from another project than “{title}”; name that project with --project FILE")


class ChangedMeanwhileElsewhere(Refusal):
    """A file that was saved while its renewal was being made."""

    message = N_("{what}: saved by another program while this was being made; do this again")


class OpenElsewhere(Refusal):
    """A file that Word or LibreOffice has open."""

    message = N_("{what}: open in another program; close it there, then do this again")
