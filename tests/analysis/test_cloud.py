from __future__ import annotations

import io
import xml.dom.minidom

import pytest
from PIL import Image

from qualcode.analysis.cloud import COLOURS, ELSEWHERE, PLAIN, CloudWord, cloud, contrast_on_white, legible
from qualcode.exporters.cloud import cloud_picture, cloud_svg
from qualcode.model.errors import NoWords
from qualcode.model.results import Keyword, Keywords, Population, Question

PEOPLE = Population("all", 1, (), 1, 1)
WORDS = tuple(
    CloudWord(term, weight, COLOURS[0])
    for term, weight in (("école", 9), ("cœur\u202fd’Ÿ", 6), ("lien de confiance", 4), ("<b>&", 2))
)


def answer(*rows: Keyword) -> Keywords:
    return Keywords(Question("keywords"), PEOPLE, "0", "2026-01-01", rows=rows)


def test_colours_can_be_read_on_white_and_told_apart() -> None:
    assert len(set(COLOURS)) == 8
    assert all(contrast_on_white(colour) >= 3 for colour in (*COLOURS, PLAIN, ELSEWHERE))
    assert legible("#0072b2") == "#0072b2"
    assert legible("#f0e442") != "#f0e442"
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)


def test_without_groups_all_words_have_one_colour() -> None:
    found = cloud(answer(Keyword("stress", 2, 1, 1), Keyword("école", 5, 1, 1)))
    assert [(word.term, word.weight, word.colour) for word in found.words] == [
        ("école", 5, PLAIN),
        ("stress", 2, PLAIN),
    ]
    assert found.legend == ()


def test_a_word_takes_the_colour_of_the_group_it_is_most_typical_of() -> None:
    whole = answer(Keyword("école", 5, 1, 1), Keyword("stress", 2, 1, 1), Keyword("chat", 1, 1, 1))
    grouped = answer(
        Keyword("école", 3, 1, 1, "Soutien", 1.0),
        Keyword("école", 2, 1, 1, "Obstacles", 4.0),
        Keyword("stress", 2, 1, 1, "Soutien", 3.0),
        Keyword("chat", 1, 1, 1, "Soutien", -2.0),
    )
    found = cloud(whole, grouped, {"Obstacles": "#d55e00"})
    assert [(word.term, word.group) for word in found.words] == [
        ("école", "Obstacles"),
        ("stress", "Soutien"),
        ("chat", None),
    ]
    assert found.legend == (("Obstacles", "#d55e00"), ("Soutien", COLOURS[0]))
    assert [word.colour for word in found.words] == ["#d55e00", COLOURS[0], ELSEWHERE]


def test_the_same_words_give_the_same_picture() -> None:
    first = cloud_picture(WORDS, 300, 200)
    assert first == cloud_picture(WORDS[::-1], 300, 200)
    assert first != cloud_picture(WORDS, 300, 200, seed=1)
    picture = Image.open(io.BytesIO(first))
    assert (picture.format, picture.size) == ("PNG", (300, 200))
    assert len(picture.getcolors(100_000)) > 1


def test_an_svg_holds_the_words_as_text_and_never_as_markup() -> None:
    drawn = xml.dom.minidom.parseString(cloud_svg(WORDS, 400, 300))  # noqa: S318 - our own words
    said = {node.firstChild.data for node in drawn.getElementsByTagName("text")}
    assert said == {"école", "cœur d’Ÿ", "lien de confiance", "<b>&"}


def test_control_characters_are_not_drawn() -> None:
    drawn = cloud_svg([CloudWord("a\x1bb", 1, PLAIN)], 200, 100)
    assert "\x1b" not in drawn


def test_a_cloud_of_nothing_is_refused() -> None:
    with pytest.raises(NoWords):
        cloud_picture([])
