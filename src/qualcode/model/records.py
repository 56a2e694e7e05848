"""The nouns of a study, as frozen records; ids are 32 hexadecimal digits, times are ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from qualcode.model.spans import Span

if TYPE_CHECKING:
    from qualcode.model.consent import Withheld

Role = Literal["participant", "interviewer", "other"]
ROLES: Final = ("participant", "interviewer", "other")

DocumentState = Literal["to_read", "reading", "coded", "reviewed"]
DOCUMENT_STATES: Final = ("to_read", "reading", "coded", "reviewed")
CODED_STATES: Final = ("coded", "reviewed")
"""The states that say "the coding of this document is finished"."""

CaseKind = Literal["participant", "person", "group", "site", "project", "other"]
CASE_KINDS: Final = ("participant", "person", "group", "site", "project", "other")
"""`person` is somebody spoken of, who says nothing in the corpus."""

AttributeType = Literal["text", "choice", "number", "date", "boolean"]
ATTRIBUTE_TYPES: Final = ("text", "choice", "number", "date", "boolean")

ThemeStatus = Literal["candidate", "kept", "dropped"]
THEME_STATUSES: Final = ("candidate", "kept", "dropped")

Stance = Literal["supports", "nuances", "contradicts"]
STANCES: Final = ("supports", "nuances", "contradicts")

MemoKind = Literal["note", "theoretical", "methodological", "summary", "to_do"]
MEMO_KINDS: Final = ("note", "theoretical", "methodological", "summary", "to_do")

MemoTarget = Literal["project", "document", "code", "coding", "case"]
MEMO_TARGETS: Final = ("project", "document", "code", "coding", "case")

ReadingMarkKind = Literal["later", "read", "bookmark"]
READING_MARKS: Final = ("later", "read", "bookmark")
"""A passage to be coded later, a turn that was read and has nothing to code, the place where one goes on."""

LABEL_LENGTH: Final = 40
"""The longest short name of a question of the guide, in characters."""

CorpusLanguage = Literal["fr-CA", "fr-FR", "en"]
CORPUS_LANGUAGES: Final = ("fr-CA", "fr-FR", "en")

PALETTE: Final = ("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#0072b2", "#d55e00", "#f0e442", "#999999")
"""Okabe and Ito's colours, told apart by colour-blind readers; never the only sign of a code."""


@dataclass(frozen=True, slots=True)
class Study:
    """The project itself: one a file, one a database."""

    id: str
    title: str
    corpus_language: str
    created_at: str
    version: int


@dataclass(frozen=True, slots=True)
class Coder:
    """A person of the coding team."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """One transcript or other text; `characters` and `words` count speech only (all of it where there are no turns)."""

    id: str
    name: str
    source_name: str
    format: str
    language: str
    state: str
    characters: int
    words: int
    turns: int
    speakers: tuple[str, ...]
    text_sha256: str
    source_sha256: str
    imported_at: str
    report: str
    """The import report: a JSON object, as `Transcript.report()` made it."""
    version: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A text that a document had before a correction, and how many passages ended how when it was corrected."""

    id: str
    document: str
    number: int
    """1 for the text that came in, 2 for its first correction ..."""
    text_sha256: str
    source_name: str
    created_at: str
    """When it was corrected."""
    coder: str
    """The name of who corrected it."""
    kept: int
    moved: int
    fuzzy: int
    lost: int


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A passage that a correction changed (`fuzzy`) or lost, to be looked at; bounds and words are the former ones."""

    id: str
    document: str
    noun: str
    """Whose passage: `codings`, `askings`, `case_links` or `reading_marks`."""
    passage: str
    """The id of what lay there."""
    ending: str
    start: int
    end: int
    text: str
    before: str
    after: str
    code: str | None
    coder: str | None
    detail: str
    """What else a lost one was, as a JSON object."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An uninterrupted speech by one voice; the bounds leave out the label and the time. Times are seconds."""

    id: str
    document: str
    position: int
    speaker: str
    role: str
    start: int
    end: int
    time_start: float | None
    time_end: float | None
    case: str | None

    @property
    def span(self) -> Span:
        """The bounds of the speech in the stored text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A variable that describes cases."""

    id: str
    name: str
    type: str
    position: int


@dataclass(frozen=True, slots=True)
class Case:
    """A participant, a person spoken of, a group, a site ...; it inherits the attributes of the case it is inside."""

    id: str
    name: str
    kind: str
    inside: str | None
    attributes: tuple[tuple[str, str], ...]
    """Name and value of each attribute, its own before those it inherits, in the order of the attributes."""
    version: int


