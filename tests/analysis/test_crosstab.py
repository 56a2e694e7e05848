from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from analysis_slow import characters, whole
from analysis_tiny import CODES, spoken, study
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.crosstab import compared, crosstab
from qualcode.analysis.permutation import Chance
from qualcode.model.errors import BadBounds, BadChoice, NeedsBounds, NobodySpeaks, NoSuchAttribute
from qualcode.model.material import CaseLinkRow, CaseRow, Material, TurnRow
from qualcode.model.results import Question

if TYPE_CHECKING:
    from qualcode.model.comparisons import Crosstab, CrosstabCell

FEW = Chance(rounds=199, seed=2)
Study = tuple[Material, dict[str, str]]


def person(name: str, inside: str | None = None, **attributes: str) -> CaseRow:
    return CaseRow(name, name, "participant", inside, attributes)


def ask(material: Material, texts: dict[str, str], by: str = "attribute:Site", **more: object) -> Crosstab:
    asked = {key: more.pop(key) for key in ("coder", "level") if key in more}
    return crosstab(material, texts, Question("crosstab", by=by, **asked), **{"chance": FEW, **more})


def cell(answer: Crosstab, row: str, column: str) -> CrosstabCell:
    return next(one for one in answer.rows if (one.row, one.column) == (row, column))


def interviews(people: list[tuple[CaseRow, str]]) -> Study:
    """One interview a person, in which each letter of a word is a turn with that code."""
    texts, turns, codings = {}, [], []
    for case, codes in people:
        text, said = spoken(case.name, *[(case.name, f"mot {letter}") for letter in codes or "-"])
        texts[case.name] = text
        turns += said
        codings += [
            (case.name, turn.start, turn.end, letter, "m")
            for turn, letter in zip(said, codes, strict=False)
            if letter in CODES
        ]
    return study(texts, turns, codings, cases=tuple(case for case, _ in people)), texts


def group(name: str, members: dict[str, str], **attributes: str) -> tuple[list[CaseRow], Study, list[CaseLinkRow]]:
    """A group whose members (and what they are) each say one turn; a letter after | is the code they speak of."""
    cases = [CaseRow(name, name, "group", None, attributes)]
    text, turns, codings = "", [], []
    for member, said in members.items():
        own, _, code = said.partition("|")
        key = f"{name} · {member}"
        cases.append(person(key, name, **({"Genre": own} if own else {}), **attributes))
        turns.append(TurnRow(name, member, "participant", len(text), len(text) + 9, key))
        codings += [(name, len(text), len(text) + 9, letter, "m") for letter in code]
        text += "deux mots \n"
    return cases, (study({name: text}, turns, codings), {name: text}), [CaseLinkRow(name, name, None, None)]


def together(*groups: tuple[list[CaseRow], Study, list[CaseLinkRow]]) -> Study:
    texts = {name: text for _, (_, own), _ in groups for name, text in own.items()}
    turns = [turn for _, (material, _), _ in groups for turn in material.turns]
    codings = [coding[1:] for _, (material, _), _ in groups for coding in material.codings]
    cases = tuple(case for own, _, _ in groups for case in own)
    return study(texts, turns, codings, cases=cases, links=tuple(link for *_, links in groups for link in links)), texts


def test_a_small_table_is_counted_as_by_hand() -> None:
    """20 people, 10 a site: 7 of the north and 1 of the south speak of a: E = 4, residual 3 / sqrt(4 x 0.6 x 0.5)."""
    people = [(person(f"N{n}", Site="Nord"), "a" if n < 7 else "b") for n in range(10)]
    people += [(person(f"S{n}", Site="Sud"), "aab" if n < 1 else "b") for n in range(10)]
    answer = ask(*interviews(people))
    north, south = cell(answer, "a", "Nord"), cell(answer, "a", "Sud")
    assert (north.count, north.cases, north.n, north.share, north.expected) == (7, 7, 10, 0.7, 4.0)
    assert (south.count, south.cases, south.n, south.expected) == (2, 1, 10, 4.0)
    assert north.residual == pytest.approx(3 / 1.2**0.5)
    assert south.residual == pytest.approx(-3 / 1.2**0.5)
    assert (answer.unit, answer.n_units, answer.n_concerned, answer.n_known) == ("case", 20, 20, 20)
    assert (answer.n_groups, answer.n_alone, answer.n_voices, answer.several_answers) == (0, 20, 20, False)
    assert [row.row for row in answer.test.rows] == ["a", "b"]
    assert answer.test.rows[0].method == "fisher"
    # 2 x C(10,7) C(10,1) + ... over C(20,8): 7 or 8 of one side
    assert answer.test.rows[0].p_value == pytest.approx(2 * (120 * 10 + 45) / 125_970)
    assert answer.question.unit == "case"


