"""Outlines of reports with their parts and the passages chosen for these."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.model.outlines import Outline, OutlinePart, OutlineQuote, in_order, options_of
from qualcode.model.spans import Span
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OUTLINES = TABLES["outlines"]
_PARTS = TABLES["outline_parts"]
_QUOTES = TABLES["outline_quotes"]


def listed(connection: Connection) -> list[Outline]:
    """Return every outline in its order, with its parts in the order of reading."""
    parts: dict[str, list[OutlinePart]] = defaultdict(list)
    quotes = _quotes(connection)
    for row in connection.execute(select(_PARTS)):
        part = OutlinePart(
            id=row.id,
            parent=row.parent_id,
            kind=row.kind,
            title=row.title,
            prose=row.prose,
            theme=row.theme_id,
            code=row.code_id,
            options=options_of(row.options),
            position=row.position,
            quotes=tuple(quotes.get(row.id, ())),
        )
        parts[row.outline_id].append(part)
    rows = connection.execute(select(_OUTLINES).order_by(_OUTLINES.c.position, _OUTLINES.c.id))
    return [Outline(row.id, row.name, row.language, row.position, in_order(parts.get(row.id, ()))) for row in rows]


def _quotes(connection: Connection) -> dict[str, list[OutlineQuote]]:
    found: dict[str, list[OutlineQuote]] = defaultdict(list)
    for row in connection.execute(select(_QUOTES).order_by(_QUOTES.c.position, _QUOTES.c.id)):
        cuts = cuts_of(row.cuts)
        quote = (row.id, row.part_id, row.coding_id, row.rejected, row.form, cuts, row.translation, row.position)
        found[row.part_id].append(OutlineQuote(*quote))
    return found


def cuts_of(text: str) -> tuple[Span, ...]:
    """Read the cuts of a passage as a row keeps them."""
    return tuple(Span(start, end) for start, end in json.loads(text))
