"""Two runs of words laid along each other: what is given to whoever does it, and the steps that are given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.words.comparing import Mark

WITHIN_BRACKET = 6
"""Words of the source that words in brackets may stand for."""

StepKind = Literal["same", "alike", "other", "put_in", "left_out", "cut", "jump"]


class Coded(NamedTuple):
    """A word of a quotation as characters: those it may be, the one of its folded form, and the mark before it."""

    signs: tuple[str, ...]
    folded: str
    mark: Mark


class Step(NamedTuple):
    """One step along both: words by their place in the quotation and in the source, -1 where there is none.

    For a cut and a jump, `source` and `until` are where it leaves and where it goes on.
    """

    kind: StepKind
    asked: int
    source: int
    until: int = -1

    def moved(self, by: int) -> Step:
        """Return it further on in the source."""
        if not by:
            return self
        source, until = (place if place < 0 else place + by for place in (self.source, self.until))
        return Step(self.kind, self.asked, source, until)


class Aligning(Protocol):
    """Lays the words of a quotation along those of a source at the least cost.

    Given as an argument, since the one that does it fast calculates with numpy, which reports do without.
    """

    def __call__(self, words: Sequence[Coded], source: str, folded: str) -> list[Step]:
        """Return the steps; `source` has a character for each word, `folded` the same without accents and capitals."""
