from __future__ import annotations

import math

import pytest
from analysis_slow import on_characters, on_turns, raw, whole
from analysis_tiny import CODES, code, spoken, studies, study
from hypothesis import given

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.model.errors import NoSuchCoder, NothingCoded
from qualcode.model.material import CaseLinkRow, CaseRow, Material, ThemeRow, TurnRow
from qualcode.model.results import Cooccurrence, Pair, Question

WHEN = "2026-01-01T00:00:00+00:00"
TEXT, TURNS = spoken(
    "D",
    ("Q?", "Parle-moi de ton école, tu veux bien"),
    ("P1", "Ben mon prof m'écoutait, ça m'a aidé à rester"),
    ("Q?", "Et chez toi"),
    ("P2", "Ma mère avait peur que je lâche"),
    ("P2", "..."),
)
PROF, MOTHER = TURNS[1], TURNS[3]


def ask(material: Material, texts: dict[str, str], **asked: object) -> Cooccurrence:
    return cooccurrence(material, texts, Question("cooccurrence", **asked), made_at=WHEN)


def found(answer: Cooccurrence) -> dict[tuple[str, str], Pair]:
    return {(row.a, row.b): row for row in answer.rows}


def test_a_small_study_is_counted_as_by_hand() -> None:
    material = study(
        {"D": TEXT},
        TURNS,
        [
            ("D", PROF.start, PROF.start + 8, "a", "m"),
            ("D", PROF.start + 20, PROF.end, "b", "m"),
            ("D", MOTHER.start, MOTHER.end, "b", "m"),
            ("D", MOTHER.start, MOTHER.start + 7, "c", "j"),
            ("D", TURNS[0].start, TURNS[0].end, "c", "j"),
        ],
    )
    answer = ask(material, {"D": TEXT})
    assert answer.n == 2
    assert [(row.a, row.b, row.n_a, row.n_b, row.n_ab) for row in answer.rows] == [
        ("a", "a", 1, 1, 1),
        ("a", "b", 1, 2, 1),
        ("b", "b", 2, 2, 2),
        ("b", "c", 2, 1, 1),
        ("c", "c", 1, 1, 1),
    ]
    both = found(answer)["a", "b"]
    assert (both.jaccard, both.lift, both.p_a_given_b, both.p_b_given_a) == (0.5, 1.0, 0.5, 1.0)
    assert answer.question.unit == "turn"
    assert answer.made_at == WHEN
    assert (answer.population.n_turns, answer.population.codings_outside) == (2, 1)


def test_three_coders_on_one_passage_are_one() -> None:
    passage = ("D", PROF.start, PROF.start + 8)
    once = study({"D": TEXT}, TURNS, [(*passage, "a", "m"), (*passage, "b", "m")])
    thrice = study({"D": TEXT}, TURNS, [(*passage, name, coder) for name in "ab" for coder in "mjf"])
    for unit in ("turn", "overlap", "sentence", "document"):
        assert ask(once, {"D": TEXT}, unit=unit).rows == ask(thrice, {"D": TEXT}, unit=unit).rows
    assert found(ask(thrice, {"D": TEXT}, raw=True))["a", "b"].n_ab == 9


def test_touching_passages_do_not_overlap() -> None:
    material = study(
        {"D": TEXT},
        TURNS,
        [("D", PROF.start, PROF.start + 8, "a", "m"), ("D", PROF.start + 8, PROF.end, "b", "m")],
    )
    assert ("a", "b") not in found(ask(material, {"D": TEXT}, unit="overlap"))
    assert ("a", "b") not in found(ask(material, {"D": TEXT}, raw=True))
    assert found(ask(material, {"D": TEXT}))["a", "b"].n_ab == 1


def test_touching_passages_of_one_code_stay_two() -> None:
    cut = PROF.start + 8
    material = study({"D": TEXT}, TURNS, [("D", PROF.start, cut, "a", "m"), ("D", cut, PROF.end, "a", "j")])
    assert found(ask(material, {"D": TEXT}, unit="overlap"))["a", "a"].n_a == 2


def test_one_passage_over_five_stays_between_nothing_and_one() -> None:
    start = PROF.start
    fives = [("D", start + 4 * k, start + 4 * k + 2, "b", "m") for k in range(5)]
    material = study({"D": TEXT}, TURNS, [("D", start, start + 20, "a", "m"), *fives])
    row = found(ask(material, {"D": TEXT}, unit="overlap"))["a", "b"]
    assert (row.n_a, row.n_b, row.n_ab) == (1, 5, 5)
    assert row.jaccard == 10 / 20
    assert row.p_b_given_a == 10 / 20
    assert row.p_a_given_b == 1.0
    assert row.lift == (PROF.end - PROF.start + MOTHER.end - MOTHER.start) * 10 / (20 * 10)


