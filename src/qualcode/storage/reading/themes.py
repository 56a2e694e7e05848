"""Themes, and memos: what the analyst writes on the codings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.model.records import Memo, Theme, ThemeLink
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

_THEMES = TABLES["themes"]
_LINKS = TABLES["theme_links"]
_MEMOS = TABLES["memos"]
_CODERS = TABLES["coders"]
_CODINGS = TABLES["codings"]


def listed(connection: Connection) -> list[Theme]:
    """Return every theme in its order, dropped ones too."""
    links: dict[str, list[ThemeLink]] = {}
    names = ("id", "theme_id", "code_id", "coding_id", "stance")
    for row in connection.execute(select(*(_LINKS.c[name] for name in names)).order_by(_LINKS.c.id)):
        links.setdefault(row.theme_id, []).append(ThemeLink(*row))
    rows = connection.execute(select(_THEMES).order_by(_THEMES.c.position, _THEMES.c.id))
    return [
        Theme(
            row.id, row.name, row.claim, row.status, row.memo, row.position, tuple(links.get(row.id, ())), row.version
        )
        for row in rows
    ]


def memos(connection: Connection) -> list[Memo]:
    """Return every memo, oldest first."""
    rows = connection.execute(
        select(_MEMOS, _CODERS.c.name.label("coder"))
        .join(_CODERS, _CODERS.c.id == _MEMOS.c.coder_id)
        .order_by(_MEMOS.c.created_at, _MEMOS.c.id)
    )
    return [
        Memo(
            id=row.id,
            kind=row.kind,
            on=row.target,
            target=row.document_id or row.code_id or row.coding_id or row.case_id,
            text=row.text,
            coder=row.coder,
            created_at=row.created_at,
            version=row.version,
        )
        for row in rows
    ]


def starred(connection: Connection) -> list[str]:
    """Return the ids of the starred codings."""
    return list(connection.execute(select(_CODINGS.c.id).where(_CODINGS.c.starred.is_(True))).scalars())
