"""Labels that may be one person's, and names of a column that stay told apart where they are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qualcode.model.records import Turn
from qualcode.tui.layout.apart import cut_apart
from qualcode.tui.layout.likeness import likeness, nearest_first
from qualcode.tui.layout.page import blocks_of


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Geneviève", "Génevieve", 2),
        ("MARIE-ÈVE", "Marie Eve", 2),
        ("Sophie", "Sofie", 0),
        ("Sophie", "Sophi", 1),
        ("Sophie", "Sophia", 1),
        ("P1", "P2", 0),
        ("Parent 1", "Parent 2", 0),
        ("Parent 1", "Parent 12", 0),
        ("Luc", "Lou", 0),
        ("", "", 0),
    ],
)
def test_labels_are_alike_by_their_letters_or_but_for_one(one: str, other: str, alike: int) -> None:
    assert likeness(one, other) == likeness(other, one) == alike


def test_the_near_twin_comes_first_and_who_asks_last() -> None:
    others = [("Rita", True), ("Paul", False), ("Geneviève", False), ("Polo", False)]
    assert nearest_first("Génevieve", others) == ["Geneviève", "Paul", "Polo", "Rita"]


def _turns(text: str, *said: tuple[str, str]) -> list[Turn]:
    found = []
    for number, (speaker, words) in enumerate(said):
        start = text.index(words)
        found.append(
            Turn(f"t{number}", "d", number, speaker, "participant", start, start + len(words), None, None, None)
        )
    return found


def test_the_raw_label_of_a_voice_given_to_its_twin_is_no_line_of_its_own() -> None:
    text = "Geneviève : Bon.\nGénevieve : Oui.\n[00:01:02] GENEVIEVE :\nLà.\nPaul : Non.\n"
    turns = _turns(text, *(("Geneviève", words) for words in ("Bon.", "Oui.", "Là.")), ("Geneviève", "Non."))
    shown = [text[block.start : block.end] for block in blocks_of(text, turns)]
    assert shown == ["Bon.", "Oui.", "Là.", "Paul :", "Non."]


def test_names_that_share_a_long_beginning_are_cut_in_the_middle() -> None:
    names = ("Entretien enseignante 03 01", "Entretien enseignante 03 02", "Groupe de discussion A", "Notes")
    assert cut_apart(names, (15,) * 4) == ("Entretien en…01", "Entretien en…02", "Groupe de disc…", "Notes")


def test_what_differs_in_the_middle_of_a_name_stays_in_sight() -> None:
    names = ("Entretien long du matin avec tous", "Entretien long du midi avec tous")
    assert cut_apart(names, (18, 17)) == ("Entretien l…matin…", "Entretien l…midi…")
    numbered = tuple(f"Entretien {number:02} – {trade}" for number, trade in enumerate(("ébéniste", "éclusier"), 1))
    assert cut_apart(numbered, (11, 11)) == ("Entreti…01…", "Entreti…02…")


def test_as_much_of_the_end_is_kept_as_tells_names_without_a_common_word_apart() -> None:
    names = ("Entretienlongdumatinavectous", "Entretienlongdumidiavectous")
    assert cut_apart(names, (18, 17)) == ("Entretie…navectous", "Entreti…iavectous")


@given(st.lists(st.text(alphabet="abé 日\u0301", max_size=14), max_size=6), st.integers(1, 12))
def test_no_cut_name_is_wider_than_its_room_and_one_that_fits_is_whole(names: list[str], room: int) -> None:
    for name, shown in zip(names, cut_apart(tuple(names), (room,) * len(names)), strict=True):
        assert cell_len(shown) <= room
        assert shown == name or cell_len(name) > room
