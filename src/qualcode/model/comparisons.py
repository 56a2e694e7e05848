"""Frozen results of comparisons: codes by attribute, new codes by interview, who speaks how much after whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from qualcode.model.messages import N_
from qualcode.model.results import Result

ColumnKind = Literal["value", "several", "missing", "refused", "not_applicable"]
"""An answer; a group whose people answer differently; no answer known; not answered on purpose; not concerned."""
Independence = Literal["case", "group", "site"]
Refused = Literal["too_few_units", "one_value", "no_variation"]
"""Why nothing is tested: under 10 independent units; fewer than two answers; every unit, or none, speaks of it."""
Method = Literal["fisher", "chi_square", "permutation"]


@dataclass(frozen=True, slots=True)
class CrosstabColumn:
    """An answer to the attribute, or one way of having none, and how many units gave it."""

    column: str
    kind: ColumnKind
    n: int


@dataclass(frozen=True, slots=True)
class CrosstabCell:
    """One code, group or theme among the units of one column."""

    row: str
    column: str
    """The answer; empty where none is known."""
    count: int
    """Codings, each coder's counted."""
    cases: int
    """Units of the column that speak of it."""
    expected: float | None
    """Units that would, did the column not matter; None outside the answers."""
    residual: float | None
    """Adjusted: (O - E) / sqrt(E (1 - r/N) (1 - c/N)); None where it is not defined."""
    n: int
    """Units of the column."""
    share: float


@dataclass(frozen=True, slots=True)
class RowTest:
    """Whether who speaks of one code goes with the attribute."""

    row: str
    method: Method | None
    p_value: float | None
    p_holm: float | None
    """Adjusted over the rows tested (Holm 1979)."""
    q_value: float | None
    """Adjusted over the rows tested (Benjamini and Hochberg 1995)."""
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class CrosstabTest:
    """The test of a whole table: refused, or a p-value for each row that can have one."""

    refused: Refused | None
    n: int
    """Independent units that could be exchanged."""
    inside_groups: bool
    """Whether people are exchanged inside their group only."""
    rounds: int
    """Random exchanges behind the p-values by permutation; 0 where no row needed them."""
    seed: int
    p_value: float | None
    """Of the table: the smallest of its rows, adjusted after Holm."""
    rows: tuple[RowTest, ...] = ()


@dataclass(frozen=True, slots=True)
class Crosstab(Result):
    """Codes by attribute; the unit is the case, or the group or site where the attribute varies between these only."""

    attribute: str = ""
    unit: Independence = "case"
    n_units: int = 0
    n_concerned: int = 0
    """Units the attribute concerns."""
    n_known: int = 0
    """Units whose answer is known."""
    n_groups: int = 0
    """Groups (on `site`: sites) that speak."""
    n_alone: int = 0
    """Cases that speak in no group (on `site`: in no site)."""
    n_voices: int = 0
    """Cases that speak."""
    several_answers: bool = False
    """Whether one unit may stand in several columns."""
    untold: tuple[str, ...] = ()
    """Groups in which not every voice is told apart."""
    codings_without_case: int = 0
    """Codings of counted speech that no case says."""
    columns: tuple[CrosstabColumn, ...] = ()
    test: CrosstabTest = CrosstabTest("one_value", 0, inside_groups=False, rounds=0, seed=0, p_value=None)
    rows: tuple[CrosstabCell, ...] = ()


SeriesKind = Literal["interview", "group"]
Verdict = Literal["saturated", "not_reached", "too_few", "empty_base"]


@dataclass(frozen=True, slots=True)
class Run:
    """The interviews of one run by their place in the order, from 1, and how many codes were new in them."""

    first: int
    last: int
    new: int
    ratio: float | None
    """New codes / codes of the base; None on an empty base."""


@dataclass(frozen=True, slots=True)
class Series:
    """The interviews, or the groups, and what the rule says of them."""

    kind: SeriesKind
    n: int
    base: int
    """Distinct codes of the first interviews."""
    runs: tuple[Run, ...]
    verdict: Verdict
    at: int | None
    """Interviews before the run that brought so little."""
    saturated_at: str | None
    """The same as it is written: 6+2."""
    orders_saturated: float | None
    """Share of the random orders in which the rule is met too; None where it cannot be applied."""
    ties: int
    """Interviews that share their place in the order with another; these stand by name."""


@dataclass(frozen=True, slots=True)
class NewCodes:
    """What one interview brought."""

    interview: str
    kind: SeriesKind
    order: str
    """Its date or rank."""
    new: int
    cumulative: int
    low: int
    """95 % of the random orders have at least so many codes after as many interviews ..."""
    high: int
    """... and at most so many."""
    ratio: float | None = None
    """New codes / base of the run that ends here."""
    codes: tuple[str, ...] = ()
    """Which codes are new, in codebook order."""


@dataclass(frozen=True, slots=True)
class Saturation(Result):
    """New codes by interview under the rule of Guest, Namey and Chen (2020); groups and interviews apart."""

    order: str = ""
    without_order: tuple[str, ...] = ()
    """Documents left out because nothing says when they come."""
    grid_fixed: bool | None = None
    """Whether the codebook was fixed before coding; None where it is not known."""
    series: tuple[Series, ...] = ()
    saturated_at: str | None = None
    """Of the interviews, or of the groups where there are groups only."""
    rows: tuple[NewCodes, ...] = ()


PHASES: Final = (N_("beginning"), N_("middle"), N_("end"))
"""The thirds of what is said in a document."""


@dataclass(frozen=True, slots=True)
class Follows:
    """After whom a voice speaks, and how often; turns that follow one's own are not counted."""

    speaker: str
    turns: int

    def __str__(self) -> str:
        """Return what stands in a cell of a table."""
        return f"{self.speaker}: {self.turns}"


@dataclass(frozen=True, slots=True)
class Share:
    """How much one voice of a document says, and after whom."""

    document: str
    speaker: str
    role: str
    case: str | None
    turns: int
    words: int
    share: float
    """Of the document's words, 0 to 1."""
    follows: tuple[Follows, ...] = ()
    group: str | None = None
    """The code, group, theme, question or part of the conversation; None where talk is not compared."""


@dataclass(frozen=True, slots=True)
class Talk(Result):
    """Who speaks how much, and after whom, by document in the order of their first words."""

    rows: tuple[Share, ...] = ()
