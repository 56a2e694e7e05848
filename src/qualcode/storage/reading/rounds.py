"""The rounds of coding, and which of them a coding was made in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from qualcode.model.practice import Round
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

_ROUNDS = TABLES["rounds"]
_CODERS = TABLES["coders"]
_CODINGS = TABLES["codings"]


def starts(connection: Connection) -> list[str]:
    """Return when each round began, in their order; ISO 8601 in UTC."""
    return list(connection.execute(select(_ROUNDS.c.started_at).order_by(_ROUNDS.c.started_at)).scalars())


def names(connection: Connection) -> tuple[str, ...]:
    """Return the names of the rounds, in their order."""
    return tuple(connection.execute(select(_ROUNDS.c.name).order_by(_ROUNDS.c.started_at)).scalars())


def numbered(begun: Sequence[str]) -> ColumnElement[Any]:
    """Return the expression of the round in which a coding was made: 0 before the first, 1 in the first ...

    Args:
        begun: when each round began; times of one form, so that their text sorts as they do.
    """
    return case(*((_CODINGS.c.created_at < start, place) for place, start in enumerate(begun)), else_=len(begun))


def before(connection: Connection) -> int:
    """Count the codings that were made before the first round; all of them where there is none."""
    return _counts(connection, starts(connection)).get(0, 0)


def listed(connection: Connection) -> list[Round]:
    """Return the rounds in their order, with how many codings were made in each."""
    names_of = ("id", "name", "note", "started_at")
    columns = [*(_ROUNDS.c[name] for name in names_of), _CODERS.c.name.label("coder")]
    joined = _ROUNDS.join(_CODERS, _CODERS.c.id == _ROUNDS.c.coder_id)
    rows = connection.execute(select(*columns).select_from(joined).order_by(_ROUNDS.c.started_at)).all()
    begun = [row.started_at for row in rows]
    counts = _counts(connection, begun)
    ends: list[str | None] = [*begun[1:], None]
    return [
        Round(row.id, row.name, row.note, row.coder, row.started_at, end, counts.get(place, 0))
        for place, (row, end) in enumerate(zip(rows, ends, strict=False), 1)
    ]


def _counts(connection: Connection, begun: Sequence[str]) -> dict[int, int]:
    if not begun:
        return {0: connection.execute(select(func.count()).select_from(_CODINGS)).scalar_one()}
    inside = select(numbered(begun).label("round")).subquery()
    return dict(connection.execute(select(inside.c.round, func.count()).group_by(inside.c.round)).all())
