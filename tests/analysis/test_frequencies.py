from __future__ import annotations

import pytest
from analysis_slow import frequency, whole
from analysis_tiny import CODES, code, spoken, studies, study
from hypothesis import given

from qualcode import __version__
from qualcode.analysis.frequencies import frequencies
from qualcode.model.errors import BadChoice, NoSuchAttribute, NothingCoded
from qualcode.model.material import CaseLinkRow, CaseRow, Material, ThemeRow
from qualcode.model.results import Frequencies, Question

CASES = (
    CaseRow("P1", "P1", "participant", None, {"Site": "Nord", "Âge": "16"}),
    CaseRow("P2", "P2", "participant", None, {"Site": "Sud"}),
    CaseRow("P3", "P3", "participant", None, {}),
)


def ask(material: Material, texts: dict[str, str], **asked: object) -> Frequencies:
    return frequencies(material, texts, Question("frequencies", **asked))


@pytest.fixture
def talk() -> tuple[Material, dict[str, str]]:
    one, turns = spoken("E1", ("Q?", "Et l'école"), ("P1", "Mon prof m'aide. Il m'écoute"), ("P2", "Moi [rires] non"))
    two, more = spoken("E2", ("P1", "Le stress"), ("P3", "Ben oui"))
    p1, p2, p1b, p3 = turns[1], turns[2], more[0], more[1]
    codings = [
        ("E1", p1.start, p1.start + 8, "a", "m"),  # Mon prof
        ("E1", p1.start, p1.start + 8, "a", "j"),  # the same by a second coder
        ("E1", p1.start + 4, p1.start + 15, "a", "m"),  # prof m'aide
        ("E1", p2.start, p2.end, "b", "m"),
        ("E2", p1b.start + 5, p1b.end, "a", "m"),  # tress, a word cut in two
        ("E2", p3.start, p3.end, "b", "m"),
        ("E1", turns[0].start, turns[0].end, "c", "m"),  # the interviewer's
    ]
    return study({"E1": one, "E2": two}, turns + more, codings, cases=CASES), {"E1": one, "E2": two}


def test_a_small_study_is_counted_as_by_hand(talk: tuple[Material, dict[str, str]]) -> None:
    answer = ask(*talk)
    rows = [(row.code, row.codings, row.documents, row.cases, row.words) for row in answer.rows]
    assert rows == [("a", 4, 2, 1, 5), ("b", 2, 1 + 1, 2, 4), ("c", 0, 0, 0, 0)]
    said = len("Mon prof m'aide. Il m'écoute") + len("Moi [rires] non") + len("Le stress") + len("Ben oui")
    assert answer.rows[0].coverage == (15 + 4) / said
    assert all(row.group is None for row in answer.rows)
    people = answer.population
    assert (people.documents, people.n_documents, people.n_turns, people.n_cases) == ("with_codings", 2, 4, 3)
    assert (people.n_words, people.n_characters, people.codings_outside) == (7 + 2 + 2 + 2, said, 1)
    assert answer.version == __version__


def test_by_document_case_and_voice(talk: tuple[Material, dict[str, str]]) -> None:
    by_document = {(row.code, row.group): row for row in ask(*talk, by="document").rows}
    assert set(by_document) == {("a", "E1"), ("a", "E2"), ("b", "E1"), ("b", "E2")}
    assert by_document["a", "E1"].codings == 3
    assert by_document["a", "E2"].coverage == 4 / len("Le stressBen oui")
    by_case = {(row.code, row.group): (row.codings, row.words) for row in ask(*talk, by="case").rows}
    assert by_case == {("a", "P1"): (4, 5), ("b", "P2"): (1, 2), ("b", "P3"): (1, 2)}
    voices = {row.group for row in ask(*talk, by="speaker").rows}
    assert voices == {"P1 (E1)", "P1 (E2)", "P2", "P3"}


def test_by_attribute_what_has_no_value_is_a_row(talk: tuple[Material, dict[str, str]]) -> None:
    rows = {(row.code, row.group): row.codings for row in ask(*talk, by="attribute:site").rows}
    assert rows == {("a", "Nord"): 4, ("b", "Sud"): 1, ("b", ""): 1}


def test_what_cannot_be_asked_is_refused(talk: tuple[Material, dict[str, str]]) -> None:
    with pytest.raises(NoSuchAttribute, match="Site"):
        ask(*talk, by="attribute:role")
    with pytest.raises(BadChoice):
        ask(*talk, by="weather")
    with pytest.raises(NothingCoded):
        ask(study({"D": "un"}, [], []), {"D": "un"})


