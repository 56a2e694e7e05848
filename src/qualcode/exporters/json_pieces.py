"""Large JSON written some rows at a time, sign for sign as `json.dumps` writes the whole with an indent of 1."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ROWS_AT_ONCE: Final = 500
"""Rows that are written together."""
_VALUES_AT_ONCE: Final = 10
"""Values of an object, which are whole texts."""


def members(values: Iterable[tuple[str, object]], *, in_order: bool = False) -> Iterator[str]:
    """Give the text of an object, with the line end behind it.

    Args:
        values: each member; a value is plain, or what `rows_of` or `object_of` gives.
        in_order: whether the keys of plain values are written in their order; the members come as they are.
    """
    yield "{"
    before = "\n "
    for name, value in values:
        yield f"{before}{_written(name)}: "
        before = ",\n "
        if isinstance(value, _Coming):
            yield from value.pieces(in_order=in_order)
        else:
            yield _written(value, in_order=in_order).replace("\n", "\n ")
    yield "\n}\n"


def rows_of(rows: Iterable[Mapping[str, object]]) -> object:
    """Return rows as a member's value, which are made as they are written.

    Args:
        rows: plain values.
    """
    return _Coming(rows, "[]")


def object_of(pairs: Iterable[tuple[str, object]]) -> object:
    """Return an object as a member's value, whose own members are made as they are written.

    Args:
        pairs: names and plain values, in their order.
    """
    return _Coming(pairs, "{}")


class _Coming:
    """Rows or pairs that come one by one."""

    def __init__(self, values: Iterable[Any], marks: str) -> None:
        self._coming, self._marks = iter(values), marks

    def pieces(self, *, in_order: bool) -> Iterator[str]:
        """Give the text, which stands one level deep."""
        before, is_object = self._marks[0], self._marks == "{}"
        while few := list(islice(self._coming, _VALUES_AT_ONCE if is_object else _ROWS_AT_ONCE)):
            some = dict(few) if is_object else few
            yield before + _written(some, in_order=in_order)[1:-2].replace("\n", "\n ")
            before = ","
        yield self._marks if before == self._marks[0] else f"\n {self._marks[1]}"


def _written(value: object, *, in_order: bool = False) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=in_order)
