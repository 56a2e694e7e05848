"""Codings made under an older definition, looked at again: they still fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from qualcode.coding.actions import Action, handles, kept_out
from qualcode.coding.codebook.definitions import see
from qualcode.coding.passages.codings import all_there
from qualcode.model.messages import NN_

if TYPE_CHECKING:
    from qualcode.coding.work import Work


@dataclass(frozen=True, slots=True)
class RecheckCodings(Action):
    """Say of codings that they still fit what their code means today; those that wait for nobody stay as they are."""

    words: ClassVar[tuple[str, str]] = NN_(
        "say that {count} passage still fits its code", "say that {count} passages still fit their codes"
    )
    codings: tuple[str, ...] = kept_out()


@handles(RecheckCodings)
def recheck(action: RecheckCodings, work: Work) -> None:
    """Write that they were looked at, all or none.

    Raises:
        NoSuchCoding: where one is gone.
    """
    there = all_there(work, action.codings)
    work.say(count=see(work, [coding.id for coding in there]))