def test_what_has_no_answer_is_a_column_outside_the_test_and_each_share_has_its_own_n() -> None:
    people = [(person(f"N{n}", Site="Nord"), "a") for n in range(4)]
    people += [(person(f"S{n}", Site="Sud"), "b") for n in range(3)]
    people += [(person("X"), "a"), (person("Y", Site="refus de répondre"), "a"), (person("Z", Site="sans objet"), "b")]
    answer = ask(*interviews(people))
    assert [(one.column, one.kind, one.n) for one in answer.columns] == [
        ("Nord", "value", 4),
        ("Sud", "value", 3),
        ("", "missing", 1),
        ("refus de répondre", "refused", 1),
        ("sans objet", "not_applicable", 1),
    ]
    assert (answer.n_units, answer.n_concerned, answer.n_known) == (10, 9, 7)
    assert (cell(answer, "a", "").cases, cell(answer, "a", "").expected, cell(answer, "a", "").residual) == (
        1,
        None,
        None,
    )
    assert cell(answer, "a", "Nord").expected == pytest.approx(4 * 4 / 7)
    assert (answer.test.refused, answer.test.n, answer.test.p_value) == ("too_few_units", 7, None)
    assert answer.rows  # the table stands all the same


def test_one_answer_alone_is_compared_with_nothing() -> None:
    answer = ask(*interviews([(person(f"N{n}", Site="Nord"), "ab"[n % 2]) for n in range(12)]))
    assert answer.test.refused == "one_value"


def test_what_everybody_speaks_of_is_not_tested_and_does_not_count_as_a_test() -> None:
    people = [(person(f"P{n}", Site="NS"[n % 2]), "ab" if n < 6 else "a") for n in range(12)]
    a, b = ask(*interviews(people)).test.rows
    assert (a.refused, a.p_value, a.method) == ("no_variation", None, None)
    assert b.p_holm == b.p_value == b.q_value


def test_numbers_are_cut_where_the_analyst_says_and_refused_uncut() -> None:
    material, texts = interviews([(person(f"P{n}", Âge=str(10 + 5 * n)), "a") for n in range(6)])
    with pytest.raises(NeedsBounds, match="--bounds 25"):
        ask(material, texts, by="attribute:âge")
    answer = ask(material, texts, by="attribute:âge", bounds=("20", "30"))
    assert [(one.column, one.n) for one in answer.columns] == [("< 20", 2), ("≥ 20 < 30", 2), ("≥ 30", 2)]
    for wrong in (("x",), ("30", "20"), ("20", "20"), ("refus",)):
        with pytest.raises(BadBounds):
            ask(material, texts, by="attribute:âge", bounds=wrong)


def test_years_that_repeat_are_taken_as_they_are_and_dates_are_cut_too() -> None:
    people = [(person(f"P{n}", An=str(2023 + n % 2), Jour=f"2024-0{n + 1}-01"), "a") for n in range(6)]
    material, texts = interviews(people)
    assert [one.column for one in ask(material, texts, by="attribute:An").columns] == ["2023", "2024"]
    cut = ask(material, texts, by="attribute:jour", bounds=("2024-04-01",))
    assert [(one.column, one.n) for one in cut.columns] == [("< 2024-04-01", 3), ("≥ 2024-04-01", 3)]


