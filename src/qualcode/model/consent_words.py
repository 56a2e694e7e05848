"""A consent in words, for whoever reads a list or a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.model.consent import USES, YES
from qualcode.model.messages import N_, _

if TYPE_CHECKING:
    from qualcode.model.consent import Consent, Withheld

PARTS: Final = {
    "analysis": N_("Analysis"),
    "quotation": N_("Quotation"),
    "reuse": N_("Reuse"),
    "until": N_("Last day"),
    "note": N_("Note"),
}
"""How each part of a consent is called."""
ANSWERS: Final = {"": N_("not known"), "yes": N_("yes"), "no": N_("no")}
"""How what was said of a use is said."""
WHY: Final[dict[Withheld, str]] = {
    "analysis": N_("did not agree to the analysis"),
    "quotation": N_("did not agree to be quoted"),
    "until": N_("no longer agrees to be quoted"),
}
"""Why somebody is not to be quoted."""


def last_day_words(holds: Consent, today: str) -> str:
    """Say what the last day of a consent means: who refuses is quoted on no day, and on none after the last one.

    Args:
        holds: what holds of somebody, the last day with it; an empty one is no limit.
        today: the day, ISO 8601.
    """
    told = [_("quotation is refused")] if holds.withheld("") else []
    if holds.until and holds.until < today:
        told.append(_("the day is past"))
    elif holds.until and not told:
        agreed = holds.quotation == YES
        told.append(
            _("may be quoted until the end of {day}") if agreed else _("the end of {day}; quotation: not known yet")
        )
    return "; ".join(told).format(day=holds.until) or _("no limit")


def consent_words(consent: Consent) -> str:
    """Say what is known of a consent, on one line; empty where nothing is."""
    told = [
        _("{part}: {answer}").format(part=_(PARTS[use]), answer=_(ANSWERS[getattr(consent, use)]))
        for use in USES
        if getattr(consent, use)
    ]
    if consent.until:
        told.append(_("until {day}").format(day=consent.until))
    return ", ".join(told)
