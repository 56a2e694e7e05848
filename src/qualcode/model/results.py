"""Frozen results of every reading, with their question. No numpy, no sentence: words are made when shown.

A table without its question is not evidence: each result says what was asked, whom it counted, the unit, the number of
units, the program's version and the time.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.model.meeting import PairsTested, Resampled

Unit = Literal["turn", "overlap", "sentence", "paragraph", "document", "case"]
UNITS = ("turn", "overlap", "sentence", "paragraph", "document", "case")
Level = Literal["code", "group", "theme"]
LEVELS = ("code", "group", "theme")
Counted = Literal["marked", "with_codings", "all"]
"""Which documents count: those marked coded; those with a coding, where none is marked; every one."""


@dataclass(frozen=True, slots=True)
class Question:
    """All that was asked, defaults included."""

    reading: str
    """frequencies, cooccurrence, keywords, cloud ..."""
    coder: str | None = None
    """The coder's name, None for any."""
    level: Level = "code"
    unit: Unit | None = None
    by: str | None = None
    """document, case, speaker, code, group, theme, attribute:NAME, or None for the whole."""
    raw: bool = False
    limit: int | None = None
    interviewer: bool = False
    """Whether the interviewer's turns count too."""
    options: tuple[tuple[str, object], ...] = ()
    """What one reading alone asks: switched stop lists, the colouring of a cloud ..."""


@dataclass(frozen=True, slots=True)
class Population:
    """Whom a reading counted: how documents were chosen, how many, and how much of them."""

    documents: Counted
    n_documents: int
    left_out: tuple[str, ...]
    """Names of the documents that were not counted."""
    n_turns: int
    """Participants' turns with words (the interviewer's too where the question lets them in)."""
    n_cases: int
    n_words: int | None = None
    n_characters: int = 0
    """Characters of the speech that counts."""
    codings_outside: int = 0
    """Codings of the counted documents that touch no counted speech: those on the interviewer's turns, mostly."""
    refused_cases: int = 0
    """People who did not agree to the analysis and speak in the study; what they say is counted nowhere."""
    refused_turns: int = 0
    """Their turns; a document that is theirs as a whole counts as one."""


@dataclass(frozen=True, slots=True)
class Result:
    """What every reading's answer carries besides its rows."""

    question: Question
    population: Population
    version: str
    made_at: str
    """ISO 8601 in UTC."""

    def quotable(self) -> Result:
        """Return the answer as it may leave the study: without words of who is not to be quoted, where it has some."""
        return self

    def as_json(self) -> dict[str, object]:
        """The object that `--json` prints: question (with whom it counted) and rows, then what else there is."""
        return self._told(_APART)

    def plain_rows(self) -> Iterator[object]:
        """Give the rows as JSON has them, one at a time: there may be 200,000."""
        return map(_plain, getattr(self, "rows", ()))

    def about(self) -> dict[str, object]:
        """Return what the object of `--json` holds beside its rows."""
        return self._told(_APART | {"rows"})

    def _told(self, apart: frozenset[str]) -> dict[str, object]:
        asked = {key: value for key, value in asdict(self.question).items() if key != "options"}
        asked |= dict(self.question.options)
        asked["population"] = asdict(self.population)
        asked["version"] = self.version
        asked["made_at"] = self.made_at
        rest = {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in apart}
        return {"question": asked, **rest}


def _plain(value: object) -> object:
    """Return a value as JSON has it; rows come by the ten thousand, and hold nothing that need be copied."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    kind = type(value)
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    names = _NAMES[kind]
    return {name: _plain(getattr(value, name)) for name in names} if names else value


_APART: Final = frozenset({"question", "population", "version", "made_at"})
"""What of an answer is told with its question."""
_NAMES: dict[type, tuple[str, ...]] = {}
"""Names of the fields of each kind of record met; none for what is no record."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often one code, group or theme occurs; `group` is the value of `by`, None for the whole."""

    code: str
    codings: int
    """Rows as coded, each coder's counted."""
    documents: int
    cases: int
    words: int
    """Words under at least one of its passages, counted once."""
    coverage: float
    """Share of the counted speech (characters) under its passages, 0 to 1."""
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Frequencies(Result):
    """Occurrences of each code, in codebook order."""

    rows: tuple[Frequency, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes that meet (a before b in codebook order), or one with itself on the diagonal."""

    a: str
    b: str
    n_a: int | None
    n_b: int | None
    n_ab: int
    jaccard: float | None
    lift: float | None
    p_a_given_b: float | None
    p_b_given_a: float | None
    p_value: float | None = None
    """One-sided: how often chance brings them together as often; None where that was not asked, or too few to test."""
    q_value: float | None = None
    """The p value adjusted over all pairs tested by Benjamini and Hochberg (1995)."""
    p_adjusted: float | None = None
    """The p value adjusted over all pairs tested by the largest of their standardised counts (max-z)."""
    expected: float | None = None
    """How often chance brings them together."""
    low: float | None = None
    high: float | None = None
    """The bounds between which 95 % of the Jaccards of resampled cases lie."""


@dataclass(frozen=True, slots=True)
class Cooccurrence(Result):
    """Which codes meet in the same unit. `n` is the number of units (characters of speech on overlap)."""

    n: int = 0
    paragraph_documents: tuple[str, ...] = ()
    """Documents without turns, whose unit is the paragraph although turns were asked for."""
    rows: tuple[Pair, ...] = ()
    tested: PairsTested | None = None
    """None where no test against chance was asked."""
    resampled: Resampled | None = None
    """None where no intervals were asked."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A term in the form people most often gave it; `count` over the counted speech."""

    term: str
    count: int
    documents: int
    cases: int
    group: str | None = None
    keyness: float | None = None
    """Signed log-likelihood (G2, Dunning 1993) of the group against the rest; None where nothing is compared."""
    effect: float | None = None
    """Log ratio: how many times as often as in the rest, as a power of 2; None where nothing is compared."""
    tfidf: float | None = None
    """Count x ln(groups / groups that say it); None where nothing is compared."""
    of_cases: int | None = None
    """Cases that speak in the group; None where nothing is compared."""


@dataclass(frozen=True, slots=True)
class Keywords(Result):
    """The words of the speech, most frequent first (by keyness within each group where `by` is asked)."""

    road: str = "quick"
    """quick (rules and lemma lists) or deep (a language model)."""
    own_words: int = 0
    """Words of the study's own that were heeded: left out, let in, read as another."""
    rows: tuple[Keyword, ...] = ()
