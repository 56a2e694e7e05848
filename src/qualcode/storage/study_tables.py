"""The tables of a project, as SQLModel classes: a new project is made from them, migrations are compared with them.

Questions and writes use the columns in `tables.py`, which cost a twentieth to make and hold no rules.

Times are ISO 8601 text in UTC, ids 32 hexadecimal digits, choices text under a CHECK, so that both databases keep,
sort and dump the same values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from qualcode.model import records
from qualcode.model.ids import ID_LENGTH
from qualcode.storage import draft_tables as _drafts  # noqa: F401 - registers its tables
from qualcode.storage import revised_tables as _revised  # noqa: F401 - registers its tables
from qualcode.storage import working_tables as _working  # noqa: F401 - registers its tables
from qualcode.storage.fields import id_field as _id
from qualcode.storage.fields import one_of as _choice
from qualcode.storage.fields import text_field as _text
from qualcode.storage.fields import to_field as _to
from qualcode.storage.fields import version_field as _version

if TYPE_CHECKING:
    from sqlalchemy import MetaData


class StudyTable(SQLModel, table=True):
    """The project itself, one row."""

    __tablename__: ClassVar[str] = "study"
    id: str = _id()
    title: str = _text()
    corpus_language: str = _text("fr-CA")
    created_at: str = _text()
    version: int = _version()


class CoderTable(SQLModel, table=True):
    """A person of the coding team."""

    __tablename__: ClassVar[str] = "coders"
    id: str = _id()
    name: str = _text()
    name_key: str = Field(sa_type=Text, unique=True)
    version: int = _version()


class TextTable(SQLModel, table=True):
    """The stored texts, append-only, each once; the journal never copies them."""

    __tablename__: ClassVar[str] = "texts"
    sha256: str = Field(primary_key=True, sa_type=String(64))
    content: str = _text()


class DocumentTable(SQLModel, table=True):
    """A transcript or other text; characters and words count speech."""

    __tablename__: ClassVar[str] = "documents"
    __table_args__ = (_choice("state", records.DOCUMENT_STATES),)
    id: str = _id()
    name: str = _text()
    name_key: str = Field(sa_type=Text, unique=True)
    source_name: str = _text()
    source_sha256: str = Field(sa_type=String(64), index=True)
    text_sha256: str = Field(sa_type=String(64), sa_column_args=[ForeignKey("texts.sha256")], index=True)
    length: int = 0
    format: str = _text()
    language: str = _text()
    state: str = _text("to_read")
    characters: int = 0
    words: int = 0
    report: str = _text("{}")
    imported_at: str = _text()
    version: int = _version()


class OriginalTable(SQLModel, table=True):
    """The bytes of files as they came in, where they were to be kept: append-only, each once, never in the journal."""

    __tablename__: ClassVar[str] = "originals"
    sha256: str = Field(primary_key=True, sa_type=String(64))
    content: bytes = Field(default=b"", sa_type=LargeBinary)


class SourceTable(SQLModel, table=True):
    """Where a document came from, and which bytes were kept of it; a document from elsewhere has none."""

    __tablename__: ClassVar[str] = "sources"
    id: str = _id()
    document_id: str = _to("documents")
    origin: str = _text()
    original_sha256: str | None = Field(
        default=None, sa_type=String(64), sa_column_args=[ForeignKey("originals.sha256")], nullable=True, index=True
    )
    version: int = _version()


class CaseTable(SQLModel, table=True):
    """A participant, a person spoken of, a group, a site ..."""

    __tablename__: ClassVar[str] = "cases"
    __table_args__ = (_choice("kind", records.CASE_KINDS),)
    id: str = _id()
    name: str = _text()
    name_key: str = Field(sa_type=Text, unique=True)
    kind: str = _text("participant")
    inside_id: str | None = _to("cases", null=True)
    version: int = _version()


class TurnTable(SQLModel, table=True):
    """A speech by one voice; the bounds leave out label and time."""

    __tablename__: ClassVar[str] = "turns"
    __table_args__ = (
        _choice("role", records.ROLES),
        Index("ix_turns_place", "document_id", "position"),
    )
    id: str = _id()
    document_id: str = _to("documents", index=False)
    position: int = 0
    speaker: str = _text()
    role: str = _text("participant")
    start: int = 0
    end: int = 0
    time_start: float | None = Field(default=None, sa_type=Float)
    time_end: float | None = Field(default=None, sa_type=Float)
    case_id: str | None = _to("cases", null=True)
    version: int = _version()


class CaseLinkTable(SQLModel, table=True):
    """A case linked to a document, or to a passage of it."""

    __tablename__: ClassVar[str] = "case_links"
    id: str = _id()
    case_id: str = _to("cases")
    document_id: str = _to("documents")
    start: int | None = None
    end: int | None = None
    version: int = _version()


class AttributeTable(SQLModel, table=True):
    """A variable that describes cases."""

    __tablename__: ClassVar[str] = "attributes"
    __table_args__ = (_choice("type", records.ATTRIBUTE_TYPES),)
    id: str = _id()
    name: str = _text()
    name_key: str = Field(sa_type=Text, unique=True)
    type: str = _text("text")
    position: int = 0
    version: int = _version()


class AttributeValueTable(SQLModel, table=True):
    """The value of one attribute for one case, in the canonical form of its type."""

    __tablename__: ClassVar[str] = "attribute_values"
    __table_args__ = (UniqueConstraint("case_id", "attribute_id"),)
    id: str = _id()
    case_id: str = _to("cases", index=False)
    attribute_id: str = _to("attributes")
    value: str = _text()
    version: int = _version()


class CodeTable(SQLModel, table=True):
    """A code of the codebook; names are unique among those under one parent."""

    __tablename__: ClassVar[str] = "codes"
    __table_args__ = (UniqueConstraint("parent_key", "name_key"),)
    id: str = _id()
    parent_id: str | None = _to("codes", null=True)
    parent_key: str = _text()
    """The parent's id, or empty: a NULL would let twins in."""
    name: str = _text()
    name_key: str = _text()
    position: int = 0
    colour: str = _text()
    label_fr: str = _text()
    label_en: str = _text()
    definition_fr: str = _text()
    definition_en: str = _text()
    when_to_use: str = _text()
    when_not_to: str = _text()
    example: str = _text()
    version: int = _version()


