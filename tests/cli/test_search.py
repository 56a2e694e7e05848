"""Words are found in the texts, with who says them."""

from __future__ import annotations

KEYS = ["document", "start", "end", "before", "hit", "after", "speaker"]


def test_a_search_ignores_accents_and_capitals_and_gives_true_places(study, command):
    ran = command("search", "L'ECOLE", "--json")
    assert [list(row) for row in ran.rows] == [KEYS] * 4
    text = {row["name"]: row["text"] for name in ("Entrevue 01", "Groupe A") for row in command("documents", "show", name, "--json").rows}
    for row in ran.rows:
        assert text[row["document"]][row["start"] : row["end"]] == row["hit"]
    assert [row["hit"] for row in ran.rows] == ["l’école", "l'ecole", "L'école", "l'école"]
    assert ran.rows[0]["before"] == "Paul : Je dors à "
    assert ran.rows[0]["after"] == ". Le matin, rien."
    assert [row["speaker"] for row in ran.rows] == ["Paul", "Paul", "P1", "P2"]


def test_labels_are_found_too_and_nobody_says_them(study, command):
    rows = command("search", "rita", "--json").rows
    assert [(row["hit"], row["speaker"]) for row in rows] == [("Rita", None)] * 3


def test_a_regular_expression_is_asked_for(study, command):
    rows = command("search", r"ma\w+n\b", "--regex", "--json").rows
    assert [row["hit"] for row in rows] == ["matin", "matin", "maison"]
    ran = command("search", "(", "--regex")
    assert (ran.code, ran.err.count("\n")) == (1, 1)


def test_a_concordance_finds_every_form_of_a_word_in_what_was_said(study, command):
    rows = command("concordance", "dormir", "--json").rows
    assert [list(row) for row in rows] == [KEYS] * 2
    assert [(row["hit"], row["speaker"]) for row in rows] == [("dormez", "Rita"), ("dors", "Paul")]
    assert rows[1]["before"] == "Je "
    assert command("concordance", "Rita", "--json").rows == []


def test_hits_begin_in_one_column(study, command):
    ran = command("concordance", "école")
    lines = [line for line in ran.out.splitlines() if line.startswith("  ")]
    assert len(lines) == 4
    assert len({line.lower().replace("ecole", "école").index("  ", 14) for line in lines}) >= 1
    assert {line.lower().replace("ecole", "école").rindex("école") for line in lines} == {lines[0].index("école")}
    assert ran.err == "4 hits in 2 documents\n"


def test_nothing_found_says_what_to_try(study, command):
    ran = command("search", "zut")
    assert (ran.code, ran.out) == (0, "")
    assert "qualcode keywords" in ran.err
