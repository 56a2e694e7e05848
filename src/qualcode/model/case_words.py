"""Kinds of cases in words, for whoever reads a list or a card."""

from __future__ import annotations

from typing import Final

from qualcode.model.messages import N_

KINDS: Final = {
    "participant": N_("participant"),
    "person": N_("person spoken of"),
    "group": N_("group"),
    "site": N_("site"),
    "project": N_("project"),
    "other": N_("other"),
}
"""How each of `records.CASE_KINDS` is called."""
