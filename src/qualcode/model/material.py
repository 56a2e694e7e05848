"""What a reading reads: the study as plain tuples, cheap to make by the hundred thousand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.model.consent import Withheld
    from qualcode.model.own_words import OwnWord


class DocumentRow(NamedTuple):
    """A document; `characters` is the length of its stored text."""

    id: str
    name: str
    language: str
    state: str
    characters: int
    text_sha256: str


class TurnRow(NamedTuple):
    """A turn; `case` is the id of the case that speaks, or None."""

    document: str
    speaker: str
    role: str
    start: int
    end: int
    case: str | None


class CodingRow(NamedTuple):
    """A coding by the ids of what it joins."""

    id: str
    document: str
    start: int
    end: int
    code: str
    coder: str
    round: int = 0
    """The round of coding it was made in: 1 for the first, 0 before it."""


class CodeRow(NamedTuple):
    """A code in codebook order; `label` is its name where unique in the study, else its path."""

    id: str
    name: str
    label: str
    path: tuple[str, ...]
    parent: str | None
    also_in: tuple[str, ...] = ()
    """The ids of the codes it is listed under too."""


class CaseRow(NamedTuple):
    """A case with its attributes, inherited ones included, by name."""

    id: str
    name: str
    kind: str
    inside: str | None
    attributes: dict[str, str]
    withheld: Withheld = ""
    """Why it is not to be quoted today, or not even analysed; empty where it may."""
    agreed: bool = False
    """Whether it is known that it may be quoted."""


class CaseLinkRow(NamedTuple):
    """A case linked to a document, or to a passage of it."""

    case: str
    document: str
    start: int | None
    end: int | None


class ThemeRow(NamedTuple):
    """A theme that was not dropped, with the ids of the codes and codings it rests on."""

    id: str
    name: str
    codes: tuple[str, ...]
    codings: tuple[str, ...]


class QuestionRow(NamedTuple):
    """A question of the interview guide, in its order; `name` is its number and its short name."""

    id: str
    name: str


class AskedRow(NamedTuple):
    """Where a question was asked: the bounds of the words that ask it."""

    question: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Material:
    """Everything readings ask of a study, in the order of its listings; codes in codebook order."""

    documents: tuple[DocumentRow, ...] = ()
    turns: Sequence[TurnRow] = ()
    """By document in the order of `documents`, then by position."""
    codings: Sequence[CodingRow] = ()
    codes: tuple[CodeRow, ...] = ()
    coders: dict[str, str] = field(default_factory=dict)
    """Name of each coder by id."""
    cases: tuple[CaseRow, ...] = ()
    links: tuple[CaseLinkRow, ...] = ()
    themes: tuple[ThemeRow, ...] = ()
    rounds: tuple[str, ...] = ()
    """Names of the rounds of coding, in their order."""
    questions: tuple[QuestionRow, ...] = ()
    """In the order of the guide."""
    askings: tuple[AskedRow, ...] = ()
    """By document id, then by place."""
    own_words: tuple[OwnWord, ...] = ()
    """What the study says of words: left out, let in, read as another, joined in a cloud."""
