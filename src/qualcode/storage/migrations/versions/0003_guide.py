"""The questions of the interview guide, and where each was asked.

Revision: 0003
Follows: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "questions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_key", sa.String(64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("probes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("text_key", name=op.f("uq_questions_text_key")),
    )
    op.create_table(
        "askings",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("question_id", sa.String(32), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_askings_span")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_askings_question_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_askings_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_askings")),
        sa.UniqueConstraint(
            "document_id", "start", "end", "question_id", name=op.f("uq_askings_document_id_start_end_question_id")
        ),
    )
    op.create_index(op.f("ix_askings_question_id"), "askings", ["question_id"], unique=False)


def downgrade() -> None:
    """Drop both; the documents stay."""
    op.drop_table("askings")
    op.drop_table("questions")