def test_what_cannot_be_asked_is_refused() -> None:
    material, texts = interviews([(person("P", Site="Nord"), "a")])
    with pytest.raises(BadChoice):
        ask(material, texts, by="case")
    with pytest.raises(NoSuchAttribute, match="Site"):
        ask(material, texts, by="attribute:zut")
    with pytest.raises(BadBounds):
        ask(material, texts, bounds=("1",))
    nobody = study({"D": "un"}, [], [("D", 0, 2, "a", "m")], cases=(person("P", Site="Nord"),))
    with pytest.raises(NobodySpeaks):
        ask(nobody, {"D": "un"})


def test_where_the_attribute_varies_between_groups_only_the_group_counts_as_one() -> None:
    """6 of 6 in each group speak of a in 5 groups of 6: 30 voices are 5 witnesses."""
    groups = [
        group(f"G{n}", {f"P{m}": "f|a" if n < 5 else "f|b" for m in range(6)}, Site="Nord" if n < 3 else "Sud")
        for n in range(6)
    ]
    answer = ask(*together(*groups))
    assert (answer.unit, answer.n_units, answer.n_groups, answer.n_alone, answer.n_voices) == ("group", 6, 6, 0, 36)
    assert (cell(answer, "a", "Nord").cases, cell(answer, "a", "Sud").cases, cell(answer, "a", "Sud").n) == (3, 2, 3)
    assert cell(answer, "a", "Nord").count == 18
    assert (answer.test.refused, answer.test.n) == ("too_few_units", 6)
    assert answer.question.unit is None


def test_where_it_varies_among_the_people_of_a_group_people_are_exchanged_inside_it_alone() -> None:
    """Women sit in the groups that speak of a; inside each group nothing goes with gender."""
    members = {"f1": "f|a", "f2": "f|a", "f3": "f|a", "f4": "f|a", "h1": "h|a"}
    others = {"f1": "f|b", "h1": "h|b", "h2": "h|b", "h3": "h|b", "h4": "h|b"}
    groups = [group(f"A{n}", members) for n in range(4)] + [group(f"B{n}", others) for n in range(4)]
    answer = ask(*together(*groups), by="attribute:Genre")
    assert (answer.unit, answer.n_units, answer.n_groups, answer.test.inside_groups) == ("case", 40, 8, True)
    assert cell(answer, "a", "f").residual == pytest.approx(3.79, abs=0.01)
    assert [row.refused for row in answer.test.rows] == ["no_variation", "no_variation"]


def test_a_planted_difference_inside_groups_is_found() -> None:
    members = {"f1": "f|a", "f2": "f|a", "h1": "h|b", "h2": "h|b"}
    answer = ask(*together(*(group(f"G{n}", members) for n in range(4))), by="attribute:Genre")
    assert [(row.method, row.p_value) for row in answer.test.rows] == [("permutation", 1 / 200)] * 2
    assert answer.test.rounds == 199


def test_where_a_voice_is_not_told_apart_groups_are_counted_and_mixed_ones_stand_alone() -> None:
    cases, (material, texts), links = group("G", {"P1": "f|a", "P2": "h|b"})
    text = texts["G"]
    unknown = TurnRow("G", "?", "other", len(text), len(text) + 8, None)
    texts = {"G": text + "un autre"}
    codings = [coding[1:] for coding in material.codings] + [("G", len(text), len(text) + 8, "c", "m")]
    mixed = study(texts, [*material.turns, unknown], codings, cases=tuple(cases), links=tuple(links))
    answer = ask(mixed, texts, by="attribute:Genre")
    assert (answer.unit, answer.untold) == ("group", ("G",))
    assert [(one.column, one.kind, one.n) for one in answer.columns] == [("(several)", "several", 1)]
    assert {one.row: one.cases for one in answer.rows} == {"a": 1, "b": 1, "c": 1}
    assert answer.n_known == 0


