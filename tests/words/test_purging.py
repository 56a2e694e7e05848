"""Words found whole in any spelling, others put in their place, and every place of the text known afterwards."""

from __future__ import annotations

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
    ],
)
def test_whole_words_are_replaced_in_every_spelling_and_no_others(text: str, purged: str) -> None:
    replacer = Replacer(NAMES)
    assert replacer.text(text) == purged
    assert replacer.holds(text) == (text != purged) or text.startswith("{")


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
