"""Excerpts on their way out, one row a coding, with the attributes of the person who speaks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from qualcode.exporters.tables import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.model.records import Excerpt

COLUMNS: Final = (
    "id",
    "document",
    "speaker",
    "role",
    "case",
    "start",
    "end",
    "text",
    "code",
    "coder",
    "memo",
    "weight",
    "starred",
    "origin",
)
"""`codings import` reads document, start, end, code, coder, memo and weight of them again."""


def excerpts_csv(excerpts: Sequence[Excerpt], separator: str = ",") -> bytes:
    """Return the excerpts as .csv; a column for each attribute follows, named `attribute:NAME`."""
    names = list(dict.fromkeys(name for excerpt in excerpts for name, _ in excerpt.attributes))
    titles = [*COLUMNS, *(f"attribute:{name}" for name in names)]
    return csv_bytes(titles, (_row(excerpt, names) for excerpt in excerpts), separator)


def _row(excerpt: Excerpt, names: Sequence[str]) -> list[object]:
    attributes = dict(excerpt.attributes)
    return [*(getattr(excerpt, column) for column in COLUMNS), *(attributes.get(name, "") for name in names)]


def excerpts_json(excerpts: Sequence[Excerpt], question: Mapping[str, object] | None = None) -> bytes:
    """Return the excerpts as JSON: `question` (what was asked of them) and `rows`, attributes as an object."""
    rows = [
        {column: getattr(excerpt, column) for column in COLUMNS} | {"attributes": dict(excerpt.attributes)}
        for excerpt in excerpts
    ]
    whole = {"question": dict(question or {}), "rows": rows}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
