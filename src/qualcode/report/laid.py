"""A quotation laid along a source, and what that says of it: how like it is, and whether only marks were used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualcode.words.aligning import Coded
from qualcode.words.comparing import cases_of_first

if TYPE_CHECKING:
    from qualcode.report.indexing import Alphabet, Index
    from qualcode.words.aligning import Aligning, Step, StepKind
    from qualcode.words.comparing import Asked, Parsed

LARGEST: Final = 24_000_000
"""Words of the quotation times words of the source: a hundred megabytes; of more only the beginning is laid."""
_WEIGHTS: Final[dict[StepKind, float]] = {
    "same": 0.0,
    "cut": 0.0,
    "alike": 0.5,
    "left_out": 0.5,
    "other": 1.0,
    "put_in": 1.0,
    "jump": 2.0,
}


@dataclass(frozen=True, slots=True)
class Laid:
    """A quotation laid along a source: the steps in order, how many words of it, and whether that is all of it."""

    index: Index
    steps: tuple[Step, ...]
    words: int
    whole: bool = True

    @property
    def likeness(self) -> float:
        """From 1, all the same, down; words left out weigh half, since a quotation holds what it holds without them."""
        return 1 - sum(_WEIGHTS[step.kind] for step in self.steps) / max(self.words, 1)

    @property
    def lawful(self) -> bool:
        """Whether nothing was done that no mark tells."""
        return self.whole and all(step.kind in {"same", "cut"} for step in self.steps)

    @property
    def matched(self) -> list[int]:
        """Places in the source of the words that stand in both, or one for the other."""
        return [step.source for step in self.steps if step.kind in {"same", "alike", "other"}]


def laid(
    quotation: Parsed, index: Index, alphabet: Alphabet, align: Aligning, within: tuple[int, int] | None = None
) -> Laid:
    """Lay a quotation along a source.

    Args:
        quotation: its words and marks.
        index: the source.
        alphabet: in which both are coded.
        align: what does it.
        within: the words of the source, first and one past the last, that it is laid along; None for all.
    """
    low, high = within or (0, len(index.coded))
    words = quotation.words[: max(1, LARGEST // max(high - low, 1))]
    coded = [_coded(word, alphabet) for word in words]
    steps = align(coded, index.coded[low:high], folded(index, alphabet)[low:high])
    return Laid(index, tuple(step.moved(low) for step in steps), len(words), len(words) == len(quotation.words))


def folded(index: Index, alphabet: Alphabet) -> str:
    """Return a source's words with accents and capitals apart; made once."""
    if not index.folded:
        index.folded.append(alphabet.folded(index.coded))
    return index.folded[0]


def _coded(word: Asked, alphabet: Alphabet) -> Coded:
    forms = cases_of_first(word.form) if word.free else (word.form,)
    signs = tuple(dict.fromkeys(alphabet.written(form) for form in forms))
    return Coded(signs, alphabet.folded_form(word.form), word.mark)
