"""What a voice does in an interview, in words."""

from __future__ import annotations

from typing import Final

from qualcode.model.messages import N_

ROLES: Final = {
    "interviewer": N_("asks the questions"),
    "participant": N_("answers"),
    "other": N_("several voices at once"),
}
