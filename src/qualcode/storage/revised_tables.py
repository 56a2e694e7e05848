"""The tables of corrected texts: what a document said before, and the passages to be looked at."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from qualcode.model.ids import ID_LENGTH
from qualcode.storage.fields import id_field as _id
from qualcode.storage.fields import one_of as _choice
from qualcode.storage.fields import text_field as _text
from qualcode.storage.fields import to_field as _to
from qualcode.storage.fields import version_field as _version


class RevisionTable(SQLModel, table=True):
    """A text that a document had before a correction: the number of the text, where it came from, what it became."""

    __tablename__: ClassVar[str] = "revisions"
    __table_args__ = (UniqueConstraint("document_id", "number"),)
    id: str = _id()
    document_id: str = _to("documents", index=False)
    number: int = 1
    text_sha256: str = Field(sa_type=String(64), sa_column_args=[ForeignKey("texts.sha256")], index=True)
    source_name: str = _text()
    source_sha256: str = Field(sa_type=String(64), index=True)
    origin: str = _text()
    original_sha256: str | None = Field(
        default=None, sa_type=String(64), sa_column_args=[ForeignKey("originals.sha256")], nullable=True, index=True
    )
    coder_id: str = _to("coders")
    created_at: str = _text()
    kept: int = 0
    moved: int = 0
    fuzzy: int = 0
    lost: int = 0
    version: int = _version()


class UnsettledTable(SQLModel, table=True):
    """A passage that a correction of the text changed or lost, with its former words, until somebody has looked at it.

    One that is lost is kept here whole: `detail` holds what its own row said beside the columns here, as JSON.
    """

    __tablename__: ClassVar[str] = "unsettled"
    __table_args__ = (
        _choice("ending", ("fuzzy", "lost")),
        _choice("noun", ("codings", "askings", "case_links", "reading_marks")),
    )
    id: str = _id()
    document_id: str = _to("documents")
    revision_id: str = _to("revisions", index=False)
    noun: str = _text()
    passage_id: str = Field(sa_type=String(ID_LENGTH), index=True)
    ending: str = _text("fuzzy")
    start: int = 0
    end: int = 0
    text: str = _text()
    before: str = _text()
    after: str = _text()
    code_id: str | None = _to("codes", null=True)
    coder_id: str | None = _to("coders", null=True)
    detail: str = _text("{}")
    version: int = _version()
