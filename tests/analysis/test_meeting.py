"""Codes that meet: where all coders agree, near each other, in chosen rows; what chance and other cases would say."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from analysis_slow import Whole, characters, whole
from analysis_tiny import CODES, code, spoken, studies, study
from hypothesis import given

from qualcode.analysis.behind import meetings
from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.analysis.meeting.ground import ground
from qualcode.analysis.meeting.resampling import with_intervals, witnesses
from qualcode.analysis.meeting.rings import shifted
from qualcode.analysis.meeting.trades import traded
from qualcode.analysis.permutation import Chance, with_chance
from qualcode.model.errors import BadChoice, Interrupted, NoGuide, NoSuchCode, NoSuchTheme, TooFewWitnesses
from qualcode.model.material import AskedRow, CaseRow, Material, QuestionRow, TurnRow
from qualcode.model.results import Cooccurrence, Pair, Question

Found = dict[tuple[str, str], Pair]
TEXT, TURNS = spoken(
    "D",
    ("P1", "un deux trois quatre"),
    ("Q?", "cinq six"),
    ("P2", "sept huit neuf"),
    ("P1", "dix onze"),
)
ONE, TWO, THREE = TURNS[0], TURNS[2], TURNS[3]


def ask(material: Material, texts: dict[str, str], unit: str | None = None, **options: object) -> Cooccurrence:
    question = Question("cooccurrence", unit=unit, options=tuple(sorted(options.items())))
    return cooccurrence(material, texts, question, made_at="x")


def found(answer: Cooccurrence) -> Found:
    return {(row.a, row.b): row for row in answer.rows}


def counts(answer: Cooccurrence) -> dict[tuple[str, str], tuple[int, int, int]]:
    return {pair: (row.n_a, row.n_b, row.n_ab) for pair, row in found(answer).items()}


# All coders agree


def agreed_units(of: Whole, codes: tuple[str, ...]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Count by hand the turns that all who coded their document's speech gave both codes."""
    speech = {d: {place for place in of.speech if place[0] == d} for d in of.documents}
    who = {d: {c.coder for c in of.codings if c.document == d and _under(c) & speech[d]} for d in of.documents}
    holds: dict[str, set[int]] = {name: set() for name in codes}
    for number, unit in enumerate(of.units):
        document = next(iter(unit))[0]
        for name in codes:
            said = {c.coder for c in of.codings if c.code == name and _under(c) & unit}
            if said and said == who[document]:
                holds[name].add(number)
    pairs = [(a, b) for i, a in enumerate(codes) for b in codes[i:] if holds[a] & holds[b]]
    return {(a, b): (len(holds[a]), len(holds[b]), len(holds[a] & holds[b])) for a, b in pairs}


def _under(coding: object) -> set[tuple[str, int]]:
    return characters(coding.document, coding.start, coding.end)


