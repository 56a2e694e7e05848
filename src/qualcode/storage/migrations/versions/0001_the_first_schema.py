"""The first schema.

Revision: 0001
Follows:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "study",
    "coders",
    "texts",
    "documents",
    "cases",
    "turns",
    "case_links",
    "attributes",
    "attribute_values",
    "codes",
    "codings",
    "themes",
    "theme_links",
    "memos",
    "actions",
    "derived",
)
"""In the order in which they can be made; they go in the other."""


def upgrade() -> None:
    """Make every table."""
    _make_study()
    _make_coders()
    _make_texts()
    _make_documents()
    _make_cases()
    _make_turns()
    _make_case_links()
    _make_attributes()
    _make_attribute_values()
    _make_codes()
    _make_codings()
    _make_themes()
    _make_theme_links()
    _make_memos()
    _make_actions()
    _make_derived()


def downgrade() -> None:
    """Drop every table."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_study() -> None:
    op.create_table(
        "study",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("corpus_language", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
    )


def _make_coders() -> None:
    op.create_table(
        "coders",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coders")),
        sa.UniqueConstraint("name_key", name=op.f("uq_coders_name_key")),
    )


def _make_texts() -> None:
    op.create_table(
        "texts",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_texts")),
    )


def _make_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("source_sha256", sa.String(64), nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('to_read', 'reading', 'coded', 'reviewed')", name=op.f("ck_documents_state")),
        sa.ForeignKeyConstraint(["text_sha256"], ["texts.sha256"], name=op.f("fk_documents_text_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("name_key", name=op.f("uq_documents_name_key")),
    )
    op.create_index(op.f("ix_documents_source_sha256"), "documents", ["source_sha256"], unique=False)
    op.create_index(op.f("ix_documents_text_sha256"), "documents", ["text_sha256"], unique=False)


def _make_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("inside_id", sa.String(32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('participant', 'person', 'group', 'site', 'project', 'other')", name=op.f("ck_cases_kind")
        ),
        sa.ForeignKeyConstraint(["inside_id"], ["cases.id"], name=op.f("fk_cases_inside_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("name_key", name=op.f("uq_cases_name_key")),
    )
    op.create_index(op.f("ix_cases_inside_id"), "cases", ["inside_id"], unique=False)


def _make_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("time_start", sa.Float(), nullable=True),
        sa.Column("time_end", sa.Float(), nullable=True),
        sa.Column("case_id", sa.String(32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('participant', 'interviewer', 'other')", name=op.f("ck_turns_role")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_turns_case_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_turns_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turns")),
    )
    op.create_index(op.f("ix_turns_case_id"), "turns", ["case_id"], unique=False)
    op.create_index(op.f("ix_turns_place"), "turns", ["document_id", "position"], unique=False)


def _make_case_links() -> None:
    op.create_table(
        "case_links",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_links_case_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_case_links_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_links")),
    )
    op.create_index(op.f("ix_case_links_case_id"), "case_links", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_links_document_id"), "case_links", ["document_id"], unique=False)


def _make_attributes() -> None:
    op.create_table(
        "attributes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("type IN ('text', 'number', 'date', 'boolean')", name=op.f("ck_attributes_type")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributes")),
        sa.UniqueConstraint("name_key", name=op.f("uq_attributes_name_key")),
    )


def _make_attribute_values() -> None:
    op.create_table(
        "attribute_values",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("attribute_id", sa.String(32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attribute_id"], ["attributes.id"], name=op.f("fk_attribute_values_attribute_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_attribute_values_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute_values")),
        sa.UniqueConstraint("case_id", "attribute_id", name=op.f("uq_attribute_values_case_id_attribute_id")),
    )
    op.create_index(op.f("ix_attribute_values_attribute_id"), "attribute_values", ["attribute_id"], unique=False)


def _make_codes() -> None:
    op.create_table(
        "codes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("parent_id", sa.String(32), nullable=True),
        sa.Column("parent_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("label_fr", sa.Text(), nullable=False),
        sa.Column("label_en", sa.Text(), nullable=False),
        sa.Column("definition_fr", sa.Text(), nullable=False),
        sa.Column("definition_en", sa.Text(), nullable=False),
        sa.Column("when_to_use", sa.Text(), nullable=False),
        sa.Column("when_not_to", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["codes.id"], name=op.f("fk_codes_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
        sa.UniqueConstraint("parent_key", "name_key", name=op.f("uq_codes_parent_key_name_key")),
    )
    op.create_index(op.f("ix_codes_parent_id"), "codes", ["parent_id"], unique=False)


def _make_codings() -> None:
    op.create_table(
        "codings",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.String(32), nullable=False),
        sa.Column("coder_id", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=True),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_codings_span")),
        sa.CheckConstraint("weight BETWEEN 1 AND 5", name=op.f("ck_codings_weight")),
        sa.ForeignKeyConstraint(["code_id"], ["codes.id"], name=op.f("fk_codings_code_id")),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_codings_coder_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_codings_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codings")),
    )
    op.create_index(op.f("ix_codings_code_id"), "codings", ["code_id"], unique=False)
    op.create_index(op.f("ix_codings_coder_id"), "codings", ["coder_id"], unique=False)
    op.create_index(op.f("ix_codings_place"), "codings", ["document_id", "start"], unique=False)


def _make_themes() -> None:
    op.create_table(
        "themes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('candidate', 'kept', 'dropped')", name=op.f("ck_themes_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
        sa.UniqueConstraint("name_key", name=op.f("uq_themes_name_key")),
    )


def _make_theme_links() -> None:
    op.create_table(
        "theme_links",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("theme_id", sa.String(32), nullable=False),
        sa.Column("code_id", sa.String(32), nullable=True),
        sa.Column("coding_id", sa.String(32), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("stance IN ('supports', 'nuances', 'contradicts')", name=op.f("ck_theme_links_stance")),
        sa.CheckConstraint("(code_id IS NULL) <> (coding_id IS NULL)", name=op.f("ck_theme_links_target")),
        sa.ForeignKeyConstraint(["code_id"], ["codes.id"], name=op.f("fk_theme_links_code_id")),
        sa.ForeignKeyConstraint(["coding_id"], ["codings.id"], name=op.f("fk_theme_links_coding_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name=op.f("fk_theme_links_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_links")),
        sa.UniqueConstraint("theme_id", "code_id", name=op.f("uq_theme_links_theme_id_code_id")),
        sa.UniqueConstraint("theme_id", "coding_id", name=op.f("uq_theme_links_theme_id_coding_id")),
    )
    op.create_index(op.f("ix_theme_links_code_id"), "theme_links", ["code_id"], unique=False)
    op.create_index(op.f("ix_theme_links_coding_id"), "theme_links", ["coding_id"], unique=False)
    op.create_index(op.f("ix_theme_links_theme_id"), "theme_links", ["theme_id"], unique=False)


def _make_memos() -> None:
    op.create_table(
        "memos",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("document_id", sa.String(32), nullable=True),
        sa.Column("code_id", sa.String(32), nullable=True),
        sa.Column("coding_id", sa.String(32), nullable=True),
        sa.Column("case_id", sa.String(32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("coder_id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('note', 'theoretical', 'methodological', 'summary', 'to_do')", name=op.f("ck_memos_kind")
        ),
        sa.CheckConstraint("target IN ('project', 'document', 'code', 'coding', 'case')", name=op.f("ck_memos_target")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_memos_case_id")),
        sa.ForeignKeyConstraint(["code_id"], ["codes.id"], name=op.f("fk_memos_code_id")),
        sa.ForeignKeyConstraint(["coder_id"], ["coders.id"], name=op.f("fk_memos_coder_id")),
        sa.ForeignKeyConstraint(["coding_id"], ["codings.id"], name=op.f("fk_memos_coding_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_memos_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memos")),
    )
    op.create_index(op.f("ix_memos_case_id"), "memos", ["case_id"], unique=False)
    op.create_index(op.f("ix_memos_code_id"), "memos", ["code_id"], unique=False)
    op.create_index(op.f("ix_memos_coder_id"), "memos", ["coder_id"], unique=False)
    op.create_index(op.f("ix_memos_coding_id"), "memos", ["coding_id"], unique=False)
    op.create_index(op.f("ix_memos_document_id"), "memos", ["document_id"], unique=False)


def _make_actions() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("coder_id", sa.String(32), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("schema_revision", sa.Text(), nullable=False),
        sa.Column("undoes", sa.String(32), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("number", name=op.f("uq_actions_number")),
    )
    op.create_index(op.f("ix_actions_coder_id"), "actions", ["coder_id"], unique=False)
    op.create_index(op.f("ix_actions_undoes"), "actions", ["undoes"], unique=False)


def _make_derived() -> None:
    op.create_table(
        "derived",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_derived")),
    )
    op.create_index(op.f("ix_derived_kind"), "derived", ["kind"], unique=False)
