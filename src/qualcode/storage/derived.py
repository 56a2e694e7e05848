"""What can be computed again at any time, kept beside the study: never journalled, never dumped, droppable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, func, literal, select

from qualcode.storage.inserting import put
from qualcode.storage.tables import TABLES
from qualcode.storage.writing import pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

_DERIVED = TABLES["derived"]
_DOCUMENTS = TABLES["documents"]
_WITHOUT: Final = delete(_DERIVED).where(_DERIVED.c.key.in_(bindparam("keys", expanding=True)))


def kept(connection: Connection, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
    """Return what is kept of a kind under these keys; what is not there is left out."""
    found: dict[str, bytes] = {}
    for few in pieces([_full(kind, key) for key in keys]):
        rows = connection.execute(select(_DERIVED.c.key, _DERIVED.c.content).where(_DERIVED.c.key.in_(few))).all()
        found.update((key.removeprefix(f"{kind}:"), content) for key, content in rows)
    return found


def without(connection: Connection, kind: str) -> list[tuple[str, str]]:
    """Return id and SHA-256 of the text of each document of whose text nothing of a kind is kept; a text once."""
    kept = select(_DERIVED.c.key).where(_DERIVED.c.key == literal(f"{kind}:") + _DOCUMENTS.c.text_sha256)
    missing = (
        select(func.min(_DOCUMENTS.c.id), _DOCUMENTS.c.text_sha256)
        .where(~kept.exists())
        .group_by(_DOCUMENTS.c.text_sha256)
    )
    return [(document, sha256) for document, sha256 in connection.execute(missing)]


def keep(connection: Connection, kind: str, contents: Mapping[str, bytes]) -> None:
    """Keep contents of a kind by their keys, in the place of what stood there."""
    _put(connection, [_row(kind, key, content) for key, content in contents.items()])


def keep_of(connection: Connection, key: str, contents: Mapping[str, bytes]) -> None:
    """Keep contents of several kinds, by kind, under one key, in the place of what stood there."""
    _put(connection, [_row(kind, key, content) for kind, content in contents.items()])


def _put(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    for few in pieces([row["key"] for row in rows]):
        connection.execute(_WITHOUT, {"keys": few})
    put(connection, "derived", rows)


def _row(kind: str, key: str, content: bytes) -> dict[str, Any]:
    return {"key": _full(kind, key), "kind": kind, "content": content}


def drop_others(connection: Connection, beginning: str, kind: str) -> None:
    """Let everything go whose kind begins alike, but what is of one kind: it was made by other rules, or before."""
    alike = func.substr(_DERIVED.c.kind, 1, len(beginning)) == beginning
    connection.execute(delete(_DERIVED).where(alike, _DERIVED.c.kind != kind))


def drop(connection: Connection, kind: str) -> None:
    """Let everything of a kind go."""
    connection.execute(delete(_DERIVED).where(_DERIVED.c.kind == kind))


def _full(kind: str, key: str) -> str:
    return f"{kind}:{key}"
