"""What a person may say about an import, and what a read file is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.model.errors import BadPattern

if TYPE_CHECKING:
    from qualcode.model.bundle import Answers, Fact
    from qualcode.model.errors import Refusal
    from qualcode.model.transcript import Loss, Transcript

AUTO: Final = "auto"
NONE: Final = "none"
IGNORE: Final = "ignore"
CODES: Final = "codes"
MEMOS: Final = "memos"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How turns are told apart (`auto`, `none` or a regular expression), who asks, and how bytes were written."""

    speakers: str = AUTO
    interviewers: tuple[str, ...] = ()
    encoding: str | None = None
    verbatims: bool = False
    """Whether the texts are published reports: their attributed quotations are the turns, coded by their headings."""
    tiers: tuple[str, ...] = ()
    """Which tiers of an ELAN file to read; none for those that depend on no other."""
    columns: tuple[str, ...] = ()
    """What the columns of a table of answers are, as `columns.parsed` reads it; guessed where nothing is said."""
    keep: bool = False
    """Whether the original bytes go along, to be kept in the project."""
    comments: str = IGNORE
    """What comments in the margin become: `codes` named by them, `memos` of codings, or nothing (`ignore`)."""
    highlights: str = IGNORE
    """What highlighted passages become: `codes` named by their colours, or nothing (`ignore`)."""
    language: str = ""
    """The language of the corpus, in which codes that nobody named are worded; English where it is not said."""

    @property
    def own_pattern(self) -> bool:
        """Whether the person gave a regular expression: it may never end, so it runs where it can be stopped."""
        return self.speakers not in (AUTO, NONE)

    def pattern(self) -> re.Pattern[str]:
        """Return the person's regular expression, compiled.

        Raises:
            BadPattern: where it does not compile.
        """
        try:
            return re.compile(self.speakers)
        except (re.error, RecursionError, OverflowError) as fault:
            raise BadPattern(self.speakers, reason=str(fault)) from fault


@dataclass(frozen=True, slots=True)
class Source:
    """A document read: what it says, and how to know the same one again; `size` in bytes."""

    transcript: Transcript
    name: str
    """The file's stem, or who answers in a table: it names the document; never normalised."""
    source_name: str
    source_sha256: str
    """Of the file's bytes; of what stands in their rows for a person of a table."""
    size: int
    file: str = ""
    """The file as the person named it; inside an archive, with the place inside."""
    origin: str = ""
    """Where it came from, without the folders above: a document of the same origin and other bytes was changed."""
    facts: tuple[Fact, ...] = ()
    """What is known of the one who speaks."""
    original: bytes = b""
    """The bytes to keep, where the options ask for them: the file's, and for a table the whole table's."""


@dataclass(frozen=True, slots=True)
class There:
    """A document that is in the project already, by the bytes of its file."""

    file: str
    document: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or one inside a file, that cannot become a document."""

    file: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Noted:
    """What is worth saying of a file of several documents, before its documents."""

    file: str
    losses: tuple[Loss, ...]
    columns: tuple[Answers, ...] = ()
    """Of a table: how each column was taken."""


Found = Source | There | Refused | Noted
"""What a path gives, one after another."""
