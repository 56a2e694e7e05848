"""A table of codes by codes as plain numbers: their order, what is left above a threshold, short names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Order = Literal["book", "often", "near"]
ORDERS: Final[tuple[Order, ...]] = ("book", "often", "near")
"""As in the codebook; the most used first; those that meet beside each other."""
_SHORT_WORD: Final = 3
"""Letters of words that tell little: de, la, à."""
THRESHOLDS: Final = (1, 2, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Grid:
    """How often each pair of labels meets; the diagonal says how often each occurs."""

    labels: tuple[str, ...] = ()
    """Of the columns, and of the rows where no others are chosen."""
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By two labels, both ways round."""
    chosen: tuple[str, ...] | None = None
    """The labels of the rows, where these are not those of the columns."""

    @property
    def rows(self) -> tuple[str, ...]:
        """The labels of the rows."""
        return self.labels if self.chosen is None else self.chosen

    def within(self, order: Sequence[str]) -> Grid:
        """Return the same with its labels in an order that may name more."""
        here = set(self.labels)
        return Grid(tuple(label for label in order if label in here), self.counts)

    def narrowed(self, rows: Collection[str] | None, columns: Collection[str] | None) -> Grid:
        """Return the same with only some rows and columns; of columns nobody chose, those that meet a row.

        Args:
            rows: their labels; None for all of them.
            columns: likewise.
        """
        down = self.rows if rows is None else tuple(label for label in self.rows if label in rows)
        if columns is None:
            columns = {label for label in self.labels if any((row, label) in self.counts for row in down)}
        across = tuple(label for label in self.labels if label in columns)
        return replace(self, labels=across if down else (), chosen=down if across else ())

    @property
    def most(self) -> int:
        """The largest number off the diagonal."""
        return max((count for (a, b), count in self.counts.items() if a != b), default=0)

    def own(self, row: int, column: int) -> bool:
        """Tell whether a cell is about one code alone."""
        return self.rows[row] == self.labels[column]

    def at(self, row: int, column: int) -> int:
        """Return the number of a cell."""
        return self.counts.get((self.rows[row], self.labels[column]), 0)


def grid(pairs: Iterable[tuple[str, str, int]], book: Sequence[str]) -> Grid:
    """Return the grid of some pairs, those that never occur left out.

    Args:
        pairs: two labels and how often they meet; a label with itself for the diagonal.
        book: the labels in codebook order.
    """
    counts: dict[tuple[str, str], int] = {}
    for a, b, count in pairs:
        counts[a, b] = counts[b, a] = count
    return Grid(tuple(label for label in book if counts.get((label, label))), counts)


def above(whole: Grid, threshold: int) -> Grid:
    """Return the grid without meetings under a threshold, and without the labels that then meet nobody."""
    if threshold <= 1:
        return whole
    counts = {pair: count for pair, count in whole.counts.items() if count >= threshold or pair[0] == pair[1]}
    meeting = {a for a, b in counts if a != b}
    return Grid(tuple(label for label in whole.labels if label in meeting), counts)


def ordered(whole: Grid, order: Order) -> Grid:
    """Return the grid with its labels in another order; which are near each other, clusters tell elsewhere."""
    if order == "often":
        return Grid(tuple(sorted(whole.labels, key=lambda one: -whole.counts.get((one, one), 0))), whole.counts)
    return whole


def shortened(text: str, width: int) -> str:
    """Return a text that fits so many cells, its end said by an ellipsis."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


def ended(text: str, width: int) -> str:
    """Return a text that fits so many cells, its beginning left out where need be: of a path, the end tells most."""
    if cell_len(text) <= width:
        return text
    begins = next((place for place in range(len(text)) if cell_len(text[place:]) < width), len(text))
    return "…" + text[begins:] if width > 0 else ""


def titled(name: str, width: int) -> tuple[str, str]:
    """Return two lines of at most so many cells for the title of a column: its first telling word, and the next.

    Args:
        name: of the code; only the last piece of a path counts.
        width: cells.
    """
    words = name.rsplit("/", 1)[-1].split()
    long = [word for word in words if len(word) > _SHORT_WORD or any(map(str.isdigit, word))] or words or [""]
    if len(long) == 1:
        return ("", shortened(long[0], width))
    return (shortened(long[0], width), shortened(long[1], width))
