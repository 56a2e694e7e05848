"""Columns that many tables share, and how their constraints are named."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlmodel import Field, SQLModel

from qualcode.model.ids import ID_LENGTH

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def id_field() -> Any:  # noqa: ANN401 - SQLModel's Field stands for whatever its column holds
    """Identify a row."""
    return Field(primary_key=True, sa_type=String(ID_LENGTH))


def to_field(target: str, *, null: bool = False, index: bool = True) -> Any:  # noqa: ANN401
    """Refer to another row; SQLite checks it at once, so writes go parents first."""
    return Field(
        default=None,
        sa_type=String(ID_LENGTH),
        sa_column_args=[ForeignKey(f"{target}.id")],
        nullable=null,
        index=index,
    )


def text_field(default: str = "") -> Any:  # noqa: ANN401
    """Hold words, in a text without limit."""
    return Field(default=default, sa_type=Text)


def version_field() -> Any:  # noqa: ANN401
    """Count the writes of a row: it goes on and is never restored."""
    return Field(default=1, sa_type=Integer)


def one_of(column: str, choices: tuple[str, ...]) -> CheckConstraint:
    """Allow only these words; text and a CHECK, since PostgreSQL's enums survive a downgrade and break the next."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in choices)})", name=column)
