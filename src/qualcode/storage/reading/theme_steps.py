"""What the journal keeps of themes: the acts that stand and touched them, each with the rows before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import select

from qualcode.storage import journal
from qualcode.storage.columns import frames
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import Image, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_ACTIONS = TABLES["actions"]
THEMES, LINKS = "themes", "theme_links"
NEVER: Final = frozenset(
    {"ApplyCode", "ApplyCodes", "ApplyGathered", "ApplyNewCode", "CodePassage", "ImportDocument", "ImportCodings"}
    | {
        "ImportCodes",
        "AddCode",
        "AddCoder",
        "ImportAttributes",
        "SetAttribute",
        "SetDocumentState",
        "StarCodings",
        "MarkReading",
    }
    | {"AddMemo", "EditMemo", "MatchGuide", journal.UNDO, journal.REDO}
)
"""Kinds of acts that touch no theme: the most frequent ones and the largest, whose rows need not be unpacked."""


class Row(NamedTuple):
    """A row of a theme or of a link as an act changed it; `before` or `after` is empty for a new or removed one."""

    noun: str
    id: str
    before: dict[str, Any]
    after: dict[str, Any]


class ThemeStep(NamedTuple):
    """An act that touched themes."""

    id: str
    at: str
    coder: str
    kind: str
    arguments: dict[str, Any]
    rows: tuple[Row, ...]


def theme_steps(connection: Connection) -> list[ThemeStep]:
    """Return the acts that touched themes and stand, the first one first."""
    standing = {
        entry.id: entry for entry in journal.history(connection) if not entry.undone and entry.action not in NEVER
    }
    found = []
    for few in pieces(list(standing)):
        asked = select(_ACTIONS.c.id, _ACTIONS.c.blob).where(_ACTIONS.c.id.in_(few))
        for identifier, blob in connection.execute(asked):
            rows = tuple(_rows(blob))
            if rows:
                entry = standing[identifier]
                found.append(ThemeStep(entry.id, entry.at, entry.coder, entry.action, entry.arguments, rows))
    order = {identifier: number for number, identifier in enumerate(reversed(standing))}
    return sorted(found, key=lambda step: order[step.id])


def _rows(blob: bytes) -> Iterator[Row]:
    for part in frames(blob):
        image = Image.unpacked(part)
        if image.noun in {THEMES, LINKS}:
            for identifier, before, after in zip(image.ids, image.rows_before(), image.rows_after(), strict=True):
                yield Row(image.noun, identifier, before, after)