@given(studies())
def test_the_slow_way_finds_the_same_turns_on_which_all_coders_agree(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    assert counts(ask(material, texts, agreed=True)) == agreed_units(whole(material, texts), CODES)


@given(studies())
def test_what_all_agree_about_lies_under_each_coders_own_passages(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    anybody, alike = (found(ask(material, texts, "overlap", **way)) for way in ({}, {"agreed": True}))
    of = whole(material, texts)
    for name in CODES:
        under = 0
        for document in of.documents:
            said = [c for c in of.codings if c.document == document and _under(c) & of.speech]
            each = [
                set().union(*(_under(c) for c in said if c.coder == who and c.code == name))
                for who in {c.coder for c in said}
            ]
            under += len(set.intersection(*each) & of.speech) if each else 0
        assert ((name, name) in alike) == bool(under)
        if under:
            assert alike[name, name].lift == len(of.speech) / under
            assert anybody[name, name].lift <= alike[name, name].lift


@pytest.mark.parametrize("unit", ["turn", "overlap", "sentence", "document", "case"])
def test_three_coders_who_agree_are_as_one(unit: str) -> None:
    cases = tuple(CaseRow(name, name, "participant", None, {}) for name in ("P1", "P2"))
    passages = [("D", ONE.start, ONE.end, "a"), ("D", ONE.start, ONE.start + 2, "b"), ("D", TWO.start, TWO.end, "b")]
    alone = study({"D": TEXT}, TURNS, [(*one, "m") for one in passages], cases=cases)
    together = study({"D": TEXT}, TURNS, [(*one, who) for one in passages for who in "mjf"], cases=cases)
    expected = ask(alone, {"D": TEXT}, unit).rows
    assert expected == ask(together, {"D": TEXT}, unit, agreed=True).rows
    assert ("a", "b") in {(row.a, row.b) for row in expected}


def test_what_one_of_two_coders_does_not_say_counts_for_nothing_where_all_must_agree() -> None:
    codings = [("D", ONE.start, ONE.end, "a", "m"), ("D", ONE.start, ONE.end, "b", "m")]
    material = study({"D": TEXT}, TURNS, [*codings, ("D", ONE.start, ONE.start + 2, "a", "j")])
    assert counts(ask(material, {"D": TEXT}, agreed=True)) == {("a", "a"): (1, 1, 1)}
    assert found(ask(material, {"D": TEXT}, "overlap", agreed=True))["a", "a"].lift == 42 / 2


# Near each other


def test_a_distance_counts_turns_of_anybody_and_words_between() -> None:
    codings = [("D", ONE.start, ONE.start + 2, "a", "m"), ("D", TWO.start, TWO.end, "b", "m")]
    material = study({"D": TEXT}, TURNS, [*codings, ("D", THREE.start + 4, THREE.end, "c", "m")])
    met = {n: set(found(ask(material, {"D": TEXT}, "overlap", near=(n, "turns")))) for n in range(4)}
    apart = {("a", "a"), ("b", "b"), ("c", "c")}
    assert met == {
        0: apart,
        1: apart | {("b", "c")},
        2: apart | {("b", "c"), ("a", "b")},
        3: apart | {("b", "c"), ("a", "b"), ("a", "c")},
    }
    words = {n: ("a", "b") in found(ask(material, {"D": TEXT}, "overlap", near=(n, "words"))) for n in (4, 5)}
    assert words == {4: False, 5: True}


def test_shares_at_a_distance_are_over_passages_and_behind_a_pair_stand_both() -> None:
    codings = [("D", ONE.start, ONE.start + 2, "a", "m"), ("D", ONE.start + 8, ONE.end, "a", "m")]
    material = study({"D": TEXT}, TURNS, [*codings, ("D", TWO.start, TWO.start + 4, "b", "m")])
    answer = ask(material, {"D": TEXT}, "overlap", near=(3, "words"))
    row = found(answer)["a", "b"]
    assert (row.n_a, row.n_b, row.n_ab, row.p_b_given_a, row.p_a_given_b) == (2, 1, 1, 0.5, 1.0)
    assert (row.jaccard, row.lift) == (2 / 3, None)  # of three passages one of a and that of b have the other near
    behind = meetings(material, {"D": TEXT}, answer.question, "b", "a")
    assert [[TEXT[s.start : s.end] for s in one.stretches] for one in behind] == [["trois quatre", "sept"]]
    assert len(meetings(material, {"D": TEXT}, answer.question, "a", "a")) == 2


def test_a_distance_never_leads_into_the_next_document_and_lines_stand_for_turns() -> None:
    texts = {"D1": "un\ndeux\ntrois", "D2": "quatre"}
    codings = [("D1", 0, 2, "a", "m"), ("D1", 8, 13, "b", "m"), ("D2", 0, 6, "c", "m")]
    material = study(texts, [], codings)
    assert ("a", "b") not in found(ask(material, texts, "overlap", near=(1, "turns")))
    assert ("a", "b") in found(ask(material, texts, "overlap", near=(2, "turns")))
    assert not {("b", "c"), ("a", "c")} & set(found(ask(material, texts, "overlap", near=(99, "words"))))


@given(studies())
def test_at_a_distance_pairs_are_those_found_by_looking_at_every_two(drawn: tuple[Material, dict[str, str]]) -> None:
    material, texts = drawn
    near, over = (found(ask(material, texts, "overlap", **way)) for way in ({"near": (1, "turns")}, {}))
    assert all(near[pair].n_ab >= row.n_ab for pair, row in over.items())
    far = {n: found(ask(material, texts, "overlap", near=(99, n))) for n in ("turns", "words")}
    said = whole(material, texts)
    for a, b in combinations(CODES, 2):
        if (a, a) in over and (b, b) in over:
            passages = {name: _united(said, name) for name in (a, b)}
            hoped = sum(one == other for one in passages[a] for other in passages[b])
            assert {(way[a, b].n_ab if (a, b) in way else 0) for way in far.values()} == {hoped}


def _united(of: Whole, name: str) -> list[str]:
    """Return the document of each united passage of a code."""
    sets = [_under(c) for c in of.codings if c.code == name]
    while pair := next(((i, j) for i, j in combinations(range(len(sets)), 2) if sets[i] & sets[j]), None):
        sets[pair[0]] |= sets.pop(pair[1])
    return [next(iter(one))[0] for one in sets if one & of.speech]


@pytest.mark.parametrize("asked", [("turn", (1, "turns")), ("overlap", (1, "pages")), ("overlap", (-1, "turns"))])
def test_a_distance_that_is_none_is_refused(asked: tuple[str, tuple[int, str]]) -> None:
    material = study({"D": TEXT}, TURNS, [("D", ONE.start, ONE.end, "a", "m")])
    with pytest.raises(BadChoice):
        ask(material, {"D": TEXT}, asked[0], near=asked[1])


# Chosen rows and columns


def test_rows_meet_all_and_columns_alone_where_columns_are_chosen() -> None:
    codes = (code("G"), code("a", "G"), code("b", "G"), code("c"), code("d"))
    codings = [("D", ONE.start, ONE.end, name, "m") for name in "abcd"]
    material = study({"D": TEXT}, TURNS, codings, codes=codes)
    off = {pair for pair in found(ask(material, {"D": TEXT}, rows=("c",))) if pair[0] != pair[1]}
    assert off == {("a", "c"), ("b", "c"), ("c", "d")}
    both = set(found(ask(material, {"D": TEXT}, rows=("d",), columns=("G",))))
    assert both == {("a", "a"), ("b", "b"), ("d", "d"), ("a", "d"), ("b", "d")}
    groups = cooccurrence(
        material,
        {"D": TEXT},
        Question("c", unit="turn", level="group", options=(("rows", ("G",)), ("columns", ("c",)))),
    )
    assert {(row.a, row.b) for row in groups.rows} == {("G", "G"), ("c", "c"), ("G", "c")}
    with pytest.raises(NoSuchCode):
        ask(material, {"D": TEXT}, rows=("nobody",))
    with pytest.raises(NoSuchTheme):
        cooccurrence(material, {"D": TEXT}, Question("c", level="theme", options=(("rows", ("nobody",)),)))


# Chance


def mixed(seed: int, n_documents: int = 12) -> tuple[Material, dict[str, str]]:
    """Make documents of ten turns in which four codes stand at random, and where two questions are asked."""
    draws = np.random.default_rng(seed)
    names = ("a", "b", "c", "d")
    texts, turns, codings, cases, askings = {}, [], [], [], []
    for number in range(n_documents):
        name = f"D{number}"
        texts[name], more = spoken(name, *((f"P{number}", "mot " * int(draws.integers(2, 9))) for _ in range(10)))
        turns += more
        cases.append(CaseRow(f"P{number}", f"P{number}", "participant", None, {}))
        askings += [AskedRow("q1", name, 0, 1), AskedRow("q2", name, more[4].end, more[4].end + 1)]
        codings += [(name, t.start, t.end, which, "m") for t in more for which in names if draws.random() < 0.25]
    made = study(texts, turns, codings, codes=tuple(code(one) for one in names), cases=tuple(cases))
    questions = (QuestionRow("q1", "1 one"), QuestionRow("q2", "2 two"))
    return Material(**{f: getattr(made, f) for f in made.__dataclass_fields__} | {
        "questions": questions, "askings": tuple(askings)}), texts  # fmt: skip


def test_what_chance_brings_together_is_known_beforehand_and_is_the_mean_of_the_rounds() -> None:
    material, texts = mixed(1)
    for options in ((), (("within_questions", True),)):
        drawn = shifted(ground(material, texts, Question("c", unit="turn", options=options)))
        mean = np.mean(list(drawn.rounds(1_500, 1)), axis=0)
        assert np.allclose(drawn.expected()[~np.eye(4, dtype=bool)], mean[~np.eye(4, dtype=bool)], atol=0.35)
        assert np.array_equal(np.diag(drawn.expected()).round(9) > 0, np.diag(mean) > 0)


def test_within_questions_a_code_never_leaves_the_answers_it_stands_in() -> None:
    texts, turns = {}, []
    texts["D"], turns = spoken("D", *(("P", "mot " * (3 + n % 5)) for n in range(40)))
    codings = [("D", t.start, t.end, name, "m") for t in turns[:20] for name in "ab"]
    codings += [("D", t.start, t.end, "c", "m") for t in turns[20:]]
    plain = study(texts, turns, codings)
    asked = (AskedRow("q1", "D", 0, 1), AskedRow("q2", "D", turns[19].end, turns[19].end + 1))
    fields = {f: getattr(plain, f) for f in plain.__dataclass_fields__}
    guided = Material(**fields | {"questions": (QuestionRow("q1", "1"), QuestionRow("q2", "2")), "askings": asked})
    free, inside = (
        found(with_chance(ask(guided, texts, "turn", **way), guided, texts, Chance(99)))["a", "b"]
        for way in ({}, {"within_questions": True})
    )
    assert inside.expected == pytest.approx(20)
    assert inside.p_value == 1.0
    assert free.expected < 12
    with pytest.raises(NoGuide):
        with_chance(ask(plain, texts, "turn", within_questions=True), plain, texts, Chance(9))
    with pytest.raises(BadChoice):
        with_chance(ask(guided, texts, "document", within_questions=True), guided, texts, Chance(9))


def test_trades_keep_both_margins_and_reach_every_table_alike() -> None:
    """The 3 x 3 tables with margins 1, 1, 1 are six: each is met as often as the others."""
    draws = np.random.default_rng(5)
    table = np.eye(3, dtype=bool)
    met: dict[bytes, int] = {}
    for _ in range(6_000):
        table = traded(table, draws)
        assert (table.sum(axis=0) == 1).all()
        assert (table.sum(axis=1) == 1).all()
        met[table.tobytes()] = met.get(table.tobytes(), 0) + 1
    assert len(met) == 6
    assert all(800 < count < 1_200 for count in met.values())


@pytest.mark.parametrize("unit", ["document", "case"])
def test_codes_that_share_their_documents_are_found_and_others_are_not(unit: str) -> None:
    material, texts = mixed(3, 40)
    rows = [(f"D{n}", 4, 7, name, "m") for n in range(1, 40, 2) for name in "ab"]
    rows += [(f"D{n}", 4, 7, "c", "m") for n in range(40) if n % 3]
    rows += [(f"D{n}", 4, 7, "d", "m") for n in range(0, 40, 2)]
    made = study(texts, list(material.turns), rows, codes=material.codes, cases=material.cases)
    answer = with_chance(ask(made, texts, unit), made, texts, Chance(499))
    pairs = found(answer)
    assert pairs["a", "b"].p_value < 0.01
    assert pairs["a", "b"].p_adjusted < 0.05
    assert pairs["c", "d"].p_value > 0.05
    assert pairs["a", "b"].n_ab > pairs["a", "b"].expected
    assert (answer.tested.pairs, answer.tested.smallest_p) == (6, 0.002)  # those that never meet are tested, too


def test_max_z_is_worked_again_from_all_rounds_and_drawn_twice_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    material, texts = mixed(2)
    answer = with_chance(ask(material, texts, "turn"), material, texts, Chance(199, 7))
    drawn = shifted(ground(material, texts, answer.question))
    rounds = np.array(list(drawn.rounds(199, 7)), dtype=float)
    pairs = [(i, j) for i, j in combinations(range(4), 2) if drawn.expected()[i, j] >= 1]
    rows = found(answer)
    every = np.array([[one[i, j] for i, j in pairs] for one in rounds])
    seen = np.array([rows[CODES4[i], CODES4[j]].n_ab for i, j in pairs])
    whole_ = np.vstack([every, seen])
    z = (whole_ - whole_.mean(axis=0)) / whole_.std(axis=0)
    for place, (i, j) in enumerate(pairs):
        row = rows[CODES4[i], CODES4[j]]
        assert row.p_value == (1 + (every[:, place] >= seen[place]).sum()) / 200
        assert row.p_adjusted == pytest.approx((z.max(axis=1) >= z[-1, place] - 1e-9).sum() / 200)
        assert row.p_adjusted >= row.p_value
    assert (answer.tested.pairs, answer.tested.smallest_q) == (len(pairs), len(pairs) / 200)
    monkeypatch.setattr("qualcode.analysis.permutation.MOST_KEPT", 0)
    assert with_chance(ask(material, texts, "turn"), material, texts, Chance(199, 7)).rows == answer.rows


CODES4 = ("a", "b", "c", "d")


# Other cases


def test_intervals_are_worked_again_case_by_case() -> None:
    material, texts = mixed(4, n_documents=11)
    answer = with_intervals(ask(material, texts, "turn"), material, texts, 400, 9)
    held: dict[str, dict[str, set[int]]] = {}
    for c in material.codings:
        held.setdefault(c.document, {}).setdefault(c.code, set()).add(c.start)
    a, b = ([held[f"D{n}"].get(name, set()) for n in range(11)] for name in "ab")
    weights = np.random.default_rng(9).multinomial(11, np.full(11, 1 / 11), size=400)
    both = weights @ np.array([len(x & y) for x, y in zip(a, b, strict=True)])
    either = weights @ np.array([len(x | y) for x, y in zip(a, b, strict=True)])
    drawn = np.sort(both / either)
    row = found(answer)["a", "b"]
    assert (row.low, row.high) == pytest.approx((drawn[round(0.025 * 399)], drawn[round(0.975 * 399)]))
    assert row.low < row.jaccard < row.high
    assert (answer.resampled.who, answer.resampled.n, answer.resampled.resamples) == ("case", 11, 400)
    assert found(answer)["a", "a"].low is None


def test_people_of_one_group_are_one_witness_and_few_witnesses_are_refused() -> None:
    material, texts = mixed(4, n_documents=20)
    groups = [CaseRow(f"G{n}", f"G{n}", "group", None, {}) for n in range(10)]
    people = [one._replace(inside=f"G{n // 2}") for n, one in enumerate(material.cases)]
    fields = {f: getattr(material, f) for f in material.__dataclass_fields__}
    grouped = Material(**fields | {"cases": (*people, *groups)})
    for unit in ("turn", "document", "case"):
        drawn = witnesses(ground(grouped, texts, Question("c", unit=unit)))
        assert (drawn.who, drawn.n) == ("group", 10)
    assert with_intervals(ask(grouped, texts, "case"), grouped, texts, 50).resampled.who == "group"
    with pytest.raises(TooFewWitnesses):
        with_intervals(ask(*mixed(4, 9), "turn"), *mixed(4, 9))
    with pytest.raises(BadChoice):
        with_intervals(ask(material, texts, "overlap"), material, texts)


def test_documents_bear_witness_where_no_case_speaks_and_the_work_can_be_stopped() -> None:
    material, texts = mixed(4, n_documents=10)
    turns = tuple(TurnRow(*turn[:5], None) for turn in material.turns)
    fields = {f: getattr(material, f) for f in material.__dataclass_fields__}
    nobody = Material(**fields | {"turns": turns, "cases": ()})
    assert with_intervals(ask(nobody, texts, "turn"), nobody, texts, 20).resampled.who == "document"

    class Impatient:
        def step(self, done: int, total: int, label: str) -> None:
            assert done <= total, label

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Interrupted):
        with_intervals(ask(nobody, texts, "turn"), nobody, texts, 20, reporter=Impatient())
