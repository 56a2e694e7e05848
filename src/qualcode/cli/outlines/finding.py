"""The outline, the part and the passage that a command names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.coding.outlines.naming import called
from qualcode.coding.outlines.reader import part_called

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.coding.project import Project
    from qualcode.model.outlines import Outline, OutlinePart


@dataclass(frozen=True, slots=True)
class Named:
    """An outline with what its parts are called, by id."""

    outline: Outline
    names: Mapping[str, str]

    def part(self, typed: str) -> OutlinePart:
        """Return the part of a number, a title or an id.

        Raises:
            NoSuchPart, NotUnique.
        """
        return part_called(self.outline, typed, self.names)


def named(opened: Project, typed: str) -> Named:
    """Return the outline of a name or an id.

    Raises:
        NoSuchOutline, NotUnique.
    """
    outline = opened.outlines.get(typed)
    return Named(outline, called(outline, opened.themes.all(), opened.codes.all()))
