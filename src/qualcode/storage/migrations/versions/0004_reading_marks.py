"""Marks made while reading, each a coder's own: a passage to be coded later, a turn with nothing to code, a bookmark.

Revision: 0004
Follows: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "reading_marks",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("coder_id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('later', 'read', 'bookmark')", name=op.f("ck_reading_marks_kind")),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_reading_marks_span")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_reading_marks_document_id")),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_reading_marks_coder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_marks")),
        sa.UniqueConstraint(
            "document_id", "start", "end", "kind", "coder_id",
            name=op.f("uq_reading_marks_document_id_start_end_kind_coder_id"),
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_reading_marks_coder_id"), "reading_marks", ["coder_id"], unique=False)


def downgrade() -> None:
    """Drop it: no coding hangs on a mark."""
    op.drop_table("reading_marks")
