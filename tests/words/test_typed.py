"""Words typed over a text, beside an oracle that tags each letter: every passage lies where its letters are."""

from __future__ import annotations

import random
import sys
import unicodedata
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from qualcode.model.spans import Span
from qualcode.words.purging import Edit, edited
from qualcode.words.typed import Typed, Typing

if TYPE_CHECKING:
    from collections.abc import Iterable

SCRIPTS: Final = (
    "J’étais en colère, pis ça m’a fait peur. ",
    "She said it wasn’t fair, then she left. ",
    "Он сказал, что боится. ",
    "Είπε ότι φοβάται, και έφυγε. ",
    "هو خائف جدا، ثم خرج. ",
    "היא פחדה מאוד, ואז יצאה. ",
    "वह डर गई थी, फिर चली गई। ",
    "เธอกลัวมากแล้วก็ออกไป ",
    "他说他很害怕，然后走了。",
    "彼は怖がって、出て行った。",
    "그는 무서워서 나갔다. ",
    "e\u0301te\u0301 𝒳𝒴 👩‍👩‍👧 ça\u0308 🙂 été ",
)
TYPED: Final = ("", "", "a", "é", "s", " ", "’", "e\u0301", "𝒳", "mot", " et puis", "s, ", "怖", "خ", "\n", "🙂")
CODINGS, EDITS = 200, 5_000


class Letter(NamedTuple):
    """A letter of a text under an editor, and where it stood before: None where it was typed."""

    sign: str
    origin: int | None


class Gap(NamedTuple):
    """Between two letters that are still there: the places of those that went, and of those that came, now."""

    gone: list[int]
    came: list[int]


def of_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"


class Oracle:
    """A text before and after, letter by letter."""

    def __init__(self, former: str, letters: list[Letter]) -> None:
        self.former = former
        self.letters = letters
        self.gaps = list(self._gaps())

    def _gaps(self) -> Iterable[Gap]:
        """Give the gaps; a letter typed at the end of a gap where it stood before is that letter."""
        there = [(-1, -1), *((one.origin, now) for now, one in enumerate(self.letters) if one.origin is not None)]
        for (left, start), (right, end) in pairwise([*there, (len(self.former), len(self.letters))]):
            gone, came = list(range(left + 1, right)), list(range(start + 1, end))
            while gone and came and self.former[gone[0]] == self.letters[came[0]].sign:
                self._is(came.pop(0), gone.pop(0))
            while gone and came and self.former[gone[-1]] == self.letters[came[-1]].sign:
                self._is(came.pop(), gone.pop())
            yield Gap(gone, came)

    def _is(self, now: int, origin: int) -> None:
        self.letters[now] = self.letters[now]._replace(origin=origin)

    def tagged(self, span: Span) -> list[int]:
        """Return the places, now, of the letters that are a passage's."""
        own = set(range(*span))
        old = {now for now, one in enumerate(self.letters) if one.origin in own}
        tagged = set(old)
        for gone, came in self.gaps:
            lost = len(own.intersection(gone))
            between = not gone and bool(came) and {came[0] - 1, came[-1] + 1} <= old
            if between or (lost and 2 * lost >= len(gone)):
                tagged.update(came)
            elif came and old:
                tagged.update(self._completing(came, old))
        return sorted(tagged)

    def _completing(self, came: list[int], old: set[int]) -> list[int]:
        """Return what was typed onto the word that stands at a bound of a passage."""
        found: list[int] = []
        for beside, step, run in ((came[0] - 1, 1, came), (came[-1] + 1, -1, came[::-1])):
            place = self.letters[beside].origin if beside in old else None
            if place is not None and self._word(place) and not self._word(place + step):
                found += takewhile(lambda now: of_word(self.letters[now].sign), run)
        return found

    def _word(self, place: int) -> bool:
        return 0 <= place < len(self.former) and of_word(self.former[place])


def typed_on(text: str, chance: random.Random, strokes: int) -> tuple[Typing, list[Letter]]:
    """Type on a text as people do, near where they were, taking back now and then; return both accounts of it."""
    typing, letters = Typing.begun(text), [Letter(sign, place) for place, sign in enumerate(text)]
    before = [(typing, letters)]
    at = 0
    for _ in range(strokes):
        if chance.random() < 0.1:
            typing, letters = before[max(len(before) - chance.randint(1, 5), 0)]
        at = min(max(at + chance.randint(-3, 3), 0), len(letters))
        at = chance.randint(0, len(letters)) if chance.random() < 0.3 else at
        end = min(at + chance.choice((0, 0, 0, 1, 1, 2, 9)), len(letters))
        new = chance.choice(TYPED) if chance.random() < 0.8 else text[at:end] + chance.choice(TYPED)
        typing = typing.replaced(at, end, new)
        letters = [*letters[:at], *(Letter(sign, None) for sign in new), *letters[end:]]
        before.append((typing, letters))
        at += len(new)
    return typing, letters


