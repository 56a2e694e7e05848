"""Where codes lie, what follows what, how much is coded, and the map of codes."""

from __future__ import annotations

import numpy as np
import pytest
from analysis_slow import characters, whole
from analysis_tiny import CODES, spoken, studies, study
from hypothesis import given

from qualcode.analysis.codemap import codemap, correspondence, plane, stress_1
from qualcode.analysis.course.codeline import codelines
from qualcode.analysis.course.coverage import coverage
from qualcode.analysis.course.sequence import followed, sequence
from qualcode.analysis.frequencies import frequencies
from qualcode.model.errors import BadChoice, TooFewToMap
from qualcode.model.material import CaseRow, Material
from qualcode.model.results import Question

TEXT, TURNS = spoken(
    "D", ("P1", "un deux trois quatre"), ("Q?", "cinq six"), ("P2", "sept huit neuf"), ("P1", "dix onze")
)
ONE, TWO, THREE = TURNS[0], TURNS[2], TURNS[3]
PEOPLE = tuple(CaseRow(name, name, "participant", None, {}) for name in ("P1", "P2"))
CODED = study(
    {"D": TEXT},
    TURNS,
    [
        ("D", ONE.start, ONE.start + 7, "a", "m"),
        ("D", ONE.start + 14, TWO.start + 4, "b", "m"),
        ("D", TWO.start + 10, TWO.end, "a", "j"),
        ("D", THREE.start, THREE.end, "c", "m"),
        ("D", THREE.start, THREE.start + 3, "b", "m"),
    ],
    cases=PEOPLE,
)


def test_a_code_lies_where_it_is_said_and_the_interviewer_takes_no_room() -> None:
    """Participants say 20 + 14 + 8 = 42 characters; b runs over the question into the second turn."""
    rows = {row.code: row for row in codelines(CODED, {"D": TEXT}, Question("codeline", by="document")).rows}
    assert rows["a"].stretches == ((0, 7 / 42), (30 / 42, 34 / 42))
    assert rows["b"].stretches == ((14 / 42, 24 / 42), (34 / 42, 37 / 42))
    assert (rows["b"].passages, rows["b"].share) == (2, 13 / 42)
    assert [row.code for row in codelines(CODED, {"D": TEXT}, Question("codeline", by="document")).rows] == list("abc")
    of_case = codelines(CODED, {"D": TEXT}, Question("codeline", by="case")).rows
    assert [(row.group, row.code, row.stretches) for row in of_case] == [
        ("P1", "a", ((0, 7 / 28),)),
        ("P1", "b", ((14 / 28, 23 / 28),)),
        ("P1", "c", ((20 / 28, 1),)),
        ("P2", "a", ((10 / 14, 1),)),
        ("P2", "b", ((0, 4 / 14),)),
    ]


