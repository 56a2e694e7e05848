"""Rows by the hundred thousand as columns of text; the rows themselves are made where a reading asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final, TypeVar, overload

Row_co = TypeVar("Row_co", covariant=True)

WIDTH: Final = 32
"""Digits of an id."""
NOBODY: Final = "-" * WIDTH
"""What stands in a column of ids where there is none."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of some rows, each one long text, all in the same order.

    Attributes:
        count: how many rows there are.
        ids: ids end to end, `WIDTH` digits each, by the column's name.
        numbers: whole numbers with a comma between two.
        signs: one character a row.
        words: the length of each word, as `numbers`; and the words end to end.
    """

    count: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)
    words: dict[str, tuple[str, str]] = field(default_factory=dict)

    def listed_ids(self, name: str) -> list[str]:
        """Return a column of ids; rows of the same one share it."""
        whole, known = self.ids[name], dict[str, str]()
        each = (whole[place : place + WIDTH] for place in range(0, len(whole), WIDTH))
        return [known.setdefault(one, one) for one in each]

    def listed_numbers(self, name: str) -> list[int]:
        """Return a column of numbers."""
        return _numbers(self.numbers[name])

    def listed_words(self, name: str) -> list[str]:
        """Return a column of words; rows of the same ones share them."""
        (lengths, whole), known = self.words[name], dict[str, str]()
        each = (whole[start:end] for start, end in pairwise(accumulate(_numbers(lengths), initial=0)))
        return [known.setdefault(one, one) for one in each]


def _numbers(text: str) -> list[int]:
    return list(map(int, text.split(","))) if text else []


class Unread(Sequence[Row_co]):
    """Rows that were read as columns: a sequence of rows like any other, for whoever wants rows."""

    def __init__(self, columns: Columns, rows: Callable[[Columns], Sequence[Row_co]]) -> None:
        """Keep the columns, and what makes rows of them."""
        self.columns = columns
        self._make = rows
        self._rows: Sequence[Row_co] | None = None

    @property
    def rows(self) -> Sequence[Row_co]:
        """The rows, made once."""
        if self._rows is None:
            self._rows = self._make(self.columns)
        return self._rows

    def __len__(self) -> int:
        """Count the rows, without making any."""
        return self.columns.count

    @overload
    def __getitem__(self, place: int) -> Row_co: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row_co]: ...

    def __getitem__(self, place: int | slice) -> Row_co | Sequence[Row_co]:
        """Return a row, or some."""
        return self.rows[place]

    def __iter__(self) -> Iterator[Row_co]:
        """Give the rows in order."""
        return iter(self.rows)

    def __eq__(self, other: object) -> bool:
        """Tell whether the same rows stand in another sequence."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return the hash of the rows."""
        return hash(tuple(self))
