"""Names that speak in several documents: offered as one case, never joined in silence."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from qualcode.cli.common.output import numbers
from qualcode.cli.common.tables_in import NAMED_AT_MOST, listed
from qualcode.importers.labels import names_among
from qualcode.model.messages import _

if TYPE_CHECKING:
    from qualcode.coding.project import Project


SHOWN: Final = 2
"""Cases in the command that is shown where there are many: as many as it needs."""


def namesakes(opened: Project) -> dict[str, list[str]]:
    """Return the proper names among the labels that several cases bear; P1 of two groups is nobody's name."""
    found = opened.cases.namesakes()
    return {name: found[name] for name in names_among(found)}


def offers(found: dict[str, list[str]]) -> list[str]:
    """Say, of each name that several cases bear, how they are made one."""
    return [_offer(speaker, names) for speaker, names in found.items()]


def _offer(speaker: str, names: list[str]) -> str:
    """Say it of one name: every case and the whole command, or where there are many how it begins."""
    if len(names) <= NAMED_AT_MOST:
        sentence = _("“{speaker}” speaks as {cases}: if they are one person, “qualcode cases join {arguments}”")
        return sentence.format(speaker=speaker, cases=listed(names), arguments=_quoted(names))
    sentence = _(
        "“{speaker}” speaks as {count} cases, which “qualcode cases alike --json” lists: those that are one person are "
        "joined by “qualcode cases join {arguments} …”"
    )
    return sentence.format(speaker=speaker, count=numbers(len(names)), arguments=_quoted(names[:SHOWN]))


def _quoted(names: list[str]) -> str:
    return " ".join(shlex.quote(name) for name in names)
