"""The framework matrix: as many passages in a cell as a slow reading finds, words counted once, summaries beside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from analysis_tiny import code, spoken, studies, study
from hypothesis import given

from qualcode.analysis.matrix import matrix
from qualcode.exporters.framework import framework
from qualcode.frames import frame
from qualcode.model.errors import BadChoice, NobodySpeaks
from qualcode.model.material import CaseLinkRow, CaseRow, Material
from qualcode.model.results import Question

PEOPLE = tuple(CaseRow(name, f"Groupe · {name}", "participant", None, {}) for name in ("P1", "P2", "P3"))
Study = tuple[Material, dict[str, str]]


@pytest.fixture
def group() -> Study:
    """Return a group of three: P1 is coded twice on words that meet, P2 once across into P1, P3 never."""
    text, turns = spoken("G", ("Q?", "Alors"), ("P1", "Un deux trois"), ("P2", "quatre cinq"), ("P3", "six"))
    one, two = turns[1], turns[2]
    codings = [
        ("G", one.start, one.start + 7, "a", "m"),
        ("G", one.start + 3, one.end, "a", "j"),
        ("G", one.end - 5, two.start + 6, "b", "m"),
        ("G", turns[0].start, turns[0].end, "b", "m"),
    ]
    return study({"G": text}, turns, codings, cases=PEOPLE, codes=(code("a"), code("b"), code("c"))), {"G": text}


def test_cells_hold_what_was_counted_by_hand(group: Study) -> None:
    answer = matrix(*group, Question("matrix"), summaries={("P3", "a"): "Se tait.", ("P1", "b"): "Hésite."})
    assert answer.cases == ("Groupe · P1", "Groupe · P2", "Groupe · P3")
    assert answer.columns == ("a", "b")
    told = [(row.case[-2:], row.row, row.codings, row.words, row.summary) for row in answer.rows]
    assert told == [
        ("P1", "a", 2, 3, ""),
        ("P1", "b", 1, 1, "Hésite."),
        ("P2", "b", 1, 1, ""),
        ("P3", "a", 0, 0, "Se tait."),
    ]
    assert [str(one) for one in answer.rows[0].passages] == ["Un deux trois"]
    assert answer.cell("Groupe · P3", "b") is None
    silent = answer.cell("Groupe · P3", "a")
    assert silent is not None
    assert silent.passages == ()


def test_words_of_who_is_not_to_be_quoted_stay_in_the_study(group: Study) -> None:
    material, texts = group
    hushed = replace(material, cases=(*PEOPLE[:1], PEOPLE[1]._replace(withheld="quotation"), *PEOPLE[2:]))
    answer = matrix(hushed, texts, Question("matrix"))
    told = [(row.case[-2:], row.row, row.words, [str(one) for one in row.passages]) for row in answer.quotable().rows]
    assert told == [("P1", "a", 3, ["Un deux trois"]), ("P1", "b", 1, [""]), ("P2", "b", 1, [""])]
    page = framework(answer, ".md", "Étude", "fr-CA").decode()
    assert "Un deux trois" in page
    assert "quatre" not in page


def test_a_link_alone_keeps_words_in_the_study_and_a_turns_own_voice_goes_before_it(group: Study) -> None:
    material, texts = group
    zut = CaseRow("zut", "Zut", "person", None, {}, "quotation")
    (document,) = {turn.document for turn in material.turns if turn.case}
    linked = replace(material, cases=(*PEOPLE, zut), links=(CaseLinkRow("zut", document, 0, 999),))
    assert [cell.passages for cell in matrix(linked, texts, Question("matrix")).rows] == [
        cell.passages for cell in matrix(material, texts, Question("matrix")).rows
    ]
    noted = study({"L": "Rien que du riz"}, [], [("L", 0, 4, "a", "m"), ("L", 12, 15, "a", "m")],
                  codes=(code("a"),), cases=(PEOPLE[0]._replace(id="Lou"), zut),
                  links=(CaseLinkRow("Lou", "L", None, None), CaseLinkRow("zut", "L", 10, 15)))  # fmt: skip
    (cell,) = matrix(noted, {"L": "Rien que du riz"}, Question("matrix")).quotable().rows
    assert [str(one) for one in cell.passages] == ["Rien", ""]


def test_one_case_alone_is_its_profile(group: Study) -> None:
    asked = Question("profile", options=(("case", "groupe · p2"),))
    assert [(row.case, row.row) for row in matrix(*group, asked).rows] == [("Groupe · P2", "b")]
    with pytest.raises(BadChoice):
        matrix(*group, replace(asked, options=(("case", "Zoé"),)))


def test_a_notebook_gets_the_same_cells_as_a_frame(group: Study) -> None:
    pytest.importorskip("pandas")
    answer = matrix(*group, Question("matrix"))
    table = frame(answer)
    assert list(table["words"]) == [row.words for row in answer.rows]
    assert table["passages"][0][0]["text"] == str(answer.rows[0].passages[0])
    assert table.attrs["question"]["reading"] == "matrix"


def test_without_cases_there_is_no_matrix(group: Study) -> None:
    material, texts = group
    nobody = [turn._replace(case=None) for turn in material.turns]
    with pytest.raises(NobodySpeaks):
        matrix(replace(material, cases=(), turns=tuple(nobody)), texts, Question("matrix"))


@given(studies())
def test_as_many_codings_stand_in_a_cell_as_a_slow_reading_finds(drawn: Study) -> None:
    material, texts = drawn
    voices = sorted({turn.speaker for turn in material.turns})
    material = replace(
        material,
        cases=tuple(CaseRow(name, name, "participant", None, {}) for name in voices),
        turns=tuple(turn._replace(case=turn.speaker) for turn in material.turns),
    )
    try:
        answer = matrix(material, texts, Question("matrix"))
    except NobodySpeaks:
        return
    counted = {one.id for one in material.documents if one.name not in answer.population.left_out}
    said = [turn for turn in material.turns if turn.role != "interviewer" and turn.document in counted
            and any(sign.isalnum() for sign in texts[turn.document][turn.start : turn.end])]  # fmt: skip
    slow: dict[tuple[str, str], set[str]] = {}
    for coding in material.codings:
        for turn in said:
            if turn.document == coding.document and turn.start < coding.end and coding.start < turn.end:
                slow.setdefault((turn.speaker, coding.code), set()).add(coding.id)
    assert {(row.case, row.row): row.codings for row in answer.rows} == {key: len(ids) for key, ids in slow.items()}