def test_documents_marked_coded_count_alone() -> None:
    texts = {"D1": "un deux", "D2": "trois"}
    codings = [("D1", 0, 2, "a", "m"), ("D2", 0, 5, "b", "m")]
    answer = ask(study(texts, [], codings, states={"D1": "reviewed", "D2": "reading"}), texts)
    assert answer.population.documents == "marked"
    assert answer.population.left_out == ("D2",)
    assert [row.codings for row in answer.rows] == [1, 0, 0]


def test_a_group_holds_its_own_codings_and_those_under_it() -> None:
    codes = (code("G"), code("a", "G"), code("aa", "a"), code("alone"))
    texts = {"D": "un deux trois quatre"}
    codings = [("D", 0, 2, "G", "m"), ("D", 0, 7, "a", "m"), ("D", 3, 13, "aa", "m"), ("D", 14, 20, "alone", "m")]
    themes = (ThemeRow("t", "T", ("a",), ("k3",)),)
    material = study(texts, [], codings, codes=codes, themes=themes)
    assert [(r.code, r.codings, r.words) for r in ask(material, texts).rows] == [
        ("G", 1, 1),
        ("a", 1, 2),
        ("aa", 1, 2),
        ("alone", 1, 1),
    ]
    groups = ask(material, texts, level="group").rows
    assert [(r.code, r.codings, r.words) for r in groups] == [("G", 3, 3), ("alone", 1, 1)]
    assert groups[0].coverage == 13 / 20
    assert [(r.code, r.codings, r.words) for r in ask(material, texts, level="theme").rows] == [("T", 3, 4)]


def test_a_code_listed_in_two_groups_counts_in_both_and_once_in_each() -> None:
    """By hand: aa stands in G by a and by itself, and in H too."""
    codes = (code("G"), code("a", "G"), code("aa", "a")._replace(also_in=("G", "H")), code("H"), code("h", "H"))
    texts = {"D": "un deux trois quatre"}
    codings = [("D", 0, 2, "a", "m"), ("D", 3, 13, "aa", "m"), ("D", 14, 20, "h", "m")]
    themes = (ThemeRow("t", "T", ("H",), ()),)
    material = study(texts, [], codings, codes=codes, themes=themes)
    groups = ask(material, texts, level="group").rows
    assert [(r.code, r.codings, r.words) for r in groups] == [("G", 2, 3), ("H", 2, 3)]
    assert [(r.code, r.codings, r.words) for r in ask(material, texts, level="theme").rows] == [("T", 2, 3)]


def test_cases_linked_to_passages_and_documents_count() -> None:
    texts = {"D": "un deux trois", "E": "quatre"}
    links = (CaseLinkRow("P1", "D", 0, 7), CaseLinkRow("P2", "D", 3, 13), CaseLinkRow("P3", "E", None, None))
    codings = [("D", 0, 13, "a", "m"), ("E", 0, 6, "a", "m")]
    material = study(texts, [], codings, cases=CASES, links=links)
    assert ask(material, texts).rows[0].cases == 3
    by_case = {row.group: row.words for row in ask(material, texts, by="case").rows}
    assert by_case == {"P1": 2, "P2": 2, "P3": 1}
    assert {row.group: row.coverage for row in ask(material, texts, by="case").rows} == {"P1": 1, "P2": 1, "P3": 1}


def test_the_answer_says_all_that_was_asked(talk: tuple[Material, dict[str, str]]) -> None:
    said = ask(*talk, by="case", coder="Marie").as_json()
    assert said["question"]["by"] == "case"
    assert said["question"]["coder"] == "Marie"
    assert said["question"]["population"]["codings_outside"] == 1


@given(studies())
def test_the_slow_way_gives_the_same_frequencies(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    try:
        answer = ask(material, texts)
    except NothingCoded:
        return
    expected = whole(material, texts)
    got = {row.code: (row.codings, row.documents, row.words, row.coverage) for row in answer.rows}
    assert got == {name: frequency(expected, texts, name) for name in CODES}


@given(studies())
def test_groups_of_a_division_add_up(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    whole_rows = {row.code: row for row in ask(material, texts).rows}
    for by in ("document", "speaker"):
        rows = ask(material, texts, by=by).rows
        for name in CODES:
            parts = [row for row in rows if row.code == name]
            assert sum(row.words for row in parts) == whole_rows[name].words
            if by == "document":
                assert sum(row.codings for row in parts) == whole_rows[name].codings
