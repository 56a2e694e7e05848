"""Codes retired and listed under several groups: what is refused, what a merge, a move and a removal leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.coding.cases.cases import EditCase
from qualcode.coding.codebook.also_in import ListAlso, ListNoMore, PlaceAlso
from qualcode.coding.codebook.codes import MoveCode, RemoveCode
from qualcode.coding.codebook.retiring import BringBackCode, RetireCode
from qualcode.coding.codebook.tidying import MergeCodes
from qualcode.coding.passages.codings import ApplyCode, ApplyCodes, EditCoding, Passage, RemoveCodings
from qualcode.coding.passages.placing import ApplyNewCode, CodePassage
from qualcode.coding.passages.recoding import RecodeCodings
from qualcode.coding.passages.tables import CodingLine, ImportCodings
from qualcode.model import errors
from qualcode.model.codebook import listed_places

if TYPE_CHECKING:
    from conftest import Trial

NOBODY = "0" * 32


def also(trial: Trial, name: str) -> list[str]:
    """Return the groups a code is listed under too."""
    names = {code.id: code.name for code in trial.codes.all()}
    return [names[group] for group in trial.codes.get(name).also_in]


def test_a_retired_code_keeps_its_codings_and_is_applied_no_more_by_any_act(trial: Trial) -> None:
    document, old, new = trial.document(), trial.code("Peur"), trial.code("Joie")
    kept, other = trial.coding(document, old), trial.coding(document, new)
    trial.comes_and_goes(RetireCode(old.id, " dit deux fois "))
    retired = trial.codes.get("Peur")
    assert (retired.retired, retired.retired_reason) == (True, "dit deux fois")
    assert trial.codes.counts()[old.id] == 1
    for action in (
        ApplyCode(document.id, 0, 2, old.id),
        ApplyCodes((Passage(document.id, 0, 2, new.id), Passage(document.id, 0, 2, old.id))),
        CodePassage(document.id, 0, 2, (new.id, old.id)),
        ApplyNewCode(document.id, 0, 2, ("Peur",)),
        RecodeCodings((other.id,), old.id),
        EditCoding(other.id, code=old.id),
    ):
        assert "bring-back" in str(trial.refuses(errors.CodeRetired, action))
    trial.do(EditCoding(kept.id, end=kept.end + 1))  # what was coded so is still put right
    lines = (CodingLine(2, "E1", "Peur", 0, 2), CodingLine(3, "E1", "Joie", 0, 2))
    assert trial.do(ImportCodings(lines)).note("faults") == [(2, "retired", "Peur")]
    trial.refuses(errors.RowsRefused, ImportCodings(lines[:1], strict=True))
    trial.comes_and_goes(BringBackCode(old.id))
    trial.do(ApplyCode(document.id, 0, 2, old.id))


def test_retiring_twice_takes_another_reason_or_is_refused(trial: Trial) -> None:
    code = trial.code("Peur")
    trial.refuses(errors.NotRetired, BringBackCode(code.id))
    trial.refuses(errors.NoSuchCode, RetireCode(NOBODY))
    trial.do(RetireCode(code.id, "a"))
    trial.refuses(errors.AlreadyRetired, RetireCode(code.id))
    trial.refuses(errors.AlreadyRetired, RetireCode(code.id, "a"))
    trial.comes_and_goes(RetireCode(code.id, "b"))
    assert trial.codes.get("Peur").retired_reason == "b"


def test_a_code_listed_twice_below_one_group_is_counted_there_once(trial: Trial) -> None:
    document, top = trial.document(), trial.code("Tout")
    first, second = trial.code("A", top), trial.code("B", top)
    code = trial.code("Peur", first)
    trial.coding(document, code)
    trial.comes_and_goes(ListAlso(code.id, second.id))
    trial.do(ListAlso(code.id, top.id))
    assert also(trial, "Peur") == ["Tout", "B"]  # in codebook order
    places = listed_places(trial.codes.all())
    names = {each.id: each.name for each in trial.codes.all()}
    assert [("→" if place.again else "") + " " * place.depth + names[place.code] for place in places] == [
        "Tout", " A", "  Peur", " B", "→  Peur", "→ Peur",
    ]  # fmt: skip
    trial.comes_and_goes(ListNoMore(code.id, second.id))
    assert also(trial, "Peur") == ["Tout"]


def test_no_code_stands_below_itself_by_any_way(trial: Trial) -> None:
    a, b = trial.code("A"), trial.code("B")
    below, apart = trial.code("C", a), trial.code("D")
    for group in (a, below):
        trial.refuses(errors.CodeCycle, ListAlso(a.id, group.id))
    trial.refuses(errors.StandsThere, ListAlso(below.id, a.id))
    trial.do(ListAlso(b.id, below.id))
    trial.refuses(errors.StandsThere, ListAlso(b.id, below.id))
    trial.refuses(errors.CodeCycle, ListAlso(a.id, b.id))
    trial.refuses(errors.CodeCycle, MoveCode(a.id, b.id))  # B stands below A
    trial.refuses(errors.NoSecondPlace, ListNoMore(below.id, a.id))
    trial.refuses(errors.NoSecondPlace, ListNoMore(apart.id, a.id))
    trial.refuses(errors.NoSuchCode, ListAlso(apart.id, NOBODY))
    trial.comes_and_goes(MoveCode(b.id, below.id))  # the second place becomes its home
    assert also(trial, "B") == []


def test_what_is_listed_under_a_group_outlives_it(trial: Trial) -> None:
    group, code = trial.code("A"), trial.code("Peur")
    trial.do(ListAlso(code.id, group.id))
    trial.do(RetireCode(code.id))
    trial.comes_and_goes(RemoveCode(group.id))
    assert (also(trial, "Peur"), trial.codes.get("Peur").retired) == ([], True)
    trial.comes_and_goes(RemoveCode(code.id))


def test_a_merge_takes_second_places_along_once_and_makes_no_cycle(trial: Trial) -> None:
    x, y, home = trial.code("X"), trial.code("Y"), trial.code("Chez")
    into, gone = trial.code("Peur", home), trial.code("Angoisse", y)
    listed, ring = trial.code("Listé"), trial.code("Boucle")
    for code, group in ((into, x), (gone, x), (gone, home), (listed, gone), (listed, into), (ring, gone), (into, ring)):
        trial.do(ListAlso(code.id, group.id))
    trial.comes_and_goes(MergeCodes(into.id, (gone.id,)))
    assert also(trial, "Peur") == ["X", "Boucle"]  # its home is no second place; Y was the home of what went
    assert also(trial, "Listé") == ["Peur"]
    assert also(trial, "Boucle") == []  # it would stand below itself
    assert trial.care.check() == []


def test_a_group_merged_into_a_code_listed_below_it_leaves_no_ring(trial: Trial) -> None:
    group, into = trial.code("Groupe"), trial.code("Peur")
    below = trial.code("Dessous", group)
    trial.do(ListAlso(into.id, below.id))
    trial.do(ListAlso(into.id, group.id))
    trial.comes_and_goes(MergeCodes(into.id, (group.id,)))
    assert [("/".join(code.path), code.also_in) for code in trial.codes.all()] == [("Peur", ()), ("Peur/Dessous", ())]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_merge_leaves_the_target_in_use_or_retired_as_it_is(trial: Trial, order: tuple[int, int]) -> None:
    pair = (trial.code("Peur"), trial.code("Angoisse"))
    into, gone = (pair[place] for place in order)
    trial.do(RetireCode(into.id, "vieux"))
    trial.refuses(errors.MergeIntoRetired, MergeCodes(into.id, (gone.id,)))
    trial.do(RetireCode(gone.id))
    trial.comes_and_goes(MergeCodes(into.id, (gone.id,)))
    (left,) = trial.codes.all()
    assert (left.retired, left.retired_reason) == (True, "vieux")
    live = trial.code("Joie")
    trial.comes_and_goes(MergeCodes(live.id, (into.id,)))
    assert [code.retired for code in trial.codes.all()] == [False]


def turned_back(trial: Trial, way: str = "undo") -> str:
    """Return the sentence that undo or redo of Zoé's is refused with, having seen that nothing has changed."""
    trial.becomes("Zoé")
    before = trial.dump(), len(trial.history())
    with pytest.raises(errors.UndoConflict) as caught:
        getattr(trial, way)()
    assert (trial.dump(), len(trial.history())) == before
    assert trial.care.check() == []
    return str(caught.value)


