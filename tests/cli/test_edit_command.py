"""`qualcode documents edit`: a misspelt word is put right in one document or in all, and undone in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("ana", "study")


def test_a_word_is_replaced_as_the_dry_run_says(command: Callable[..., Any]) -> None:
    before = command("export", "json", "-").out
    asked = ("documents", "edit", "Entrevue 01", "--replace", "matin", "soir", "--whole-word")
    trial = command(*asked, "--dry-run", "--json")
    assert command("export", "json", "-").out == before
    done = command(*asked, "--json")
    assert done.rows == trial.rows
    (row,) = done.rows
    assert row["document"] == "Entrevue 01"
    assert [place["after"][:1] for place in row["places"]] == [",", "."]
    assert row["counts"] == {"kept": 1, "moved": 1, "fuzzy": 3, "lost": 0}
    assert command("check").code == 0
    command("undo")
    assert command("export", "json", "-").out == before


def test_places_are_shown_in_their_context_and_what_stands_nowhere_is_refused(command: Callable[..., Any]) -> None:
    told = command("documents", "edit", "--replace", "Je dors", "Nous dormons", "--dry-run").out
    assert "Entrevue 01: 1 place would be edited; " in told
    assert "“Je dors” à l’école" in told
    assert "1 place edited" in command("documents", "edit", "--replace", "Je dors", "Nous dormons").out
    refused = command("documents", "edit", "--replace", "Je dors", "Nous dormons")
    assert refused.code == 1
    assert "these words stand nowhere" in refused.err
