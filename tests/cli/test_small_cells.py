"""A table that goes out with few people in a cell is warned of, until somebody lets it stand with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("ana", "study", "quick_cloud")


def test_a_small_cell_is_warned_of_until_it_stands(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "t.csv"
    warned = command("crosstab", "--columns", "attribute:rôle", "--out", out)
    assert warned.code == 0
    assert "cells of the table rest on fewer than 5 people" in warned.err
    assert "École / élève (1)" in warned.err
    key = "crosstab by attribute:rôle"
    assert f"'{key}' --reason WHY" in warned.err
    assert command("report", "let-stand", key, "--reason", "").code == 1
    assert command("report", "let-stand", key, "--reason", "Tout le monde le sait.").code == 0
    assert command("report", "let-stand", key, "--reason", "Rôle public.").code == 0
    assert [row["reason"] for row in command("report", "standing", "--json").rows] == ["Rôle public."]
    assert "Rôle public." in command("report", "standing").out
    assert "on fewer than" not in command("crosstab", "--columns", "attribute:rôle", "--out", out).err
    assert "on fewer than" in command("report", "build", tmp_path / "r.md").err
    assert "on fewer than" not in command("report", "build", tmp_path / "r.md", "--no-counts").err


def test_the_number_is_a_setting(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALCODE_CONFIG", str(tmp_path / "settings.toml"))
    for told, warns in (("2", True), ("1", False), ("beaucoup", True), ("99999", True)):
        assert command("settings", "small_cell", told).code == 0
        assert ("on fewer than" in command("report", "build", tmp_path / "r.md").err) is warns
    assert command("report", "standing").err == "No warning was let stand.\n"