@dataclass(frozen=True, slots=True)
class CaseLink:
    """What a case is linked to: a document, or a passage of it where `start` and `end` are given."""

    id: str
    case: str
    document: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the codebook, or a group of codes (rubrique) where others stand under it."""

    id: str
    name: str
    path: tuple[str, ...]
    parent: str | None
    position: int
    colour: str
    label_fr: str
    label_en: str
    definition_fr: str
    definition_en: str
    when_to_use: str
    when_not_to: str
    example: str
    version: int
    also_in: tuple[str, ...] = ()
    """The ids of the codes it is listed under too, in codebook order; its home is `parent`."""
    also_at: tuple[int, ...] = ()
    """Its place there among those that are not at home, as many; codes of one place stand in codebook order."""
    retired: bool = False
    """Whether it is no longer applied; its codings stay, and count."""
    retired_reason: str = ""

    def label(self, language: str) -> str:
        """The name in that language where it has one, else its name."""
        return (self.label_fr if language.startswith("fr") else self.label_en) or self.name

    def definition(self, language: str) -> str:
        """The definition in that language, else the one there is."""
        first, second = self.definition_fr, self.definition_en
        return (first or second) if language.startswith("fr") else (second or first)


@dataclass(frozen=True, slots=True)
class ThemeLink:
    """What a theme rests on: a code or a single coding, and how it bears on the claim."""

    id: str
    theme: str
    code: str | None
    coding: str | None
    stance: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A claim the analyst builds across codes and passages; never a group of the code tree."""

    id: str
    name: str
    claim: str
    status: str
    memo: str
    position: int
    links: tuple[ThemeLink, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Coding:
    """One application of a code to a passage by a coder; `weight` is 1 to 5 or None."""

    id: str
    document: str
    start: int
    end: int
    code: str
    coder: str
    text: str
    before: str
    after: str
    weight: int | None
    starred: bool
    origin: str
    """Empty where a person coded by hand; else where it came from, as `model.origins` writes it (pattern: RE ...)."""
    created_at: str
    version: int

    @property
    def span(self) -> Span:
        """The bounds of the passage in the stored text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A coding as a person reads it: names instead of ids. `case` is None for the interviewer and unknown voices."""

    id: str
    document: str
    speaker: str | None
    role: str | None
    case: str | None
    start: int
    end: int
    text: str
    code: str
    """The code's name where it is unique in the study, else its path."""
    code_id: str
    coder: str
    memo: str
    weight: int | None
    starred: bool
    before: str
    after: str
    attributes: tuple[tuple[str, str], ...] = ()
    """The case's, inherited ones included."""
    origin: str = ""
    """As a coding's: empty where a person coded by hand."""
    withheld: Withheld = ""
    """Why it is not to be quoted today; empty where it may."""


@dataclass(frozen=True, slots=True)
class Memo:
    """A note on the project, a document, a code, a coding or a case."""

    id: str
    kind: str
    on: str
    """One of MEMO_TARGETS."""
    target: str | None
    """The id of what it is on; None for the project."""
    text: str
    coder: str
    created_at: str
    version: int


@dataclass(frozen=True, slots=True)
class ReadingMark:
    """What a coder marked while reading; no coding, and counted nowhere."""

    id: str
    document: str
    start: int
    end: int
    kind: str
    """One of READING_MARKS."""
    coder: str
    created_at: str

    @property
    def span(self) -> Span:
        """The bounds of what is marked in the stored text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """A question of the interview guide; probes are what the interviewer adds where little comes."""

    id: str
    position: int
    text: str
    label: str
    """A short name, at most LABEL_LENGTH characters."""
    section: str
    probes: tuple[str, ...]
    version: int

    @property
    def name(self) -> str:
        """Its number in the guide, from 1, and its short name: unique in a study."""
        return f"{self.position + 1}. {self.label}"


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a question of the guide was asked: the bounds of the words that ask it."""

    id: str
    question: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One row of the journal as a person reads it."""

    id: str
    at: str
    coder: str
    action: str
    """The action's kind, such as `ApplyCode`; its words are made when shown."""
    arguments: dict[str, object]
    undoes: str | None
    undone: bool
    batch: str | None = None
    """Shared by the acts that undo and redo take together; None for one that stands by itself."""
