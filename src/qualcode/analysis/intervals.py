"""Half-open ranges by the hundred thousand, as arrays of code points on one axis."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Numbers = NDArray[np.int32]
    """Of what there are millions: half as large."""

COUNTED_IN_PLACE = 20_000_000
"""Up to so many different keys are counted without sorting."""
_TICKED = 8
"""Up to so many possible keys for each one that is there are ticked off instead of sorted."""
PAIRS_AT_ONCE = 2_000_000
"""How many pairs of ranges are held in memory at one time."""


def integers(values: Iterable[int]) -> Integers:
    """Return values as an array of 64-bit integers."""
    return np.fromiter(values, dtype=np.int64)


def expanded(first: Integers, last: Integers) -> tuple[Integers, Integers]:
    """Return, for each range first[i] to last[i], the pairs (i, each number of it).

    Args:
        first: shape (n,), the first number of each range.
        last: shape (n,), one past the last number; an empty range gives no pair.
    """
    counts = np.maximum(last - first, 0)
    owner = np.repeat(np.arange(len(first), dtype=np.int64), counts)
    within = np.arange(len(owner), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)
    return owner, np.repeat(first, counts) + within


def united(group: Integers, start: Integers, end: Integers) -> tuple[Integers, Integers, Integers]:
    """Unite the ranges of each group that share a number; those that only touch stay two.

    Args:
        group: shape (n,), the number of the group, from 0.
        start: shape (n,), from 0.
        end: shape (n,); a range that is empty is dropped.

    Returns:
        Group, start and end of each united range, by group, then start.
    """
    real = end > start
    group, start, end = group[real], start[real], end[real]
    if not len(group):
        return group, start, end
    stride = int(end.max()) + 1
    order = _in_order(group, start, stride)
    group, start, end = group[order], start[order], end[order]
    shift = group * stride
    reach = np.maximum.accumulate(end + shift)
    opens = np.ones(len(group), dtype=bool)
    opens[1:] = (start + shift)[1:] >= reach[:-1]
    first = np.flatnonzero(opens)
    closes = np.append(first[1:], len(group)) - 1
    return group[first], start[first], (reach - shift)[closes]


def _in_order(group: Integers, start: Integers, stride: int) -> Integers:
    """Return the order of ranges by group, then start; which of equal ones comes first changes no union."""
    if bool((start[1:] >= start[:-1]).all()) and int(group.max()) <= np.iinfo(np.uint16).max:
        order: Integers = np.argsort(group.astype(np.uint16), kind="stable").astype(np.int64)  # without comparing
    else:
        order = np.argsort(group * stride + start).astype(np.int64)
    return order


def crossing(start: Integers, end: Integers) -> Iterator[tuple[Integers, Integers]]:
    """Yield, in blocks, the pairs (i, j) with i before j of ranges that share a number.

    Args:
        start: shape (n,), ascending.
        end: shape (n,), each past its start.
    """
    begin = np.arange(len(start), dtype=np.int64) + 1
    until = np.searchsorted(start, end, side="left").astype(np.int64)
    total = np.cumsum(np.maximum(until - begin, 0))
    low = 0
    while low < len(start):
        done = int(total[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(total, done + PAIRS_AT_ONCE, side="right")))
        left, right = expanded(begin[low:high], until[low:high])
        yield left + low, right
        low = high


def tallied(key: Integers, size: int) -> tuple[Integers, Integers]:
    """Return the distinct keys, ascending, and how often each occurs.

    Args:
        key: shape (n,), from 0 up to, but not including, `size`.
        size: how many keys there can be.
    """
    if size > COUNTED_IN_PLACE:
        found, times = np.unique(key, return_counts=True)
        return found, times
    counts = np.bincount(key, minlength=1)
    present = np.flatnonzero(counts)
    return present, counts[present]


def _different(key: Integers, size: int) -> Integers:
    """Return the different keys, ascending: ticked off where there can be few, else sorted.

    Sorting is three times faster here than the table of np.unique.
    """
    if size <= len(key) * _TICKED and int(key.min()) >= 0:
        ticked = np.zeros(size, dtype=bool)
        ticked[key] = True
        return np.flatnonzero(ticked).astype(np.int64)
    key.sort()
    kept: Integers = key[np.concatenate([[True], key[1:] != key[:-1]])]
    return kept


def distinct(*columns: Integers | Numbers) -> tuple[Integers, ...]:
    """Return the distinct rows of equally long columns, in ascending order.

    Args:
        columns: arrays of shape (n,), none below 0.
    """
    if not len(columns[0]):
        return tuple(column.astype(np.int64) for column in columns)
    sizes = [int(column.max()) + 1 for column in columns]
    key = columns[0].astype(np.int64)
    for column, size in zip(columns[1:], sizes[1:], strict=True):
        key = key * size + column
    key = _different(key, prod(sizes))
    found: list[Integers] = []
    for size in reversed(sizes[1:]):
        key, part = np.divmod(key, size)
        found.append(part)
    return (key, *reversed(found))