class CodingTable(SQLModel, table=True):
    """One application of a code to a passage by a coder."""

    __tablename__: ClassVar[str] = "codings"
    __table_args__ = (
        Index("ix_codings_place", "document_id", "start"),
        CheckConstraint('start >= 0 AND "end" > start', name="span"),
        CheckConstraint("weight BETWEEN 1 AND 5", name="weight"),
    )
    id: str = _id()
    document_id: str = _to("documents", index=False)
    start: int = 0
    end: int = 0
    code_id: str = _to("codes")
    coder_id: str = _to("coders")
    text: str = _text()
    before: str = _text()
    after: str = _text()
    weight: int | None = None
    starred: bool = False
    origin: str = _text()
    created_at: str = _text()
    version: int = _version()


class ThemeTable(SQLModel, table=True):
    """A claim built across codes and passages."""

    __tablename__: ClassVar[str] = "themes"
    __table_args__ = (_choice("status", records.THEME_STATUSES),)
    id: str = _id()
    name: str = _text()
    name_key: str = Field(sa_type=Text, unique=True)
    claim: str = _text()
    status: str = _text("candidate")
    memo: str = _text()
    position: int = 0
    version: int = _version()


class ThemeLinkTable(SQLModel, table=True):
    """What a theme rests on."""

    __tablename__: ClassVar[str] = "theme_links"
    __table_args__ = (
        _choice("stance", records.STANCES),
        CheckConstraint("(code_id IS NULL) <> (coding_id IS NULL)", name="target"),
        UniqueConstraint("theme_id", "code_id"),
        UniqueConstraint("theme_id", "coding_id"),
    )
    id: str = _id()
    theme_id: str = _to("themes")
    code_id: str | None = _to("codes", null=True)
    coding_id: str | None = _to("codings", null=True)
    stance: str = _text("supports")
    version: int = _version()


