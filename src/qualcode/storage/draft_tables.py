"""The tables of what goes out: outlines of reports, what participants agreed to, words of the study's own."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from qualcode.model import outgoing
from qualcode.storage.fields import id_field as _id
from qualcode.storage.fields import one_of as _choice
from qualcode.storage.fields import text_field as _text
from qualcode.storage.fields import to_field as _to
from qualcode.storage.fields import version_field as _version


class OutlineTable(SQLModel, table=True):
    """The plan of a report; a study may have several."""

    __tablename__: ClassVar[str] = "outlines"
    id: str = _id()
    name: str = _text()
    name_key: str = Field(sa_type=Text, unique=True)
    language: str = _text()
    options: str = _text("{}")
    position: int = 0
    version: int = _version()


class OutlinePartTable(SQLModel, table=True):
    """A part of an outline: a theme, a code, a reading placed, or a heading of one's own, with prose."""

    __tablename__: ClassVar[str] = "outline_parts"
    __table_args__ = (_choice("kind", outgoing.PART_KINDS),)
    id: str = _id()
    outline_id: str = _to("outlines")
    parent_id: str | None = _to("outline_parts", null=True)
    kind: str = _text("free")
    title: str = _text()
    prose: str = _text()
    theme_id: str | None = _to("themes", null=True)
    code_id: str | None = _to("codes", null=True)
    options: str = _text("{}")
    position: int = 0
    version: int = _version()


class OutlineQuoteTable(SQLModel, table=True):
    """A passage chosen for a part, or rejected there; how it is quoted."""

    __tablename__: ClassVar[str] = "outline_quotes"
    __table_args__ = (
        _choice("form", outgoing.QUOTE_FORMS),
        UniqueConstraint("part_id", "coding_id"),
    )
    id: str = _id()
    part_id: str = _to("outline_parts", index=False)
    coding_id: str = _to("codings")
    rejected: bool = False
    form: str = _text("auto")
    cuts: str = _text("[]")
    translation: str = _text()
    position: int = 0
    version: int = _version()


class ConsentTable(SQLModel, table=True):
    """What a participant agreed to; an empty word is not known."""

    __tablename__: ClassVar[str] = "consents"
    __table_args__ = (
        *(_choice(column, outgoing.AGREED) for column in ("analysis", "quotation", "reuse")),
        UniqueConstraint("case_id"),
    )
    id: str = _id()
    case_id: str = _to("cases", index=False)
    analysis: str = _text()
    quotation: str = _text()
    reuse: str = _text()
    until: str = _text()
    note: str = _text()
    version: int = _version()


class OwnWordTable(SQLModel, table=True):
    """A word that the study treats in its own way: left out, kept in, or read as another."""

    __tablename__: ClassVar[str] = "own_words"
    __table_args__ = (
        _choice("kind", outgoing.OWN_WORDS),
        UniqueConstraint("kind", "language", "word_key"),
    )
    id: str = _id()
    kind: str = _text("stop")
    language: str = _text()
    word: str = _text()
    word_key: str = _text()
    meant: str = _text()
    version: int = _version()


class DismissalTable(SQLModel, table=True):
    """A warning that somebody looked at and let stand, with the reason."""

    __tablename__: ClassVar[str] = "dismissals"
    __table_args__ = (UniqueConstraint("kind", "key"),)
    id: str = _id()
    kind: str = _text()
    key: str = _text()
    reason: str = _text()
    coder_id: str = _to("coders")
    created_at: str = _text()
    version: int = _version()
