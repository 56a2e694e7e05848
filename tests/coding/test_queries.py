"""Queries kept under a name: each can be undone, one of the same name gives way, what cannot be read is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.cases.cases import SetAttribute
from qualcode.coding.codebook.approach import NameApproach
from qualcode.coding.passages.finding import Finder
from qualcode.coding.passages.queries import Answerable, RemoveQuery, SaveQuery
from qualcode.model import errors
from qualcode.model.retrieval import SavedQuery

if TYPE_CHECKING:
    from qualcode.coding.project import Project


def test_a_query_is_kept_replaced_and_forgotten(trial: Any) -> None:
    trial.do(NameApproach("framework"))
    trial.comes_and_goes(SaveQuery(" Peurs  dites", "peur ET texte:peur"))
    trial.comes_and_goes(SaveQuery("100 %_", "a"))
    trial.comes_and_goes(SaveQuery("PEURS dites", 'peur NOT near 2 "x"'))
    kept = [SavedQuery("100 %_", "a"), SavedQuery("PEURS dites", 'peur NOT near 2 "x"')]
    assert trial.queries.all() == kept
    assert trial.queries.get("peurs DITES") == kept[1]
    refusal = trial.refuses(errors.NoSuchQuery, RemoveQuery("peurs"))
    assert "100 %_, PEURS dites" in str(refusal)
    trial.refuses(errors.BadQuery, SaveQuery("x", "peur ET ("))
    trial.refuses(errors.EmptyName, SaveQuery(" ", "peur"))
    trial.comes_and_goes(RemoveQuery("peurs dites"))
    assert trial.queries.all() == kept[:1]
    project: Project = trial.project
    assert project.approach.named() == "framework"
    with pytest.raises(errors.NoSuchQuery):
        project.queries.get("peurs dites")


def test_values_of_the_cases_can_be_named_in_a_query(trial: Any) -> None:
    trial.document("E1", ("Luc", "Oui."))
    (case,) = trial.cases.all()
    trial.do(SetAttribute(case.id, "Site", "Laval"))
    finder = Finder(trial.project, lambda _material: [])
    assert "Site" in str(Answerable(trial.project, finder).vocabulary)
    assert Answerable(trial.project, finder).source.notes() == {}, "nothing is coded: nothing bears a memo"
