"""Preferences survive a round trip, and a broken file costs a line, never the work."""

from __future__ import annotations

import os
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import settings
from qualcode.model.errors import CannotWrite
from qualcode.settings import Settings, load, remember, save

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.text(st.characters(exclude_categories=["Cs"]))


def test_without_a_file_the_usual_preferences_serve(capsys: pytest.CaptureFixture[str]) -> None:
    assert load() == Settings(coder="", language="", theme="dark", recent=())
    assert capsys.readouterr().err == ""


@given(coder=WORDS, theme=WORDS, recent=st.lists(WORDS).map(tuple))
def test_what_is_saved_is_what_is_loaded(coder: str, theme: str, recent: tuple[str, ...]) -> None:
    wished = Settings(coder=coder, language="fr", theme=theme, recent=recent)
    save(wished)
    assert load() == wished


def test_the_file_is_toml_that_a_person_can_read() -> None:
    file = save(Settings(coder="Ana “Nan” Tremblay", recent=("a.qualcode", "été\\b.qualcode")))
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    assert table["coder"] == "Ana “Nan” Tremblay"
    assert table["recent"] == ["a.qualcode", "été\\b.qualcode"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights by folder")
def test_the_file_is_for_its_owner_only() -> None:
    save(Settings())
    assert save(Settings(coder="Ana")).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content", [b"coder = ", b"\xff\xfe", b"coder = 3", b"recent = [1]", b"recent = 'x'", b"[[coder]]"]
)
def test_a_broken_file_costs_one_line(content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    file = save(Settings(coder="Ana"))
    file.write_bytes(content)
    assert load(silent=True) == Settings()
    assert capsys.readouterr().err == ""
    assert load() == Settings()
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_in_its_place_costs_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    settings.path().mkdir(parents=True)
    assert load() == Settings()
    assert capsys.readouterr().err.count("\n") == 1


def test_names_of_a_later_version_are_passed_over() -> None:
    settings.path().parent.mkdir(parents=True)
    settings.path().write_text("colour = 'many'\ncoder = 'Ana'\n", encoding="utf-8")
    assert load() == Settings(coder="Ana")


def test_what_cannot_be_written_is_refused_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("QUALCODE_CONFIG", str(tmp_path / "file" / "settings.toml"))
    with pytest.raises(CannotWrite):
        save(Settings())
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208 - the names are all that is asked


def test_recent_projects_come_latest_first_and_once() -> None:
    held = Settings()
    for number in range(12):
        held = remember(held, f"{number}.qualcode")
    held = remember(held, "5.qualcode")
    assert held.recent[:2] == ("5.qualcode", "11.qualcode")
    assert len(held.recent) == settings.RECENT == len(set(held.recent))


def test_a_password_is_never_kept() -> None:
    held = remember(Settings(), "postgresql://ana:s3cr%40t@host:5432/study")
    assert held.recent == ("postgresql://ana@host:5432/study",)
    assert remember(Settings(), "postgresql://ana@host/study").recent == ("postgresql://ana@host/study",)


def test_the_place_of_the_file_is_the_systems_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUALCODE_CONFIG")
    assert settings.path().parts[-2:] == ("qualcode", "settings.toml")