class MemoTable(SQLModel, table=True):
    """A note; one column per thing it may stand on, so that the database itself keeps it from hanging in the air."""

    __tablename__: ClassVar[str] = "memos"
    __table_args__ = (
        _choice("kind", records.MEMO_KINDS),
        _choice("target", records.MEMO_TARGETS),
    )
    id: str = _id()
    kind: str = _text("note")
    target: str = _text("project")
    document_id: str | None = _to("documents", null=True)
    code_id: str | None = _to("codes", null=True)
    coding_id: str | None = _to("codings", null=True)
    case_id: str | None = _to("cases", null=True)
    text: str = _text()
    coder_id: str = _to("coders")
    created_at: str = _text()
    version: int = _version()


class QuestionTable(SQLModel, table=True):
    """A question of the interview guide, with its probes, a line each."""

    __tablename__: ClassVar[str] = "questions"
    id: str = _id()
    position: int = 0
    text: str = _text()
    text_key: str = Field(sa_type=String(64), unique=True)
    """SHA-256 of the folded text: a question may be longer than a key that PostgreSQL indexes."""
    label: str = _text()
    section: str = _text()
    probes: str = _text()
    version: int = _version()


class AskingTable(SQLModel, table=True):
    """Where a question of the guide was asked: the bounds of the words that ask it."""

    __tablename__: ClassVar[str] = "askings"
    __table_args__ = (
        CheckConstraint('start >= 0 AND "end" > start', name="span"),
        UniqueConstraint("document_id", "start", "end", "question_id"),
    )
    id: str = _id()
    question_id: str = _to("questions")
    document_id: str = _to("documents", index=False)
    start: int = 0
    end: int = 0
    version: int = _version()


class ReadingMarkTable(SQLModel, table=True):
    """A mark that a coder made while reading; it is no coding and counts nowhere."""

    __tablename__: ClassVar[str] = "reading_marks"
    __table_args__ = (
        _choice("kind", records.READING_MARKS),
        CheckConstraint('start >= 0 AND "end" > start', name="span"),
        UniqueConstraint("document_id", "start", "end", "kind", "coder_id"),
    )
    id: str = _id()
    document_id: str = _to("documents", index=False)
    start: int = 0
    end: int = 0
    kind: str = _text("later")
    coder_id: str = _to("coders")
    created_at: str = _text()
    version: int = _version()


class ActionTable(SQLModel, table=True):
    """The journal: one row an action, with the rows it changed in one compressed blob."""

    __tablename__: ClassVar[str] = "actions"
    id: str = _id()
    number: int = Field(sa_type=Integer, unique=True)
    at: str = _text()
    coder_id: str | None = Field(default=None, sa_type=String(ID_LENGTH), index=True)
    kind: str = _text()
    arguments: str = _text("{}")
    schema_revision: str = _text()
    undoes: str | None = Field(default=None, sa_type=String(ID_LENGTH), index=True)
    rows: int = 0
    blob: bytes = Field(default=b"", sa_type=LargeBinary)
    batch: str | None = Field(default=None, sa_type=String(ID_LENGTH))


class DerivedTable(SQLModel, table=True):
    """What can be computed again at any time: never journalled, never dumped, droppable."""

    __tablename__: ClassVar[str] = "derived"
    key: str = Field(primary_key=True, sa_type=String(200))
    kind: str = Field(sa_type=Text, index=True)
    content: bytes = Field(default=b"", sa_type=LargeBinary)


class SchemaTable(SQLModel, table=True):
    """Alembic's own table, read here so that alembic need not be imported when the revision is ours."""

    __tablename__: ClassVar[str] = "alembic_version"
    version_num: str = Field(primary_key=True, sa_type=String(32))


SHAPE: Final[MetaData] = SQLModel.metadata
"""Every table with its constraints and indexes: what a new project is made from, and migrations lead to."""
