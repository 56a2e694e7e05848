"""Real names looked for in what the screen writes, off its thread, before anything is put in place."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from qualcode.analysis.cloud import Cloud
from qualcode.exporters.files import looked_through, whole
from qualcode.exporters.leaks import LeakCheck, places_said
from qualcode.exporters.results import result_json
from qualcode.model.errors.pseudonyms import NamesStandIn
from qualcode.tui.figures import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from qualcode.exporters.files import Content
    from qualcode.model.results import Result


def looking_for(names: Mapping[str, str], drawn: bytes = b"") -> AbstractContextManager[None]:
    """Refuse meanwhile to write what holds a real name.

    Args:
        names: pseudonym by real name; without any, nothing is looked for.
        drawn: what a picture is drawn from, whose own bytes tell no words.
    """
    if not names:
        return nullcontext()
    check = LeakCheck(names)

    def look(path: Path, data: Content) -> None:
        if found := check.in_file(path.name, whole(data)) or check.in_file("", drawn):
            raise NamesStandIn(path.name, places=places_said(found, counted))

    return looked_through(look)


def looked_over(names: Mapping[str, str], seen: Result | Cloud, write: Callable[..., Path], *given: object) -> Path:
    """Write what is seen of a reading into a file, a picture too, where none of the names stands in the reading.

    Args:
        names: pseudonym by real name; without any, nothing is looked for.
        seen: what the file is made of.
        write: makes it, and returns its path.
        given: the arguments of `write`.

    Raises:
        NamesStandIn: one of the names stands in it; no file was written.
        CannotWrite, DiskFull.
    """
    with looking_for(names, _words(seen) if names else b""):
        return write(*given)


def _words(seen: Result | Cloud) -> bytes:
    """Return the words that a reading shows."""
    if not isinstance(seen, Cloud):
        return result_json(seen)
    groups = (group for group, _colour in seen.legend)
    return "\n".join([*(word.term for word in seen.words), *groups]).encode("utf-8", "replace")
