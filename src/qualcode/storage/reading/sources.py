"""Where documents came from, and the original bytes that were kept of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import insert, select

from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

_DOCUMENTS = TABLES["documents"]
_SOURCES = TABLES["sources"]
_ORIGINALS = TABLES["originals"]
_REVISIONS = TABLES["revisions"]


class CameFrom(NamedTuple):
    """A document that came from some place: its name, and the SHA-256 of the bytes it was made from."""

    name: str
    source_sha256: str


def by_origin(connection: Connection) -> dict[str, list[CameFrom]]:
    """Return the documents by the places they came from, the earliest first; those from nowhere are left out.

    A document whose text was corrected came from several.
    """
    found: dict[str, list[CameFrom]] = {}
    for table in (_REVISIONS, _SOURCES):
        rows = connection.execute(
            select(table.c.origin, _DOCUMENTS.c.name, _DOCUMENTS.c.source_sha256)
            .join(_DOCUMENTS, table.c.document_id == _DOCUMENTS.c.id)
            .where(table.c.origin != "")
            .order_by(_DOCUMENTS.c.imported_at, _DOCUMENTS.c.id)
        )
        for origin, *rest in rows:
            came = found.setdefault(origin, [])
            came += [one for one in [CameFrom(*rest)] if one not in came]
    return found


def keep_original(connection: Connection, content: bytes) -> str:
    """Put the bytes of a file into the append-only table where they are not there yet; return their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    if connection.execute(select(_ORIGINALS.c.sha256).where(_ORIGINALS.c.sha256 == sha256)).first() is None:
        connection.execute(insert(_ORIGINALS).values(sha256=sha256, content=content))
    return sha256


def original(connection: Connection, document: str) -> bytes | None:
    """Return the bytes of the file a document came from, or None where they were not kept."""
    return connection.execute(
        select(_ORIGINALS.c.content)
        .join(_SOURCES, _SOURCES.c.original_sha256 == _ORIGINALS.c.sha256)
        .where(_SOURCES.c.document_id == document)
    ).scalar_one_or_none()
