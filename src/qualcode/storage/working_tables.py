"""The tables of work in progress: how a codebook grew, how far each coder is, what the study chose for itself."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from qualcode.model import records
from qualcode.storage.fields import id_field as _id
from qualcode.storage.fields import one_of as _choice
from qualcode.storage.fields import text_field as _text
from qualcode.storage.fields import to_field as _to
from qualcode.storage.fields import version_field as _version


class ChoiceTable(SQLModel, table=True):
    """What the study chose for itself, such as its approach: a word for each key."""

    __tablename__: ClassVar[str] = "choices"
    id: str = _id()
    key: str = Field(sa_type=Text, unique=True)
    value: str = _text()
    version: int = _version()


class RoundTable(SQLModel, table=True):
    """A named round of coding: it lasts from its start to the next one's."""

    __tablename__: ClassVar[str] = "rounds"
    id: str = _id()
    name: str = _text()
    name_key: str = Field(sa_type=Text, unique=True)
    note: str = _text()
    coder_id: str = _to("coders")
    started_at: str = Field(sa_type=Text, unique=True)
    version: int = _version()


class DefinitionTable(SQLModel, table=True):
    """What the card of a code said before it was changed; the card of today stands with the code."""

    __tablename__: ClassVar[str] = "definitions"
    __table_args__ = (UniqueConstraint("code_id", "number"),)
    id: str = _id()
    code_id: str = _to("codes", index=False)
    number: int = 1
    label_fr: str = _text()
    label_en: str = _text()
    definition_fr: str = _text()
    definition_en: str = _text()
    when_to_use: str = _text()
    when_not_to: str = _text()
    example: str = _text()
    coder_id: str = _to("coders")
    replaced_at: str = _text()
    version: int = _version()


class RecheckTable(SQLModel, table=True):
    """That a coding made under an older definition was looked at again under a newer one, by its number."""

    __tablename__: ClassVar[str] = "rechecks"
    __table_args__ = (UniqueConstraint("coding_id"),)
    id: str = _id()
    coding_id: str = _to("codings", index=False)
    number: int = 1
    coder_id: str = _to("coders")
    created_at: str = _text()
    version: int = _version()


class RetiredTable(SQLModel, table=True):
    """A code that is no longer applied; its codings stay, and count."""

    __tablename__: ClassVar[str] = "retired"
    __table_args__ = (UniqueConstraint("code_id"),)
    id: str = _id()
    code_id: str = _to("codes", index=False)
    reason: str = _text()
    coder_id: str = _to("coders")
    created_at: str = _text()
    version: int = _version()


class AlsoInTable(SQLModel, table=True):
    """A second place of a code in the tree: it is listed there too, and counted once."""

    __tablename__: ClassVar[str] = "also_in"
    __table_args__ = (UniqueConstraint("code_id", "parent_id"),)
    id: str = _id()
    code_id: str = _to("codes", index=False)
    parent_id: str = _to("codes")
    position: int = 0
    version: int = _version()


class DocumentStateTable(SQLModel, table=True):
    """How far one coder says to be with a document."""

    __tablename__: ClassVar[str] = "document_states"
    __table_args__ = (_choice("state", records.DOCUMENT_STATES), UniqueConstraint("document_id", "coder_id"))
    id: str = _id()
    document_id: str = _to("documents", index=False)
    coder_id: str = _to("coders")
    state: str = _text("to_read")
    created_at: str = _text()
    version: int = _version()


class DocumentSetTable(SQLModel, table=True):
    """A way of listing documents that was given a name: grouped, sorted and filtered so, as JSON."""

    __tablename__: ClassVar[str] = "document_sets"
    id: str = _id()
    name: str = _text()
    name_key: str = Field(sa_type=Text, unique=True)
    wanted: str = _text("{}")
    position: int = 0
    version: int = _version()