def compare(text: str, chance: random.Random, strokes: int, codings: int) -> int:
    """Carry codings over a text that was typed on, and compare each with its tagged letters; return how many stay."""
    typing, letters = typed_on(text, chance, strokes)
    oracle, now = Oracle(text, list(letters)), "".join(one.sign for one in letters)
    assert typing.text == edited(text, typing.edits) == now
    carrier, stays = Typed(text, typing.edits), 0
    for _ in range(codings):
        start = chance.randrange(len(text) - 1)
        span = Span(start, chance.randint(start + 1, min(start + chance.choice((3, 12, 60)), len(text))))
        carried, tagged = carrier.carry(span), oracle.tagged(span)
        where = list(range(*carried.span)) if carried.span else []
        assert where == tagged, (text, typing.edits, span)
        assert (carried.ending == "lost") == (not tagged)
        same = "".join(now[place] for place in tagged) == text[span.start : span.end]
        assert not tagged or (carried.ending in {"kept", "moved"}) == same
        stays += carried.ending in {"kept", "moved"}
    return stays


def trial(seed: int, edits: int, codings: int) -> None:
    """Spread edits and codings over the scripts, several sittings each."""
    chance = random.Random(seed)
    stays = total = 0
    for text in SCRIPTS:
        for strokes in (1, 3, 10, edits // len(SCRIPTS) - 14):
            stays += compare(text * 4, chance, strokes, codings // len(SCRIPTS) + 1)
            total += codings // len(SCRIPTS) + 1
    sys.stdout.write(f"{edits} edits, {total} passages, {stays} with all their words\n")
    assert stays


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_some_edits_leave_every_passage_on_its_tagged_letters(seed: int) -> None:
    trial(seed, 360, 60)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(20))
def test_five_thousand_edits_leave_two_hundred_codings_on_their_tagged_letters(seed: int) -> None:
    trial(seed, EDITS, CODINGS)


COLERE = "J’étais en colère, pis ça m’a fait peur."
ANGRY = Span(11, 17)


def after(*strokes: Edit, span: Span = ANGRY) -> tuple[str, str | None, bool]:
    """Type on a sentence; return how a passage ended, its words, and whether somebody should look."""
    typing = Typing.begun(COLERE)
    for stroke in strokes:
        typing = typing.replaced(*stroke)
    carrier = Typed(COLERE, typing.edits)
    ending, where, look = carrier.carry(span)
    return ending, carrier.revised[where.start : where.end] if where else None, look


@pytest.mark.parametrize(
    ("strokes", "expected"),
    [
        ([], ("kept", "colère", False)),
        ([Edit(0, 0, "Bon. ")], ("moved", "colère", False)),
        ([Edit(14, 15, "é")], ("fuzzy", "colére", False)),
        ([Edit(16, 17, ""), Edit(16, 16, "es")], ("fuzzy", "colères", False)),
        ([Edit(17, 17, "s")], ("fuzzy", "colères", False)),
        ([Edit(17, 17, " noire")], ("kept", "colère", False)),
        ([Edit(17, 17, "s noires")], ("fuzzy", "colères", False)),
        ([Edit(11, 11, "grande ")], ("moved", "colère", False)),
        ([Edit(11, 11, "dé")], ("fuzzy", "décolère", False)),
        ([Edit(11, 17, "")], ("lost", None, False)),
        ([Edit(11, 17, "rage")], ("fuzzy", "rage", True)),
        ([Edit(11, 17, ""), Edit(11, 11, "rage")], ("fuzzy", "rage", True)),
        ([Edit(11, 17, "colère")], ("kept", "colère", False)),
        ([Edit(0, 40, "Rien de tout ça.")], ("lost", None, False)),
        ([Edit(0, 40, COLERE[:17] + " puis ça m’a fait peur.")], ("kept", "colère", False)),
        ([Edit(14, 25, "X")], ("fuzzy", "col", True)),
        ([Edit(14, 20, "X")], ("fuzzy", "colX", True)),
        ([Edit(13, 13, " pas ")], ("fuzzy", "co pas lère", True)),
    ],
)
def test_the_rule_is_what_the_manual_says(strokes: list[Edit], expected: tuple[str, str | None, bool]) -> None:
    assert after(*strokes) == expected


def test_two_passages_at_one_place_do_not_take_each_others_letters() -> None:
    left, right = Span(0, 10), Span(10, 17)
    typing = Typing.begun(COLERE).replaced(10, 10, " très")
    carrier = Typed(COLERE, typing.edits)
    assert carrier.carry(left).span == (0, 10)
    assert carrier.carry(right).span == (15, 22)


def test_what_is_typed_and_taken_out_again_is_no_edit() -> None:
    typing = Typing.begun(COLERE).replaced(3, 9, "").replaced(3, 3, COLERE[3:9])
    assert typing.edits == ()
    assert typing.text == COLERE
