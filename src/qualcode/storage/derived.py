"""What can be computed again at any time, kept beside the study: never journalled, never dumped, droppable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from qualcode.storage.tables import TABLES
from qualcode.storage.writing import pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

_DERIVED = TABLES["derived"]


def kept(connection: Connection, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
    """Return what is kept of a kind under these keys; what is not there is left out."""
    found: dict[str, bytes] = {}
    for few in pieces([_full(kind, key) for key in keys]):
        rows = connection.execute(select(_DERIVED.c.key, _DERIVED.c.content).where(_DERIVED.c.key.in_(few)))
        found.update((key.removeprefix(f"{kind}:"), content) for key, content in rows.tuples())
    return found


def keep(connection: Connection, kind: str, contents: Mapping[str, bytes]) -> None:
    """Keep contents of a kind by their keys, in the place of what stood there."""
    if not contents:
        return
    for few in pieces([_full(kind, key) for key in contents]):
        connection.execute(delete(_DERIVED).where(_DERIVED.c.key.in_(few)))
    rows = [{"key": _full(kind, key), "kind": kind, "content": content} for key, content in contents.items()]
    connection.execute(insert(_DERIVED), rows)


def drop(connection: Connection, kind: str) -> None:
    """Let everything of a kind go."""
    connection.execute(delete(_DERIVED).where(_DERIVED.c.kind == kind))


def _full(kind: str, key: str) -> str:
    return f"{kind}:{key}"
