"""Titles that are set in bold alone: most transcribers use no style for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.model.transcript import Block

LONGEST: Final = 150
"""Characters: a longer bold paragraph is emphasis."""
SAME_START: Final = 0.8
"""Share of its title that a later part's title begins with, as in Interview 3a and Interview 3b."""


def with_titles(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks, a bold first paragraph and the later ones that begin like it being headings.

    A first paragraph that comes again word for word is no title but a label.

    Args:
        text: the stored text.
        blocks: its paragraphs in order.
    """
    first = next((block for block in blocks if text[block.start : block.end].strip()), None)
    if first is None or not _bold_throughout(text, first):
        return blocks
    title = text[first.start : first.end].strip()
    counts = Counter(text[block.start : block.end].strip() for block in blocks)
    if counts[title] > 1 or title.endswith(":") or len(title) > LONGEST:
        return blocks
    alike = _begins_like(title)
    return tuple(
        replace(block, kind="heading")
        if _bold_throughout(text, block) and alike(text[block.start : block.end])
        else block
        for block in blocks
    )


def _bold_throughout(text: str, block: Block) -> bool:
    """Tell whether a plain paragraph is bold from its first letter to its last."""
    if block.kind != "paragraph" or not block.bold:
        return False
    plain = list(text[block.start : block.end])
    for span in block.bold:
        plain[span.start - block.start : span.end - block.start] = " " * span.length
    return not "".join(plain).strip()


def _begins_like(title: str) -> Callable[[str], bool]:
    beginning = title[: ceil(len(title) * SAME_START)]
    return lambda words: len(words) <= LONGEST and words.lstrip().startswith(beginning)