def test_sites_are_the_units_of_what_varies_between_sites_only() -> None:
    sites = [CaseRow(f"S{n}", f"S{n}", "site", None, {"Région": "est" if n < 2 else "ouest"}) for n in range(4)]
    people = [(person(f"P{n}", f"S{n % 4}", Région="est" if n % 4 < 2 else "ouest"), "a") for n in range(12)]
    material, texts = interviews(people)
    material = study(texts, list(material.turns), [c[1:] for c in material.codings], cases=(*material.cases, *sites))
    answer = ask(material, texts, by="attribute:Région")
    assert (answer.unit, answer.n_units, answer.n_groups, answer.n_voices) == ("site", 4, 4, 12)


def test_where_a_site_speaks_beside_its_people_the_site_is_the_unit() -> None:
    text, turns = spoken("E", ("P", "un deux"), ("R", "trois"))
    unknown = TurnRow("E", "X", "other", len(text), len(text) + 4, None)
    site = CaseRow("S", "S", "site", None, {})
    cases = (site, person("P", "S", Genre="f"), person("R", "S", Genre="h"))
    texts = {"E": f"{text}quoi"}
    codings = [("E", unknown.start, unknown.end, "a", "m")]
    links = (CaseLinkRow("S", "E", None, None),)
    answer = ask(study(texts, [*turns, unknown], codings, cases=cases, links=links), texts, by="attribute:Genre")
    assert (answer.unit, answer.untold, answer.n_units) == ("site", ("S",), 1)
    assert [(one.column, one.cases) for one in answer.rows] == [("(several)", 1)]


def test_who_is_only_spoken_of_does_not_speak_and_unknown_voices_are_counted_apart() -> None:
    text, turns = spoken("E", ("P", "ma fille"), ("?", "quoi"))
    lost = TurnRow("E", "X", "other", len(text), len(text) + 4, None)
    text += "rien"
    cases = (person("P", Site="Nord"), CaseRow("fille", "fille", "person", None, {"Site": "Sud"}))
    codings = [("E", turns[0].start, turns[0].end, "a", "m"), ("E", lost.start, lost.end, "b", "m")]
    links = (CaseLinkRow("fille", "E", turns[0].start, turns[0].end),)
    answer = ask(study({"E": text}, [*turns, lost], codings, cases=cases, links=links), {"E": text})
    assert [(one.row, one.column, one.cases) for one in answer.rows] == [("a", "Nord", 1)]
    assert answer.codings_without_case == 1


def test_a_coding_over_two_people_who_answered_alike_counts_once_and_for_both() -> None:
    text, turns = spoken("G", ("P", "un deux"), ("R", "trois"), ("S", "quatre"))
    cases = tuple(person(name, Site="Sud" if name == "S" else "Nord") for name in "PRS")
    answer = ask(study({"G": text}, turns, [("G", 0, len(text), "a", "m")], cases=cases), {"G": text})
    assert [(one.column, one.count, one.cases) for one in answer.rows] == [("Nord", 1, 2), ("Sud", 1, 1)]


def test_a_group_linked_to_a_passage_does_not_speak_in_place_of_its_people() -> None:
    cases, (material, texts), links = group("G", {"P1": "f|a", "P2": "h|b"})
    links.append(CaseLinkRow("G", "G", 0, len(texts["G"])))
    codings = [coding[1:] for coding in material.codings]
    answer = ask(
        study(texts, list(material.turns), codings, cases=tuple(cases), links=tuple(links)), texts, by="attribute:Genre"
    )
    assert (answer.unit, answer.untold, answer.n_voices) == ("case", (), 2)


@st.composite
def people_compared(draw: st.DrawFn) -> Study:
    """Draw interviews whose people answered x, y or nothing, coded by up to three coders."""
    people = [
        (
            person(f"P{number}", **({"Site": site} if (site := draw(st.sampled_from(["x", "y", ""]))) else {})),
            draw(st.text(alphabet="abc-", max_size=4)),
        )
        for number in range(draw(st.integers(1, 13)))
    ]
    people.append((person("Z", Site="x"), "a"))
    return interviews(people)


