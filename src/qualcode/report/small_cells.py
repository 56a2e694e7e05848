"""Cells of a table in which few people stand: who reads it may know who they are. A prompt, and no verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from qualcode.model.comparisons import Crosstab
from qualcode.model.results import Frequencies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.model.results import Result

LEAST: Final = 5
"""People in a cell that needs no warning, where the settings say nothing else."""


class SmallCell(NamedTuple):
    """A cell: its row, its column (empty where the table has but one), and how many people stand in it."""

    row: str
    column: str
    people: int


def small_cells(result: Result, least: int = LEAST) -> list[SmallCell]:
    """Return the cells in which somebody stands and fewer than `least` people do, in the order of the table.

    Args:
        result: a reading; of one that counts no people, nothing.
        least: people in a cell that needs no warning.
    """
    return [cell for cell in _cells(result) if 0 < cell.people < least]


def _cells(result: Result) -> Iterator[SmallCell]:
    if isinstance(result, Crosstab):
        yield from (SmallCell(cell.row, cell.column, cell.cases) for cell in result.rows)
    elif isinstance(result, Frequencies):
        yield from (SmallCell(row.code, row.group or "", row.cases) for row in result.rows)


def key_of(result: Result) -> str:
    """Return what a warning about a table is about: its reading, and what it compares by."""
    question = result.question
    return f"{question.reading} by {question.by}" if question.by else question.reading
