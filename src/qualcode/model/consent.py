"""What a participant agreed to, and what follows from it; the stricter word stays where two are joined."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

USES: Final = ("analysis", "quotation", "reuse")
"""What a participant agrees to or not, in the order in which it is said."""
AGREED_FIELDS: Final = (*USES, "until", "note")
"""All that is known of an agreement."""
YES: Final = "yes"
NO: Final = "no"

Withheld = Literal["", "quotation", "until", "analysis"]
"""Why a passage is not to be quoted: not agreed to, no longer agreed to, not even to analysis; empty where it may."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What one case agreed to; an empty word is not known. `until` is the last day of it, ISO 8601."""

    case: str
    analysis: str = ""
    quotation: str = ""
    reuse: str = ""
    until: str = ""
    note: str = ""

    def analysed(self) -> bool:
        """Tell whether what the case says may be analysed: what is not known is allowed."""
        return self.analysis != NO

    def withheld(self, today: str) -> Withheld:
        """Return why the case is not to be quoted on a day; empty where it may.

        Args:
            today: the day, ISO 8601.
        """
        if not self.analysed():
            return "analysis"
        if self.quotation == NO:
            return "quotation"
        return "until" if self.until and self.until < today else ""

    def known(self) -> dict[str, str]:
        """Return what is known, by field."""
        return {field: value for field in AGREED_FIELDS if (value := getattr(self, field))}


def nearest(case: str, found: Sequence[Consent]) -> Consent:
    """Return what holds for a case: of each use the nearest word that is known.

    Args:
        case: its id.
        found: its own consent, then those of what it is inside, from the inmost outward.
    """
    known = [{field.name: getattr(one, field.name) for field in fields(Consent)} for one in found]
    return Consent(case, **{name: next((one[name] for one in known if one[name]), "") for name in AGREED_FIELDS})


def stricter(kept: Consent, other: Consent) -> Consent:
    """Return what holds of two records of one person: a no before a yes, the earlier end, both notes."""
    uses = {use: _stricter(getattr(kept, use), getattr(other, use)) for use in USES}
    ends = sorted(filter(None, (kept.until, other.until)))
    notes = dict.fromkeys(filter(None, (kept.note, other.note)))
    return Consent(kept.case, **uses, until=ends[0] if ends else "", note="\n".join(notes))


def _stricter(one: str, other: str) -> str:
    return NO if NO in {one, other} else one or other
