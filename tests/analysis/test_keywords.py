from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
from analysis_tiny import code, spoken, study

from qualcode.analysis import gathered
from qualcode.analysis import keyness as measures
from qualcode.analysis.keyness import keyness
from qualcode.analysis.keywords import keywords
from qualcode.analysis.modelled import Term
from qualcode.model.errors import BadChoice, NoWords
from qualcode.model.material import CaseRow, Material
from qualcode.model.results import Keywords, Question
from qualcode.readings import asked_words

CASES = tuple(CaseRow(name, name, "participant", None, {"site": site}) for name, site in (("P1", "N"), ("P2", "S")))


def ask(material: Material, texts: dict[str, str], deep: object = None, **asked: object) -> Keywords:
    return keywords(material, texts, Question("keywords", **asked), deep=deep)


def counts(answer: Keywords) -> dict[str, int]:
    return {row.term: row.count for row in answer.rows}


@pytest.fixture
def talk() -> tuple[Material, dict[str, str]]:
    one, turns = spoken(
        "E1",
        ("Q?", "Parlez-moi des liens de confiance, du respect"),
        ("P1", "Ben, le lien de confiance, c'est les profs. Euh, j'ai pas de stress."),
        ("P2", "Des liens de confiance. Pis l’école, l'École ! Nos écoles, tsé."),
    )
    two, more = spoken("E2", ("P1", "Le stress d’école. Stress. Faque le prof de stress"))
    codings = [("E1", turns[1].start, turns[1].end, "a", "m"), ("E2", more[0].start, more[0].end, "b", "m")]
    return study({"E1": one, "E2": two}, turns + more, codings, cases=CASES), {"E1": one, "E2": two}


def test_terms_are_counted_by_lemma_and_named_by_their_most_frequent_form(
    talk: tuple[Material, dict[str, str]],
) -> None:
    answer = ask(*talk)
    assert counts(answer) == {
        "stress": 4,
        "école": 4,
        "lien": 2,
        "confiance": 2,
        "prof": 2,
        "lien de confiance": 2,
    }
    first = answer.rows[0]
    assert (first.documents, first.cases, first.group, first.keyness) == (2, 1, None, None)
    assert answer.road == "quick"
    assert [row.count for row in answer.rows] == sorted((row.count for row in answer.rows), reverse=True)


def test_the_interviewer_is_left_out_unless_asked(talk: tuple[Material, dict[str, str]]) -> None:
    assert "respect" not in counts(ask(*talk))
    assert counts(ask(*talk, interviewer=True))["respect"] == 1
    assert counts(ask(*talk, interviewer=True))["liens de confiance"] == 3


def test_stop_lists_are_switched_by_the_question(talk: tuple[Material, dict[str, str]]) -> None:
    assert "pas" not in counts(ask(*talk))
    assert counts(ask(*talk, options=asked_words("keywords", keep=("negation",)).options))["pas"] == 1
    assert counts(ask(*talk, options=(("leave_out", ("grammar",)),)))["Ben"] == 1
    assert "stress" not in counts(ask(*talk, options=(("stop_words", ("Stress",)),)))
    assert set(counts(ask(*talk, options=(("minimum", 4),)))) == {"stress", "école"}


def test_the_longest_list_is_cut_by_the_limit(talk: tuple[Material, dict[str, str]]) -> None:
    assert len(ask(*talk, limit=2).rows) == 2
    by_document = ask(*talk, by="document", limit=2).rows
    assert [row.group for row in by_document] == ["E1", "E1", "E2", "E2"]


def test_words_across_a_stop_or_a_turn_are_no_term() -> None:
    text, turns = spoken("D", ("P1", "lien, de confiance lien. De confiance lien"), ("P2", "de confiance lien de"))
    material = study({"D": text}, turns, [("D", 4, 8, "a", "m")])
    assert not any(" " in term for term in counts(ask(material, {"D": text})))


