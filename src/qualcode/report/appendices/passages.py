"""A passage under a code as it is read: one, whoever coded it; and its blocks, with its source, coders and memos."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.report.appendices.paper import whence
from qualcode.report.blocks import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode.model.records import Excerpt
    from qualcode.report.blocks import Block
    from qualcode.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Passage:
    """Words under one code, with all who coded just these, and what they noted."""

    excerpt: Excerpt
    coders: tuple[str, ...]
    memos: tuple[str, ...]


def passages(excerpts: Iterable[Excerpt]) -> list[Passage]:
    """Return the passages of some excerpts, in their order: what two people coded alike comes once."""
    alike: dict[tuple[str, int, int, str], list[Excerpt]] = defaultdict(list)
    for excerpt in excerpts:
        alike[excerpt.document, excerpt.start, excerpt.end, excerpt.code_id].append(excerpt)
    return [
        Passage(
            several[0],
            tuple(dict.fromkeys(one.coder for one in several)),
            tuple(dict.fromkeys(one.memo for one in several if one.memo.strip())),
        )
        for several in alike.values()
    ]


def outermost(excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """Leave out passages that lie within another one under the same code, whoever coded it."""
    reach: dict[tuple[str, str], int] = {}
    kept = set()
    for one in sorted(excerpts, key=lambda one: (one.start, -one.end)):
        place = (one.document, one.code_id)
        if one.end > reach.get(place, 0):
            reach[place] = one.end
            kept.add(one.id)
    return [one for one in excerpts if one.id in kept]


def passage_blocks(found: Sequence[Passage], wording: Wording, *, who: bool) -> list[Block]:
    """Set passages apart, each with its source; the memos on it are notes.

    Args:
        found: in their order.
        wording: of the paper.
        who: whether the coders are named: where one person coded all, the paper says it once.
    """
    blocks: list[Block] = []
    for passage in found:
        source = whence(passage.excerpt, wording)
        if who:
            coders = wording.listed(passage.coders)
            words = wording.gettext("({source}; coding: {coders})", source=source, coders=coders)
        else:
            words = f"({source})"
        notes = tuple(wording.gettext("Memo: {text}", text=text) for text in passage.memos)
        blocks.append(Quote(passage.excerpt.text.strip(), words, passage.excerpt.id, notes))
    return blocks
