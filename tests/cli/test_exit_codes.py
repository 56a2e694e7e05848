"""The real program in a process of its own: what it returns, and what an interruption leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from qualcode.cli.main import run
from qualcode.coding.project import Project

if TYPE_CHECKING:
    from pathlib import Path


def _unmeasured() -> dict[str, str]:
    """Return the environment without what measures coverage: an interruption while its tracer holds its lock hangs."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def start(folder: Path, *words: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "qualcode", *words],
        cwd=folder,
        env={**_unmeasured(), "PYTHONUNBUFFERED": "1", "QUALCODE_CODER": "Ana"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a shell that starts the tests in the background lets them ignore Ctrl+C, and children inherit that
        preexec_fn=(lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) if os.name == "posix" else None,  # noqa: PLW1509
    )


@pytest.mark.parametrize(
    ("words", "code", "out", "err"),
    [
        (["codes", "add", "Temps"], 0, b"", b"Temps: added\n"),
        (["code", "E1", "Temps", "--span", "0:1"], 1, b"", b"qualcode: E1: no such document;"),
        (["code", "E1"], 2, b"", b"Usage: qualcode code"),
    ],
)
def test_the_exit_code_says_what_became_of_it(empty: Path, words: list[str], code: int, out: bytes, err: bytes) -> None:
    process = start(empty.parent, *words)
    said, talked = process.communicate(timeout=60)
    assert (process.returncode, said) == (code, out)
    assert talked.startswith(err)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one process")
def test_an_interrupted_import_keeps_whole_files_and_lets_the_project_go(empty: Path) -> None:
    folder = empty.parent / "in"
    folder.mkdir()
    for number in range(200):
        (folder / f"E{number:03}.txt").write_text(f"Chercheuse : Bonjour {number}?\nPaul : Oui, {number}.\n" * 40)
    process = start(empty.parent, "import", "in")
    assert process.stdout.readline().strip() == b"in/E000.txt"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    with Project.open(str(empty), coder="Ana", write=True) as opened:
        kept = opened.documents.all()
        assert 1 <= len(kept) < 200
        assert all(document.turns == 80 for document in kept)
        assert {case.name for case in opened.cases.all()} == {document.name for document in kept}


def test_a_fault_nobody_foresaw_is_one_line_and_the_log_holds_no_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "ce que Paul a dit"

    def broken(*_: object, **__: object) -> None:
        spoken = words  # a local variable that a careless log would print
        raise RuntimeError(spoken)

    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path)
    monkeypatch.setattr("qualcode.cli.main.qualcode.main", broken)
    assert run(["codes"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("qualcode: RuntimeError: ")
    assert said.err.count("\n") == 1
    logged = (tmp_path / "faults.log").read_text(encoding="utf-8")
    assert "RuntimeError" in logged
    assert "broken" in logged
    assert words not in logged + said.err