def test_keyness_by_attribute_is_worked_by_hand(talk: tuple[Material, dict[str, str]]) -> None:
    rows = {(row.term, row.group): row for row in ask(*talk, by="attribute:site").rows}
    stress = rows["stress", "N"]
    n, s = stress_sizes(talk)
    assert (stress.count, stress.cases) == (4, 1)
    cells = [(4, 4 * n / (n + s)), (n - 4, n - 4 * n / (n + s)), (s, s * (n + s - 4) / (n + s))]
    assert stress.keyness == pytest.approx(2 * sum(o * math.log(o / e) for o, e in cells))
    assert rows["école", "N"].keyness < 0 < rows["école", "S"].keyness


def stress_sizes(talk: tuple[Material, dict[str, str]]) -> tuple[int, int]:
    """Count the words of P1 and of P2, as a person counts them."""
    first = ["Ben", "le", "lien", "de", "confiance", "c'", "est", "les", "profs"]
    then = ["Euh", "j'", "ai", "pas", "de", "stress"]
    last = ["Le", "stress", "d'", "école", "Stress", "Faque", "le", "prof", "de", "stress"]
    other = ["Des", "liens", "de", "confiance", "Pis", "l'", "école", "l'", "École", "Nos", "écoles", "tsé"]
    assert ask(*talk).population.n_words == len(first + then + last + other)
    return len(first + then + last), len(other)


def test_keyness_gives_dunnings_own_figures() -> None:
    """Rows of table 2 of Dunning (1993): "the swiss", "can be", "previous year"."""
    both, one, other, neither = (
        np.array(column) for column in ([110, 29, 10], [2442, 13, 3], [111, 123, 0], [29114, 31612, 31764])
    )
    value = keyness(both, other, both + one, other + neither)
    assert [round(float(one), 2) for one in value] == [270.72, 263.90, 167.23]


def test_keyness_is_negative_where_a_word_is_avoided() -> None:
    value = keyness(np.array([1, 10]), np.array([10, 1]), np.array([100, 100]), np.array([100, 100]))
    assert value[0] == -value[1] < 0


def test_the_terms_of_a_code_lie_under_its_passages(talk: tuple[Material, dict[str, str]]) -> None:
    rows = {(row.group, row.term): row.count for row in ask(*talk, by="code").rows}
    assert rows["a", "prof"] == 1
    assert rows["b", "stress"] == 3
    assert ("a", "école") not in rows
    assert not any(group == "c" for group, _ in rows)


def test_two_coders_on_one_passage_count_its_words_once() -> None:
    texts = {"D": "confiance totale"}
    material = study(texts, [], [("D", 0, 16, "a", "m"), ("D", 0, 16, "a", "j")], codes=(code("a"),))
    assert {row.term: row.count for row in ask(material, texts, by="code").rows} == {"confiance": 1, "totale": 1}


def test_english_documents_take_english_lists() -> None:
    texts = {"D": "The kids, you know, the kid gets a sense of belonging. A sense of belonging!"}
    material = study(texts, [], [("D", 0, 3, "a", "m")], languages={"D": "en"})
    assert counts(ask(material, texts)) == {"kid": 2, "sense": 2, "belonging": 2, "sense of belonging": 2}


def test_nothing_left_to_count_is_refused() -> None:
    texts = {"D": "euh ben là tsé"}
    with pytest.raises(NoWords):
        ask(study(texts, [], [("D", 0, 3, "a", "m")]), texts)


def test_an_uncoded_study_is_read_whole() -> None:
    texts = {"D": "confiance"}
    answer = ask(study(texts, [], []), texts)
    assert answer.population.documents == "all"
    assert counts(answer) == {"confiance": 1}


def test_another_division_is_refused(talk: tuple[Material, dict[str, str]]) -> None:
    with pytest.raises(BadChoice):
        ask(*talk, by="colour")


