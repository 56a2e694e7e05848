"""Which project a command means, and who acts."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from qualcode import settings
from qualcode.cli.common import session
from qualcode.cli.main import run
from qualcode.coding.project import Project
from qualcode.model import errors

if TYPE_CHECKING:
    from pathlib import Path


class _Terminal(io.StringIO):
    """What is typed, as if on a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_script_that_names_nobody_acts_under_a_neutral_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(["new", "study"]) == 0
    assert run(["codes", "add", "Lien"]) == 0
    with Project.open("study.qualcode") as opened:
        assert [coder.name for coder in opened.coders.all()] == [session.UNNAMED]


def test_the_option_wins_over_the_environment_and_that_over_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.save(settings.Settings(coder="Ana"))
    assert session.who(None) == "Ana"
    monkeypatch.setenv("QUALCODE_CODER", "Mathis")
    assert session.who(None) == "Mathis"
    assert session.who("Fatou") == "Fatou"


def test_on_a_terminal_the_name_is_asked_for_once_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal("Inès\n"))
    assert session.who(None) == "Inès"
    assert settings.load().coder == "Inès"


def test_the_password_of_a_server_is_asked_for_once_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def opened(place: str, **_: object) -> SimpleNamespace:
        seen.append(place)
        if "@" not in place or ":s" not in place:
            raise errors.DatabaseDenied(place)
        return SimpleNamespace(approach=SimpleNamespace(named=lambda: ""))

    monkeypatch.setattr(session.Project, "open", opened)
    monkeypatch.setattr("sys.stdin", _Terminal(""))
    monkeypatch.setattr("click.prompt", lambda *_, **__: "s/cret")
    session.reading("postgresql://ana@host/study")
    assert seen == ["postgresql://ana@host/study", "postgresql://ana:s%2Fcret@host/study"]


def test_without_a_terminal_a_wrong_password_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def refused(place: str, **_: object) -> None:
        raise errors.DatabaseDenied(place)

    monkeypatch.setattr(session.Project, "open", refused)
    with pytest.raises(errors.DatabaseDenied):
        session.reading("postgresql://ana@host/study")


def test_the_only_project_of_the_folder_is_meant_and_two_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codes"]) == 1
    assert run(["new", "one"]) == 0
    assert run(["codes"]) == 0
    assert run(["new", "two"]) == 0
    assert run(["codes"]) == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert said[-1].startswith("qualcode: ")
    assert "one.qualcode, two.qualcode" in said[-1]


@pytest.mark.parametrize("answer", ["oui", "O", "yes", "y"])
def test_a_removal_is_confirmed_in_either_language(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal(""))
    monkeypatch.setattr("click.prompt", lambda *_, **__: answer)
    session.confirm("Remove it?", yes=False)


@pytest.mark.parametrize("answer", ["", "non", "n", "no", "?"])
def test_anything_else_removes_nothing(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal(""))
    monkeypatch.setattr("click.prompt", lambda *_, **__: answer)
    with pytest.raises(errors.NotConfirmed):
        session.confirm("Remove it?", yes=False)