@given(studies())
def test_lines_hold_exactly_the_characters_under_a_code(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    of = whole(material, texts)
    shown = {(row.group, row.code): row for row in codelines(material, texts, Question("codeline", by="document")).rows}
    for document in of.documents:
        places = sorted(place for place in of.speech if place[0] == document)
        for name in CODES:
            under = {p for c in of.codings if c.code == name for p in characters(c.document, c.start, c.end)}
            at = {number for number, place in enumerate(places) if place in under}
            row = shown.get((document, name))
            lines = row.stretches if row else ()
            drawn_at = {n for low, high in lines for n in range(round(low * len(places)), round(high * len(places)))}
            assert drawn_at == at


def test_what_follows_is_the_next_to_begin_after_the_end_and_several_at_once_all_follow() -> None:
    answer = sequence(CODED, {"D": TEXT}, Question("sequence"))
    assert answer.n == 3
    assert [(row.a, row.b, row.n_a, row.n_ab, row.share) for row in answer.rows] == [
        ("a", "b", 2, 2, 1.0),
        ("a", "c", 2, 1, 0.5),
        ("b", "a", 1, 1, 1.0),
    ]
    assert answer.rows[0].expected == 2 * 2 / 3
    assert sequence(CODED, {"D": TEXT}, Question("sequence", coder="Jean")).rows == ()
    behind = followed(CODED, {"D": TEXT}, Question("sequence"), "a", "b")
    assert [[TEXT[one.start : one.end] for one in pair] for pair in behind] == [
        ["un deux", "quatre\nQ?: cinq six\nP2: sept"],
        ["neuf", "dix"],
    ]


@given(studies())
def test_the_slow_way_finds_the_same_followers(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    of = whole(material, texts)
    spans = []
    for name in CODES:
        sets = [characters(c.document, c.start, c.end) for c in of.codings if c.code == name]
        while pair := next(
            ((i, j) for i in range(len(sets)) for j in range(i + 1, len(sets)) if sets[i] & sets[j]), None
        ):
            sets[pair[0]] |= sets.pop(pair[1])
        spans += [(min(one), max(one)[1] + 1, name) for one in sets if one & of.speech]
    hoped: dict[tuple[str, str], int] = {}
    for (document, _start), end, name in spans:
        later = [start for (d, start), _end, _name in spans if d == document and start >= end]
        for after in {n for (d, start), _end, n in spans if later and d == document and start == min(later)}:
            hoped[name, after] = hoped.get((name, after), 0) + 1
    assert {(row.a, row.b): row.n_ab for row in sequence(material, texts, Question("s")).rows} == hoped


def test_words_coded_are_counted_once_by_voice_and_in_all() -> None:
    rows = coverage(CODED, {"D": TEXT}, Question("coverage")).rows
    assert [(row.words, row.coded, row.passages, row.codes) for row in rows] == [(9, 7, 5, 3)]
    by = coverage(CODED, {"D": TEXT}, Question("coverage", by="speaker")).rows
    assert [(row.group, row.words, row.coded, row.passages, row.codes) for row in by] == [
        ("P1", 6, 5, 4, 3),
        ("P2", 3, 2, 2, 2),
    ]
    assert by[0].share == 5 / 6


@given(studies())
def test_all_that_is_coded_is_at_least_each_code_and_at_most_their_sum(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    row = coverage(material, texts, Question("coverage")).rows[0]
    each = [one.words for one in frequencies(material, texts, Question("f")).rows]
    assert max(each) <= row.coded <= min(sum(each), row.words)


# The map


def test_correspondence_gives_the_published_inertias_of_the_smoking_table() -> None:
    """Greenacre 1984, Theory and Applications of Correspondence Analysis, p. 55: 0.0748 (87.8 %), 0.0100 (11.8 %)."""
    table = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]], dtype=float)
    points, shares = correspondence(table)
    assert shares[:2].round(3).tolist() == [0.878, 0.118]
    masses = table.sum(axis=1) / table.sum()
    assert (masses @ points**2).round(4).tolist() == [0.0748, 0.0100]
    assert np.abs(points[:, 0]).round(3).tolist() == [0.066, 0.259, 0.381, 0.233, 0.201]


def test_a_plane_that_exists_is_found_without_stress_and_none_is_said() -> None:
    corners = np.array([[0, 0], [0, 3], [4, 0], [4, 3]], dtype=float)
    apart = np.linalg.norm(corners[:, None] - corners[None, :], axis=2)
    assert stress_1(apart, plane(apart, 1)) < 0.01
    assert stress_1(np.full((3, 3), 1.0), np.array([[0.0, 0], [1, 0], [2, 0]])) == pytest.approx((1 / 6) ** 0.5)
    assert stress_1(np.zeros((2, 2)), np.zeros((2, 2))) == 0


def _map_study() -> tuple[Material, dict[str, str]]:
    words = [(f"P{n}", "mot mot mot") for n in range(12)]
    text, turns = spoken("D", *words)
    cases = tuple(CaseRow(f"P{n}", f"P{n}", "participant", None, {}) for n in range(12))
    codings = [("D", t.start, t.end, name, "m") for n, t in enumerate(turns) for name in ("ab" if n % 2 else "c")]
    codings += [("D", turns[0].start, turns[0].end, "a", "m")]
    return study({"D": text}, turns, codings, cases=cases), {"D": text}


@pytest.mark.parametrize("method", ["mds", "correspondence"])
def test_codes_that_meet_stand_near_and_the_same_seed_gives_the_same_map(method: str) -> None:
    material, texts = _map_study()
    question = Question("codemap", options=(("method", method), ("seed", 3)))
    one, again = codemap(material, texts, question, made_at="x"), codemap(material, texts, question, made_at="x")
    assert one == again
    assert {row.code: row.nearest for row in one.rows} == {"a": "b", "b": "a", "c": "a"}
    assert [row.n for row in one.rows] == [7, 6, 6]
    assert one.n == 12
    assert (one.stress is None) == (method == "correspondence")
    assert one.inertia is None or sum(one.inertia) <= 1 + 1e-9
    assert dict(one.question.options) == {"method": method, "seed": 3}


def test_what_cannot_be_mapped_is_refused() -> None:
    two = study({"D": TEXT}, TURNS, [("D", ONE.start, ONE.end, "a", "m"), ("D", TWO.start, TWO.end, "b", "m")])
    for method in ("mds", "correspondence"):
        with pytest.raises(TooFewToMap):
            codemap(two, {"D": TEXT}, Question("codemap", options=(("method", method),)))
    for question in (Question("codemap", unit="overlap"), Question("codemap", options=(("method", "guess"),))):
        with pytest.raises(BadChoice):
            codemap(two, {"D": TEXT}, question)
