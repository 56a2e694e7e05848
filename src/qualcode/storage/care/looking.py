"""What the looks of a check share: how a place is named, and how rows are read without believing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from qualcode.model.care import Fault
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_SHOWN: Final = 8
"""The last digits of an id: the same as listings show."""


def place(noun: str, identifier: object, name: object = "", inside: object = "") -> str:
    """Name a row: its noun, its name or the end of its id, and what it is inside."""
    own = f"{noun} {name or str(identifier)[-_SHOWN:]}"
    return f"{inside}: {own}" if inside else own


def fault(  # noqa: PLR0913 - a fault is all of these
    rule: str, noun: str, identifier: str, *, name: str = "", inside: str = "", detail: str = "", **mend: object
) -> Fault:
    """Return a fault of a row; `mend` are the columns that put it right."""
    where = place(noun, identifier, name, inside)
    return Fault(rule, where, detail, (noun, identifier), tuple(mend.items()))


def rows(connection: Connection, noun: str, *names: str) -> Iterator[Any]:
    """Give some columns of every row of a table, by its id."""
    table = TABLES[noun]
    return iter(connection.execute(select(*(table.c[name] for name in names)).order_by(table.c.id)).all())
