"""Questions of the guide by role: who says something in answer to each, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from analysis_tiny import spoken, study

from qualcode.analysis.crosstab import ACROSS, QUESTIONS, compared, crosstab
from qualcode.model.errors import NoGuide
from qualcode.model.material import AskedRow, CaseRow, Material, QuestionRow
from qualcode.model.results import Question

ASKED = Question("crosstab", by="attribute:rôle", options=((ACROSS, QUESTIONS),))


@pytest.fixture
def asked() -> tuple[Material, dict[str, str]]:
    """Return three interviews: all are asked q1; the first and the third are asked q2, and the first says nothing."""
    texts, turns, askings = {}, [], []
    for name, said in (("E1", "oui"), ("E2", ""), ("E3", "peut-être")):
        last = [("Q?", "Et chez vous"), (f"P{name}", said or "...")] if name != "E2" else []
        if name == "E1":
            last[1] = (f"P{name}", "...")
        texts[name], here = spoken(name, ("Q?", "Alors"), (f"P{name}", "un deux"), *last)
        turns += here
        askings.append(AskedRow("q1", name, here[0].start, here[0].end))
        askings += [AskedRow("q2", name, here[2].start, here[2].end)] if last else []
    roles = (("PE1", "élève"), ("PE2", "élève"), ("PE3", "parent"))
    cases = tuple(CaseRow(name, name, "participant", None, {"rôle": role}) for name, role in roles)
    questions = (QuestionRow("q1", "1. Début"), QuestionRow("q2", "2. Maison"))
    return replace(study(texts, turns, [], cases=cases), questions=questions, askings=tuple(askings)), texts


def test_a_case_counts_where_it_says_something_in_answer(asked: tuple[Material, dict[str, str]]) -> None:
    answer = crosstab(*asked, ASKED)
    told = {(cell.row, cell.column): (cell.cases, cell.n, cell.count) for cell in answer.rows}
    assert told == {
        ("1. Début", "élève"): (2, 2, 2),
        ("1. Début", "parent"): (1, 1, 1),
        ("2. Maison", "élève"): (0, 2, 0),
        ("2. Maison", "parent"): (1, 1, 1),
    }
    assert answer.test.refused == "too_few_units"
    assert answer.population.codings_outside == 0
    assert compared(*asked, answer.question, "1. Début", "élève") == []


def test_without_a_guide_there_are_no_questions(asked: tuple[Material, dict[str, str]]) -> None:
    material, texts = asked
    with pytest.raises(NoGuide):
        crosstab(replace(material, questions=(), askings=()), texts, ASKED)