def test_no_undo_and_no_redo_puts_a_code_under_itself(trial: Trial) -> None:
    top = trial.code("Y")
    code = trial.code("X", top)
    trial.do(MoveCode(code.id, None))
    for around in (MoveCode(top.id, code.id), ListAlso(top.id, code.id)):
        trial.becomes("Max")
        trial.do(around)
        assert "move the code “X”: cannot be undone" in turned_back(trial)
        trial.becomes("Max")
        trial.undo()
    trial.becomes("Zoé")
    trial.undo()  # what stood in the way is gone
    assert trial.codes.get("X").parent == top.id
    trial.redo()
    trial.do(ListAlso(code.id, top.id))
    trial.undo()
    trial.becomes("Max")
    trial.do(MoveCode(top.id, code.id))
    turned_back(trial, "redo")


def test_no_undo_lists_a_code_a_second_time_where_it_is_at_home(trial: Trial) -> None:
    group = trial.code("Y")
    code = trial.code("X", group)
    trial.do(MoveCode(code.id, None))
    trial.becomes("Max")
    trial.do(ListAlso(code.id, group.id))
    turned_back(trial)  # its home would be where Max lists it
    trial.becomes("Max")
    trial.undo()
    trial.becomes("Zoé")
    trial.do(ListAlso(code.id, group.id))
    trial.do(ListNoMore(code.id, group.id))
    trial.becomes("Max")
    trial.do(MoveCode(code.id, group.id))
    turned_back(trial)  # a second place where Max made its home


