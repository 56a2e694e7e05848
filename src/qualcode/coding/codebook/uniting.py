"""Which codings become one where codes are merged: those of one coder on words in common, under different codes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.model.records import Coding


def united(codings: Iterable[Coding]) -> list[list[Coding]]:
    """Return the codings that become one, group by group, the earliest of a group first; others stand alone.

    Passages that share a character unite, where they bear several of the merged codes; what already overlapped under
    one code stays as its coder left it.
    """
    ordered = sorted(codings, key=lambda c: (c.document, c.coder, c.start, c.end, c.id))
    found: list[list[Coding]] = []
    for _place, same in groupby(ordered, key=lambda c: (c.document, c.coder)):
        for chain in _chains(same):
            if len({coding.code for coding in chain}) > 1:
                found.append(sorted(chain, key=lambda c: (c.created_at, c.id)))
            else:
                found.extend([coding] for coding in chain)
    return found


def _chains(codings: Iterable[Coding]) -> Iterator[list[Coding]]:
    """Give the codings of one document and coder, by place, in chains of which each overlaps what came before."""
    chain: list[Coding] = []
    end = 0
    for coding in codings:
        if chain and coding.start >= end:
            yield chain
            chain = []
        end = max(end, coding.end) if chain else coding.end
        chain.append(coding)
    yield chain
