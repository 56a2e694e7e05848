"""What a case agreed to, said by a person; and who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles
from qualcode.coding.cases.agreeing import given, write_consent
from qualcode.coding.cases.cases import case_of
from qualcode.model.consent import AGREED_FIELDS
from qualcode.model.messages import N_
from qualcode.model.moments import today
from qualcode.storage.reading import consents as reading

if TYPE_CHECKING:
    from qualcode.coding.work import Work
    from qualcode.model.consent import Consent, Withheld
    from qualcode.storage.engine import Database


@dataclass(frozen=True, slots=True)
class SetConsent(Action):
    """Say what a case agreed to; None leaves a part as it is, an empty word makes it unknown."""

    words: ClassVar[str] = N_("set the consent of “{name}”")
    case: str
    analysis: str | None = None
    quotation: str | None = None
    reuse: str | None = None
    until: str | None = None
    note: str | None = None


@handles(SetConsent)
def set_consent(action: SetConsent, work: Work) -> None:
    """Write what was said of a consent.

    Raises:
        NeitherYesNorNo, BadDate: for words that are none.
    """
    case = case_of(work, action.case)
    told = {field: getattr(action, field) for field in AGREED_FIELDS}
    said = {field: value for field, value in told.items() if value is not None}
    write_consent(work, case.id, {field: given(field, value) if value.strip() else "" for field, value in said.items()})
    work.say(name=case.name)


class ConsentReader:
    """What participants agreed to."""

    def __init__(self, database: Database) -> None:
        """Read from this database."""
        self._database = database

    def own(self) -> dict[str, Consent]:
        """Return what was agreed with each case itself, by its id; those of whom nothing is known are left out."""
        with self._database.reading() as connection:
            return reading.own(connection)

    def holding(self) -> dict[str, Consent]:
        """Return what holds for each case, by its id: its own, else that of what it is inside."""
        with self._database.reading() as connection:
            return reading.holding(connection)

    def withheld(self) -> dict[str, Withheld]:
        """Return why each case that is not to be quoted today is not, by its id."""
        return {case: why for case, one in self.holding().items() if (why := one.withheld(today()))}