def test_no_undo_puts_a_case_inside_itself(trial: Trial) -> None:
    street = trial.case("Rue", "site")
    house = trial.case("Maison", "site", street)
    trial.do(EditCase(house, inside=""))
    trial.becomes("Max")
    trial.do(EditCase(street, inside=house))
    turned_back(trial)


def test_a_place_that_two_merged_groups_both_gave_is_one(trial: Trial) -> None:
    one, other, code, moved = (trial.code(name) for name in ("Un", "Autre", "Peur", "Joie"))
    for group in (one, other):
        trial.do(ListAlso(code.id, group.id))
    trial.do(ListAlso(moved.id, other.id))
    trial.comes_and_goes(MergeCodes(one.id, (other.id,)))
    assert (also(trial, "Peur"), also(trial, "Joie")) == (["Un"], ["Un"])


def listed_there(trial: Trial, group: str) -> list[str]:
    """Return what the tree lists under a group and is not at home there, in its order."""
    codes = trial.codes.all()
    names, wanted = {code.id: code.name for code in codes}, trial.codes.get(group).id
    return [names[place.code] for place in listed_places(codes) if place.again and place.parent == wanted]


def test_second_places_stand_where_they_are_put(trial: Trial) -> None:
    one, two, three, group = (trial.code(name) for name in ("Un", "Deux", "Trois", "Groupe"))
    trial.code("Chez soi", group)
    for code in (three, one, two):
        trial.do(ListAlso(code.id, group.id))
    assert listed_there(trial, "Groupe") == ["Trois", "Un", "Deux"]  # each came last
    change = trial.comes_and_goes(PlaceAlso(two.id, group.id, 0))
    assert (change.note("name"), change.note("under")) == ("Deux", "Groupe")
    assert listed_there(trial, "Groupe") == ["Deux", "Trois", "Un"]
    trial.do(PlaceAlso(two.id, group.id, 99))
    assert listed_there(trial, "Groupe") == ["Trois", "Un", "Deux"]
    before = len(trial.history())
    trial.do(PlaceAlso(three.id, group.id, -5))  # where it stands already
    assert len(trial.history()) == before
    trial.do(RetireCode(three.id))
    trial.do(RetireCode(one.id))
    assert listed_there(trial, "Groupe") == ["Deux", "Trois", "Un"]
    before = len(trial.history())
    for code, place in ((two, 1), (two, 2), (three, 0)):  # those in use stand first, the retired last
        assert trial.do(PlaceAlso(code.id, group.id, place)).rows == 0
    assert len(trial.history()) == before
    trial.do(PlaceAlso(one.id, group.id, 0))
    assert listed_there(trial, "Groupe") == ["Deux", "Un", "Trois"]
    trial.refuses(errors.NoSecondPlace, PlaceAlso(trial.codes.get("Chez soi").id, group.id, 0))
    trial.refuses(errors.NoSuchCode, PlaceAlso(NOBODY, group.id, 0))


