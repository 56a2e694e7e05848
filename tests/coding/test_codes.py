"""The codebook: added, edited, moved, removed; no twins, no cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.codebook.codes import AddCode, EditCode, MoveCode, RemoveCode
from qualcode.coding.memos import AddMemo
from qualcode.coding.themes.themes import AddTheme, LinkTheme
from qualcode.model import errors
from qualcode.model.records import PALETTE

if TYPE_CHECKING:
    from conftest import Trial

NOBODY = "0" * 32


def paths(trial: Trial) -> list[str]:
    return ["/".join(code.path) for code in trial.codes.all()]


def test_codes_stand_in_the_order_they_were_made_each_in_its_group(trial: Trial) -> None:
    emotions, places = trial.code("Émotions"), trial.code("Lieux")
    trial.code("Peur", emotions)
    trial.code("Classe", places)
    trial.code("Joie", emotions)
    assert paths(trial) == ["Émotions", "Émotions/Peur", "Émotions/Joie", "Lieux", "Lieux/Classe"]


def test_a_code_takes_its_groups_colour_and_a_group_the_palettes_next(trial: Trial) -> None:
    groups = [trial.code(f"G{number}") for number in range(9)]
    assert [group.colour for group in groups] == [*PALETTE, PALETTE[0]]
    assert trial.code("x", groups[3]).colour == groups[3].colour
    assert trial.code("y", groups[3], colour="#ABCDEF").colour == "#abcdef"


def test_a_code_keeps_its_texts_and_no_others(trial: Trial) -> None:
    code = trial.code("Joie", details=(("label_en", "Joy"), ("definition_fr", "Dit\x00 être bien."), ("id", "no")))
    assert (code.label_en, code.definition_fr, code.label_fr) == ("Joy", "Dit\ufffd être bien.", "")
    assert (code.label("en"), code.label("fr"), code.definition("en")) == ("Joy", "Joie", "Dit\ufffd être bien.")


@pytest.mark.parametrize("twin", ["peur", "PEUR", " Peur ", "Ｐeur"])
def test_siblings_never_share_a_name_capitals_and_width_ignored(trial: Trial, twin: str) -> None:
    group = trial.code("G")
    trial.code("Peur", group)
    trial.refuses(errors.NameTaken, AddCode(twin, group.id))
    trial.do(AddCode(twin))  # elsewhere it may stand
    trial.do(AddCode("Péur", group.id))  # accents tell names apart


def test_what_cannot_be_a_code_is_refused(trial: Trial) -> None:
    trial.refuses(errors.EmptyName, AddCode("\t "))
    trial.refuses(errors.NameTooLong, AddCode("é" * 251))
    trial.refuses(errors.BadColour, AddCode("x", colour="red"))
    trial.refuses(errors.NoSuchCode, AddCode("x", parent=NOBODY))


def test_a_code_is_edited_field_by_field(trial: Trial) -> None:
    code = trial.code("Joie", details=(("label_en", "Joy"),))
    trial.comes_and_goes(EditCode(code.id, "Gaîté", "#000000", (("when_to_use", "Toujours."), ("colour", "no"))))
    found = trial.codes.get(code.id)
    assert (found.name, found.colour, found.when_to_use, found.label_en) == ("Gaîté", "#000000", "Toujours.", "Joy")


def test_an_edit_that_changes_nothing_leaves_no_trace(trial: Trial) -> None:
    code = trial.code("Joie")
    before = len(trial.history())
    assert not trial.do(EditCode(code.id)).touched
    assert not trial.do(EditCode(code.id, new_name="Joie")).touched
    assert len(trial.history()) == before


def test_an_edit_of_what_was_changed_meanwhile_is_refused(trial: Trial) -> None:
    seen = trial.code("Joie")
    trial.do(EditCode(seen.id, colour="#111111", version=seen.version))
    trial.refuses(errors.ChangedMeanwhile, EditCode(seen.id, new_name="Gaîté", version=seen.version))


def test_bad_edits_are_refused(trial: Trial) -> None:
    joy = trial.code("Joie")
    trial.code("Peur")
    trial.refuses(errors.NameTaken, EditCode(joy.id, new_name="peur"))
    trial.refuses(errors.BadColour, EditCode(joy.id, colour="#12345"))
    trial.refuses(errors.NoSuchCode, EditCode(NOBODY, new_name="x"))
    trial.do(EditCode(joy.id, new_name="JOIE"))
    assert trial.codes.get(joy.id).name == "JOIE"


def test_a_code_moves_with_its_sub_codes(trial: Trial) -> None:
    first, second = trial.code("A"), trial.code("B")
    below = trial.code("x", first)
    trial.code("y", below)
    trial.comes_and_goes(MoveCode(below.id, second.id))
    assert paths(trial) == ["A", "B", "B/x", "B/x/y"]
    trial.do(MoveCode(below.id, None, 0))
    assert paths(trial) == ["x", "x/y", "A", "B"]


@pytest.mark.parametrize(
    ("position", "expected"), [(0, "cab"), (1, "acb"), (2, "abc"), (99, "abc"), (-5, "cab"), (None, "abc")]
)
def test_a_code_takes_the_place_asked_for(trial: Trial, position: int | None, expected: str) -> None:
    codes = [trial.code(name) for name in "abc"]
    trial.do(MoveCode(codes[2].id, None, position))
    assert "".join(paths(trial)) == expected
    assert [code.position for code in trial.codes.all()] == [0, 1, 2]


def test_a_code_never_stands_under_itself(trial: Trial) -> None:
    top = trial.code("A")
    below = trial.code("B", trial.code("C", top))
    trial.refuses(errors.CodeCycle, MoveCode(top.id, top.id))
    trial.refuses(errors.CodeCycle, MoveCode(top.id, below.id))
    trial.refuses(errors.NoSuchCode, MoveCode(top.id, NOBODY))


def test_a_move_to_where_the_name_is_taken_is_refused(trial: Trial) -> None:
    group = trial.code("G")
    trial.code("Peur", group)
    trial.refuses(errors.NameTaken, MoveCode(trial.code("peur").id, group.id))


def test_a_group_is_removed_only_with_its_sub_codes(trial: Trial) -> None:
    group = trial.code("G")
    code = trial.code("x", trial.code("y", group))
    coding = trial.coding(trial.document(), code, memo="tiens")
    theme = AddTheme("Thème")
    trial.do(theme)
    trial.do(LinkTheme(theme.id, code=code.id))
    trial.do(LinkTheme(theme.id, coding=coding.id))
    trial.do(AddMemo("Note.", "code", code.id))
    refused = trial.refuses(errors.HasChildren, RemoveCode(group.id))
    assert refused.fields["count"] == 2
    change = trial.comes_and_goes(RemoveCode(group.id, with_children=True))
    dump = trial.dump()
    assert (change.note("codings"), change.rows) == (1, 3 + 1 + 2 + 2)
    assert not any(dump[noun] for noun in ("codes", "codings", "memos", "theme_links"))
    trial.refuses(errors.NoSuchCode, RemoveCode(code.id))


def test_a_code_is_found_by_name_path_label_or_id(trial: Trial) -> None:
    group = trial.code("Lieux")
    code = trial.code("a/b", group, details=(("label_en", "Place"),))
    for typed in ("A/B", r"lieux/a\/B", "place", code.id, code.id[-8:], r"A\/b"):
        assert trial.codes.get(typed).id == code.id


def test_a_name_that_two_codes_bear_is_refused_with_their_paths(trial: Trial) -> None:
    for group in ("A", "B"):
        trial.code("Peur", trial.code(group))
    with pytest.raises(errors.NotUnique, match="A/Peur, B/Peur"):
        trial.codes.get("peur")
    with pytest.raises(errors.NoSuchCode):
        trial.codes.get("joie")


def test_uses_count_rows_documents_and_cases_of_each_code(trial: Trial) -> None:
    code, other = trial.code("Jardin"), trial.code("Autre")
    first, second = trial.document("E1"), trial.document("E2", ("A", "Oui."), ("B", "Oui donc."))
    trial.coding(first, code)
    trial.coding(first, code, "beaucoup")
    trial.coding(second, code, "Oui.\nB : Oui donc.")
    uses = trial.codes.uses()
    assert tuple(uses[code.id]) == (3, 2, 3)
    assert other.id not in uses
