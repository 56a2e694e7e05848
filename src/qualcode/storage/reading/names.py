"""From what a person typed (a name, an id, the beginning of an id) to one row."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import bindparam, false, or_, select

from qualcode.model import errors
from qualcode.model.errors import outlining
from qualcode.model.ids import ID_LENGTH
from qualcode.storage.tables import TABLES
from qualcode.storage.texts import storable
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select, Table

    from qualcode.model.errors import Refusal

SHORTEST_ID: Final = 6
"""Fewer letters than this are a name, never the end of an id."""

_MISSING: Final[dict[str, type[Refusal]]] = {
    "documents": errors.NoSuchDocument,
    "cases": errors.NoSuchCase,
    "themes": errors.NoSuchTheme,
    "coders": errors.NoSuchCoder,
    "rounds": errors.NoSuchRound,
    "outlines": outlining.NoSuchOutline,
}


class Found(NamedTuple):
    """The row a name stands for."""

    id: str
    name: str


def with_name(connection: Connection, noun: str, name: str) -> str | None:
    """Return the id of the row that bears a name, capitals ignored, or None; what looks like an id is a name too."""
    bearer: str | None = connection.execute(_bearer(noun), {"key": folded(name)}).scalar_one_or_none()
    return bearer


@cache
def _bearer(noun: str) -> Select[Any]:
    table = TABLES[noun]
    return select(table.c.id).where(table.c.name_key == bindparam("key"))


def keys_beginning(connection: Connection, noun: str, name: str) -> set[str]:
    """Return the folded names that begin as a name does, capitals ignored."""
    key = TABLES[noun].c.name_key
    return set(connection.execute(select(key).where(key.startswith(folded(name), autoescape=True))).scalars())


def find(connection: Connection, noun: str, typed: str) -> Found:
    """Return the row of a noun with unique names that bears this name or id.

    Raises:
        NoSuch: where none does.
        NotUnique: where what was typed is the end of several ids.
    """
    table = TABLES[noun]
    key = folded(storable(typed))
    rows = connection.execute(
        select(table.c.id, table.c.name).where(or_(table.c.name_key == key, ends_in(table, typed)))
    ).all()
    exact = [row for row in rows if typed == row.id or folded(row.name) == key]
    candidates = exact or rows
    if not candidates:
        raise _MISSING[noun](typed, names=", ".join(names_of(connection, noun)))
    if len(candidates) > 1:
        raise errors.NotUnique(typed, names=", ".join(row.name for row in candidates))
    return Found(*candidates[0])


def ends_in(table: Table, typed: str) -> ColumnElement[bool]:
    """Compare the ids of a table's rows with what may be the end of one; no row fits what cannot be."""
    digits = typed.strip().lower()
    if SHORTEST_ID <= len(digits) <= ID_LENGTH and all(letter in "0123456789abcdef" for letter in digits):
        return table.c.id.endswith(digits)
    return false()


def names_of(connection: Connection, noun: str) -> list[str]:
    """Return every name of a noun, sorted."""
    return sorted(connection.execute(select(TABLES[noun].c.name)).scalars())
