"""Who did not agree to the analysis is counted nowhere, and every reading says how many they are."""

from __future__ import annotations

from dataclasses import replace

from analysis_tiny import code, spoken, study

from qualcode.analysis.frequencies import frequencies
from qualcode.analysis.keywords import keywords
from qualcode.analysis.talk import talk
from qualcode.model.material import CaseLinkRow, CaseRow, Material
from qualcode.model.results import Question
from qualcode.report.wording import question_sentence

GROUP, GROUP_TURNS = spoken("G", ("A?", "Et le pain"), ("Ana", "Du pain noir"), ("Bob", "Du riz blanc"))
ALONE, ALONE_TURNS = spoken("S", ("Bob", "Encore du riz"))
TEXTS = {"G": GROUP, "S": ALONE, "L": "Rien que du riz", "V": "Vide"}


def people(bob: str, lou: str = "") -> tuple[CaseRow, ...]:
    told = {"Ana": "quotation", "Bob": bob, "Lou": lou}
    return tuple(CaseRow(name, name, "participant", None, {}, why) for name, why in told.items())  # type: ignore[arg-type]


def material(bob: str = "", lou: str = "") -> Material:
    """Code « pain » and « riz » where these are said, by one voice alone and across the two."""
    bread, rice = GROUP.index("pain noir"), GROUP.index("riz")
    across = GROUP.index("noir")
    codings = [
        ("G", bread, bread + 4, "a", "m"),
        ("G", rice, rice + 3, "b", "m"),
        ("G", across, rice + 3, "c", "m"),
        ("G", 0, 3, "b", "m"),
        ("S", ALONE.index("riz"), len(ALONE) - 1, "b", "m"),
        ("L", 12, 15, "b", "j"),
    ]
    return study(
        TEXTS,
        [*GROUP_TURNS, *ALONE_TURNS],
        codings,
        codes=tuple(code(name) for name in "abc"),
        cases=people(bob, lou),
        links=(CaseLinkRow("Lou", "L", None, None), CaseLinkRow("Ana", "V", 0, 2)),
    )


def counted(found: Material) -> dict[str, tuple[int, int, int]]:
    rows = frequencies(found, TEXTS, Question("frequencies")).rows
    return {row.code: (row.codings, row.documents, row.cases) for row in rows}


def test_the_table_before_and_after_a_refusal_of_the_analysis() -> None:
    assert counted(material()) == {"a": (1, 1, 1), "b": (3, 3, 2), "c": (1, 1, 2)}
    assert counted(material("quotation")) == counted(material())
    assert counted(material("analysis")) == {"a": (1, 1, 1), "b": (1, 1, 1), "c": (1, 1, 1)}
    assert counted(material("analysis", "analysis")) == {"a": (1, 1, 1), "b": (0, 0, 0), "c": (1, 1, 1)}


def test_a_reading_says_how_many_it_does_not_count() -> None:
    asked = frequencies(material("analysis", "analysis"), TEXTS, Question("frequencies"))
    people_and_turns = (asked.population.refused_cases, asked.population.refused_turns)
    assert people_and_turns == (2, 3)
    assert (asked.population.n_documents, asked.population.left_out, asked.population.n_turns) == (1, ("V",), 1)
    assert "without 2 people who did not agree to the analysis (3 turns)" in question_sentence(asked, "en")
    before = frequencies(material(), TEXTS, Question("frequencies"))
    assert (before.population.refused_cases, before.population.n_turns) == (0, 4)
    assert "agree" not in question_sentence(before, "en")


def test_words_and_voices_are_not_counted_either() -> None:
    words = {row.term for row in keywords(material("analysis", "analysis"), TEXTS, Question("keywords")).rows}
    assert "riz" not in words
    assert "pain" in words
    voices = {row.speaker for row in talk(material("analysis"), TEXTS, Question("talk")).rows}
    assert voices == {"A?", "Ana"}


def test_a_link_beside_the_one_of_who_refused_lets_nothing_in() -> None:
    shared = (CaseLinkRow("Lou", "L", None, None), CaseLinkRow("Ana", "L", None, None))
    assert counted(replace(material("", "analysis"), links=shared))["b"] == (2, 2, 1)
    assert counted(replace(material("", "analysis"), links=shared[::-1]))["b"] == (2, 2, 1)


def test_linked_words_of_who_refused_are_cut_out_where_no_turn_tells_the_voice() -> None:
    piece = (CaseLinkRow("Lou", "L", 9, 15), CaseLinkRow("Lou", "G", None, None))
    found = replace(material("", "analysis"), links=piece)
    assert counted(found)["b"] == (2, 2, 1)
    read = keywords(found, TEXTS, Question("keywords", interviewer=True))
    words = {row.term: row.documents for row in read.rows}
    assert words["riz"] == 2
    assert (read.population.refused_cases, read.population.refused_turns) == (1, 0)
    untold = replace(found, turns=tuple(turn._replace(case=None) for turn in found.turns))
    assert counted(untold) == {"a": (0, 0, 0), "b": (1, 1, 0), "c": (0, 0, 0)}
