"""The picture of a network: no name on another, the same bytes twice, told in words, as bare as a report needs it."""

from __future__ import annotations

import io
import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from qualcode.exporters.network_picture import Laid, laid_out, network_picture
from qualcode.model.results import Cooccurrence, Pair, Population, Question

HOSTILE = "$x^2$ <b>[red]\x1b"


def meeting(names: list[str], ties: dict[tuple[str, str], int]) -> Cooccurrence:
    rows = [Pair(name, name, 9, 9, 9, 1.0, 1.0, 1.0, 1.0) for name in names]
    rows += [Pair(a, b, 9, 9, n, 0.5, 1.0, 0.5, 0.5) for (a, b), n in ties.items()]
    return Cooccurrence(
        Question("cooccurrence", unit="turn"), Population("all", 1, (), 9, 2), "1", "x", rows=tuple(rows), n=9
    )


def tangled(n: int, seed: int = 1) -> Cooccurrence:
    """Make codes with long names, six communities of which meet among themselves, and often elsewhere."""
    chance = random.Random(seed)
    names = [f"Un nom de code assez long {number}" for number in range(n)]
    tied = ((a, b) for a, b in combinations(range(n), 2) if chance.random() < (0.6 if a % 6 == b % 6 else 0.05))
    return meeting(names, {(names[a], names[b]): chance.randint(1, 30) for a, b in tied})


def nothing_lies_on_another(laid: Laid) -> bool:
    apart = np.abs(laid.places[:, None] - laid.places[None, :]) >= (laid.rooms[:, None] + laid.rooms[None, :]) / 2
    return bool((apart.any(axis=2) | np.eye(len(laid.names), dtype=bool)).all())


def test_of_60_codes_with_long_names_no_name_lies_on_another_and_the_picture_fits_a_page() -> None:
    result = tangled(60)
    laid = laid_out(result)
    assert nothing_lies_on_another(laid)
    assert len(laid.names) == 60
    assert len(laid.ties) == 180
    assert np.ptp(laid.places, axis=0).max() < 13


@settings(max_examples=30)
@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])))
def test_whatever_meets_no_name_lies_on_another_and_who_meets_nobody_is_named(pairs: set[tuple[int, int]]) -> None:
    names = [f"code {number}" for number in range(10)]
    result = meeting(names, {(names[a], names[b]): a + b for a, b in sorted(pairs)})
    laid = laid_out(result)
    assert nothing_lies_on_another(laid)
    meet = {names[one] for pair in pairs for one in pair}
    assert set(laid.names) == meet
    assert set(laid.alone) == set(names) - meet


def test_a_61st_code_is_named_under_the_picture_instead() -> None:
    names = [f"c{number:02}" for number in range(61)]
    result = meeting(names, {(names[0], one): 61 - place for place, one in enumerate(names[1:])})
    assert laid_out(result).alone == ("c60",)
    assert "Not drawn: c60." in network_picture(result, ".svg", "en").decode()


def test_the_same_answer_gives_the_same_picture_in_words_too_and_words_stay_words() -> None:
    names = [HOSTILE, "Écoute", "Lien", "Temps", "Seul"]
    result = meeting(names, {(HOSTILE, "Écoute"): 3, ("Lien", "Temps"): 2})
    one = network_picture(result, ".svg", "en")
    assert one == network_picture(result, ".svg", "en")
    text = one.decode()
    assert "$x^2$ &lt;b&gt;[red]" in text
    assert "\x1b" not in text
    assert "Community 2" in text
    assert "Not drawn: Seul." in text
    told = Image.open(io.BytesIO(network_picture(result, ".png", "en"))).info["Description"]
    assert "Network of 4 codes, 2 pairs that meet; community 1: " in told
    assert "community 2: Lien, Temps; most often: " in told


def test_with_more_communities_than_colours_signs_tell_them_apart() -> None:
    names = [f"c{number}" for number in range(20)]
    result = meeting(names, {(names[n], names[n + 1]): 2 for n in range(0, 20, 2)})
    laid = laid_out(result)
    assert sorted(laid.community) == [n for n in range(1, 11) for _ in "ab"]
    assert "Community 10" in network_picture(result, ".svg", "en").decode()


@pytest.mark.parametrize("result", [tangled(12), meeting(["a"], {})])
def test_a_bare_picture_holds_names_and_numbers_alone(result: Cooccurrence) -> None:
    bare = network_picture(result, ".svg", "fr-CA", bare=True).decode()
    assert bare == network_picture(result, ".svg", "en", bare=True).decode()
    for word in ("ommunaut", "ommunity", "unité", "dessin", "tour"):
        assert word not in bare


@pytest.mark.parametrize("name", ["10 $ % 20 $", "a$^$b", "$x_$ y_$"])
def test_a_name_with_dollars_is_measured_and_drawn_as_it_is_written(name: str) -> None:
    result = meeting([name, "Loyer"], {(name, "Loyer"): 3})
    plain = laid_out(meeting([name.replace("$", "S"), "Loyer"], {(name.replace("$", "S"), "Loyer"): 3}))
    assert np.allclose(laid_out(result).rooms[:, 0], plain.rooms[:, 0], atol=0.02)  # a $ is as wide as an S
    assert name in network_picture(result, ".svg", "en").decode()
