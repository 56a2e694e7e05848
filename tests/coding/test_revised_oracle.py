"""Corrected texts beside an oracle that tags each letter: nothing shifts, and hardly anything is lost."""

from __future__ import annotations

import random
import sys
from itertools import pairwise
from typing import NamedTuple

import pytest

from qualcode.model.spans import Span
from qualcode.words.carrying import Carrier

SPOKEN = (
    "école élève matin porte classe parent retard cours horaire silence confiance travail soir famille autobus dîner "
    "lettre bureau semaine direction amie frère réunion casier projet stage avenir je tu il on le la les un une de du "
    "pis mais que dans pour avec pas ben là tsé y a est j’ai c’est qu’il hiver 𝒳 où été"
)
STEMS = SPOKEN.split()
SCRIPTS, CODINGS, EDITS = 12, 200, 5_000
FOREIGN = "αβγδεζηθικλμνξοπ"
"""Letters of no script of ours: what they replace or join can be told apart by any comparison."""


class Revised(NamedTuple):
    """A text after edits, and where each letter of it came from: its place in the former text, or None."""

    text: str
    origins: tuple[int | None, ...]


def script(chance: random.Random, turns: int = 60) -> str:
    """Return a made-up interview."""
    lines = []
    for number in range(turns):
        said = " ".join(chance.choice(STEMS) for _ in range(chance.randint(3, 40)))
        lines.append(f"{'Rita' if number % 2 else 'Luc'} : {said.capitalize()}{chance.choice('.?!…')}")
    return "\n".join(lines) + "\n"


def codings(text: str, chance: random.Random, count: int) -> list[Span]:
    """Return passages such as people code: from some words to some sentences."""
    found = set()
    while len(found) < count:
        start = chance.randrange(len(text) - 300)
        found.add((start, start + chance.randint(8, 250)))
    return [Span(*each) for each in sorted(found)]


def edited(text: str, chance: random.Random, edits: int, *, foreign: bool) -> Revised:
    """Return a text after typos, names, words put in and taken out; letter by letter it is known whence it came."""
    letters: list[tuple[str, int | None]] = [(letter, place) for place, letter in enumerate(text)]
    for _ in range(edits):
        at = chance.randrange(len(letters) - 40)
        kind = chance.choice(("typo", "word", "cut", "name"))
        size = {"typo": 1, "word": 0, "cut": chance.randint(2, 20), "name": chance.randint(3, 9)}[kind]
        new = "" if kind == "cut" else _new(chance, kind, foreign=foreign)
        letters[at : at + size] = [(letter, None) for letter in new]
    return Revised("".join(letter for letter, _ in letters), tuple(place for _, place in letters))


def _new(chance: random.Random, kind: str, *, foreign: bool) -> str:
    if foreign:
        return "".join(chance.choice(FOREIGN) for _ in range({"typo": 1, "word": 6, "name": 7}[kind]))
    return chance.choice("aeiourst") if kind == "typo" else f"{chance.choice(STEMS)} "


def whole(span: Span, revised: Revised) -> Span | None:
    """Return where a passage stands whole by the oracle: all its letters there still, in one piece; else None."""
    places = [place for place, origin in enumerate(revised.origins) if origin is not None and origin in range(*span)]
    unbroken = all(after == before + 1 for before, after in pairwise(places))
    return Span(places[0], places[-1] + 1) if len(places) == span.length and unbroken else None


class Tally(NamedTuple):
    """What a trial found."""

    edits: int
    whole: int
    kept: int
    elsewhere: int


def tried(chance: random.Random, edits: int, passages: int, *, foreign: bool) -> Tally:
    """Edit a script, carry its passages, and compare with the oracle."""
    text = script(chance)
    revised = edited(text, chance, edits, foreign=foreign)
    carrier = Carrier(text, revised.text, 60.0)
    there = kept = elsewhere = 0
    for span in codings(text, chance, passages):
        carried, expected = carrier.carry(span), whole(span, revised)
        if carried.ending in {"kept", "moved"}:
            assert carried.span is not None
            assert revised.text[carried.span.start : carried.span.end] == text[span.start : span.end]
            elsewhere += carried.span != expected
        if expected is not None:
            there += 1
            kept += carried.ending in {"kept", "moved"} and carried.span == expected
        if foreign:
            assert (carried.span == expected) if expected else carried.ending in {"fuzzy", "lost"}
    return Tally(edits, there, kept, elsewhere)


def trial(seed: int, edits: int, *, foreign: bool) -> Tally:
    """Spread edits and codings over the scripts, several rounds of correcting each."""
    chance = random.Random(seed)
    rounds = max(1, edits // (SCRIPTS * 40))
    each = -(-edits // (SCRIPTS * rounds))
    tallies = [
        tried(chance, each, CODINGS // SCRIPTS + 1, foreign=foreign) for _ in range(SCRIPTS) for _ in range(rounds)
    ]
    total = Tally(*(sum(values) for values in zip(*tallies, strict=True)))
    sys.stdout.write(
        f"{'foreign' if foreign else 'common'} letters: {total.edits} edits, {total.whole} passages whole by the"
        f" oracle, {total.kept} of them kept or moved, {total.elsewhere} on the same words elsewhere\n"
    )
    return total


@pytest.mark.parametrize("foreign", [False, True])
def test_some_edits_keep_what_the_oracle_keeps(foreign: bool) -> None:
    total = trial(5, 240, foreign=foreign)
    assert total.kept >= 0.99 * total.whole > 50


@pytest.mark.nightly
@pytest.mark.parametrize("foreign", [False, True])
def test_five_thousand_edits_keep_what_the_oracle_keeps(foreign: bool) -> None:
    total = trial(6, EDITS, foreign=foreign)
    assert total.kept >= 0.99 * total.whole > 500
