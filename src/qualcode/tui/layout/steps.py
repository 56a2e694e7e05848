"""Where the caret goes: by letter, word, sentence, turn, in offsets of the stored text, over what is shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from qualcode.model.spans import Span
from qualcode.tui.layout.wrapping import next_grapheme, previous_grapheme
from qualcode.words.sentences import sentences
from qualcode.words.tokens import Token, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qualcode.tui.layout.page import Block


WORD: Final = "word"
SENTENCE: Final = "sentence"
TURN: Final = "turn"


class Steps:
    """Moves over the blocks of one document; every answer is a position that the page shows."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        """Know the text and what of it is shown."""
        self._text = text
        self._tokens: dict[int, list[Token]] = {}
        self._sentences: dict[int, list[Span]] = {}
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

    def _words(self, block: Block) -> list[Token]:
        """Cut a block into words, once."""
        if block.start not in self._tokens:
            self._tokens[block.start] = list(words(self._text, block.start, block.end, notes=True))
        return self._tokens[block.start]

    def _spans(self, block: Block) -> list[Span]:
        """Cut a block into sentences, once."""
        if block.start not in self._sentences:
            self._sentences[block.start] = sentences(self._text, block.start, block.end)
        return self._sentences[block.start]

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
        return self._piece(position, direction, self._words)

    def sentence(self, position: int, direction: int) -> int:
        """Return the start of the next or previous sentence."""
        return self._piece(position, direction, self._spans)

    def _piece(self, position: int, direction: int, cut: Callable[[Block], Sequence[Token | Span]]) -> int:
        """Return the start of the next or previous piece that a block is cut into, over the gap between blocks."""
        block = self.block_at(position)
        if block is None:
            return 0
        starts = [piece.start for piece in cut(block)]
        if direction > 0:
            place = bisect_right(starts, position)
            return starts[place] if place < len(starts) else self._first(block, 1) or position
        before = self._neighbour(block, -1)
        if before is not None and position <= block.start:  # blocks that were split apart may touch
            block, position, starts = before, before.end, [piece.start for piece in cut(before)]
        place = bisect_left(starts, position) - 1
        return starts[place] if place >= 0 else block.start

    def turn(self, position: int, direction: int) -> int:
        """Return the start of the next or previous block; backwards, first the start of this one."""
        block = self.block_at(position)
        if block is None:
            return 0
        if direction < 0 and position > block.start:
            return block.start
        first = self._first(block, direction)
        return position if first is None else first

    def word_span(self, position: int) -> Span:
        """Return the bounds of the word at a position; of the character where there is no word."""
        block = self.block_at(position)
        if block is None:
            return Span(0, 0)
        for token in self._words(block):
            if token.start <= position < token.end:
                return Span(token.start, token.end)
        return Span(position, next_grapheme(self._text, position, block.end))

    def sentence_span(self, position: int) -> Span:
        """Return the bounds of the sentence at a position, within its turn; before the first one, the first."""
        block = self.block_at(position)
        if block is None:
            return Span(0, 0)
        found = self._spans(block) or [Span(block.start, block.end)]
        return found[max(bisect_right([span.start for span in found], position) - 1, 0)]

    def turn_span(self, position: int) -> Span:
        """Return the bounds of the turn at a position."""
        block = self.block_at(position)
        return Span(block.start, block.end) if block else Span(0, 0)

    def bound(self, position: int, direction: int, unit: str, *, end: bool) -> int:
        """Return where the next or previous word, sentence or turn ends, or starts, over the gap between blocks.

        Args:
            position: a bound of a passage, half-open; answered itself where nothing lies beyond it.
            direction: 1 onwards, -1 back.
            unit: WORD, SENTENCE or TURN.
            end: whether `position` is where the passage ends.
        """
        place = max(bisect_right(self._starts, position - end) - 1, 0)
        for block in self._blocks[place:] if direction > 0 else self._blocks[place::-1]:
            edges = [piece.end if end else piece.start for piece in self._pieces(block, unit)]
            beyond = [edge for edge in edges if (edge - position) * direction > 0]
            if beyond:
                return beyond[0] if direction > 0 else beyond[-1]
        return position

    def _pieces(self, block: Block, unit: str) -> Sequence[Token | Span]:
        if unit == TURN:
            return [Span(block.start, block.end)]
        return self._words(block) if unit == WORD else self._spans(block)

    def word_edge(self, position: int, direction: int, *, end: bool) -> int:
        """Return the next or previous word's end, or start, within the turn; beyond the last word, the turn's bound.

        Args:
            position: a bound of a passage, half-open.
            direction: 1 onwards, -1 back.
            end: whether `position` is where the passage ends.
        """
        block = self.block_at(position - 1 if end else position)
        if block is None:
            return position
        edges = [token.end if end else token.start for token in self._words(block)]
        if direction > 0:
            place = bisect_right(edges, position)
            return edges[place] if place < len(edges) else block.end if end else position
        place = bisect_left(edges, position) - 1
        return edges[place] if place >= 0 else position if end else block.start
