"""Texts that are corrected after they came in: the former ones, and the passages that somebody should look at.

Revision: 0007
Follows: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _former_texts()
    _unsettled()


def _former_texts() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("source_sha256", sa.String(64), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("original_sha256", sa.String(64), nullable=True),
        sa.Column("coder_id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        *(sa.Column(ending, sa.Integer(), nullable=False) for ending in ("kept", "moved", "fuzzy", "lost")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_revisions_document_id")),
        sa.ForeignKeyConstraint(["text_sha256"], ["texts.sha256"], name=op.f("fk_revisions_text_sha256")),
        sa.ForeignKeyConstraint(["original_sha256"], ["originals.sha256"], name=op.f("fk_revisions_original_sha256")),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_revisions_coder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_revisions_document_id_number")),
    )
    for column in ("text_sha256", "source_sha256", "original_sha256", "coder_id"):
        op.create_index(op.f(f"ix_revisions_{column}"), "revisions", [column], unique=False)


def _unsettled() -> None:
    op.create_table(
        "unsettled",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("revision_id", sa.String(32), nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("passage_id", sa.String(32), nullable=False),
        sa.Column("ending", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *(sa.Column(words, sa.Text(), nullable=False) for words in ("text", "before", "after")),
        sa.Column("code_id", sa.String(32), nullable=True),
        sa.Column("coder_id", sa.String(32), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ending IN ('fuzzy', 'lost')", name=op.f("ck_unsettled_ending")),
        sa.CheckConstraint(
            "noun IN ('codings', 'askings', 'case_links', 'reading_marks')", name=op.f("ck_unsettled_noun")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_unsettled_document_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name=op.f("fk_unsettled_revision_id")),
        sa.ForeignKeyConstraint(["code_id"], ["codes.id"], name=op.f("fk_unsettled_code_id")),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_unsettled_coder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unsettled")),
    )
    for column in ("document_id", "passage_id", "code_id", "coder_id"):
        op.create_index(op.f(f"ix_unsettled_{column}"), "unsettled", [column], unique=False)


def downgrade() -> None:
    """Drop them: the former texts stay in the table of texts, and what was lost is then lost."""
    op.drop_table("unsettled")
    op.drop_table("revisions")
