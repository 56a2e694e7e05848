"""What becomes of the passages of a document when its text is corrected: found out, and nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from qualcode.model.spans import Span
from qualcode.words.carrying import ENDINGS, Carried, Ending

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qualcode.words.carrying import Carrier

_SAME: Final = {
    "codings": ("code_id", "coder_id"),
    "askings": ("question_id",),
    "case_links": ("case_id",),
    "reading_marks": ("kind", "coder_id"),
}
"""What makes two of a noun the same, beside their place: two that come to be the same cannot both stay."""
_BOOKMARK: Final = "bookmark"
_SEEN: Final = frozenset({"reading_marks"})
"""Nouns of which only what is lost is worth a look: a mark on other words is a mark."""
_ORDER: Final[dict[Ending, int]] = {ending: place for place, ending in enumerate(ENDINGS)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a passage of a document: where it was, where it is, and whether somebody should look at it."""

    noun: str
    row: Mapping[str, Any]
    """What lay there, as it is kept."""
    ending: Ending
    span: Span | None
    """Where it lies now; None where it is lost."""
    look: bool
    former_text: str
    text: str | None

    @property
    def former(self) -> Span:
        """Where it lay."""
        return Span(self.row["start"], self.row["end"])

    @property
    def waits(self) -> bool:
        """Whether it is kept among those to be looked at."""
        return self.ending == "lost" or (self.look and self.noun not in _SEEN)


def outcomes_of(carrier: Carrier, lying: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Outcome]:
    """Return what becomes of every passage, by noun and former place.

    Args:
        carrier: the former text and the revised one.
        lying: the rows that lie on passages of the former text, by noun.
    """
    found = []
    for noun, rows in lying.items():
        places = {(row["start"], row["end"]): Carried("lost", None) for row in rows}
        for start, end in places:
            places[start, end] = carrier.carry(Span(start, end))
        ended = [_outcome(carrier, noun, row, places[row["start"], row["end"]]) for row in rows]
        found += _without_twins(ended)
    return found


def _outcome(carrier: Carrier, noun: str, row: Mapping[str, Any], carried: Carried) -> Outcome:
    words = carrier.former[row["start"] : row["end"]]
    text = carrier.revised[carried.span.start : carried.span.end] if carried.span else None
    return Outcome(noun, row, carried.ending, carried.span, carried.look, words, text)


def _without_twins(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Let those of one noun that would come to be the same be lost but one, the one that changed least."""
    taken: set[tuple[Any, ...]] = set()
    stays: dict[str, bool] = {}
    for outcome in sorted(outcomes, key=lambda each: (_ORDER[each.ending], each.look)):
        if outcome.span is not None:
            place = same_place(outcome.noun, {**outcome.row, **outcome.span._asdict()})
            stays[outcome.row["id"]] = place not in taken
            taken.add(place)
    return [
        outcome
        if stays.get(outcome.row["id"], True)
        else Outcome(outcome.noun, outcome.row, "lost", None, look=True, former_text=outcome.former_text, text=None)
        for outcome in outcomes
    ]


def same_place(noun: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what two rows of a noun never share in one document: their bounds, and whose they are.

    A coder has one bookmark in a document, wherever it lies.
    """
    if row.get("kind") == _BOOKMARK:
        return (_BOOKMARK, row["coder_id"])
    return (row["start"], row["end"], *(row[column] for column in _SAME[noun]))


def counts_of(endings: Sequence[Ending]) -> dict[str, int]:
    """Count how passages ended, each way of ending named."""
    return {ending: endings.count(ending) for ending in ENDINGS}
