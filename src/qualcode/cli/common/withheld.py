"""Excerpts that a consent keeps out of a file, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.cli.common import output
from qualcode.model.messages import interface_language
from qualcode.report.withheld import left_out_words, quotable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.model.records import Excerpt


def agreed(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """Return the excerpts that may leave; say how many may not, and why."""
    kept, withheld = quotable(excerpts)
    warn_withheld(withheld)
    return kept


def warn_withheld(count: int) -> None:
    """Say how many excerpts were left out of a file, and why; nothing where there is none."""
    if count:
        output.warn(left_out_words(count, interface_language()))
