"""What a reading counts: turns, codings, documents, as arrays with the rows behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, overload

from qualcode.analysis.arrays import NONE
from qualcode.model.material import CodingRow, TurnRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qualcode.analysis.arrays import CodingArrays
    from qualcode.analysis.intervals import Integers
    from qualcode.model.material import DocumentRow, Material
    from qualcode.model.results import Counted


@dataclass(frozen=True)
class CountedTurns(Sequence[TurnRow]):
    """The turns that count, as arrays with one entry each; the rows are made where somebody reads them."""

    material: Material
    place: Integers
    """Place in the study; `NONE` for a document that has no turns and stands as one, with no voice and no case."""
    document: Integers
    """Number of the document among those counted."""
    start: Integers
    end: Integers
    case: Integers
    """Number of the case in the study, or `NONE`."""
    ids: tuple[str, ...]
    """Of the counted documents."""

    @cached_property
    def rows(self) -> tuple[TurnRow, ...]:
        """The rows, with the bounds that count: a turn may be cut to an answer."""
        columns = (self.place.tolist(), self.document.tolist(), self.start.tolist(), self.end.tolist())
        return tuple(self._row(*row) for row in zip(*columns, strict=True))

    def _row(self, place: int, document: int, start: int, end: int) -> TurnRow:
        if place == NONE:
            return TurnRow(self.ids[document], "", "participant", start, end, None)
        row = self.material.turns[place]
        return row if (row.start, row.end) == (start, end) else row._replace(start=start, end=end)

    def kept(self, kept: NDArray[np.bool_] | Integers) -> CountedTurns:
        """Return some of them."""
        columns = (self.place, self.document, self.start, self.end, self.case)
        place, document, start, end, case = (column[kept] for column in columns)
        return CountedTurns(self.material, place, document, start, end, case, self.ids)

    def __len__(self) -> int:
        """Count them."""
        return len(self.place)

    @overload
    def __getitem__(self, place: int) -> TurnRow: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[TurnRow, ...]: ...

    def __getitem__(self, place: int | slice) -> TurnRow | tuple[TurnRow, ...]:
        """Return a row, or some."""
        return self.rows[place]


@dataclass(frozen=True)
class CountedCodings(Sequence[CodingRow]):
    """Codings that count, as places in the study and arrays; the rows are the study's own."""

    material: Material
    every: CodingArrays
    place: Integers
    """Place of each in the study, ascending."""

    def kept(self, kept: NDArray[np.bool_] | Integers) -> CountedCodings:
        """Return some of them."""
        return CountedCodings(self.material, self.every, self.place[kept])

    @property
    def document(self) -> Integers:
        """Number of each one's document in the study."""
        return self.every.document[self.place]

    @property
    def start(self) -> Integers:
        """Where each begins in its document."""
        return self.every.start[self.place]

    @property
    def end(self) -> Integers:
        """Where each ends."""
        return self.every.end[self.place]

    @property
    def code(self) -> Integers:
        """Number of each one's code."""
        return self.every.code[self.place]

    @property
    def coder(self) -> Integers:
        """Number of each one's coder."""
        return self.every.coder[self.place]

    @property
    def round(self) -> Integers:
        """The round of coding each was made in; 0 before the first."""
        return self.every.round[self.place]

    def __len__(self) -> int:
        """Count them."""
        return len(self.place)

    @overload
    def __getitem__(self, place: int) -> CodingRow: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[CodingRow, ...]: ...

    def __getitem__(self, place: int | slice) -> CodingRow | tuple[CodingRow, ...]:
        """Return a row, or some."""
        if isinstance(place, slice):
            return tuple(self.material.codings[one] for one in self.place[place].tolist())
        return self.material.codings[int(self.place[place])]


@dataclass(frozen=True, slots=True)
class Counting:
    """What a reading counts, chosen: documents in the order of the study, turns with words, codings."""

    how: Counted
    documents: tuple[DocumentRow, ...]
    left_out: tuple[str, ...]
    turns: CountedTurns
    """By document, then place; a document without turns stands as one, with no voice and no case."""
    words: Integers
    """Words of each turn, or `said.UNKNOWN` where they would have to be counted in the text; never 0."""
    without_turns: frozenset[str]
    """Ids of the counted documents that have no turns."""
    codings: CountedCodings
    """In counted documents, by the coders asked about."""
    refused: tuple[int, int] = (0, 0)
    """People who did not agree to the analysis, and their turns."""
