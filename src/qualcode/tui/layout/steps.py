"""Where the caret goes: by letter, word, sentence, turn, in offsets of the stored text, over what is shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from qualcode.model.spans import Span
from qualcode.tui.layout.wrapping import next_grapheme, previous_grapheme
from qualcode.words.sentences import sentence_at, sentences
from qualcode.words.tokens import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.tui.layout.page import Block


class Steps:
    """Moves over the blocks of one document; every answer is a position that the page shows."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        """Know the text and what of it is shown."""
        self._text = text
        self._blocks = [block for block in blocks if block.end > block.start]
        self._starts = [block.start for block in self._blocks]

    def block_at(self, position: int) -> Block | None:
        """Return the block that holds a position, or the one before it."""
        place = max(bisect_right(self._starts, position) - 1, 0)
        return self._blocks[place] if self._blocks else None

    def clamped(self, position: int) -> int:
        """Return the nearest position that is shown."""
        block = self.block_at(position)
        return min(max(position, block.start), block.end - 1) if block else 0

    def letter(self, position: int, direction: int) -> int:
        """Return the next or previous grapheme, over the gap between blocks."""
        block = self.block_at(position)
        if block is None:
            return 0
        if direction > 0:
            following = next_grapheme(self._text, position, block.end)
            return following if following < block.end else self._first(block, 1) or position
        if position > block.start:
            return previous_grapheme(self._text, position, block.start)
        return self._last(block) if self._neighbour(block, -1) else position

    def _first(self, block: Block, direction: int) -> int | None:
        neighbour = self._neighbour(block, direction)
        return neighbour.start if neighbour else None

    def _last(self, block: Block) -> int:
        before = self._neighbour(block, -1) or block
        return previous_grapheme(self._text, before.end, before.start)

    def _neighbour(self, block: Block, direction: int) -> Block | None:
        place = bisect_left(self._starts, block.start) + direction
        return self._blocks[place] if 0 <= place < len(self._blocks) else None

    def word(self, position: int, direction: int) -> int:
        """Return the start of the next or previous word."""
        block = self.block_at(position)
        if block is None:
            return 0
        starts = [token.start for token in words(self._text, block.start, block.end, notes=True)]
        if direction > 0:
            place = bisect_right(starts, position)
            return starts[place] if place < len(starts) else self._first(block, 1) or position
        place = bisect_left(starts, position) - 1
        if place >= 0:
            return starts[place]
        before = self._neighbour(block, -1)
        return self.word(before.end, -1) if before and position <= block.start else block.start

    def sentence(self, position: int, direction: int) -> int:
        """Return the start of the next or previous sentence."""
        block = self.block_at(position)
        if block is None:
            return 0
        starts = [span.start for span in sentences(self._text, block.start, block.end)]
        if direction > 0:
            place = bisect_right(starts, position)
            return starts[place] if place < len(starts) else self._first(block, 1) or position
        place = bisect_left(starts, position) - 1
        if place >= 0:
            return starts[place]
        before = self._neighbour(block, -1)
        return self.sentence(before.end, -1) if before else block.start

    def turn(self, position: int, direction: int) -> int:
        """Return the start of the next or previous block; backwards, first the start of this one."""
        block = self.block_at(position)
        if block is None:
            return 0
        if direction < 0 and position > block.start:
            return block.start
        return self._first(block, direction) if self._first(block, direction) is not None else position

    def word_span(self, position: int) -> Span:
        """Return the bounds of the word at a position; of the character where there is no word."""
        block = self.block_at(position)
        if block is None:
            return Span(0, 0)
        for token in words(self._text, block.start, block.end, notes=True):
            if token.start <= position < token.end:
                return Span(token.start, token.end)
        return Span(position, next_grapheme(self._text, position, block.end))

    def sentence_span(self, position: int) -> Span:
        """Return the bounds of the sentence at a position, within its turn."""
        block = self.block_at(position)
        return sentence_at(self._text, position, block.start, block.end) if block else Span(0, 0)

    def turn_span(self, position: int) -> Span:
        """Return the bounds of the turn at a position."""
        block = self.block_at(position)
        return Span(block.start, block.end) if block else Span(0, 0)
