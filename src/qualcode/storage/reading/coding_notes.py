"""What is known of codings beside their place: when they were made, where they come from, their memos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.model.retrieval import Note
from qualcode.storage.reading.codings import Shared, joined_memos
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CODINGS = TABLES["codings"]


def notes(connection: Connection) -> dict[str, Note]:
    """Return what is known of every coding, by its id."""
    memos = joined_memos(connection)
    rows = connection.execute(select(_CODINGS.c.id, _CODINGS.c.created_at, _CODINGS.c.origin))
    same = Shared()
    return {one: Note(same(created_at), same(origin), memos.get(one, "")) for one, created_at, origin in rows}
