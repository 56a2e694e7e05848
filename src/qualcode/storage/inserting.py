"""Rows put into a table at the driver's own speed: a statement is compiled once, and values go to it as they are."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import URL, insert

from qualcode.storage.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import Dialect


class _Statement(NamedTuple):
    """An INSERT of every column as one driver takes it, and what makes its parameters of a row."""

    sql: str
    parameters: Callable[[Mapping[str, Any]], Any]


def put(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows, each with a value for every column of the table.

    Texts, numbers and bytes are to both drivers what they are to us, so that nothing need be looked at value by value.

    Args:
        connection: the transaction.
        table: its name.
        rows: mappings of column names to values.
    """
    if rows:
        dialect = connection.dialect
        statement = _statement(f"{dialect.name}+{dialect.driver}", dialect.paramstyle, table)
        connection.exec_driver_sql(statement.sql, list(map(statement.parameters, rows)))


@cache
def _statement(driver: str, style: str, table: str) -> _Statement:
    """Compile the statement of a table, for a driver, "sqlite+pysqlite" say, and its style of parameters.

    By name, since each engine has a dialect of its own: by dialect, every rehearsal would leave one and its statements.
    """
    kind: Callable[..., Dialect] = URL.create(driver).get_dialect()
    compiled = insert(TABLES[table]).compile(dialect=kind(paramstyle=style))
    names = compiled.positiontup
    return _Statement(str(compiled), itemgetter(*names) if names else dict)
