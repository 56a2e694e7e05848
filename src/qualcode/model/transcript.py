"""What an importer gives: the stored text, its turns, and what was understood and lost."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import starmap
from operator import attrgetter
from typing import Final, Literal

from qualcode.model.spans import Span

BlockKind = Literal["paragraph", "heading", "list", "table", "note", "caption", "quote"]

_BOUNDS: Final = attrgetter("start", "end")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of the source, in offsets of the stored text; `bold` are the spans set in bold."""

    start: int
    end: int
    kind: BlockKind = "paragraph"
    bold: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """A turn as found in a source: bounds of the words said, without label and time; times in seconds."""

    speaker: str
    start: int
    end: int
    role: str = "participant"
    time_start: float | None = None
    time_end: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A code that the source itself carries on a passage: a heading over a quotation, a comment, a highlight.

    `path` names the groups and the code, from the top; bounds are in offsets of the stored text; `coder` is whoever
    marked it, as the source says; `memo` what they wrote.
    """

    start: int
    end: int
    path: tuple[str, ...]
    coder: str
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the source held and the document does not, or something to check; worded when shown.

    `kind` is a key of `importers.losses.SENTENCES`; `detail` holds its named values (counts, labels, lines).
    """

    kind: str
    count: int = 1
    detail: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Convention:
    """How turns were told apart: pattern, an example label, number of turns, lines that only looked so."""

    name: str
    example: str = ""
    turns: int = 0
    lookalikes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """A source as the project will keep it. Offsets are half-open ranges of code points into `text`."""

    text: str
    format: str
    title: str = ""
    encoding: str = ""
    language: str = ""
    blocks: tuple[Block, ...] = ()
    turns: tuple[Speech, ...] = ()
    convention: Convention | None = None
    losses: tuple[Loss, ...] = ()
    interviewer_by: str = ""
    """Why somebody was taken for the interviewer: `label`, `questions`, `option`, or empty."""
    metadata: tuple[tuple[str, str], ...] = field(default=())
    marks: tuple[Mark, ...] = ()
    """Codings that the source brings along; they go in with the document, in the same act."""
    voices_known: bool = False
    """Whether a label names a case by itself, whatever the document, as the attributions of a report do."""

    @property
    def speakers(self) -> tuple[str, ...]:
        """The labels, in order of first appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))

    @property
    def speech(self) -> tuple[Span, ...]:
        """The spans of what was said; the whole text where there are no turns."""
        if self.turns:
            return tuple(starmap(Span, map(_BOUNDS, self.turns)))
        return (Span(0, len(self.text)),)

    def report(self) -> str:
        """The import report as one JSON object: how it was read, never a word of what was said.

        `headings` are the bounds of those that the source marks, in offsets of the text.
        """
        convention = self.convention
        return json.dumps(
            {
                "convention": convention.name if convention else None,
                "encoding": self.encoding,
                "headings": [[block.start, block.end] for block in self.blocks if block.kind == "heading"],
                "interviewer_by": self.interviewer_by,
                "losses": [{"kind": loss.kind, "count": loss.count} for loss in self.losses],
                "metadata": dict(self.metadata),
            },
            ensure_ascii=False,
            sort_keys=True,
        )
