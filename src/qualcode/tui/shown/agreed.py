"""What a participant agreed to, as the screen asks it: read off its thread, and as the fields of a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.model.consent import USES, Consent
from qualcode.model.consent_words import ANSWERS, PARTS, WHY
from qualcode.model.messages import _
from qualcode.model.moments import today
from qualcode.tui.asked import Field

if TYPE_CHECKING:
    from qualcode.coding.project import Project


@dataclass(frozen=True, slots=True)
class Agreed:
    """A case, and what was agreed with itself; `why` says why it is not to be quoted, empty where it may."""

    case: str
    name: str
    consent: Consent
    why: str


def agreed(project: Project, case: str) -> Agreed:
    """Read what a case agreed to, by its id."""
    why = project.consents.withheld().get(case)
    own = project.consents.own().get(case, Consent(case))
    return Agreed(case, project.cases.get(case).name, own, _(WHY[why]) if why else "")


def fields(consent: Consent) -> list[Field]:
    """Return what is asked of a consent: each use, and its end."""
    answers = tuple((value, _(words)) for value, words in ANSWERS.items())
    uses = [Field(use, _(PARTS[use]), answers, getattr(consent, use)) for use in USES]
    days = {"": _("no limit"), consent.until: consent.until or _("no limit"), today(): _("today")}
    last_day = PARTS["until"]
    return [*uses, Field("until", _(last_day), tuple(days.items()), consent.until)]
