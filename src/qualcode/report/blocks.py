"""The document model of a draft: what every writer (Word, HTML, Markdown) sets in its own way.

Every block that comes from the data bears an id, so that a writer can mark it and a later refresh can find it again:
a quotation its coding's id, a counts sentence its code's, a caption and the source line that closes its table or figure
the same one. A table or figure always stands between a caption and a source line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

RunStyle = Literal["plain", "marks", "quoted", "attribution", "counts", "data"]
ParagraphStyle = Literal["body", "claim", "definition", "counts", "rest", "lead_in", "note"]
CaptionKind = Literal["table", "figure"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style within a paragraph; `quoted` are people's own, the quotation marks around them are `marks`.

    `data` are words of the project (a definition, a claim) that are set as plain ones.
    """

    text: str
    style: RunStyle = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part (1), a code (2) or a sub-code (3); `id` marks one that comes from the data."""

    level: int
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs in one paragraph. `id` marks the runs that come from the data: all but the plain ones at both ends."""

    runs: tuple[Run, ...]
    style: ParagraphStyle = "body"
    id: str = ""

    @property
    def text(self) -> str:
        """The words of the whole paragraph."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage set apart, without quotation marks, its line breaks kept, then its attribution.

    `notes` are set at the foot of the page, or at the end where there are no pages.
    """

    text: str
    attribution: str
    id: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line of a list; `lead` are its first words, set strong; `id` marks a text that comes from the data."""

    text: str
    lead: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    entries: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """The numbered caption that stands before a table or a figure, such as `Tableau 1 – …`."""

    kind: CaptionKind
    label: str
    """Table or Figure, in the draft's language."""
    number: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand to the right; `width` is its share of the table's."""

    title: str
    numeric: bool = False
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row as they are read; `depth` indents the first; a `heading` names the group of the rows below."""

    cells: tuple[str, ...]
    depth: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a row of column titles that is repeated on every page; `alternative` says what the table shows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    id: str
    alternative: str
    breaks: bool = False
    """Whether a row may break between two pages: where cells hold passages, whole rows leave half pages empty."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture (PNG bytes) with its alternative text."""

    png: bytes
    alternative: str
    id: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The line that closes a table or figure: the question it answers."""

    text: str
    id: str


Block: TypeAlias = Heading | Paragraph | Quote | Bullets | Caption | Table | Figure | SourceLine


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole report, ready for a writer."""

    language: str
    """fr-CA, fr-FR or en."""
    title: str
    subtitle: str
    date: str
    """ISO 8601 date that dates the file too, so that the same draft gives the same bytes; may be empty."""
    contents_title: str
    """Table of contents, in the draft's language."""
    page_label: str
    """Page, in the draft's language."""
    version: str
    """The program's."""
    blocks: tuple[Block, ...]
    study: str = ""
    """Id of the study it is of."""
    made_with: str = ""
    """The options it was made with, as JSON: what a refresh makes it with again."""
    landscape: bool = False
    """Whether its pages lie on their side."""
    numbered: bool = True
    """Whether its headings are numbered, 1, 1.1, 1.1.1."""
    contents_levels: int = 2
    """Levels of heading that the table of contents shows."""


def heading_numbers(blocks: Sequence[Block]) -> dict[int, str]:
    """Return the number of each heading, 1, 1.1, 1.1.1, by its place among the blocks."""
    found: dict[int, str] = {}
    counts: list[int] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            counts = [*counts[: block.level], *[0] * (block.level - len(counts))]
            counts[-1] += 1
            found[place] = ".".join(map(str, counts))
    return found
