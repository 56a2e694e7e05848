"""What a file that holds several documents gives: its members, what is known of who speaks, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from qualcode.model.errors import Refusal
    from qualcode.model.transcript import Loss, Transcript

Part = Literal["name", "open", "attribute", "question", "skip"]
"""What a column of survey answers is: who answers, what they wrote, what is known of them, which question, nothing."""
PARTS: Final = ("name", "open", "attribute", "question", "skip")


class Fact(NamedTuple):
    """Something known of the one person who speaks in a document: an attribute, its type, and the value as written."""

    attribute: str
    type: str
    value: str


class Answers(NamedTuple):
    """How a column of a table was taken: its name, its part, the type of its values, and whether that was guessed."""

    column: str
    part: Part
    type: str = "text"
    guessed: bool = True


@dataclass(frozen=True, slots=True)
class Member:
    """A document inside a file, read already; `sha256` tells the same one again, whatever stands around it."""

    name: str
    transcript: Transcript
    sha256: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """A file inside a file, still to be read by the importer of its own ending, or refused already."""

    path: str
    """Its place inside, parts joined by slashes; a name for people, never a place to write to."""
    data: bytes = b""
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """The members of a file in their order, and how it was understood as a whole."""

    members: tuple[Member | Packed, ...]
    losses: tuple[Loss, ...] = ()
    columns: tuple[Answers, ...] = ()
    """Of a table: how each column was taken, in their order."""
