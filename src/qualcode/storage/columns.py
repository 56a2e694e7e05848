"""Rows as one compressed columnar blob: a column that holds one value throughout is written once.

Measured before the start: 200,000 codings become 2.2 MB, against 42 MB for a journal row each.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Values = dict[str, Any]
_LEVEL: Final = 1
"""zlib's fastest: higher levels gain a few per cent and cost three times the time."""


def columnar(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Turn rows (all with the same keys) into columns: a list, or `{"=": value}` where all values are equal."""
    if not rows:
        return {}
    result: dict[str, Any] = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        first = values[0]
        same = all(value == first and type(value) is type(first) for value in values)
        result[name] = {"=": first} if same else values
    return result


def rows_of(columns: Mapping[str, Any], count: int) -> list[Values]:
    """Turn columns back into rows; the inverse of `columnar`."""
    if not columns:
        return [{} for _ in range(count)]
    names = list(columns)
    lists = [[column["="]] * count if isinstance(column, dict) else column for column in columns.values()]
    return [dict(zip(names, values, strict=True)) for values in zip(*lists, strict=True)]


def packed(value: object) -> bytes:
    """Write any JSON value as compressed UTF-8."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), _LEVEL)


def unpacked(blob: bytes) -> Any:  # noqa: ANN401 - whatever JSON held
    """Read what `packed` wrote."""
    return json.loads(zlib.decompress(blob))
