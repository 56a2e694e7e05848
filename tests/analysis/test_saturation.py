from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from analysis_tiny import CODES, code, spoken, study
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.saturation import Rule, judged, saturation
from qualcode.model.errors import (
    BadChoice,
    EmptyBase,
    NoOrder,
    NoSuchAttribute,
    NotAnOrder,
    NothingCoded,
    SeveralOrders,
)
from qualcode.model.material import CaseRow, Material, ThemeRow, TurnRow
from qualcode.model.results import Question

if TYPE_CHECKING:
    from qualcode.model.comparisons import Saturation

Study = tuple[Material, dict[str, str]]
VECTOR = [14, 6, 5, 4, 3, 1, 1, 0]  # FIELD: new codes, base 29, runs 13.8, 6.9 and 3.4 %


def held(interviews: dict[str, str], groups: dict[str, str] | None = None, **more: object) -> Study:
    """Interviews (and groups of two) by date, each with the codes it holds; what else `study` takes."""
    texts, turns, codings, cases = {}, [], [], []
    for date, codes in {**interviews, **(groups or {})}.items():
        name = f"D {date}"
        voices = (name, f"{name} bis") if date in (groups or {}) else (name,)
        text, said = spoken(name, ("Q?", "quoi"), *[(voices[n % len(voices)], "deux mots") for n in range(2)])
        texts[name] = text
        turns += said
        codings += [(name, said[1].start, said[1].end, one, "m") for one in codes]
        cases += [
            CaseRow(voice, voice, "participant", None, {"Date": date} if date[0] == "2" else {}) for voice in voices
        ]
    return study(texts, turns, codings, cases=tuple(cases), **more), texts


def ask(material: Material, texts: dict[str, str], rule: Rule | None = None, **asked: object) -> Saturation:
    return saturation(material, texts, Question("saturation", **asked), rule=rule)


def test_the_vector_of_the_field_is_saturated_at_six_plus_two() -> None:
    series = judged(VECTOR, Rule())
    assert (series.base, series.saturated_at, series.at, series.verdict) == (29, "6+2", 6, "saturated")
    assert [(run.first, run.last, run.new) for run in series.runs] == [(5, 6, 4), (6, 7, 2), (7, 8, 1)]
    assert [f"{run.ratio:.1%}" for run in series.runs] == ["13.8%", "6.9%", "3.4%"]


@pytest.mark.parametrize(
    ("new", "rule", "verdict", "at"),
    [
        (VECTOR, Rule(threshold=0.15), "saturated", "4+2"),
        (VECTOR, Rule(threshold=0.0), "not_reached", None),
        ([*VECTOR, 0], Rule(threshold=0.0), "saturated", "7+2"),
        (VECTOR, Rule(base=5, run=3), "not_reached", None),
        (VECTOR, Rule(base=6, run=2), "saturated", "6+2"),
        (VECTOR[:5], Rule(), "too_few", None),
        ([10, 5, 3, 2, 1, 0], Rule(), "saturated", "4+2"),  # 1 of 20 is 5 %, and at most 5 % is enough
        ([0, 0, 0, 0, 3, 1], Rule(), "empty_base", None),
    ],
)
def test_the_rule_is_applied_as_it_is_written(new: list[int], rule: Rule, verdict: str, at: str | None) -> None:
    series = judged(new, rule)
    assert (series.verdict, series.saturated_at) == (verdict, at)


def test_interviews_stand_by_date_and_each_counts_what_it_is_the_first_to_hold() -> None:
    answer = ask(
        *held({"2024-03-01": "ab", "2024-01-01": "a", "2024-02-01": "aa", "2024-04-01": "cb"}), Rule(base=2, run=1)
    )
    assert [(row.interview, row.order, row.new, row.cumulative) for row in answer.rows] == [
        ("D 2024-01-01", "2024-01-01", 1, 1),
        ("D 2024-02-01", "2024-02-01", 0, 1),
        ("D 2024-03-01", "2024-03-01", 1, 2),
        ("D 2024-04-01", "2024-04-01", 1, 3),
    ]
    assert (answer.order, answer.saturated_at, answer.series[0].verdict) == ("Date", None, "not_reached")
    assert [row.ratio for row in answer.rows] == [None, None, 1.0, 1.0]
    assert [row.codes for row in answer.rows] == [("a",), (), ("b",), ("c",)]
    assert dict(answer.question.options)["order"] == "attribute:Date"


