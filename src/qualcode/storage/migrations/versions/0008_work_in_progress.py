"""How a codebook grew, how far each coder is with a document, what the study chose for itself.

Revision: 0008
Follows: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_CARD = ("label_fr", "label_en", "definition_fr", "definition_en", "when_to_use", "when_not_to", "example")


def upgrade() -> None:
    """Make the tables."""
    _of_the_study()
    _of_codes()
    _of_documents()


def _made(table: str, *more: sa.Column[object] | sa.Constraint, to: dict[str, str]) -> None:
    """Make a table with an id, a version, and references to others by the column they stand in."""
    op.create_table(
        table,
        sa.Column("id", sa.String(32), nullable=False),
        *(sa.Column(column, sa.String(32), nullable=False) for column in to),
        *more,
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, target in to.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _words(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _one(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _of_the_study() -> None:
    _made("choices", *_words("key", "value"), _one("choices", "key"), to={})
    _made(
        "rounds",
        *_words("name", "name_key", "note", "started_at"),
        _one("rounds", "name_key"),
        _one("rounds", "started_at"),
        to={"coder_id": "coders"},
    )
    _index("rounds", "coder_id")


def _of_codes() -> None:
    _made(
        "definitions",
        _number("number"),
        *_words(*_CARD, "replaced_at"),
        _one("definitions", "code_id", "number"),
        to={"code_id": "codes", "coder_id": "coders"},
    )
    _made(
        "rechecks",
        _number("number"),
        *_words("created_at"),
        _one("rechecks", "coding_id"),
        to={"coding_id": "codings", "coder_id": "coders"},
    )
    _made(
        "retired",
        *_words("reason", "created_at"),
        _one("retired", "code_id"),
        to={"code_id": "codes", "coder_id": "coders"},
    )
    _made(
        "also_in",
        _number("position"),
        _one("also_in", "code_id", "parent_id"),
        to={"code_id": "codes", "parent_id": "codes"},
    )
    for table in ("definitions", "rechecks", "retired"):
        _index(table, "coder_id")
    _index("also_in", "parent_id")


def _of_documents() -> None:
    _made(
        "document_states",
        *_words("state", "created_at"),
        sa.CheckConstraint(
            "state IN ('to_read', 'reading', 'coded', 'reviewed')", name=op.f("ck_document_states_state")
        ),
        _one("document_states", "document_id", "coder_id"),
        to={"document_id": "documents", "coder_id": "coders"},
    )
    _index("document_states", "coder_id")
    _made(
        "document_sets",
        *_words("name", "name_key", "wanted"),
        _number("position"),
        _one("document_sets", "name_key"),
        to={},
    )


def downgrade() -> None:
    """Drop them: former definitions, rounds and sets are then lost, codes and codings stay."""
    for table in ("document_sets", "document_states", "also_in", "retired", "rechecks", "definitions", "rounds"):
        op.drop_table(table)
    op.drop_table("choices")
