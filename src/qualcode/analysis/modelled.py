"""Terms that a language model found, laid on the counted speech; this file loads no model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qualcode.analysis.intervals import integers
from qualcode.analysis.own_words import renamed
from qualcode.analysis.terms import MULTI_WORD_MINIMUM, Terms, better, may_be_term
from qualcode.words.tokens import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualcode.analysis.counted import Counting
    from qualcode.analysis.intervals import Integers
    from qualcode.analysis.speech import Speech
    from qualcode.analysis.terms import LeaveOut


class Term(NamedTuple):
    """A word or a multi-word term that a language model found, with its bounds in the stored text."""

    lemma: str
    surface: str
    pos: str
    """Its part of speech (NOUN, VERB, ADJ, PROPN ...), TERM for several words."""
    start: int
    end: int


SEVERAL: str = "TERM"
SPOKEN_OF = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", SEVERAL})
"""Parts of speech that are terms."""


def modelled(
    counted: Counting, speech: Speech, deep: Mapping[str, tuple[Term, ...]], leave_out: LeaveOut, quick: Terms
) -> Terms:
    """Return the terms a model found in the counted speech.

    Args:
        counted: what the reading counts.
        speech: the same, laid out.
        deep: the terms by the SHA-256 of the text; a document that has none is left without terms.
        leave_out: which words are no terms; a multi-word term goes where its first or last word does.
        quick: the words said, as the quick road cut them.
    """
    occurrences = [
        (term, speech.base[document.id] + term.start)
        for document in counted.documents
        for term in deep.get(document.text_sha256, ())
        if _wanted(term, document.language[:2], leave_out)
    ]
    start = integers(place for _, place in occurrences)
    stretch = np.searchsorted(speech.start, start, side="right") - 1
    inside = (stretch >= 0) & (start < speech.end[np.maximum(stretch, 0)]) if len(speech.start) else stretch > 0
    found = [term for (term, _), kept in zip(occurrences, inside.tolist(), strict=True) if kept]
    labels, keys, number = _named(found)
    often = np.bincount(number, minlength=len(labels))
    several = np.array([term.pos == SEVERAL for term in found], dtype=bool)
    enough = np.array(
        [often[n] >= MULTI_WORD_MINIMUM or term.pos != SEVERAL for n, term in zip(number.tolist(), found, strict=True)],
        dtype=bool,
    )
    made = tuple(labels)
    if leave_out.own:
        made, read_as, out = renamed(labels, keys, leave_out.own.values())
        number = read_as[number]
        enough &= ~np.isin(number, list(out))
    return Terms(
        labels=made,
        term=number[enough].astype(np.int32),
        n_words=np.where(several, 3, 1)[enough].astype(np.int8),
        stretch=stretch[inside][enough].astype(np.int32),
        start=start[inside][enough],
        words=quick.words,
        word_start=quick.word_start,
    )


def _wanted(term: Term, language: str, leave_out: LeaveOut) -> bool:
    """Tell whether a term counts."""
    if term.pos not in SPOKEN_OF:
        return False
    ends = (term.lemma,) if term.pos != SEVERAL else (term.lemma.split(" ")[0], term.lemma.split(" ")[-1])
    if any(leave_out.holds(end, end, language) for end in ends):
        return False
    plain = bare(term.surface)
    return may_be_term(plain) and not leave_out.holds(plain, term.lemma, language)


def _named(found: list[Term]) -> tuple[list[str], list[str], Integers]:
    """Number terms by lemma, and name each by its most frequent form; say by which key each is known."""
    number: dict[tuple[str, bool], int] = {}
    said: dict[tuple[int, str], int] = {}
    numbers: list[int] = []
    for term in found:
        place = number.setdefault((term.lemma, term.pos == SEVERAL), len(number))
        numbers.append(place)
        said[place, term.surface] = said.get((place, term.surface), 0) + 1
    labels = [""] * len(number)
    best = [(0, "")] * len(number)
    for (place, surface), times in said.items():
        if better((times, surface), best[place]):
            best[place] = (times, surface)
            labels[place] = surface
    return labels, [lemma for lemma, _several in number], integers(numbers)