def test_groups_and_interviews_stand_apart() -> None:
    interviews = {f"2024-01-0{n + 1}": "ab" if n == 0 else "a" for n in range(6)}
    answer = ask(*held(interviews, groups={"2023-01-01": "abc", "2023-01-02": "c"}))
    assert [(one.kind, one.n, one.base, one.saturated_at, one.verdict) for one in answer.series] == [
        ("interview", 6, 2, "4+2", "saturated"),
        ("group", 2, 3, None, "too_few"),
    ]
    assert answer.saturated_at == "4+2"
    assert [row.new for row in answer.rows if row.kind == "group"] == [3, 0]


def test_somebody_who_passes_by_makes_no_group_and_the_earliest_date_of_a_group_counts() -> None:
    one, turns = spoken("E", ("P", "un deux"))
    passing = TurnRow("E", "X", "other", len(one), len(one) + 4, None)
    two, more = spoken("G", ("R", "trois"), ("S", "quatre"))
    texts = {"E": f"{one}quoi", "G": two}
    days = {"P": "2024-01-02", "R": "2024-01-03", "S": "2024-01-01"}
    cases = tuple(CaseRow(name, name, "participant", None, {"Date": day}) for name, day in days.items())
    codings = [("E", 0, 9, "a", "m"), ("G", 0, 9, "b", "m")]
    answer = ask(study(texts, [*turns, passing, *more], codings, cases=cases), texts)
    assert [(row.interview, row.kind, row.order) for row in answer.rows] == [
        ("E", "interview", "2024-01-02"),
        ("G", "group", "2024-01-01"),
    ]


def test_only_finished_documents_count() -> None:
    codes = {f"2024-01-0{n + 1}": "abc"[n % 3] for n in range(6)}
    states = {f"D {date}": "coded" for date in list(codes)[:5]} | {"D 2024-01-06": "reading"}
    answer = ask(*held(codes, states=states))
    assert (len(answer.rows), answer.population.left_out) == (5, ("D 2024-01-06",))


def test_a_coding_of_the_interviewer_brings_nothing() -> None:
    material, texts = held({"2024-01-01": "a", "2024-01-02": "b"})
    asked = next(turn for turn in material.turns if turn.role == "interviewer")
    codings = [coding[1:] for coding in material.codings] + [(asked.document, asked.start, asked.end, "c", "m")]
    answer = ask(study(texts, list(material.turns), codings, cases=material.cases), texts)
    assert answer.rows[-1].cumulative == 2


def test_by_group_of_codes_and_by_theme() -> None:
    codes = (code("G"), code("a", "G"), code("b", "G"), code("c"))
    themes = (ThemeRow("t", "T", ("b", "c"), ()),)
    material, texts = held({"2024-01-01": "a", "2024-01-02": "b", "2024-01-03": "c"}, codes=codes, themes=themes)
    for level, new in (("code", [1, 1, 1]), ("group", [1, 0, 1]), ("theme", [0, 1, 0])):
        assert [row.new for row in ask(material, texts, Rule(base=2), level=level).rows] == new


def test_what_has_no_date_is_left_out_by_name_and_ties_are_counted() -> None:
    material, texts = held({"2024-01-01": "a", "?": "b", "2024-02-01": "c"})
    cases = tuple(case._replace(attributes=dict.fromkeys(case.attributes, "2024-01-01")) for case in material.cases)
    same = study(texts, list(material.turns), [coding[1:] for coding in material.codings], cases=cases)
    answer = ask(same, texts)
    assert answer.without_order == ("D ?",)
    assert answer.series[0].ties == 2
    assert [row.interview for row in answer.rows] == ["D 2024-01-01", "D 2024-02-01"]