def slowly(material: Material, texts: dict[str, str]) -> dict[tuple[str, str], tuple[int, int]]:
    """Count codings and cases of each code and answer, by sets of characters."""
    found = whole(material, texts)
    counted: dict[tuple[str, str], tuple[int, int]] = {}
    for code in CODES:
        for site in ("x", "y", ""):
            codings, cases = set(), set()
            for case in material.cases:
                said = set()
                for turn in material.turns:
                    if turn.case == case.id and turn.document in found.documents:
                        said |= characters(turn.document, turn.start, turn.end)
                for coding in found.codings:
                    under = characters(coding.document, coding.start, coding.end) & said
                    if coding.code == code and case.attributes.get("Site", "") == site and under:
                        codings.add(coding.id)
                        cases.add(case.id)
            counted[code, site] = (len(codings), len(cases))
    return counted


@given(people_compared())
def test_a_slow_count_agrees(drawn: Study) -> None:
    answer = ask(*drawn)
    slow = slowly(*drawn)
    fast = {(one.row, one.column): (one.count, one.cases) for one in answer.rows}
    assert fast == {key: slow[key] for key in fast}
    assert not [key for key, (count, _) in slow.items() if count and key not in fast]


@given(people_compared())
def test_behind_each_cell_stand_as_many_codings_as_it_counts(drawn: Study) -> None:
    answer = ask(*drawn)
    for one in answer.rows:
        behind = compared(*drawn, answer.question, one.row, one.column)
        assert len(set(behind)) == len(behind) == one.count
        codes = {coding.id: coding.code for coding in drawn[0].codings}
        assert {codes[coding] for coding in behind} <= {one.row}


@given(people_compared())
def test_margins_hold_and_two_answers_mirror_each_other(drawn: Study) -> None:
    answer = ask(*drawn)
    values = [one for one in answer.columns if one.kind == "value"]
    assert sum(one.n for one in values) == answer.n_known <= answer.n_concerned <= answer.n_units
    for row in {one.row for one in answer.rows}:
        cells = [cell(answer, row, one.column) for one in values]
        assert sum(one.expected for one in cells) == pytest.approx(sum(one.cases for one in cells))
        assert all(0 <= one.cases <= min(one.n, one.count) for one in cells)
        if len(cells) == 2 and cells[0].residual is not None:
            assert cells[0].residual == pytest.approx(-cells[1].residual)


@given(people_compared(), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_study_nor_a_second_coder_who_agrees_changes_who_speaks(
    drawn: Study, chance: random.Random
) -> None:
    material, texts = drawn
    names = list(texts)
    chance.shuffle(names)
    codings = [coding[1:] for coding in material.codings]
    twice = codings + [(*coding[:4], "j") for coding in codings]
    turns = [turn for name in names for turn in material.turns if turn.document == name]
    other = study({name: texts[name] for name in names}, turns, twice, cases=material.cases)
    one, two = ask(material, texts), ask(other, texts)
    spoken_of = [{(c.row, c.column): (c.cases, c.residual) for c in answer.rows} for answer in (one, two)]
    assert spoken_of[0] == spoken_of[1]
    assert Counter({(c.row, c.column): 2 * c.count for c in one.rows}) == {(c.row, c.column): c.count for c in two.rows}
    assert [(row.row, row.p_value) for row in one.test.rows] == [(row.row, row.p_value) for row in two.test.rows]


def test_groups_that_agree_among_themselves_do_not_look_like_proof() -> None:
    """Whole groups speak of a code or do not, by chance: voice by voice most would come out significant."""
    low, tried = 0, 0
    for seed in range(25):
        chance = random.Random(seed)
        groups = []
        for number in range(12):
            said = "".join(code for code in CODES if chance.random() < 0.5)
            groups.append(group(f"G{number}", {f"P{m}": f"f|{said}" for m in range(8)}, Site=chance.choice("NS")))
        rows = ask(*together(*groups)).test.rows
        low += sum(row.p_value is not None and row.p_value < 0.05 for row in rows)
        tried += sum(row.p_value is not None for row in rows)
    assert tried > 60
    assert low / tried <= 0.07
