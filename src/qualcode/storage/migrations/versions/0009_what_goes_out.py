"""Outlines of reports, what participants agreed to, words of the study's own, warnings that were let stand.

Revision: 0009
Follows: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_AGREED = "('', 'yes', 'no')"


def upgrade() -> None:
    """Make the tables."""
    _of_outlines()
    _of_participants()
    _of_words()


def _made(table: str, *more: sa.Column[object] | sa.Constraint, to: dict[str, str], maybe: dict[str, str]) -> None:
    """Make a table with an id, a version, and references to others that must be there (`to`) or may lack."""
    op.create_table(
        table,
        sa.Column("id", sa.String(32), nullable=False),
        *(sa.Column(column, sa.String(32), nullable=False) for column in to),
        *(sa.Column(column, sa.String(32), nullable=True) for column in maybe),
        *more,
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, target in {**to, **maybe}.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _words(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _one(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _among(table: str, column: str, choices: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IN {choices}", name=op.f(f"ck_{table}_{column}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _of_outlines() -> None:
    _made(
        "outlines",
        *_words("name", "name_key", "language", "options"),
        _number("position"),
        _one("outlines", "name_key"),
        to={},
        maybe={},
    )
    _made(
        "outline_parts",
        *_words("kind", "title", "prose", "options"),
        _number("position"),
        _among("outline_parts", "kind", "('free', 'theme', 'code', 'reading')"),
        to={"outline_id": "outlines"},
        maybe={"parent_id": "outline_parts", "theme_id": "themes", "code_id": "codes"},
    )
    _index("outline_parts", "outline_id", "parent_id", "theme_id", "code_id")
    _made(
        "outline_quotes",
        sa.Column("rejected", sa.Boolean(), nullable=False),
        *_words("form", "cuts", "translation"),
        _number("position"),
        _among("outline_quotes", "form", "('auto', 'inline', 'block')"),
        _one("outline_quotes", "part_id", "coding_id"),
        to={"part_id": "outline_parts", "coding_id": "codings"},
        maybe={},
    )
    _index("outline_quotes", "coding_id")


def _of_participants() -> None:
    _made(
        "consents",
        *_words("analysis", "quotation", "reuse", "until", "note"),
        *(_among("consents", column, _AGREED) for column in ("analysis", "quotation", "reuse")),
        _one("consents", "case_id"),
        to={"case_id": "cases"},
        maybe={},
    )
    _made(
        "dismissals",
        *_words("kind", "key", "reason", "created_at"),
        _one("dismissals", "kind", "key"),
        to={"coder_id": "coders"},
        maybe={},
    )
    _index("dismissals", "coder_id")


def _of_words() -> None:
    _made(
        "own_words",
        *_words("kind", "language", "word", "word_key", "meant"),
        _among("own_words", "kind", "('stop', 'keep', 'synonym', 'variant')"),
        _one("own_words", "kind", "language", "word_key"),
        to={},
        maybe={},
    )


def downgrade() -> None:
    """Drop them: outlines, agreements and words of the study's own are then lost, all that is coded stays."""
    for table in ("own_words", "dismissals", "consents", "outline_quotes", "outline_parts", "outlines"):
        op.drop_table(table)
