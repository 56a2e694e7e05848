"""The door from the command line to the screen: which project is meant, and what reaches the terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import qualcode
from qualcode import settings
from qualcode.cli import screen
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.project import Project
from qualcode.model.transcript import Speech, Transcript
from qualcode.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = "QX\x1b]52;c;UVZfQ0xJUA==\x07\x1b]0;QV_TITLE\x07\x9b31m [b]x[ "
MARKS = (rb"\x1b\]52;c;UVZfQ0xJUA==", rb"\x1b\][02];QV_TITLE", rb"\xc2[\x80-\x9f]", rb"Traceback|\xe2\x94\x80 locals")


SOURCE = Path(qualcode.__file__).parent.parent


class Shown:
    """What the screen was asked to show."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.incoming: tuple[Path, ...] = ()

    def __call__(self, place: str, coder: str = "", *, incoming: tuple[Path, ...] = ()) -> None:
        assert coder in {"Ana", ""}
        if place:
            Project.open(place).close()
        self.places.append(place)
        self.incoming = incoming


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shown:
    """Return what would be shown, on a terminal that is not there."""
    told = Shown()
    monkeypatch.setattr(screen, "show", told)
    monkeypatch.setattr(screen, "on_terminal", lambda: True)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    settings.save(Settings(coder="Ana"))
    return told


def test_a_project_named_alone_is_opened(command: Callable[..., Any], shown: Shown) -> None:
    Project.create("a.qualcode", title="a").close()
    assert command("a.qualcode").code == 0
    assert command("open", "a.qualcode").code == 0
    assert command("open").code == 0
    assert shown.places == ["a.qualcode"] * 3


def test_transcripts_alone_make_a_project_named_after_the_folder(
    command: Callable[..., Any], shown: Shown, tmp_path: Path
) -> None:
    for name in ("e1.txt", "e2.txt"):
        (tmp_path / "work" / name).write_text("Paul : Bon.", encoding="utf-8")
    ran = command("e1.txt", "e2.txt")
    assert (ran.code, shown.places) == (0, ["work.qualcode"])
    assert [path.name for path in shown.incoming] == ["e1.txt", "e2.txt"]
    assert command("e1.txt").code == 0
    assert shown.places == ["work.qualcode"] * 2
    with Project.open("work.qualcode") as project:
        assert project.study.title == "work"


@pytest.mark.parametrize("names", [("lot.zip",), ("sondage.xlsx", "e1.docx"), ("entrevues",)])
def test_archives_workbooks_and_folders_make_a_project_too(
    names: tuple[str, ...], command: Callable[..., Any], shown: Shown, tmp_path: Path
) -> None:
    (tmp_path / "work" / "entrevues").mkdir()
    ran = command(*names)
    assert (ran.code, shown.places) == (0, ["work.qualcode"])
    assert [path.name for path in shown.incoming] == list(names)
    assert (tmp_path / "work" / "work.qualcode").exists()


def test_nothing_named_in_an_empty_folder_is_the_door(command: Callable[..., Any], shown: Shown) -> None:
    assert command("open").code == 0
    assert shown.places == [""]


def test_a_command_gone_wrong_is_no_file(command: Callable[..., Any], shown: Shown) -> None:
    ran = command("improt")
    assert ran.code == 2
    assert not shown.places


def test_a_project_that_is_not_there_is_refused_in_one_line(command: Callable[..., Any], shown: Shown) -> None:
    ran = command("nowhere.qualcode")
    assert (ran.code, ran.err.count("\n"), shown.places) == (1, 1, [])


def test_two_projects_at_once_are_refused(command: Callable[..., Any], shown: Shown) -> None:
    assert command("a.qualcode", "b.qualcode").code == 1
    assert not shown.places


def test_without_a_terminal_there_is_no_screen(command: Callable[..., Any]) -> None:
    ran = command("open", "a.qualcode")
    assert ran.code == 1
    assert ran.err.startswith("qualcode: ")
    assert command().code == 2


def test_a_fault_on_the_screen_is_one_line_and_a_log_without_text(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def failing(app: Any) -> None:
        app.fault = KeyError("ce que Sophie a dit")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(screen, "on_terminal", lambda: True)
    monkeypatch.setattr(screen.QualcodeApp, "run", failing)
    Project.create("a.qualcode", title="a").close()
    ran = command("a.qualcode")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "faults.log" in ran.err
    logged = next((tmp_path / "state").rglob("faults.log")).read_text(encoding="utf-8")
    assert "KeyError" in logged
    assert "Sophie" not in ran.err + logged


# What reaches the terminal


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a folder where every name and text holds what would command a terminal."""
    folder = tmp_path / "h"
    folder.mkdir()
    (folder / f"{HOSTILE.replace('/', '')}.txt").write_text(f"{HOSTILE} : dit\nP : non", encoding="utf-8")
    turns = (Speech(HOSTILE, 0, 20), Speech("P", 22, len(HOSTILE) + 22))
    with Project.create(str(folder / "h.qualcode"), title=HOSTILE, coder=HOSTILE) as project:
        text = f"{'a' * 20}\n\n{HOSTILE}\n{HOSTILE}"
        project.perform(ImportDocument(HOSTILE, HOSTILE, "1", Transcript(text, "txt", title=HOSTILE, turns=turns)))
        project.perform(AddCode(HOSTILE))
    os.link(folder / "h.qualcode", folder / "QX\x1b]0;QV_TITLE\x07.qualcode")
    return folder


def _sent(folder: Path, arguments: list[str], keys: list[bytes]) -> bytes:
    """Run the program on a real terminal and return every byte it sent."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ |= {
            "PYTHONPATH": str(SOURCE),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "QUALCODE_CODER": HOSTILE[:40],
        }
        os.execv(sys.executable, [sys.executable, "-m", "qualcode", *arguments])  # noqa: S606 - the child of a pty
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
    sent, quiet, end = b"", 0, time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.15)[0]:
            try:
                sent += os.read(terminal, 65536)
            except OSError:
                break
            quiet = 0
        else:
            quiet += 1
            if quiet >= 2 and b"\x1b[?1049h" in sent:  # it stands still, and is ours
                if not keys:
                    break
                os.write(terminal, keys.pop(0))
                quiet = 0
    os.close(terminal)
    os.waitpid(pid, 0)
    return sent


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")
@pytest.mark.parametrize("arguments", [[], ["open", "h.qualcode"]], ids=["door", "study"])
def test_no_control_sequence_from_data_reaches_the_terminal(hostile: Path, arguments: list[str]) -> None:
    keys = [b"1"] if not arguments else []
    keys += [b"vvv", b"I", b" ", b"i", b"\x1b", b"?", b"\x1b", b",", b"\x1b", b"\x11"]
    sent = _sent(hostile, arguments, keys)
    assert b"QX" in sent
    assert [mark for mark in MARKS if re.search(mark, sent)] == []
