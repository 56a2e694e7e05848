"""The approach that a project names: it sets defaults and words, and locks nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from qualcode.coding.actions import Action, handles
from qualcode.coding.work import choice
from qualcode.model.ids import new_id
from qualcode.model.messages import N_, _
from qualcode.model.practice import APPROACHES
from qualcode.storage.reading.choices import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.work import Work

KEY: Final = "approach"


@dataclass(frozen=True, slots=True)
class NameApproach(Action):
    """Name the project's approach, one of APPROACHES; empty for none."""

    words: ClassVar[str] = N_("name the approach: {called}")
    none: ClassVar[str] = N_("name no approach")
    approach: str

    @classmethod
    def said(cls, arguments: Mapping[str, object]) -> str:
        """Say it by what the approach is called."""
        named = str(arguments["approach"])
        return _(cls.words).format(called=_(APPROACHES[named])) if named else _(cls.none)


@handles(NameApproach)
def name_approach(action: NameApproach, work: Work) -> None:
    """Write the choice, or take it away.

    Raises:
        BadChoice.
    """
    value = choice(action.approach, ("", *APPROACHES))
    before = chosen(work.connection, KEY)
    if before is not None and value:
        work.writer.update("choices", [before.id], {"value": value})
    elif before is not None:
        work.writer.delete("choices", [before.id])
    elif value:
        work.writer.insert("choices", [{"id": new_id(), "key": KEY, "value": value}])