def test_lift_is_the_published_one() -> None:
    words = [("P", f"mot{number}") for number in range(412)]
    text, turns = spoken("D", *words)
    a = [("D", turns[k].start, turns[k].end, "a", "m") for k in range(20)]
    b = [("D", turns[k].start, turns[k].end, "b", "m") for k in range(11, 23)]
    row = found(ask(study({"D": text}, turns, a + b), {"D": text}))["a", "b"]
    assert (row.n_a, row.n_b, row.n_ab) == (20, 12, 9)
    assert round(row.lift, 2) == 15.45
    assert row.jaccard == 9 / 23


def test_a_document_without_turns_counts_its_paragraphs() -> None:
    text = "Un deux\nsuite\n\nTrois quatre\n\n***\n"
    material = study({"D": text}, [], [("D", 0, 2, "a", "m"), ("D", 8, 12, "b", "m"), ("D", 15, 20, "c", "m")])
    answer = ask(material, {"D": text})
    assert answer.n == 2
    assert answer.paragraph_documents == ("D",)
    assert set(found(answer)) == {("a", "a"), ("a", "b"), ("b", "b"), ("c", "c")}


def test_lines_are_paragraphs_where_no_line_is_blank() -> None:
    text = "Un deux\ntrois\nquatre"
    material = study({"D": text}, [], [("D", 0, 2, "a", "m"), ("D", 8, 12, "b", "m")])
    assert ask(material, {"D": text}, unit="paragraph").n == 3
    assert ("a", "b") not in found(ask(material, {"D": text}, unit="paragraph"))


def test_sentences_documents_and_cases_are_units() -> None:
    texts, turns = {}, []
    for name in ("D1", "D2"):
        texts[name], more = spoken(name, ("P", "Un deux. Trois quatre."), ("R", "Cinq."))
        turns += more
    cases = tuple(CaseRow(name, name, "participant", None, {}) for name in "PR")
    first, second, third = turns[0], turns[1], turns[3]
    codings = [
        ("D1", first.start, first.start + 2, "a", "m"),
        ("D1", first.start + 9, first.end, "b", "m"),
        ("D1", second.start, second.end, "c", "m"),
        ("D2", third.start, third.end, "a", "m"),
    ]
    material = study(texts, turns, codings, cases=cases)
    assert ask(material, texts, unit="sentence").n == 6
    assert ("a", "b") not in found(ask(material, texts, unit="sentence"))
    assert ask(material, texts, unit="document").n == 2
    assert {pair: row.n_ab for pair, row in found(ask(material, texts, unit="document")).items()} == {
        ("a", "a"): 2,
        ("a", "b"): 1,
        ("a", "c"): 1,
        ("b", "b"): 1,
        ("b", "c"): 1,
        ("c", "c"): 1,
    }
    by_case = found(ask(material, texts, unit="case"))
    assert ask(material, texts, unit="case").n == 2
    assert by_case["a", "c"].n_ab == 1
    assert ("b", "c") not in by_case
    assert by_case["a", "a"].n_ab == 2


def test_a_case_linked_to_a_passage_is_a_unit_there_only() -> None:
    text = "Un deux trois quatre"
    cases = tuple(CaseRow(name, name, "participant", None, {}) for name in "PR")
    links = (CaseLinkRow("P", "D", 0, 7), CaseLinkRow("R", "D", 8, 20))
    material = study({"D": text}, [], [("D", 0, 2, "a", "m"), ("D", 8, 9, "b", "m")], cases=cases, links=links)
    answer = ask(material, {"D": text}, unit="case")
    assert answer.n == 2
    assert set(found(answer)) == {("a", "a"), ("b", "b")}


def test_groups_and_themes_unite_what_stands_under_them() -> None:
    codes = (code("G"), code("a", "G"), code("b", "G"), code("H"), code("c", "H"), code("alone"))
    start = PROF.start
    codings = [
        ("D", start, start + 8, "a", "m"),
        ("D", start + 4, start + 12, "b", "m"),
        ("D", start + 6, start + 9, "c", "m"),
        ("D", MOTHER.start, MOTHER.end, "alone", "m"),
    ]
    themes = (ThemeRow("t", "T", ("G",), ()), ThemeRow("u", "U", ("c",), ("k3",)))
    material = study({"D": TEXT}, TURNS, codings, codes=codes, themes=themes)
    groups = found(ask(material, {"D": TEXT}, level="group", unit="overlap"))
    assert set(groups) == {("G", "G"), ("G", "H"), ("H", "H"), ("alone", "alone")}
    assert (groups["G", "H"].n_a, groups["G", "H"].n_ab) == (1, 1)
    assert groups["G", "H"].jaccard == 3 / 12
    of_themes = found(ask(material, {"D": TEXT}, level="theme"))
    assert {pair: (row.n_a, row.n_b, row.n_ab) for pair, row in of_themes.items()} == {
        ("T", "T"): (1, 1, 1),
        ("T", "U"): (1, 2, 1),
        ("U", "U"): (2, 2, 2),
    }


