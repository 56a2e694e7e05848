"""Themes, and memos: what the analyst writes on the codings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from qualcode.model.codebook import descendants
from qualcode.model.records import Memo, Theme, ThemeLink
from qualcode.storage.reading import codes
from qualcode.storage.reading.codes import Use
from qualcode.storage.reading.places import read_places
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


def uses(connection: Connection) -> dict[str, Use]:
    """Return what each theme rests on, by id: codings of its codes, with all under them, and its single codings."""
    parents = {code.id: code.parent for code in codes.listed(connection)}
    of_code: dict[str, set[str]] = {}
    of_coding: dict[str, set[str]] = {}
    themes = listed(connection)
    for theme in themes:
        for link in theme.links:
            if link.coding:
                of_coding.setdefault(link.coding, set()).add(theme.id)
            for code in (link.code, *descendants(parents, link.code)) if link.code else ():
                of_code.setdefault(code, set()).add(theme.id)
    counts = {theme.id: 0 for theme in themes}
    documents: dict[str, set[str]] = {theme.id: set() for theme in themes}
    cases: dict[str, set[str]] = {theme.id: set() for theme in themes}
    places = read_places(connection)
    columns = [_CODINGS.c[name] for name in ("id", "code_id", "document_id", "start", "end")]
    for coding, code, document, start, end in connection.execute(select(*columns)):
        for theme_id in of_code.get(code, set()) | of_coding.get(coding, set()):
            counts[theme_id] += 1
            documents[theme_id].add(document)
            cases[theme_id].update(place.case for place in places.touching(document, start, end) if place.case)
    return {theme_id: Use(count, len(documents[theme_id]), len(cases[theme_id])) for theme_id, count in counts.items()}
