"""Real names looked for in what the screen writes, off its thread, before anything is put in place."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from qualcode.exporters.files import looked_through, whole
from qualcode.exporters.leaks import LeakCheck, places_said
from qualcode.model.errors.pseudonyms import NamesStandIn
from qualcode.tui.figures import counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qualcode.exporters.files import Content


def looking_for(names: Mapping[str, str]) -> AbstractContextManager[None]:
    """Refuse meanwhile to write what holds a real name.

    Args:
        names: pseudonym by real name; without any, nothing is looked for.
    """
    if not names:
        return nullcontext()
    check = LeakCheck(names)

    def look(path: Path, data: Content) -> None:
        if found := check.in_file(path.name, whole(data)):
            raise NamesStandIn(path.name, places=places_said(found, counted))

    return looked_through(look)
