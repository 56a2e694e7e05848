"""Labels that one hand may have written for one person: the same letters, or one letter apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qualcode.words.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable

SLIPPED: Final = 4
"""Letters from which a label may have one wrong: shorter ones are one letter from too many others."""
_TIME: Final = re.compile(r"\d+(?:[:.,]\d+)+")
_NO_LETTER: Final = re.compile(r"[\W_]+")


def likeness(one: str, other: str) -> int:
    """Return how alike two labels are: 2 for the same letters, 1 for one letter apart, 0 for neither.

    Accents, case, spaces and punctuation do not count; a digit is never a slip, since P1 is not P2.

    Args:
        one: a label as it is written.
        other: another.
    """
    first, second = _letters(one), _letters(other)
    if first == second:
        return 2 * bool(first)
    return int(min(len(first), len(second)) >= SLIPPED and _one_apart(first, second))


def says_no_more(line: str, label: str) -> bool:
    """Tell whether a line holds a label only, in its own spelling or a near one; a time beside it says nothing.

    Args:
        line: as it stands before a turn.
        label: of whoever speaks in the turn.
    """
    return likeness(_TIME.sub("", line), label) > 0


def nearest_first(label: str, others: Iterable[tuple[str, bool]]) -> list[str]:
    """Return labels in the order in which they may be the same person: the near twins, the others, those who ask.

    Args:
        label: the one that is to be given to another.
        others: the labels there are besides, each with whether it asks the questions.
    """
    ranked = sorted(others, key=lambda other: (-likeness(label, other[0]), other[1]))
    return [name for name, _asks in ranked]


def _letters(label: str) -> str:
    return _NO_LETTER.sub("", search_key(label))


def _one_apart(one: str, other: str) -> bool:
    """Tell whether one letter, and no digit, is wrong, missing or too many."""
    short, long = sorted((one, other), key=len)
    same = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    behind = same + (len(short) == len(long))
    changed = long[same : same + 1] + short[same:behind]
    return short[behind:] == long[same + 1 :] and not any(map(str.isdigit, changed))
