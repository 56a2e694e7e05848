"""How the kinds of memos, and what memos are on, are said."""

from __future__ import annotations

from typing import Final

from qualcode.model.messages import N_

KINDS: Final = {
    "note": N_("note"),
    "theoretical": N_("theoretical memo"),
    "methodological": N_("methodological memo"),
    "summary": N_("summary"),
    "to_do": N_("to do"),
}
"""How each kind is said."""
TARGETS: Final = {
    "project": N_("the project"),
    "document": N_("document “{name}”"),
    "code": N_("code “{name}”"),
    "coding": N_("coding {name}"),
    "case": N_("case “{name}”"),
}
"""How what a memo is on is said."""
