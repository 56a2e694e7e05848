"""What the audit of a report found: a verdict on each quotation, figures that do not hold, names left in, voices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

Verdict = Literal["verbatim", "edited", "changed", "misattributed", "not_found", "translated", "withheld"]
FAILING: Final = frozenset({"changed", "misattributed", "not_found", "withheld"})
"""Verdicts that a report should not go out with."""

Edit = Literal["cut", "added", "first_letter", "final_stop", "typography", "punctuation", "pseudonym", "tidied"]
"""What a lawful edit did to the words, or to the marks between them."""

NoteKind = Literal[
    "negation",
    "negation_cut",
    "long_cut",
    "across_speakers",
    "across_turns",
    "short",
    "joined",
    "bare_ellipsis",
    "unknown_voice",
    "no_such_voice",
    "translation",
    "not_stored",
]
FigureKind = Literal["above_population", "share_mismatch", "two_ways"]
NameKind = Literal["listed", "part", "label", "attribute", "email", "phone", "postal_code", "address", "number"]
PieceKind = Literal["same", "removed", "added", "jump"]


@dataclass(frozen=True, slots=True)
class EditingRule:
    """What of tidied speech the study allows in its quotations; nothing unless it is turned on."""

    fillers: bool = False
    """Whether euh, hein, tsé, um ... may be dropped."""
    repeats: bool = False
    """Whether words said twice running may be written once."""
    oral: bool = False
    """Whether oral forms may be spelt out: chus is je suis, pis is puis."""

    @property
    def allows(self) -> tuple[str, ...]:
        """The names of what is allowed."""
        return tuple(name for name in ("fillers", "repeats", "oral") if getattr(self, name))


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a difference: the same in both, removed from what was said, added to it, or a jump between places."""

    kind: PieceKind
    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at beside the verdict; `detail` says how much of it, or which words."""

    kind: NoteKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of the report, whole and without its marks, and what the sources say of it."""

    quote: str
    verdict: Verdict
    label: str
    """The attribution as the report writes it; empty without one."""
    at: int
    """Where it begins in the report's text, in code points."""
    document: str | None = None
    """Where the words, or the nearest ones, were found: name of the document."""
    case: str | None = None
    """Who said them there."""
    start: int | None = None
    """Bounds in the stored text of that document, half-open code points."""
    end: int | None = None
    pieces: tuple[Piece, ...] = ()
    edits: tuple[Edit, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def difference(self) -> str:
        """The difference in a line: what was said and is gone after –, what nobody said after +; empty where none."""
        return " ".join(_written(piece) for piece in self.pieces)


_SIGNS: Final = {"removed": "–", "added": "+", "jump": "// ", "same": ""}


def _written(piece: Piece) -> str:
    return f"{_SIGNS[piece.kind]}{piece.words}".strip()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the report that does not hold, with the words it stands in; `other` contradicts it."""

    kind: FigureKind
    text: str
    at: int
    noun: str = ""
    """What is counted, as the report calls it."""
    n: int | None = None
    population: int | None = None
    share: float | None = None
    """Percent, as the report gives it."""
    expected: float | None = None
    """Percent that n makes of the population."""
    other: str = ""


@dataclass(frozen=True, slots=True)
class NameLeft:
    """Words of the report by which somebody may be known, how often they stand there, and where first."""

    name: str
    count: int
    at: int
    kind: NameKind = "listed"
    """Why it is told: on the list given, a part of a name on it, a voice's label, an attribute's value, or its form."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How often a case is quoted."""

    case: str
    quotations: int


@dataclass(frozen=True, slots=True)
class Audit:
    """A report checked against its sources."""

    quotations: tuple[Quoted, ...]
    figures: tuple[Figure, ...] = ()
    names: tuple[NameLeft, ...] = ()
    voices: tuple[Voice, ...] = ()
    """Cases quoted, the most quoted first."""
    participants: int = 0
    """Cases that speak in the sources."""
    terms: int = 0
    """Guillemets around a few words, or around a name of the codebook: nobody's speech."""
    cited: int = 0
    """Quotations of the literature, by the year in the bracket after them."""
    rule: EditingRule = field(default_factory=EditingRule)

    @property
    def failing(self) -> tuple[Quoted, ...]:
        """The quotations that the report should not go out with."""
        return tuple(quoted for quoted in self.quotations if quoted.verdict in FAILING)

    def counts(self) -> dict[Verdict, int]:
        """Count the quotations by verdict; verdicts that none got are left out."""
        found: dict[Verdict, int] = {}
        for quoted in self.quotations:
            found[quoted.verdict] = found.get(quoted.verdict, 0) + 1
        return found
