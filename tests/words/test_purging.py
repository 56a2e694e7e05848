"""Words found whole in any spelling, others put in their place, and every place of the text known afterwards."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.words.purging import Edit, Replacer, Shift, canonical, edited

NAMES = {"Marie Tremblay": "P07", "Marie": "P07", "Élise": "P08", "O’Brien": "P09"}


@pytest.mark.parametrize(
    ("text", "purged"),
    [
        ("Marie Tremblay, MARIE TREMBLAY, Marie-Tremblay", "P07, P07, P07"),
        ("Marie_Tremblay.docx", "P07.docx"),
        ("Marie\u00a0Tremblay et Marie\nTremblay", "P07 et P07"),
        ("chez d’Élise, qu'ÉLISE", "chez d’P08, qu'P08"),
        (unicodedata.normalize("NFD", "Élise"), "P08"),
        ("Mr O'Brien’s", "Mr P09’s"),
        ("Marieke, Annemarie, Marié, Elise, marie", "Marieke, Annemarie, Marié, Elise, marie"),
        (unicodedata.normalize("NFD", "Marié"), unicodedata.normalize("NFD", "Marié")),
        ('{"a": ["\\u00c9lise", 3], "Marie": null}', '{"a": ["P08", 3], "P07": null}'),
        ("[Marie rit]", "[P07 rit]"),
        ('["Luc"]', '["Luc"]'),
        ('{"a": "Marie", "a": "x"}', '{"a": "P07", "a": "x"}'),
    ],
)
def test_whole_words_are_replaced_in_every_spelling_and_no_others(text: str, purged: str) -> None:
    replacer = Replacer(NAMES)
    assert replacer.text(text) == purged
    assert replacer.holds(text) == (text != purged) or text.startswith("{")


@pytest.mark.parametrize("name", ["Hélène Bélanger", "Nguyễn Thế", 'Guy "Ti-Guy" Roy', "Back\\slash", "Ðorđe 𝒳"])
def test_accents_may_stand_whole_on_one_letter_and_apart_on_the_next(name: str) -> None:
    replacer, apart = Replacer({name: "P1"}), unicodedata.normalize("NFD", name)
    places = [place for place, letter in enumerate(f"{apart}.") if not unicodedata.combining(letter)]
    mixed = {unicodedata.normalize("NFC", apart[:place]) + apart[place:] for place in places}
    assert {replacer.text(f"chez {form}.") for form in mixed | {name, apart}} == {"chez P1."}
    for ensured in (True, False):  # the journal holds JSON, and JSON in JSON
        told = json.dumps([json.dumps([apart], ensure_ascii=ensured)], ensure_ascii=ensured)
        assert replacer.may_hold(told)
        assert replacer.may_hold(json.dumps([name], ensure_ascii=ensured))


def test_a_letter_that_only_matches_in_capitals_is_replaced_like_the_others() -> None:
    assert Replacer({"Luc": "P2", "Ali": "P1"}, any_case=True).text("ALİ, Alı, ali, luc") == "P1, P1, P1, P2"


def test_any_case_takes_small_letters_too_and_nothing_is_replaced_twice() -> None:
    assert Replacer({"Rose": "P1"}).text("Rose, une rose") == "P1, une rose"
    assert Replacer({"Rose": "P1"}, any_case=True).text("Rose, une rose") == "P1, une P1"
    assert Replacer({"P1": "P2", "P2": "P3"}).text("P1 P2") == "P2 P3"


def test_no_words_run_over_a_cut() -> None:
    text = "C'est Marie\nTremblay : oui"
    assert Replacer(NAMES).edits(text, [0, 11, 23]) == [Edit(6, 11, "P07")]


@given(st.text("éeaAœß '’-\n"))
def test_what_is_canonical_stays_so(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(st.lists(st.sampled_from(["Marie", "Élise", "on ", "rit. ", "’", " "]), max_size=12), st.data())
def test_every_place_is_where_an_oracle_that_tags_each_letter_finds_it(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    edits = Replacer(NAMES).edits(text)
    tagged: list[tuple[int, str]] = []  # each new letter with the old place it comes from
    for place, letter in enumerate(text):
        inside = next((edit for edit in edits if edit.start <= place < edit.end), None)
        if inside is None:
            tagged.append((place, letter))
        elif place == inside.start:
            tagged += [(place, new) for new in inside.new]
    assert "".join(letter for _place, letter in tagged) == edited(text, edits)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = Shift(edits).span(start, end)
    whole = [edit for edit in edits if edit.start < end and start < edit.end]
    taken = range(min([start, *(edit.start for edit in whole)]), max([end, *(edit.end for edit in whole)]))
    kept = [number for number, (place, _letter) in enumerate(tagged) if place in taken]
    assert (first, last) == ((kept[0], kept[-1] + 1) if start < end else (first, first))
