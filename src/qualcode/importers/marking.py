"""What is said of the codings that a file brings along, before anything is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from qualcode.model.codebook import path_text
from qualcode.model.messages import ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualcode.model.transcript import Mark

NAMED: Final = 12
"""Codes named in one answer; a codebook may have a hundred."""


def marks_told(marks: Sequence[Mark], numbers: Callable[[int], str] = str) -> str:
    """Say how many codings a file brings along, of how many codes, and by whom; nothing where there are none.

    Args:
        marks: the codings.
        numbers: writes a number as the language of the interface does.
    """
    if not marks:
        return ""
    codes = len({mark.path for mark in marks})
    many = ngettext("{count} of {codes} by {coders}", "{count} of {codes} by {coders}", len(marks))
    told = ngettext("{count} code", "{count} codes", codes).format(count=numbers(codes))
    coders = ", ".join(dict.fromkeys(mark.coder for mark in marks))
    return many.format(count=numbers(len(marks)), codes=told, coders=coders)


def codes_told(marks: Sequence[Mark], numbers: Callable[[int], str] = str) -> str:
    """Name the codes of a file's codings with how often each comes, the most frequent first.

    Args:
        marks: the codings.
        numbers: writes a number as the language of the interface does.
    """
    counts = Counter(mark.path for mark in marks)
    parts = [f"{path_text(path)} ({numbers(count)})" for path, count in counts.most_common(NAMED)]
    over = len(counts) - NAMED
    if over > 0:
        parts.append(ngettext("{count} other", "{count} others", over).format(count=numbers(over)))
    return ", ".join(parts)
