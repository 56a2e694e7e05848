"""A text that is edited where one reads: every letter of it is followed, so what lies on it is never guessed.

Which words belong to a passage once its text was edited:

* letters that are still there are where they were: in the passage, or outside it;
* what is typed between two letters of a passage is in it;
* what is typed in the place of letters belongs to the passages of which half of these letters were, at least;
* what is typed at the very bound of a passage stays outside, but for the letters that complete the word standing there;
* a passage of which no letter is left, and in whose place nothing was typed, is lost.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, NamedTuple

from qualcode.model.spans import Span
from qualcode.words.carrying import Carried, negations
from qualcode.words.edited import Edited
from qualcode.words.purging import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Piece(NamedTuple):
    """Letters of the former text that are still there, by their bounds; or words that were typed."""

    start: int
    end: int
    typed: str = ""

    @property
    def length(self) -> int:
        """The number of characters."""
        return len(self.typed) or self.end - self.start

    def cut(self, at: int) -> tuple[Piece, Piece]:
        """Return what stands before a place in it, and what stands after."""
        if self.typed:
            return Piece(0, 0, self.typed[:at]), Piece(0, 0, self.typed[at:])
        return Piece(self.start, self.start + at), Piece(self.start + at, self.end)


@dataclass(frozen=True, slots=True)
class Typing:
    """A text while it is typed on: what is left of it and what was typed, in order."""

    former: str
    pieces: tuple[Piece, ...]

    @classmethod
    def begun(cls, former: str) -> Typing:
        """Return a text on which nothing was typed yet."""
        return cls(former, (Piece(0, len(former)),))

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(piece.typed or self.former[piece.start : piece.end] for piece in self.pieces)

    def replaced(self, start: int, end: int, new: str) -> Typing:
        """Return it with other words in the place of some.

        Args:
            start: where these begin in the text as it is now.
            end: where they end there.
            new: what is typed in their place; empty where they are only deleted.
        """
        before, rest = _parted(self.pieces, start)
        after = _parted(rest, end - start)[1]
        if before and before[-1].typed:  # one piece of what is typed on: there would be one a letter
            new = before.pop().typed + new
        return Typing(self.former, (*before, *([Piece(0, 0, new)] if new else []), *after))

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was replaced in the former text, from left to right; letters typed anew are those that stood there."""
        found: list[Edit] = []
        place, new = 0, ""
        for piece in (*self.pieces, Piece(len(self.former), len(self.former))):
            if piece.typed:
                new += piece.typed
                continue
            if new or piece.start > place:
                found += _narrowed(self.former, Edit(place, piece.start, new))
            place, new = piece.end, ""
        return tuple(found)


def _parted(pieces: Iterable[Piece], at: int) -> tuple[list[Piece], list[Piece]]:
    """Cut pieces in two at a place in their text."""
    before: list[Piece] = []
    after: list[Piece] = []
    for piece in pieces:
        left, right = piece.cut(min(max(at, 0), piece.length))
        before += [left] if left.length else []
        after += [right] if right.length else []
        at -= piece.length
    return before, after


def _narrowed(former: str, edit: Edit) -> list[Edit]:
    """Take from an edit the letters at its ends that are the same as before; nothing where it changes none."""
    old, new = former[edit.start : edit.end], edit.new
    head = _alike(old, new)
    old, new = old[head:], new[head:]
    tail = _alike(old[::-1], new[::-1])
    left = Edit(edit.start + head, edit.end - tail, new[: len(new) - tail])
    return [left] if left.new or left.start < left.end else []


def _alike(one: str, other: str) -> int:
    """Count the letters at the start of two texts that are the same."""
    return sum(1 for _both in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))


