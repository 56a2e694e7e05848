"""The demo: the whole job in one command, in either language, never over somebody's work."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from typing import TYPE_CHECKING, Any

import docx
import pytest

from qualcode.cli import demo as demo_command
from qualcode.cli.main import run
from qualcode.cli.samples import sample_folder
from qualcode.coding.project import Project
from qualcode.model.samples import SAMPLES, Sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def english_demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder of a demo on the English study, made once, and what it printed; look, do not change."""
    folder = tmp_path_factory.mktemp("english") / "demo"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert run(["demo", str(folder), "--study", "first-year", "--no-open"]) == 0
    return folder, printed.getvalue()


def rows_of(table: Path) -> list[dict[str, str]]:
    """Return the rows of a table of a study."""
    with table.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def words_of(report: Path) -> list[str]:
    """Return the paragraphs of a draft."""
    return [paragraph.text for paragraph in docx.Document(str(report)).paragraphs]


def check_whole(folder: Path, sample: Sample) -> None:
    """Check that all of a study came in, and that three files came out."""
    study = sample_folder(sample)
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    assert names == {"demo.qualcode", "cloud.png", "report.docx"}
    with Project.open(str(folder / "demo.qualcode")) as project:
        assert (project.study.title, project.study.corpus_language) == (sample.title, sample.language)
        documents = project.documents.all()
        assert {document.name for document in documents} == {path.stem for path in (study / "transcripts").iterdir()}
        assert {document.state for document in documents} == {"coded"}
        assert tuple(coder.name for coder in project.coders.all()) == sample.coders
        assert project.codings.count() == len(rows_of(study / sample.codings)) > 250
        assert len(project.codes.all()) == len(rows_of(study / sample.codebook))
        themes = {theme.name for theme in project.themes.all() if theme.links}
        assert themes == {row["name"] for row in rows_of(study / "themes.csv")}
        described = [case for case in project.cases.all() if case.attributes]
        assert len(described) == len(rows_of(study / sample.attributes))
        assert all(sample.attribute in dict(case.attributes) for case in described)


def test_the_demo_shows_the_whole_job_and_leaves_three_files(demo_once: Path) -> None:
    check_whole(demo_once, SAMPLES["perseverance"])
    assert "Note de méthode" in words_of(demo_once / "report.docx")


def test_the_english_study_is_shown_in_english(english_demo: tuple[Path, str]) -> None:
    folder, printed = english_demo
    check_whole(folder, SAMPLES["first-year"])
    for title in ("Documents", "Codes that meet most often", "Words used most often", "Files"):
        assert f"\n{title}\n{'─' * len(title)}\n" in printed
    assert (folder / "cloud.png").read_bytes().startswith(b"\x89PNG")
    words = words_of(folder / "report.docx")
    assert "Method note" in words
    assert "Note de méthode" not in words
    themes = {row["name"] for row in rows_of(sample_folder(SAMPLES["first-year"]) / "themes.csv")}
    assert all(any(theme in paragraph for paragraph in words) for theme in themes)


def test_its_codes_meet_and_its_words_are_no_hesitations(english_demo: tuple[Path, str]) -> None:
    _folder, printed = english_demo
    pairs, words = printed.split("Codes that meet most often")[1].split("Words used most often")
    assert re.search(r"^A professor who sees you +Lost in the crowd +3 ", pairs, re.MULTILINE)
    counted = set(re.findall(r"^(\S+) +\d+ +\d+ +\d+$", words, re.MULTILINE))
    assert len(counted) == 12
    assert "home" in counted
    assert not counted & {"um", "uh", "like", "kinda", "gonna", "gotta", "you", "know", "mean", "i'm", "don't", "yeah"}


@pytest.mark.parametrize(
    ("language", "options", "study"),
    [
        ("en", [], "first-year"),
        ("fr", [], "perseverance"),
        ("en", ["--study", "perseverance"], "perseverance"),
        ("fr", ["--study", "first-year"], "first-year"),
    ],
)
def test_the_language_of_the_interface_chooses_the_study_where_none_is_named(  # noqa: PLR0913, PLR0917 - a case each
    command: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    options: list[str],
    study: str,
) -> None:
    made: list[tuple[str, str]] = []
    monkeypatch.setenv("LANGUAGE", language)
    monkeypatch.setattr(demo_command, "_make", lambda _folder, sample, draft: made.append((sample.name, draft)))
    assert command("demo", tmp_path / "d", "--no-open", *options).code == 0
    assert made == [(study, SAMPLES[study].language)]


@pytest.mark.parametrize("study", SAMPLES)
@pytest.mark.usefixtures("quick_cloud")
def test_it_prints_documents_cooccurrence_and_keywords_and_names_what_is_next(
    command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, study: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = command("demo", "--study", study, "--no-open", "--report-language", "en")
    assert ran.code == 0, ran.err
    for title in ("Documents", "Codes that meet most often", "Words used most often", "Files"):
        assert f"\n{title}\n{'─' * len(title)}\n" in ran.out
    assert "unit: turn, n = " in ran.out
    following = [line.strip() for line in ran.err.splitlines() if line.startswith("  qualcode ")]
    assert len(following) == 3
    assert "Method note" in words_of(tmp_path / "qualcode-demo" / "report.docx")
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
    assert "Method note" in words_of(tmp_path / "d" / "report.docx")


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
