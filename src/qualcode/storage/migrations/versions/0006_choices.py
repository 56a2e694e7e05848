"""The type of an attribute may be a choice: a few words of which each case has one.

Revision: 0006
Follows: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BEFORE = "type IN ('text', 'number', 'date', 'boolean')"
_NOW = "type IN ('text', 'choice', 'number', 'date', 'boolean')"


def upgrade() -> None:
    """Widen what a type may be; what is kept stays as it is."""
    _allow(_NOW)


def downgrade() -> None:
    """Take choices for the text they are kept as."""
    op.execute("UPDATE attributes SET type = 'text' WHERE type = 'choice'")
    _allow(_BEFORE)


def _allow(types: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _made_anew(types)
        return
    op.drop_constraint(op.f("ck_attributes_type"), "attributes", type_="check")
    op.create_check_constraint(op.f("ck_attributes_type"), "attributes", types)


def _made_anew(types: str) -> None:
    """Make the table again, as SQLite changes no constraint; values refer to it by name, and are looked at at the end.

    The rows are put into a table of the name they had: a renamed one would leave SQLite counting values of nobody.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TABLE attributes_before AS SELECT * FROM attributes")
    op.drop_table("attributes")
    op.create_table(
        "attributes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(types, name=op.f("ck_attributes_type")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributes")),
        sa.UniqueConstraint("name_key", name=op.f("uq_attributes_name_key")),
    )
    op.execute(
        "INSERT INTO attributes (id, name, name_key, type, position, version) "
        "SELECT id, name, name_key, type, position, version FROM attributes_before"
    )
    op.drop_table("attributes_before")
