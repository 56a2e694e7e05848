"""The demo: the whole job in one command, in either language, never over somebody's work."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import docx
import pytest

from qualcode import system
from qualcode.cli import demo as demo_command
from qualcode.coding.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_demo_shows_the_whole_job_and_leaves_three_files(demo_once: Path) -> None:
    names = {path.name for path in demo_once.iterdir() if not path.name.startswith(".")}
    assert names == {"demo.qualcode", "cloud.png", "report.docx"}
    with Project.open(str(demo_once / "demo.qualcode")) as project:
        assert [document.name for document in project.documents.all()] == [
            "Entrevue 01",
            "Entrevue 02",
            "Entrevue 03",
            "Entrevue 04",
            "Groupe A",
        ]
        assert {document.state for document in project.documents.all()} == {"coded"}
        assert [coder.name for coder in project.coders.all()] == ["Ana", "Mathis"]
        assert project.codings.count() == 274
        assert len([theme for theme in project.themes.all() if theme.links]) == 4
        assert {name for case in project.cases.all() for name, _value in case.attributes} >= {"rôle", "arrondissement"}
    text = [paragraph.text for paragraph in docx.Document(str(demo_once / "report.docx")).paragraphs]
    assert "Note de méthode" in text


@pytest.mark.usefixtures("quick_cloud")
def test_it_prints_documents_cooccurrence_and_keywords_and_names_what_is_next(
    command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = command("demo", "--no-open", "--report-language", "en")
    assert ran.code == 0, ran.err
    for title in ("Documents", "Codes that meet most often", "Words used most often", "Files"):
        assert f"\n{title}\n{'─' * len(title)}\n" in ran.out
    assert "unit: turn, n = " in ran.out
    following = [line.strip() for line in ran.err.splitlines() if line.startswith("  qualcode ")]
    assert len(following) == 3
    text = [paragraph.text for paragraph in docx.Document("qualcode-demo/report.docx").paragraphs]
    assert "Method note" in text
    shlexed = following[0].removeprefix("qualcode ").replace('"', "").split(" --code ")
    assert command(*shlexed[0].split(), "--code", shlexed[1]).out
    for line in following[1:]:
        assert command(*line.removeprefix("qualcode ").split()).out


def test_a_demo_that_is_there_is_refused_and_stays_as_it_is(demo_once: Path, command: Callable[..., Any]) -> None:
    before = {path: path.read_bytes() for path in demo_once.iterdir()}
    ran = command("demo", demo_once, "--no-open")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "demo.qualcode" in ran.err
    assert {path: path.read_bytes() for path in demo_once.iterdir()} == before


@pytest.mark.parametrize("there", [False, True])
def test_an_interrupted_demo_leaves_nothing_behind(
    command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    folder = tmp_path / "demo"
    if there:
        folder.mkdir()
        (folder / "mine.txt").write_text("mine", encoding="utf-8")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo_command, "_show_readings", stop)
    assert command("demo", folder, "--no-open").code == 130
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file() and "preferences" not in path.parts) == (
        ["mine.txt"] if there else []
    )
    assert folder.exists() == there


def test_a_file_in_the_way_is_refused(command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("mine", encoding="utf-8")
    ran = command("demo", tmp_path / "demo", "--no-open")
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("qualcode: ")
    assert (tmp_path / "demo").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("french", "quick_cloud")
def test_the_interface_decides_nothing_about_the_language_of_the_draft(
    command: Callable[..., Any], tmp_path: Path
) -> None:
    ran = command("demo", tmp_path / "d", "--no-open", "--report-language", "en")
    assert "\nMots les plus employés\n" in ran.out
    assert "Method note" in [
        paragraph.text for paragraph in docx.Document(str(tmp_path / "d" / "report.docx")).paragraphs
    ]


def test_a_sample_that_was_not_installed_is_said_in_one_line(
    command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "qualcode.cli.samples.qualcode.__file__", str(tmp_path / "elsewhere" / "qualcode" / "__init__.py")
    )
    ran = command("demo", tmp_path / "d", "--no-open")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert not (tmp_path / "d").exists()


@pytest.mark.usefixtures("quick_cloud")
@pytest.mark.parametrize(
    ("options", "on_terminal", "opened"), [([], True, 1), (["--no-open"], True, 0), ([], False, 0)]
)
def test_the_screen_opens_only_where_there_is_a_terminal(  # noqa: PLR0913, PLR0917 - one a condition
    command: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    on_terminal: bool,
    opened: int,
) -> None:
    seen: list[str] = []
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: on_terminal, raising=False)
    monkeypatch.setattr("qualcode.cli.screen.show", lambda place, _coder: seen.append(place))
    monkeypatch.setattr(demo_command, "_make", lambda *_words: None)
    assert command("demo", tmp_path / "d", *options).code == 0
    assert seen == [str(tmp_path / "d" / "demo.qualcode")] * opened


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="windows always open there")
def test_a_session_without_a_display_has_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not system.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert system.has_screen()
