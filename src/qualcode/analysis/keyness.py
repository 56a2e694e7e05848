"""How far a word belongs to one group rather than to the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

_AT_ONCE: Final = 200_000
"""Rows that are measured together."""

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from qualcode.analysis.intervals import Integers


def keyness(inside: Integers, outside: Integers, size: Integers, rest: Integers) -> NDArray[np.float64]:
    """Return the signed log-likelihood ratio G2 of each word (Dunning 1993, Computational Linguistics 19:1, p. 61-74).

    G2 = 2 sum O ln(O / E) over the four cells of word or other word by group or rest; negative where the word is rarer
    in the group than in the rest. It ranks words; it is no test, since one person's words are not independent draws.

    Args:
        inside: times the word is said in the group, shape (n,).
        outside: times it is said in the rest, shape (n,).
        size: words of the group, shape (n,) or ().
        rest: words of the rest, shape (n,) or ().
    """
    return _by_pieces(_keyness, inside, outside, size, rest)


def _keyness(inside: Integers, outside: Integers, size: Integers, rest: Integers) -> NDArray[np.float64]:
    a, b = inside.astype(np.float64), outside.astype(np.float64)
    c, d = size - a, rest - b
    total = np.maximum(a + b + c + d, 1.0)
    cells = ((a, a + b, a + c), (b, a + b, b + d), (c, c + d, a + c), (d, c + d, b + d))
    value = 2.0 * sum((_term(seen, row * column / total) for seen, row, column in cells), np.zeros_like(a))
    rarer = a * np.maximum(rest, 1) < b * np.maximum(size, 1)
    return np.where(rarer, -np.abs(value), np.abs(value))


def log_ratio(inside: Integers, outside: Integers, size: Integers, rest: Integers) -> NDArray[np.float64]:
    """Return how many times as often each word is said in the group as in the rest, as a power of 2: the effect size.

    log2((a / size) / (b / rest)), with 0.5 in place of a count of 0 (Hardie 2014, log ratio).

    Args:
        inside: times the word is said in the group, shape (n,).
        outside: times it is said in the rest, shape (n,).
        size: words of the group, shape (n,) or ().
        rest: words of the rest, shape (n,) or ().
    """
    return _by_pieces(_log_ratio, inside, outside, size, rest)


def _log_ratio(inside: Integers, outside: Integers, size: Integers, rest: Integers) -> NDArray[np.float64]:
    a, b = (np.where(count > 0, count, 0.5) for count in (inside, outside))
    value: NDArray[np.float64] = np.log2((a / np.maximum(size, 1)) / (b / np.maximum(rest, 1)))
    return value


def _by_pieces(measure: Callable[..., NDArray[np.float64]], *columns: Integers) -> NDArray[np.float64]:
    """Measure some rows at a time: on the way there are a dozen arrays as long as they are."""
    columns = tuple(np.broadcast_to(column, columns[0].shape) for column in columns)
    found = np.empty(columns[0].shape)
    for begin in range(0, len(found), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        found[part] = measure(*(column[part] for column in columns))
    return found


def _term(seen: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return O ln(O / E), 0 where nothing is seen."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(
            seen > 0, seen * np.log(np.where(seen > 0, seen, 1.0) / np.where(expected > 0, expected, 1.0)), 0.0
        )