def test_a_coding_under_two_themes_does_not_meet_itself() -> None:
    themes = (ThemeRow("t", "T", ("a",), ()), ThemeRow("u", "U", ("a",), ()))
    material = study({"D": TEXT}, TURNS, [("D", PROF.start, PROF.end, "a", "m")], themes=themes)
    assert ask(material, {"D": TEXT}, level="theme", raw=True).rows == ()
    assert ("T", "U") in found(ask(material, {"D": TEXT}, level="theme", unit="overlap"))


def test_one_coder_is_read_alone_and_by_any_spelling_of_the_name() -> None:
    codings = [("D", PROF.start, PROF.end, "a", "m"), ("D", PROF.start, PROF.end, "b", "j")]
    material = study({"D": TEXT}, TURNS, codings)
    assert set(found(ask(material, {"D": TEXT}, coder="marie"))) == {("a", "a")}
    with pytest.raises(NoSuchCoder):
        ask(material, {"D": TEXT}, coder="Zoé")
    with pytest.raises(NothingCoded):
        ask(material, {"D": TEXT}, coder="Fatou")


def test_the_interviewer_counts_only_where_asked() -> None:
    asked = TURNS[0]
    material = study(
        {"D": TEXT}, TURNS, [("D", asked.start, asked.end, "a", "m"), ("D", asked.start, asked.end, "b", "m")]
    )
    without = ask(material, {"D": TEXT})
    assert without.rows == ()
    assert without.population.codings_outside == 2
    assert ask(material, {"D": TEXT}, interviewer=True).n == 4
    assert ("a", "b") in found(ask(material, {"D": TEXT}, interviewer=True))


def test_raw_rows_have_no_other_columns() -> None:
    rows = [("D", 0, 5, "b", "m"), ("D", 0, 5, "b", "m"), ("D", 2, 6, "a", "j"), ("D", 3, 9, "a", "m")]
    answer = ask(study({"D": TEXT}, TURNS, rows, states={"D": "to_read"}), {"D": TEXT}, raw=True)
    assert answer.rows == (Pair("a", "b", None, None, 2, None, None, None, None),)
    assert (answer.question.raw, answer.n) == (True, 3)


def test_a_turn_that_begins_inside_another_changes_nothing_twice() -> None:
    text = "un deux trois"
    turns = [TurnRow("D", "P", "participant", 0, 9, None), TurnRow("D", "P", "participant", 5, 13, None)]
    material = study({"D": text}, turns, [("D", 0, 13, "a", "m")])
    assert found(ask(material, {"D": text}, unit="overlap"))["a", "a"].lift == 1.0
    assert ask(material, {"D": text}, unit="overlap").n == 13


@given(studies())
def test_the_slow_way_gives_the_same_units(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    expected = whole(material, texts)
    answer = ask(material, texts)
    assert answer.n == len(expected.units)
    got = {(row.a, row.b): (row.n_a, row.n_b, row.n_ab) for row in answer.rows}
    assert got == on_turns(expected, list(CODES))
    for row in answer.rows:
        assert row.n_ab <= min(row.n_a, row.n_b)
        assert 0 < row.jaccard <= 1
        assert math.isclose(row.p_a_given_b * row.n_b, row.n_ab)


@given(studies())
def test_the_slow_way_gives_the_same_overlaps(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    expected = whole(material, texts)
    answer = ask(material, texts, unit="overlap")
    got = {(row.a, row.b): (row.n_a, row.n_b, row.n_ab, row.jaccard, row.lift) for row in answer.rows}
    assert answer.n == len(expected.speech)
    assert got == on_characters(expected, list(CODES))


@given(studies())
def test_the_slow_way_gives_the_same_raw_counts(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    got = {(row.a, row.b): row.n_ab for row in ask(material, texts, raw=True).rows}
    assert got == raw(material, list(CODES))


@given(studies())
def test_rows_stand_in_codebook_order_each_pair_once(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    for unit in ("turn", "overlap", "document", "sentence"):
        pairs = [(CODES.index(row.a), CODES.index(row.b)) for row in ask(material, texts, unit=unit).rows]
        assert pairs == sorted(set(pairs))
        assert all(a <= b for a, b in pairs)
