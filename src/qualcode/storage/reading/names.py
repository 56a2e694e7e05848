"""From what a person typed (a name, an id, the beginning of an id) to one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import or_, select

from qualcode.model import errors
from qualcode.model.ids import ID_LENGTH
from qualcode.storage.tables import TABLES
from qualcode.words.folding import folded

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from qualcode.model.errors import Refusal

SHORTEST_ID: Final = 6
"""Fewer letters than this are a name, never the end of an id."""

_MISSING: Final[dict[str, type[Refusal]]] = {
    "documents": errors.NoSuchDocument,
    "cases": errors.NoSuchCase,
    "themes": errors.NoSuchTheme,
    "coders": errors.NoSuchCoder,
}


class Found(NamedTuple):
    """The row a name stands for."""

    id: str
    name: str


def with_name(connection: Connection, noun: str, name: str) -> str | None:
    """Return the id of the row that bears a name, capitals ignored, or None; what looks like an id is a name too."""
    table = TABLES[noun]
    return connection.execute(select(table.c.id).where(table.c.name_key == folded(name))).scalar_one_or_none()


def find(connection: Connection, noun: str, typed: str) -> Found:
    """Return the row of a noun with unique names that bears this name or id.

    Raises:
        NoSuch: where none does.
        NotUnique: where what was typed is the end of several ids.
    """
    table = TABLES[noun]
    rows = connection.execute(
        select(table.c.id, table.c.name).where(or_(table.c.name_key == folded(typed), _id_like(table, typed)))
    ).all()
    exact = [row for row in rows if typed == row.id or folded(row.name) == folded(typed)]
    candidates = exact or rows
    if not candidates:
        raise _MISSING[noun](typed, names=", ".join(names_of(connection, noun)))
    if len(candidates) > 1:
        raise errors.NotUnique(typed, names=", ".join(row.name for row in candidates))
    return Found(*candidates[0])


def _id_like(table: Any, typed: str) -> Any:  # noqa: ANN401 - SQLAlchemy's expressions
    digits = typed.strip().lower()
    if SHORTEST_ID <= len(digits) <= ID_LENGTH and all(letter in "0123456789abcdef" for letter in digits):
        return table.c.id.endswith(digits)
    return table.c.id == typed


def names_of(connection: Connection, noun: str) -> list[str]:
    """Return every name of a noun, sorted."""
    return sorted(connection.execute(select(TABLES[noun].c.name)).scalars())
