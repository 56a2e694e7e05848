"""What a folder holds besides transcripts, said when it is taken: formats that are not read, licences and readmes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualcode.importers.reading import papers_beside, unread_beside
from qualcode.model.messages import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAMED: Final = 3
"""How many files are named; the others are counted."""


def left_aside(paths: Sequence[Path]) -> str:
    """Say which files of some folders are not looked at; empty where there are none.

    Args:
        paths: files and folders, as they were taken.
    """
    unread, papers = unread_beside(paths), papers_beside(paths)
    told = []
    if unread:
        many = ngettext(
            "{count} file left aside, of a format not read here: {names}",
            "{count} files left aside, of formats not read here: {names}",
            len(unread),
        )
        told.append(many.format(count=len(unread), names=_named(unread)))
    if papers:
        many = ngettext(
            "{count} licence or readme left aside: {names}",
            "{count} licences and readmes left aside: {names}",
            len(papers),
        )
        told.append(many.format(count=len(papers), names=_named(papers)))
    return "; ".join(told)


def _named(files: Sequence[Path]) -> str:
    names = ", ".join(file.name for file in files[:NAMED])
    return f"{names}, …" if len(files) > NAMED else names
