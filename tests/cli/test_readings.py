"""Readings by command: the question first, the keys of the contract, and honest refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FREQUENCIES = ["code", "codings", "documents", "cases", "words", "coverage"]
PAIRS = ["a", "b", "n_a", "n_b", "n_ab", "jaccard", "lift", "p_a_given_b", "p_b_given_a", "p_value", "q_value"]
TESTS = ["p_adjusted", "expected", "low", "high"]
KEYWORDS = ["term", "count", "documents", "cases", "group", "keyness", "effect", "tfidf", "of_cases"]


@pytest.mark.usefixtures("study")
def test_frequencies_have_the_keys_and_the_counts(command: Callable[..., Any]) -> None:
    ran = command("frequencies", "--json")
    assert [key for key in ran.rows[0] if key != "group"] == FREQUENCIES
    counts = {row["code"]: (row["codings"], row["documents"], row["cases"]) for row in ran.rows}
    assert counts == {
        "Lieux": (0, 0, 0),
        "École": (2, 2, 2),
        "Maison": (1, 1, 1),
        "Temps": (0, 0, 0),
        "Matin": (3, 1, 1),
        "Soir": (0, 0, 0),
    }
    assert ran.json["question"]["population"]["codings_outside"] == 1


@pytest.mark.usefixtures("study")
def test_frequencies_by_attribute_say_which_value(command: Callable[..., Any]) -> None:
    rows = command("frequencies", "--by", "attribute:rôle", "--json").rows
    assert {(row["group"], row["code"]): row["codings"] for row in rows} == {
        ("élève", "École"): 1,
        ("parent", "École"): 1,
        ("élève", "Maison"): 1,
        ("élève", "Matin"): 3,
    }


@pytest.mark.usefixtures("study")
def test_the_table_comes_after_its_question_and_before_what_was_left_out(command: Callable[..., Any]) -> None:
    lines = command("frequencies").out.splitlines()
    assert lines[0].startswith("How often each code was applied;")
    title = next(place for place, line in enumerate(lines) if line.startswith("Code "))
    assert lines[title + 1] == "Lieux"
    assert lines[title + 2].split()[:2] == ["École", "2"]
    assert lines[title + 2].startswith("  École")
    assert lines[-1] == "1 coding in these documents lies outside the speech that was counted."


@pytest.mark.usefixtures("study")
def test_the_question_is_readable_at_eighty_columns(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in (["frequencies"], ["cooccurrence"], ["keywords"]):
        assert max(map(len, command(*words).out.split("\n\n")[0].splitlines())) <= 80


@pytest.mark.usefixtures("study")
def test_cooccurrence_has_the_keys_the_unit_and_each_pair_once(command: Callable[..., Any]) -> None:
    ran = command("cooccurrence", "--json")
    assert [list(row) for row in ran.rows] == [PAIRS + TESTS] * len(ran.rows)
    assert ran.json["question"]["unit"] == "turn"
    assert {(row["a"], row["b"]): row["n_ab"] for row in ran.rows} == {
        ("École", "École"): 2,
        ("École", "Matin"): 1,
        ("Maison", "Maison"): 1,
        ("Maison", "Matin"): 1,
        ("Matin", "Matin"): 2,
    }


@pytest.mark.usefixtures("study")
def test_cooccurrence_takes_a_unit_a_level_and_a_coder(command: Callable[..., Any]) -> None:
    overlap = command("cooccurrence", "--unit", "overlap", "--coder", "Mathis", "--json").json
    assert overlap["question"]["coder"] == "Mathis"
    assert {(row["a"], row["b"]): row["n_ab"] for row in overlap["rows"]} == {
        ("École", "École"): 1,
        ("Matin", "Matin"): 1,
    }
    groups = command("cooccurrence", "--level", "group", "--unit", "document", "--json").rows
    assert {(row["a"], row["b"]): row["n_ab"] for row in groups} == {
        ("Lieux", "Lieux"): 2,
        ("Lieux", "Temps"): 1,
        ("Temps", "Temps"): 1,
    }


@pytest.mark.usefixtures("study")
def test_raw_cooccurrence_counts_pairs_of_codings_whoever_coded(command: Callable[..., Any]) -> None:
    rows = command("cooccurrence", "--raw", "--json").rows
    assert [(row["a"], row["b"], row["n_ab"], row["jaccard"]) for row in rows] == [
        ("École", "Matin", 2, None),
        ("Maison", "Matin", 1, None),
    ]


@pytest.mark.usefixtures("demo")
def test_permutations_are_asked_for_and_stand_in_the_question(command: Callable[..., Any]) -> None:
    ran = command("cooccurrence", "--level", "group", "--permutations", "50", "--seed", "3", "--json")
    assert (ran.json["question"]["permutations"], ran.json["question"]["seed"]) == (50, 3)
    tested = [row for row in ran.rows if row["p_value"] is not None]
    assert tested
    assert all(1 / 51 <= row["p_value"] <= 1 and row["a"] != row["b"] for row in tested)
    again = command("cooccurrence", "--level", "group", "--permutations", "50", "--seed", "3", "--json")
    assert again.rows == ran.rows
    refused = command("cooccurrence", "--unit", "overlap", "--permutations", "50")
    assert (refused.code, refused.err.count("\n")) == (1, 1)


@pytest.mark.usefixtures("study")
def test_pairs_stand_with_the_strongest_first(command: Callable[..., Any]) -> None:
    table = command("cooccurrence").out.split("\n\n")[1].splitlines()
    assert [line.split()[:3] for line in table[1:]] == [["Maison", "Matin", "1"], ["École", "Matin", "1"]]


@pytest.mark.usefixtures("study")
def test_keywords_have_the_keys_and_leave_the_interviewer_out(command: Callable[..., Any]) -> None:
    ran = command("keywords", "--json")
    assert [list(row) for row in ran.rows] == [KEYWORDS] * len(ran.rows)
    count = {row["term"]: row["count"] for row in ran.rows}
    assert count["école"] == 3
    assert "dormez" not in count
    assert ran.json["question"]["limit"] == 50
    with_interviewer = command("keywords", "--interviewer", "--json").rows
    assert sum(row["count"] for row in with_interviewer) > sum(row["count"] for row in ran.rows)


@pytest.mark.usefixtures("study")
def test_keywords_by_group_are_limited_in_each(command: Callable[..., Any]) -> None:
    rows = command("keywords", "--by", "attribute:rôle", "--limit", "2", "--json").rows
    assert {row["group"] for row in rows} == {"élève", "parent"}
    assert all(sum(other["group"] == row["group"] for other in rows) <= 2 for row in rows)


@pytest.mark.usefixtures("study")
def test_words_can_be_left_out_by_hand_and_by_list(command: Callable[..., Any]) -> None:
    terms = {row["term"] for row in command("keywords", "--stop-word", "école", "--json").rows}
    assert "école" not in terms
    more = {row["term"] for row in command("keywords", "--leave-out", "grammar", "--json").rows}
    assert more > terms - {"école"}


@pytest.mark.usefixtures("study")
def test_negations_are_left_out_by_default_and_let_in_by_an_option(command: Callable[..., Any]) -> None:
    usual, whole = command("keywords", "--json"), command("keywords", "--keep", "negation", "--json")
    assert usual.json["question"]["leave_out"] == ["grammar", "fillers", "common", "negation"]
    assert whole.json["question"]["leave_out"] == ["grammar", "fillers", "common"]
    said = {row["term"] for row in whole.rows} - {row["term"] for row in usual.rows}
    assert said & {"pas", "rien", "non"}


@pytest.mark.usefixtures("study")
def test_what_was_left_out_is_named_with_its_reason(command: Callable[..., Any]) -> None:
    command("documents", "state", "Entrevue 01", "coded")
    for reading in ("frequencies", "cooccurrence", "keywords"):
        out = " ".join(command(reading).out.split())
        assert "1 of the 2 documents, the one marked coded;" in out
        assert "Left out, not marked coded: Groupe A." in out


@pytest.mark.usefixtures("demo")
def test_limit_nought_gives_every_term(command: Callable[..., Any]) -> None:
    assert len(command("keywords", "--json").rows) == 50
    assert len(command("keywords", "--limit", "0", "--json").rows) > 500


@pytest.mark.usefixtures("study")
def test_deep_terms_are_found_once_and_kept_by_the_text(command: Callable[..., Any]) -> None:
    first = command("keywords", "--deep", "--json")
    assert "The language model reads" in first.err
    assert first.json["road"] == "deep"
    again = command("keywords", "--deep", "--json")
    assert (again.err, again.rows) == ("", first.rows)


def test_deep_terms_are_computed_and_not_kept_while_somebody_writes(study: Path, command: Callable[..., Any]) -> None:
    with Project.open(str(study), coder="Ana", write=True):
        ran = command("keywords", "--deep", "--json")
        assert ran.code == 0
        assert "not kept" in ran.err
    assert "The language model reads" in command("keywords", "--deep", "--json").err


@pytest.mark.parametrize(("name", "first"), [("c.png", b"\x89PNG"), ("c.SVG", b"<svg")])
@pytest.mark.usefixtures("study")
def test_a_cloud_is_drawn_as_its_ending_says(
    command: Callable[..., Any], tmp_path: Path, name: str, first: bytes
) -> None:
    ran = command("cloud", name, "--colour-by", "group")
    assert ran.code == 0, ran.err
    assert first in (tmp_path / name).read_bytes()[:200]
    assert name in ran.err
    assert "coloured by" in ran.out


@pytest.mark.usefixtures("study")
def test_a_cloud_has_rows_for_scripts(command: Callable[..., Any]) -> None:
    rows = command("cloud", "c.svg", "--json").rows
    assert ("école", 3) in {(row["term"], row["weight"]) for row in rows}


@pytest.mark.usefixtures("study")
def test_a_cloud_of_another_ending_is_refused_and_nothing_written(command: Callable[..., Any], tmp_path: Path) -> None:
    ran = command("cloud", "c.gif")
    assert ran.code == 1
    assert ".png, .svg" in ran.err
    assert not (tmp_path / "c.gif").exists()


@pytest.mark.parametrize("words", [["frequencies"], ["cooccurrence"], ["keywords", "--by", "code"]])
@pytest.mark.usefixtures("empty")
def test_a_study_without_codings_says_what_to_do(command: Callable[..., Any], words: list[str]) -> None:
    ran = command(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "qualcode code" in ran.err


@pytest.mark.parametrize("words", [["keywords"], ["cloud", "c.png"]])
@pytest.mark.usefixtures("empty")
def test_a_study_without_words_says_so(command: Callable[..., Any], words: list[str]) -> None:
    ran = command(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    "words",
    [
        ["frequencies", "--coder", "Zoé"],
        ["frequencies", "--by", "attribute:zut"],
        ["frequencies", "--by", "zut"],
        ["keywords", "--by", "zut"],
        ["cloud", "c.png", "--colour-by", "zut"],
        ["cooccurrence", "--coder", "Zoé"],
    ],
)
@pytest.mark.usefixtures("study")
def test_what_nobody_knows_is_refused_in_one_line(command: Callable[..., Any], words: list[str]) -> None:
    ran = command(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


@pytest.mark.usefixtures("demo", "french")
def test_numbers_and_words_are_french_where_french_is_asked(command: Callable[..., Any]) -> None:
    lines = command("frequencies").out.splitlines()
    assert lines[0].startswith("Fréquence de chaque code;")
    assert any(line.split()[0] == "Absences" and line.endswith("2,3\xa0%") for line in lines if line.strip())