def test_where_nothing_gives_an_order_it_is_refused() -> None:
    material, texts = held({"2024-01-01": "a"})
    turns, codings = list(material.turns), [coding[1:] for coding in material.codings]

    def described(**attributes: str) -> Study:
        return study(
            texts, turns, codings, cases=(CaseRow("D 2024-01-01", "D", "participant", None, attributes),)
        ), texts

    with pytest.raises(NoOrder):
        ask(*described(Âge="16"))
    with pytest.raises(SeveralOrders, match="Né, Vu"):
        ask(*described(Né="2001-01-01", Vu="2024-01-01"))
    with pytest.raises(NotAnOrder):
        ask(*described(Site="Nord"), by="attribute:site")
    with pytest.raises(NoOrder):
        ask(*described(Rang="s.o.", Site="Nord"), by="attribute:rang")
    with pytest.raises(NoSuchAttribute):
        ask(*described(Âge="16"), by="attribute:zut")
    with pytest.raises(BadChoice):
        ask(*described(Âge="16"), by="date")
    assert ask(*described(Rang="3"), by="attribute:rang").order == "Rang"


def test_an_empty_base_is_refused() -> None:
    material, texts = held({f"2024-01-0{n + 1}": "" if n < 4 else "a" for n in range(6)})
    states = dict.fromkeys(texts, "coded")
    finished = study(
        texts, list(material.turns), [coding[1:] for coding in material.codings], cases=material.cases, states=states
    )
    with pytest.raises(EmptyBase, match="first 4"):
        ask(finished, texts)
    assert ask(finished, texts, Rule(base=5, run=1)).saturated_at == "5+1"
    with pytest.raises(NothingCoded):
        ask(study(texts, list(material.turns), [], cases=material.cases), texts)


def test_ranks_are_ordered_as_numbers() -> None:
    material, texts = held({"2024-01-01": "a", "2024-01-02": "b", "2024-01-03": "c"})
    ranks = dict(zip(("10", "9", "100"), material.cases, strict=True))
    cases = tuple(case._replace(attributes={"Rang": rank}) for rank, case in ranks.items())
    ranked = study(texts, list(material.turns), [coding[1:] for coding in material.codings], cases=cases)
    assert [row.order for row in ask(ranked, texts, by="attribute:Rang").rows] == ["9", "10", "100"]


dates = st.dictionaries(
    st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2024, 12, 31)).map(str),
    st.text(alphabet="abc", max_size=4),
    min_size=1,
    max_size=8,
)


@given(dates)
def test_a_slow_count_agrees_and_the_band_holds_the_curve_at_its_end(drawn: dict[str, str]) -> None:
    drawn = {**drawn, "2019-01-01": "a"}
    material, texts = held(drawn, states={f"D {date}": "coded" for date in drawn})
    answer = ask(material, texts, Rule(base=1, run=1, orders=40))
    seen: set[str] = set()
    for row, date in zip(answer.rows, sorted(drawn), strict=True):
        new = set(drawn[date]) & set(CODES) - seen
        seen |= new
        assert (row.order, row.new, row.cumulative) == (date, len(new), len(seen))
        assert set(row.codes) == new
        assert 0 <= row.low <= row.high <= len(set("".join(drawn.values())))
    last = answer.rows[-1]
    assert last.low == last.high == last.cumulative == len(seen)


def test_the_band_holds_most_random_orders_and_its_seed_decides() -> None:
    """Ten interviews with a code each of their own: whatever the order, n bring n; not so one rich among nine poor."""
    own = tuple(code(sign) for sign in "abcdefghij")
    each = ask(*held({f"2024-01-{n + 10}": "abcdefghij"[n] for n in range(10)}, codes=own))
    assert [(row.low, row.high) for row in each.rows] == [(n, n) for n in range(1, 11)]
    rich = held({f"2024-01-{n + 10}": "abcdefghij" if n == 9 else "a" for n in range(10)}, codes=own)
    first = ask(*rich)
    assert (first.rows[0].low, first.rows[0].high) == (1, 10)
    assert (first.rows[0].cumulative, first.rows[-2].cumulative) == (1, 1)
    assert ask(*rich).rows == first.rows
    other = held({f"2024-01-0{n + 1}": "b" if n == 5 else "a" for n in range(6)})
    assert ask(*other).saturated_at is None
    # the rule is met where the one that holds b is among the first four
    assert ask(*other).series[0].orders_saturated == pytest.approx(4 / 6, abs=0.07)
    assert len({ask(*other, Rule(orders=25, seed=seed)).series[0].orders_saturated for seed in range(4)}) > 1