def test_a_code_retired_meanwhile_is_not_applied_again_by_a_redo(trial: Trial) -> None:
    document, code, other = trial.document(), trial.code("Peur"), trial.code("Joie")
    trial.coding(document, code)
    trial.undo()
    trial.becomes("Max")
    trial.do(RetireCode(other.id))  # another code: nothing to do with it
    trial.becomes("Zoé")
    trial.redo()
    trial.undo()
    trial.becomes("Max")
    trial.do(RetireCode(code.id))
    trial.becomes("Zoé")
    before = trial.dump()
    with pytest.raises(errors.CodeRetired, match="Peur"):
        trial.redo()
    assert trial.dump() == before
    trial.becomes("Max")
    trial.do(BringBackCode(code.id))
    trial.becomes("Zoé")
    trial.redo()
    assert trial.codes.counts() == {code.id: 1}


def test_a_code_retired_anew_by_a_redo_is_not_applied_again_by_another(trial: Trial) -> None:
    document, code = trial.document(), trial.code("Peur")
    trial.becomes("Max")
    trial.do(RetireCode(code.id))
    trial.undo()
    trial.becomes("Zoé")
    trial.coding(document, code)
    trial.undo()
    trial.becomes("Max")
    trial.redo()  # with the time it first had
    trial.becomes("Zoé")
    with pytest.raises(errors.CodeRetired, match="Peur"):
        trial.redo()
    trial.becomes("Max")
    trial.undo()
    trial.becomes("Zoé")
    trial.redo()
    assert trial.codes.counts() == {code.id: 1}


def test_a_redo_is_not_refused_for_what_was_retired_before_its_undo(trial: Trial) -> None:
    document, code = trial.document(), trial.code("Peur")
    trial.coding(document, code)
    trial.becomes("Max")
    trial.do(RetireCode(code.id))
    trial.becomes("Zoé")
    trial.undo()
    trial.becomes("Max")
    trial.do(BringBackCode(code.id))
    trial.undo()
    trial.becomes("Zoé")
    trial.redo()  # as it was
    assert trial.codes.counts() == {code.id: 1}


def test_what_was_taken_away_comes_back_though_its_code_was_retired_meanwhile(trial: Trial) -> None:
    coding = trial.coding(trial.document(), trial.code("Peur"))
    trial.do(RemoveCodings((coding.id,)))
    trial.becomes("Max")
    trial.do(RetireCode(coding.code))
    trial.becomes("Zoé")
    trial.undo()
    assert trial.codes.counts() == {coding.code: 1}
    trial.redo()  # and goes again
    assert trial.codes.counts() == {}


def test_the_bounds_of_a_passage_are_set_again_though_its_code_was_retired_meanwhile(trial: Trial) -> None:
    coding = trial.coding(trial.document(), trial.code("Peur"))
    trial.do(EditCoding(coding.id, end=coding.end + 1))
    trial.undo()
    trial.becomes("Max")
    trial.do(RetireCode(coding.code))
    trial.becomes("Zoé")
    trial.redo()
    assert trial.codings.get(coding.id).end == coding.end + 1
