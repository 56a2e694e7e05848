"""Passages carried into a corrected text: on the same words or said to be on others, never silently elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.spans import Span
from qualcode.words.carrying import Carrier, equal_runs, likeness

if TYPE_CHECKING:
    import random

FORMER = "Rita : Où ?\nLuc : Je pence que Luc est parti avec Marie-Ève Tremblay, loin.\nRita : Ah.\n"
REVISED = "Rita : Où ?\nP07 : Je pense que [Nom] est parti avec Ana, loin.\nRita : Ah.\n"


def carried(former: str, revised: str, words: str) -> tuple[str, str | None, bool]:
    start = former.index(words)
    found = Carrier(former, revised).carry(Span(start, start + len(words)))
    return found.ending, revised[found.span.start : found.span.end] if found.span else None, found.look


@pytest.mark.parametrize(
    ("words", "ending", "now"),
    [
        ("Rita : Où ?", "kept", "Rita : Où ?"),
        ("est parti avec", "moved", "est parti avec"),
        ("Rita : Ah.", "moved", "Rita : Ah."),
        ("Je pence que", "fuzzy", "Je pense que"),
        ("Luc est parti", "fuzzy", "[Nom] est parti"),
        ("Marie-Ève Tremblay", "fuzzy", "Ana"),
        ("parti avec Marie-Ève Tremblay, loin.", "fuzzy", "parti avec Ana, loin."),
        ("Tremblay", "lost", None),
    ],
)
def test_what_is_called_kept_has_its_words_and_what_has_not_is_told(words: str, ending: str, now: str | None) -> None:
    assert carried(FORMER, REVISED, words)[:2] == (ending, now)


def test_words_put_in_at_the_edge_of_a_passage_stay_outside_and_those_inside_make_it_fuzzy() -> None:
    former, revised = "Elle vient souvent le soir.", "Elle vient très souvent le soir, dit-on."
    assert carried(former, revised, "souvent le soir") == ("moved", "souvent le soir", False)
    assert carried(former, revised, "Elle vient") == ("kept", "Elle vient", False)
    assert carried(former, revised, "vient souvent") == ("fuzzy", "vient très souvent", True)


def test_a_letter_mended_in_a_long_passage_needs_no_second_look_and_half_of_it_gone_does() -> None:
    former = "Ce jardin nous a sauvé la vie, à toute la rue. On y vient le soir, après le souper."
    assert carried(former, former.replace("sauvé", "sauvés"), former) == (
        "fuzzy",
        former.replace("sauvé", "sauvés"),
        False,
    )
    assert carried(former, former[:47], former) == ("fuzzy", former[:46], True)


def test_a_paragraph_cut_and_pasted_keeps_its_passages_where_its_words_stand_but_once() -> None:
    one, two = "On a semé des carottes au mois de mai.\n", "L’hiver, la neige couvre tout, et personne ne vient.\n"
    three = "Les voisins passent par la ruelle pour voir.\n"
    assert carried(one + two + three, two + three + one, "semé des carottes") == ("moved", "semé des carottes", False)
    twice = two + "semé des carottes\n" + three + "Eux aussi ont semé des carottes.\n"
    assert carried(one + two + three, twice, "semé des carottes")[0] != "moved"


def test_what_went_is_lost_and_a_passage_of_white_space_alone_is_no_place() -> None:
    former = "Premier paragraphe, qui reste.\nUn autre, qui part tout entier.\nDernier paragraphe, qui reste.\n"
    revised = "Premier paragraphe, qui reste.\nDernier paragraphe, qui reste.\n"
    assert carried(former, revised, "Un autre, qui part tout entier.") == ("lost", None, False)
    assert carried(former, revised, "part tout") == ("lost", None, False)


@pytest.mark.parametrize(
    ("gone", "there"),
    [
        ("Je ne veux pas rester ici toute", "Je veux rester ici toute"),
        ("Je veux rester ici toute", "Je ne veux pas rester ici toute"),
        ("I don't want to stay here all", "I do want to stay here all"),
        ("I can’t stay here for all", "I can stay here for all"),
        ("Jamais je n’irais là-bas pour", "Toujours je n’irais là-bas pour"),
    ],
)
def test_a_passage_that_says_the_contrary_now_is_to_be_looked_at_however_little_changed(gone: str, there: str) -> None:
    rest = " cette longue vie que voici, auprès des miens, au bord de la rivière, long after all of it has gone by."
    before, after = f"Tout au début. {gone}{rest} Fin.", f"Tout au début. {there}{rest} Fin."
    assert carried(before, after, f"{gone}{rest}") == ("fuzzy", f"{there}{rest}", True)


def test_a_word_that_holds_a_negation_is_none() -> None:
    one, other = "Il passait la nuit sur la pente, nickel, au nord du village et de la mer.", "pante"
    assert carried(one, one.replace("pente", other), one) == ("fuzzy", one.replace("pente", other), False)


def test_a_place_between_two_letters_is_carried_too() -> None:
    assert Carrier("abcdefghij klm", "xxxx abcdefghij klm").carry(Span(3, 3)).span == Span(8, 8)
    assert Carrier("abc", "xyz").carry(Span(1, 1)).span is None


def test_two_texts_are_alike_by_the_words_they_share_wherever_these_stand() -> None:
    assert likeness("un deux trois quatre", "quatre trois un") == 0.75
    assert likeness("un un", "un") == 0.5
    assert likeness(" \n", "un") == 1.0


TEXTS = st.text(st.sampled_from("aab \n𝒳é"), max_size=60)


def test_a_diff_that_runs_out_of_time_says_so_and_finds_less() -> None:
    lines = [f"Ligne {number}, où {number * 7} voisins sont venus." for number in range(60)]
    former, revised = "\n".join(lines), "\n".join(lines[::-1])
    hurried, patient = Carrier(former, revised, seconds=1e-9), Carrier(former, revised)
    assert (hurried.coarse, patient.coarse) == (True, False)
    assert sum(run.length for run in equal_runs(former, revised, 1e-9)) < sum(
        run.length for run in equal_runs(former, revised)
    )
    start, there = former.index(lines[20]), revised.index(lines[20])
    assert hurried.carry(Span(start, start + len(lines[20]))) == ("moved", Span(there, there + len(lines[20])), False)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([1e-9, 5.0]), st.data())
def test_runs_are_equal_and_in_order_and_every_ending_is_true(
    former: str, revised: str, seconds: float, data: st.DataObject
) -> None:
    old = new = 0
    for run in equal_runs(former, revised, seconds):
        assert run.former >= old
        assert run.revised >= new
        old, new = run.former + run.length, run.revised + run.length
        assert former[run.former : old] == revised[run.revised : new]
    start = data.draw(st.integers(0, len(former)))
    end = data.draw(st.integers(start, len(former)))
    found = Carrier(former, revised, seconds).carry(Span(start, end))
    if found.span is None:
        assert found.ending == "lost"
        return
    assert 0 <= found.span.start <= found.span.end <= len(revised)
    same = former[start:end] == revised[found.span.start : found.span.end]
    if found.ending == "kept":
        assert same
        assert found.span == Span(start, end)
    elif found.ending == "moved":
        assert same
        assert found.span.start != start
    else:
        assert found.ending == "fuzzy"
        assert found.span.length > 0


def edited(chance: random.Random, text: str, edits: int) -> tuple[str, list[int | None]]:
    """Edit a text with letters foreign to it; return it with the former place of each of its letters."""
    letters: list[tuple[str, int | None]] = [(letter, place) for place, letter in enumerate(text)]
    for _ in range(edits):
        place = chance.randrange(len(letters))
        gone = chance.choice((0, 0, 1, 3, 12))
        put = [(chance.choice("ŹŻŁ"), None) for _ in range(chance.choice((1, 2, 9)))]
        letters[place : place + gone] = put
    return "".join(letter for letter, _ in letters), [place for _, place in letters]


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 25))
def test_a_passage_without_a_corrected_letter_is_on_its_own_letters_again(chance: random.Random, edits: int) -> None:
    words = [f"{chance.choice(('le', 'jardin', 'voisin', 'soir'))}{number}" for number in range(300)]
    former = " ".join(words)
    revised, origins = edited(chance, former, edits)
    carrier = Carrier(former, revised)
    now = {place: here for here, place in enumerate(origins) if place is not None}
    for _ in range(40):
        start = chance.randrange(len(former) - 40)
        end = start + chance.randrange(9, 40)
        there = [now.get(place) for place in range(start, end)]
        found = carrier.carry(Span(start, end))
        if None not in there and there[-1] - there[0] == end - start - 1:  # type: ignore[operator]
            assert found.ending in {"kept", "moved"}
            assert found.span == Span(there[0], there[-1] + 1)  # type: ignore[operator, arg-type]
        else:
            assert found.ending in {"fuzzy", "lost"}
