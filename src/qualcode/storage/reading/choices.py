"""What the study chose for itself, a word for each key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CHOICES = TABLES["choices"]


class Chosen(NamedTuple):
    """A choice that was made: the id of its row, and its word."""

    id: str
    value: str


def kept(connection: Connection, begins: str) -> list[str]:
    """Return what was chosen under the keys that begin so, by key."""
    statement = select(_CHOICES.c.value).where(_CHOICES.c.key.startswith(begins, autoescape=True))
    return list(connection.execute(statement.order_by(_CHOICES.c.key)).scalars())


def chosen(connection: Connection, key: str) -> Chosen | None:
    """Return what was chosen under a key, or None."""
    columns = (_CHOICES.c.id, _CHOICES.c.value)
    row = connection.execute(select(*columns).where(_CHOICES.c.key == key)).first()
    return None if row is None else Chosen(*row)
