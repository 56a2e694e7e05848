"""Frozen results that lay cases beside what they speak of: the framework matrix, turns that go by the same words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qualcode.model.results import Result


@dataclass(frozen=True, slots=True)
class MatrixPassage:
    """A coded passage of a case: half-open code points of the stored text."""

    document: str
    start: int
    end: int
    text: str
    withheld: bool = False
    """Whether somebody speaks in it who is not to be quoted."""

    def __str__(self) -> str:
        """Return what stands in a cell of a table."""
        return self.text


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one case says of one theme, code or group: the analyst's summary and the passages."""

    case: str
    row: str
    """The theme, code or group."""
    codings: int
    """Codings the case says some of, each coder's counted."""
    words: int
    """The case's words under at least one of them, counted once."""
    summary: str
    """What the analyst wrote of the case under this theme; empty where nothing."""
    passages: tuple[MatrixPassage, ...] = ()
    """In the order of the study; those that share a character stand as one."""


@dataclass(frozen=True, slots=True)
class Matrix(Result):
    """Cases by themes, codes or groups: a cell for each pair in which something stands."""

    cases: tuple[str, ...] = ()
    """Those that speak, in the order of the study; those of whom nothing is coded too."""
    columns: tuple[str, ...] = ()
    """The themes, codes or groups that somebody speaks of, in their order."""
    rows: tuple[MatrixCell, ...] = ()

    def quotable(self) -> Matrix:
        """Return the matrix as it may leave the study: passages of who is not to be quoted are there without words."""
        rows = [replace(cell, passages=tuple(map(_unsaid, cell.passages))) for cell in self.rows]
        return replace(self, rows=tuple(rows))

    def cell(self, case: str, column: str) -> MatrixCell | None:
        """Return the cell of a case and a column; None where nothing stands in it."""
        return next((one for one in self.rows if (one.case, one.row) == (case, column)), None)


def _unsaid(passage: MatrixPassage) -> MatrixPassage:
    return replace(passage, text="") if passage.withheld else passage


@dataclass(frozen=True, slots=True)
class GroupTerm:
    """A term of a word group; `weight` is its share of the group's heaviest."""

    term: str
    weight: float

    def __str__(self) -> str:
        """Return what stands in a cell of a table."""
        return self.term


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Turns that go by the same words. No theme: the analyst alone says what people mean."""

    number: int
    """From 1, the group of most turns first."""
    turns: int
    """Turns whose words belong to it most."""
    documents: int
    cases: int
    coherence: float
    """Mean normalised pointwise mutual information of its first terms over turns, -1 to 1 (Bouma 2009)."""
    stability: float
    """Mean share of its first terms found again by other beginnings, 0 to 1."""
    terms: tuple[GroupTerm, ...] = ()
    passages: tuple[MatrixPassage, ...] = ()
    """The turns that belong to it most clearly."""


@dataclass(frozen=True, slots=True)
class WordGroups(Result):
    """Groups of turns by their words (non-negative matrix factorisation of TF-IDF; Lee and Seung 1999)."""

    n: int = 0
    """Turns that were grouped: those with enough terms."""
    n_terms: int = 0
    explained: float = 0.0
    """Share of the squared weights that the groups account for, 0 to 1."""
    rows: tuple[WordGroup, ...] = ()

    def quotable(self) -> WordGroups:
        """Return the groups as they may leave the study: turns of who is not to be quoted are there without words."""
        rows = [replace(group, passages=tuple(map(_unsaid, group.passages))) for group in self.rows]
        return replace(self, rows=tuple(rows))
