"""An interview guide from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.bringing import guide_of
from qualcode.cli.common.tables_in import warn_of_table
from qualcode.importers.guide_files import guide_table

if TYPE_CHECKING:
    from qualcode.coding.project import Project


def bring_guide_in(opened: Project, file: str, encoding: str | None = None) -> tuple[int, int]:
    """Bring a guide in by one act; return how many questions it has, and how many of them are new.

    Raises:
        Refusal: the file cannot be read, or no question stands in it; nothing was brought in.
    """
    table = guide_table(Path(file), encoding)
    warn_of_table(table, file)
    action = guide_of(table, file)
    made = opened.perform(action).note("made", 0)
    return len(action.lines), made if isinstance(made, int) else 0
