"""Codings given another code: all or none, said by name, undone as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.coding.codebook.codes import EditCode
from qualcode.coding.passages.codings import EditCoding
from qualcode.coding.passages.recoding import RecodeCodings
from qualcode.model import errors

if TYPE_CHECKING:
    from conftest import Trial

NOBODY = "0" * 32


def test_passages_go_to_another_code_with_all_that_is_theirs(trial: Trial) -> None:
    document, old, new = trial.document(), trial.code("Ancien"), trial.code("Neuf")
    one = trial.coding(document, old, memo="un", weight=3, starred=True)
    two = trial.coding(document, old, "beaucoup")
    trial.comes_and_goes(RecodeCodings((one.id, two.id), new.id))
    assert trial.standing()[0].words() == "move 2 passages to “Neuf”"
    moved = trial.codings.get(one.id)
    assert (moved.code, moved.weight, moved.starred, moved.text) == (new.id, 3, True, "On jardine.")
    assert trial.memos.all()[0].target == one.id
    trial.do(RecodeCodings((two.id,), old.id))
    assert trial.standing()[0].words() == "move a passage from “Neuf” to “Ancien”"


def test_a_passage_that_has_the_code_already_refuses_them_all(trial: Trial) -> None:
    document, old, new = trial.document(), trial.code("Ancien"), trial.code("Neuf")
    one, two = trial.coding(document, old), trial.coding(document, old, "beaucoup")
    trial.coding(document, new)
    trial.refuses(errors.AlreadyCoded, RecodeCodings((two.id, one.id), new.id))
    trial.refuses(errors.NoSuchCode, RecodeCodings((two.id,), NOBODY))
    trial.refuses(errors.NoSuchCoding, RecodeCodings((NOBODY,), new.id))
    assert trial.do(RecodeCodings((one.id,), old.id)).rows == 0


def test_two_codings_of_one_passage_do_not_become_twins(trial: Trial) -> None:
    document, a, b, into = trial.document(), trial.code("A"), trial.code("B"), trial.code("C")
    both = (trial.coding(document, a).id, trial.coding(document, b).id)
    trial.refuses(errors.AlreadyCoded, RecodeCodings(both, into.id))


def test_an_edit_says_what_it_changed(trial: Trial) -> None:
    document, code = trial.document(), trial.code("Peur")
    coding = trial.coding(document, code)
    for action, words in (
        (EditCode(code.id, new_name="Crainte"), "rename the code “Peur” to “Crainte”"),
        (EditCode(code.id, colour="#e69f00"), "recolour the code “Crainte”"),
        (EditCode(code.id, details=(("example", "Ah"),)), "edit the code “Crainte”"),
        (EditCode(code.id, new_name="Peur", details=(("example", "Oh"),)), "edit the code “Peur”"),
        (EditCoding(coding.id, weight=4), "give “Peur” the weight 4"),
        (EditCoding(coding.id, weight=0), "take the weight of “Peur” away"),
        (EditCoding(coding.id, end=coding.end - 1), "move the bounds of “Peur”"),
        (EditCoding(coding.id, end=coding.end, weight=2), "change the coding “Peur”"),
    ):
        trial.do(action)
        assert trial.standing()[0].words() == words
