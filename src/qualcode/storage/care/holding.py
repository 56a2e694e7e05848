"""What a project file holds, in a few numbers: enough to tell two states of a study apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, inspect, select

from qualcode.model.care import COUNTED, Holding
from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from qualcode.storage.engine import Database

_ACTIONS = TABLES["actions"]


def holding(database: Database) -> Holding:
    """Return what a project holds; tables that an earlier schema has not are empty."""
    with database.reading() as connection:
        there = set(inspect(connection).get_table_names())
        counts: dict[str, int] = {noun: _count(connection, noun) for noun in COUNTED if noun in there}
        study = connection.execute(select(TABLES["study"].c.id).limit(1)).scalar_one_or_none() or ""
        last = connection.execute(select(_ACTIONS.c.id).order_by(_ACTIONS.c.number.desc()).limit(1)).scalar()
        return Holding(study, last or "", _count(connection, "actions"), counts)


def actions_after(database: Database, action: str) -> int | None:
    """Return how many actions came after one, or None where the journal does not know it; all where it is empty."""
    with database.reading() as connection:
        if not action:
            return _count(connection, "actions")
        number = connection.execute(select(_ACTIONS.c.number).where(_ACTIONS.c.id == action)).scalar_one_or_none()
        if number is None:
            return None
        after = select(func.count()).select_from(_ACTIONS).where(_ACTIONS.c.number > number)
        return connection.execute(after).scalar_one()


def _count(connection: Connection, noun: str) -> int:
    return connection.execute(select(func.count()).select_from(TABLES[noun])).scalar_one()
