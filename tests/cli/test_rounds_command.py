"""Rounds, former definitions, the codebook of a day and the approach, from the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("ana")
TODAY = datetime.now(UTC).astimezone().date().isoformat()


@pytest.mark.usefixtures("study")
def test_readings_take_a_round_and_say_it(command: Callable[..., Any]) -> None:
    assert "No round yet" in command("rounds").err
    assert command("rounds", "start", "Pilote", "--note", "à deux", "--on", "2020-02-03").code == 0
    assert command("rounds", "start", "Suite").code == 0
    assert command("code", "Groupe A", "Soir", "--text", "ferme le soir").code == 0
    listed = command("rounds", "--json")
    assert listed.json["before"] == 0
    assert [(row["name"], row["note"], row["codings"]) for row in listed.rows] == [
        ("Pilote", "à deux", 7), ("Suite", "", 1)
    ]  # fmt: skip
    suite = command("frequencies", "--round", "suite", "--json")
    assert [(row["code"], row["codings"]) for row in suite.rows if row["codings"]] == [("Soir", 1)]
    assert suite.json["question"]["rounds"] == ["Suite"]
    table = command("frequencies", "--by", "round", "--language", "en").out
    assert "compared by round of coding" in table
    assert [line.split()[:3] for line in table.splitlines() if line.startswith("Soir")] == [["Soir", "Suite", "1"]]
    for reading in (("cooccurrence",), ("crosstab", "--columns", "attribute:rôle"), ("keywords",)):
        assert command(*reading, "--round", "Suite", "--json").json["question"]["rounds"] == ["Suite"]
    assert [row["code"] for row in command("excerpts", "--round", "Suite", "--json").rows] == ["Soir"]
    assert command("excerpts", "--round", "before", "--json").rows == []
    said = " ".join(command("cooccurrence", "--round", "Suite").out.split())
    assert "coded in the round: “Suite”" in said
    assert "Left out, without a coding of the rounds asked for: Entrevue 01." in said
    assert command("frequencies", "--round", "Trois").code == 1
    assert command("rounds", "rename", "Suite", "Deux").code == 0
    assert command("rounds", "rename", "Deux").code == 2
    assert command("rounds", "remove", "Pilote", "--yes").code == 0
    assert [row["name"] for row in command("rounds", "list", "--json").rows] == ["Deux"]
    assert "(before the first round)" in command("rounds").out


def test_a_definition_that_changes_leaves_its_history_and_codings_to_recheck(
    study: Path, command: Callable[..., Any]
) -> None:
    assert command("codes", "edit", "École", "--definition", "Le lieu.").code == 0
    assert command("codes", "recheck").out == ""
    assert command("code", "Entrevue 01", "École", "--text", "À l'ecole, oui").code == 0
    assert command("codes", "edit", "École", "--definition", "Le lieu et ses heures.").code == 0
    waiting = command("codes", "recheck", "École", "--json").rows
    assert len(waiting) == 4
    assert "4 codings made before" in command("codes", "history", "École").err
    history = command("codes", "history", "École", "--json")
    assert [(row["number"], row["definition_fr"], row["coder"]) for row in history.rows] == [
        (1, "Le lieu.", "Ana"), (2, "Le lieu et ses heures.", None)
    ]  # fmt: skip
    assert history.json["to_recheck"] == 4
    assert "2. since" in command("codes", "history", "École").out
    assert "never changed" in command("codes", "history", "Matin").out
    assert command("codes", "recheck", "--seen", waiting[0]["id"]).err == "1 coding looked at again\n"
    assert len(command("codes", "recheck", "--of", "Mathis", "--json").rows) == 2
    assert "3 codings looked at again" in command("codes", "recheck", "--all-seen").err
    assert "0 codings to look at again" in command("codes", "recheck").err
    assert command("undo").code == 0
    assert len(command("codes", "recheck", "--json").rows) == 3
    out = study.with_name("then.md")
    assert command("codes", "export", out, "--as-of", TODAY).code == 0
    assert TODAY in out.read_text()
    assert "extrait" not in out.read_text()
    assert [row["name"] for row in command("codes", "list", "--as-of", TODAY, "--json").rows][:2] == ["Lieux", "École"]
    assert "Le lieu et ses heures." in command("codes", "list", "--as-of", TODAY).out
    for day, words in (("2001-01-01", "was begun on"), ("2999-01-01", "still to come"), ("hier", "not a date")):
        assert words in command("codes", "list", "--as-of", day).err
        assert command("codes", "export", study.with_name("none.csv"), "--as-of", day).code == 1
    assert not study.with_name("none.csv").exists()


@pytest.mark.usefixtures("quick_cloud")
def test_an_approach_sets_defaults_and_words_and_locks_nothing(study: Path, command: Callable[..., Any]) -> None:
    table = ("crosstab", "--columns", "attribute:rôle")
    assert "Not tested" in command(*table).out
    assert "(rubrique)" not in command("frequencies", "--level", "group").out
    assert "reflexive thematic analysis" in command("project", "--approach", "reflexive").out
    assert command("project", "--json").rows[0]["approach"] == "reflexive"
    plain = command(*table)
    assert "Not tested" not in plain.out
    assert "--test shows them" in plain.err
    tested = command(*table, "--test")
    assert "Not tested" in tested.out
    assert "Caution" in tested.out
    assert "Caution" in command("cooccurrence", "--permutations", "9").out
    drafts = {}
    for name, options in (("plain", ()), ("counted", ("--counts",))):
        out = study.with_name(f"{name}.md")
        assert command("report", "build", out, "--report-language", "en", *options).code == 0
        drafts[name] = out.read_text()
    assert len(drafts["plain"]) < len(drafts["counted"])
    assert command("project", "--approach", "thematisation-continue").code == 0
    assert "Heading (rubrique)" in command("frequencies", "--level", "group").out
    assert command("project", "--approach", "none", "--title", "Autre").code == 0
    assert command("project", "--json").rows[0]["approach"] == ""
    assert command("undo").code == 0
    assert "thématisation en continu" in command("project").out
    assert command("project", "--approach", "none").code == 0
    assert "(rubrique)" not in command("frequencies", "--level", "group").out