def test_terms_of_a_model_are_used_where_they_are_given(talk: tuple[Material, dict[str, str]]) -> None:
    material, texts = talk
    place = texts["E1"].index("profs")
    asked = texts["E1"].index("respect")
    deep = {
        "sha of E1": (
            Term("prof", "profs", "NOUN", place, place + 5),
            Term("respect", "respect", "NOUN", asked, asked + 7),
            Term("être", "est", "AUX", place - 8, place - 5),
            Term("lien de confiance", "lien de confiance", "TERM", place - 24, place - 7),
        ),
        "sha of E2": (
            Term("prof", "prof", "NOUN", 4, 8),
            Term("lien de confiance", "liens de confiance", "TERM", 4, 8),
        ),
    }
    answer = ask(material, texts, deep=deep)
    assert answer.road == "deep"
    assert counts(answer) == {"prof": 2, "lien de confiance": 2}
    assert answer.population.n_words == ask(material, texts).population.n_words


def test_the_quick_road_never_loads_a_model() -> None:
    code = "import sys, qualcode.analysis.keywords, qualcode.analysis.cloud; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def sites() -> tuple[Material, dict[str, str]]:
    """Return four people of the north, who say neige 2, 1, 1 and 0 times and vent once each, and one of the south."""
    said = (("N1", "neige neige vent"), ("N2", "neige vent"), ("N3", "neige vent"), ("N4", "vent"), ("S1", "vent mer"))
    text, turns = spoken("E", *said)
    cases = tuple(CaseRow(name, name, "participant", None, {"site": name[0]}) for name, _ in said)
    return study({"E": text}, turns, [], cases=cases), {"E": text}


def test_a_term_is_typical_of_a_group_only_where_enough_of_its_cases_say_it(
    sites: tuple[Material, dict[str, str]],
) -> None:
    rows = ask(*sites, by="attribute:site", options=(("cases", 3),)).rows
    told = {(row.group, row.term): (row.count, row.cases, row.of_cases) for row in rows}
    assert told == {
        ("N", "neige"): (4, 3, 4),
        ("N", "vent"): (4, 4, 4),
        ("S", "mer"): (1, 1, 1),
        ("S", "vent"): (1, 1, 1),
    }
    found = {(row.group, row.term): row for row in rows}
    assert found["N", "neige"].effect == pytest.approx(math.log2((4 / 8) / (0.5 / 2)))
    assert found["S", "mer"].effect == pytest.approx(math.log2((1 / 2) / (0.5 / 8)))
    assert found["N", "neige"].tfidf == pytest.approx(4 * math.log(2))
    assert found["N", "vent"].tfidf == 0
    strict = ask(*sites, by="attribute:site", options=(("cases", 4), ("only", "n")))
    assert [(row.group, row.term) for row in strict.rows] == [("N", "vent")]
    with pytest.raises(BadChoice):
        ask(*sites, by="attribute:site", options=(("only", "ouest"),))


def test_terms_of_a_group_are_ranked_as_asked(sites: tuple[Material, dict[str, str]]) -> None:
    def first(rank: str) -> str:
        rows = ask(*sites, by="attribute:site", limit=1, options=(("rank", rank), ("only", "S"))).rows
        return rows[0].term

    assert [first(rank) for rank in ("keyness", "tfidf")] == ["mer", "mer"]
    assert first("count") in {"mer", "vent"}
    with pytest.raises(BadChoice):
        first("zut")


def test_without_cases_a_term_is_spread_over_documents() -> None:
    texts = {"D1": "neige vent", "D2": "neige", "D3": "mer"}
    material = study(texts, [], [(name, 0, 5 if name != "D3" else 3, "a", "m") for name in texts], codes=(code("a"),))
    rows = ask(material, texts, by="code", options=(("cases", 2),)).rows
    assert [(row.term, row.cases, row.documents) for row in rows] == [("neige", 0, 2)]


@pytest.mark.parametrize("by", [None, "document", "case", "speaker", "code", "attribute:site"])
def test_terms_that_are_counted_piece_by_piece_are_counted_as_all_at_once(
    by: str | None, talk: tuple[Material, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ask(*talk, by=by).rows
    for module, name in ((gathered, "AT_ONCE"), (measures, "_AT_ONCE")):
        monkeypatch.setattr(module, name, 1)
    assert ask(*talk, by=by).rows == whole
