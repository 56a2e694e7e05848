"""Warnings that somebody let stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.model.dismissals import Dismissal
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

_DISMISSALS = TABLES["dismissals"]
_CODERS = TABLES["coders"]


def listed(connection: Connection) -> list[Dismissal]:
    """Return them, the oldest first."""
    rows = connection.execute(
        select(_DISMISSALS, _CODERS.c.name.label("coder"))
        .join(_CODERS, _CODERS.c.id == _DISMISSALS.c.coder_id)
        .order_by(_DISMISSALS.c.created_at, _DISMISSALS.c.id)
    )
    return [Dismissal(row.id, row.kind, row.key, row.reason, row.coder, row.created_at) for row in rows]
