"""Names that speak in several documents: offered as one case, never joined in silence."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from qualcode.cli.tables_in import listed
from qualcode.importers.labels import shape
from qualcode.model.messages import _

if TYPE_CHECKING:
    from qualcode.coding.project import Project


def namesakes(opened: Project) -> dict[str, list[str]]:
    """Return the proper names among the labels that several cases bear; P1 of two groups is nobody's name."""
    return {label: names for label, names in opened.cases.namesakes().items() if shape(label) == "name"}


def offers(found: dict[str, list[str]]) -> list[str]:
    """Say, of each name that several cases bear, how they are made one."""
    sentence = _("“{speaker}” speaks as {cases}: if they are one person, “qualcode cases join {arguments}”")
    return [
        sentence.format(speaker=speaker, cases=listed(names), arguments=" ".join(shlex.quote(name) for name in names))
        for speaker, names in found.items()
    ]