class Typed(Edited):
    """A text and what was made of it by edits that are known one by one; carries passages by the rule above."""

    def __init__(self, former: str, edits: Sequence[Edit]) -> None:
        """Make the edits, given from left to right, letters that stay between any two of them."""
        super().__init__(former, edits)
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._grown = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in edits)]

    def carry(self, span: Span, *, elsewhere: bool = True) -> Carried:  # noqa: ARG002 - asked as of any carrier
        """Return where a passage of the former text lies.

        Args:
            span: its bounds there; it holds one letter at least.
            elsewhere: nothing goes elsewhere here.
        """
        new = None if self._is_lost(span) else Span(self._start(span), self._end(span))
        if new is None or not new.length:
            return Carried("lost", None)
        if self.former[span.start : span.end] == self.revised[new.start : new.end]:
            return Carried("kept" if new.start == span.start else "moved", new)
        return Carried("fuzzy", new, look=self._is_doubtful(span, new))

    def _is_lost(self, span: Span) -> bool:
        """Tell whether all letters of a passage were replaced, most of them with others beside it."""
        number = bisect_right(self._starts, span.start)
        edit = self._edits[number - 1] if number else Edit(0, 0, "")
        return edit.end >= span.end and not _takes(span, edit)

    def _start(self, span: Span) -> int:
        """Return where a passage begins now."""
        number = bisect_right(self._starts, span.start)
        edit = self._edits[number - 1] if number else Edit(0, 0, "")
        if span.start >= edit.end:
            completed = _in_word(edit.new[::-1]) if edit.end == span.start else 0
            return span.start + self._grown[number] - completed * _begins_word(self.former, span.start)
        start = edit.start + self._grown[number - 1]
        if _takes(span, edit):
            return start
        return start + len(edit.new) - _in_word(edit.new[::-1]) * _begins_word(self.former, edit.end)

    def _end(self, span: Span) -> int:
        """Return where a passage ends now."""
        number = bisect_left(self._starts, span.end)
        edit = self._edits[number - 1] if number else Edit(0, 0, "")
        if span.end > edit.end:
            following = self._edits[number] if number < len(self._edits) else None
            completed = _in_word(following.new) if following is not None and following.start == span.end else 0
            return span.end + self._grown[number] + completed * _ends_word(self.former, span.end)
        start = edit.start + self._grown[number - 1]
        if _takes(span, edit):
            return start + len(edit.new)
        return start + _in_word(edit.new) * _ends_word(self.former, edit.start)

    def _is_doubtful(self, span: Span, new: Span) -> bool:
        """Tell whether somebody should look at a passage: its words may say something else now, or bounds were chosen.

        So it is where less than half of its letters are left, or less than half of its words now are old, where what
        was replaced went beyond it, and where a word that negates came or went.
        """
        inside = self._edits[max(bisect_right(self._starts, span.start) - 1, 0) : bisect_left(self._starts, span.end)]
        gone = [(edit, both) for edit in inside if (both := span.intersection(Span(edit.start, edit.end)))]
        left = span.length - sum(both.length for _edit, both in gone)
        beyond = any(both != (edit.start, edit.end) for edit, both in gone)
        return (
            beyond
            or 2 * left < max(span.length, new.length)
            or negations(self.former, span) != negations(self.revised, new)
        )


def _takes(span: Span, edit: Edit) -> bool:
    """Tell whether half of the letters that were replaced were a passage's, at least."""
    own = min(span.end, edit.end) - max(span.start, edit.start)
    return 2 * own >= edit.end - edit.start


def _is_of_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM"


def _in_word(words: str) -> int:
    """Count the letters at the start of some words that are of one word."""
    return sum(1 for _letter in takewhile(_is_of_word, words))


def _begins_word(text: str, place: int) -> bool:
    """Tell whether a word begins at a place."""
    return _is_of_word(text[place]) and (place == 0 or not _is_of_word(text[place - 1]))


def _ends_word(text: str, place: int) -> bool:
    """Tell whether a word ends before a place."""
    return place > 0 and _is_of_word(text[place - 1]) and (place == len(text) or not _is_of_word(text[place]))
