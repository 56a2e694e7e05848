"""Clouds of coded passages: whole, joined by hand, as heavy as the cases that say them, in their code's colour."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.dom import minidom

import pytest
from analysis_tiny import code, spoken, study
from PIL import Image

from qualcode.analysis.cloud import COLOURS, CloudWord, coloured
from qualcode.analysis.clouding import answered, drawn
from qualcode.analysis.passage_cloud import cloud_of_passages, passage_cloud
from qualcode.exporters.cloud import Dress, cloud_picture, cloud_svg
from qualcode.model.errors import BadShape, NoWords
from qualcode.model.material import CaseRow, Material
from qualcode.model.own_words import OwnWord
from qualcode.model.results import Question

if TYPE_CHECKING:
    from pathlib import Path

Study = tuple[Material, dict[str, str]]
SHORT = Question("cloud", options=(("longest", 4), ("of", "passages")))


@pytest.fixture
def ties() -> Study:
    """Return three people: « lien de confiance » twice, « ouvert » and « une ouverture », and a long passage."""
    said = ("Un lien de confiance, ouvert.", "Le Lien de confiance. Une ouverture.", "Pas du tout, mais vraiment pas.")
    text, turns = spoken("G", *((f"P{place}", words) for place, words in enumerate(said, 1)))
    wanted = (("lien de confiance", "a"), ("ouvert", "b"), ("Lien de confiance.", "a"), ("Une ouverture", "b"),
              (said[2], "a"))  # fmt: skip
    wanted += ((".", "b"),)
    codings = [("G", text.index(words), text.index(words) + len(words), name, "m") for words, name in wanted]
    cases = tuple(CaseRow(f"P{n}", f"P{n}", "participant", None, {}) for n in (1, 2, 3))
    material = study({"G": text}, turns, codings, cases=cases, codes=(code("a"), code("b")))
    joined = (OwnWord("1", "variant", "", "une ouverture", "Ouvert"), OwnWord("2", "variant", "", "ouvert", "Ouvert"),
              OwnWord("3", "variant", "", "x", "y"), OwnWord("4", "variant", "", "y", "x"))  # fmt: skip
    return replace(material, own_words=joined), {"G": text}


def test_passages_stand_whole_and_variants_together(ties: Study) -> None:
    answer = passage_cloud(*ties, SHORT)
    told = [(row.term, row.cases, row.codings, row.group, row.variants) for row in answer.rows]
    assert told == [
        ("Ouvert", 2, 2, "b", ("Une ouverture", "ouvert")),
        ("lien de confiance", 2, 2, "a", ("Lien de confiance",)),
    ]
    assert (answer.too_long, answer.joined) == (1, 4)
    material, texts = ties
    apart = passage_cloud(replace(material, own_words=()), texts, SHORT)
    assert {row.term for row in apart.rows} == {"lien de confiance", "ouvert", "Une ouverture"}
    only = passage_cloud(*ties, replace(SHORT, options=(*SHORT.options, ("codes", ("a",)))))
    assert [row.term for row in only.rows] == ["lien de confiance"]
    with pytest.raises(NoWords):
        passage_cloud(*ties, replace(SHORT, options=(("longest", 0),)))


def test_entries_take_the_colour_of_their_code_and_weigh_as_the_cases_that_say_them(ties: Study) -> None:
    material, texts = ties
    result = answered(material, texts, SHORT)
    shown = drawn(material, texts, result, {"b": "#d55e00"})
    assert shown.words == (CloudWord("Ouvert", 2, "#d55e00", "b"), CloudWord("lien de confiance", 2, COLOURS[0], "a"))
    assert shown.legend == (("b", "#d55e00"), ("a", COLOURS[0]))
    nobody = replace(result, rows=tuple(replace(row, cases=0, codings=3) for row in result.rows))
    assert [word.weight for word in cloud_of_passages(nobody).words] == [3, 3]


def test_codes_that_share_a_colour_are_told_apart() -> None:
    names = [str(place) for place in range(10)]
    found = coloured(names, dict.fromkeys(names, COLOURS[0]))
    assert list(found.values())[:8] == list(COLOURS)
    assert found["8"] == found["9"] == "#595959"


def test_words_are_coloured_only_where_it_is_asked(ties: Study) -> None:
    material, texts = ties
    for asked, coded in ((Question("cloud"), False), (Question("cloud", options=(("colour_by", "code"),)), True)):
        result = answered(material, texts, asked)
        shown = drawn(material, texts, result, {})
        assert bool(shown.legend) is coded
        assert {word.term for word in shown.words} == {row.term for row in result.rows}


def test_a_legend_stands_under_the_words_and_names_are_never_markup() -> None:
    words = [CloudWord("école", 2, "#000000")]
    dress = Dress(
        (("Lien\x1b <de> confiance", "#d55e00"), ("Obstacles qui durent et durent", "#0072b2"), ("x" * 40, "#009e73"))
    )
    picture = Image.open(io.BytesIO(cloud_picture(words, 400, 100, dress=dress)))
    assert picture.size[0] == 400
    assert picture.size[1] > 100
    below = {colour for _n, colour in picture.crop((0, 100, *picture.size)).getcolors(100_000)}
    assert {(0xD5, 0x5E, 0x00), (0x00, 0x72, 0xB2)} <= below
    svg = minidom.parseString(cloud_svg(words, 400, 100, dress=dress))  # noqa: S318 - our own words
    assert int(svg.documentElement.getAttribute("height")) == picture.size[1]
    assert [node.firstChild.data for node in svg.getElementsByTagName("text")][-3:-1] == [
        "Lien  <de> confiance", "Obstacles qui durent et durent"
    ]  # fmt: skip


def test_words_fill_a_shape_and_nothing_beside_it(tmp_path: Path) -> None:
    words = [CloudWord("abc", 2, "#000000"), CloudWord("de", 1, "#000000")]
    half = Image.new("L", (40, 20), 255)
    half.paste(0, (0, 0, 20, 20))
    half.save(tmp_path / "half.png")
    for shape, box in ((str(tmp_path / "half.png"), (210, 0, 400, 200)), ("circle", (0, 0, 80, 200))):
        picture = Image.open(io.BytesIO(cloud_picture(words, 400, 200, dress=Dress(shape=shape))))
        assert picture.crop(box).getcolors() == [((box[2] - box[0]) * 200, (255, 255, 255))]
        assert len(picture.getcolors(100_000)) > 1
    (tmp_path / "no.png").write_bytes(b"no picture")
    Image.new("L", (4, 4), 255).save(tmp_path / "white.png")
    for name in ("no.png", "white.png"):
        with pytest.raises(BadShape):
            cloud_picture(words, 400, 200, dress=Dress(shape=str(tmp_path / name)))
