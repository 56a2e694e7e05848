"""A text in which known words were replaced, laid along what it was: nothing has to be guessed, as of a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.spans import Span
from qualcode.words.carrying import Carried, Carrier
from qualcode.words.purging import Shift, edited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.words.purging import Edit


class Edited(Carrier):
    """Two texts of which the second came from the first by known edits; no diff is made, so none can be coarse."""

    def __init__(self, former: str, edits: Sequence[Edit]) -> None:
        """Make the edits, given from left to right."""
        self.former = former
        self.revised = edited(former, edits)
        self.coarse = False
        self._shift = Shift(edits)

    def carry(self, span: Span, *, elsewhere: bool = True) -> Carried:  # noqa: ARG002 - asked as of any carrier
        """Return where a passage of the former text lies; one of whose words some were replaced needs no second look.

        Args:
            span: its bounds there.
            elsewhere: nothing goes elsewhere here.
        """
        new = Span(*self._shift.span(span.start, span.end))
        if self.former[span.start : span.end] != self.revised[new.start : new.end]:
            return Carried("fuzzy", new)
        return Carried("kept" if new.start == span.start else "moved", new)
