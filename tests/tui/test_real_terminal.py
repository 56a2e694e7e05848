"""The program in a real terminal: the whole job by keys, and no word of anybody's that commands the terminal."""

from __future__ import annotations

import os
import re
import select
import struct
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import wholejob

import qualcode
from qualcode.coding.project import Project
from qualcode.storage.care.check import check

if TYPE_CHECKING:
    from collections.abc import Iterator

pty = pytest.importorskip("pty", reason="no pseudo-terminal on this system")
fcntl = pytest.importorskip("fcntl", reason="no pseudo-terminal on this system")
termios = pytest.importorskip("termios", reason="no pseudo-terminal on this system")

SOURCE = Path(qualcode.__file__).parent.parent
SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;:?<>=!]*[A-Za-z~$]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[A-Za-z=>78])")
PATIENCE = 120
STILL = 0.2
"""Seconds without a byte after which a window is painted; a caret blinks more slowly."""


class Terminal:
    """The program on a terminal of 120 by 36 cells, and all it sent."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.sent = b""
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            known = {**os.environ, "PYTHONPATH": str(SOURCE), "TERM": "xterm-256color", "LANGUAGE": "en"}
            # execve, not execv: a library may have told the C side of this process another size of the window
            os.execve(sys.executable, [sys.executable, "-m", "qualcode", *arguments], known)  # noqa: S606 - a pty's child
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def _comes(self, seconds: float) -> bool:
        return bool(select.select([self._terminal], [], [], seconds)[0])

    def _read(self) -> bool:
        """Take what comes within a moment; tell whether the program still goes on."""
        if self._comes(1.0):
            try:
                came = os.read(self._terminal, 65536)
            except OSError:  # Linux's word for the end
                return False
            self.sent += came
            return bool(came)
        return True

    def type(self, keys: str, until: str) -> None:
        """Type once all is painted, as a person does, and read until some words are painted anew."""
        while self._comes(STILL):
            self._read()
        before, end = len(self.sent), time.monotonic() + PATIENCE
        os.write(self._terminal, keys.encode())
        while until not in self.words(before):
            assert time.monotonic() < end, f"{until!r} never came; the last is {self.words(before)[-600:]!r}"
            assert self._read(), f"the program ended: {self.words(before)[-600:]!r}"

    def words(self, since: int = 0) -> str:
        """Return what was painted, without the terminal's commands."""
        return SEQUENCE.sub(b"", self.sent[since:]).decode(errors="replace")

    def leave(self) -> int:
        """Leave, and return the exit code."""
        os.write(self._terminal, b"\x11")
        while self._read():
            pass
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return an empty folder."""
    place = tmp_path / "study"
    place.mkdir()
    return place


def test_the_whole_job_by_keys_in_a_real_terminal(tmp_path: Path, folder: Path) -> None:
    given = wholejob.transcripts(tmp_path)
    at = Terminal(folder)
    at.type("", until="make a new study")
    at.type("n", until="Language of most of the material")
    at.type("Le lien\r", until="Your name")
    at.type("Ana\r", until="YOUR FILES")
    at.type("/", until="a path, or drop a folder")
    at.type(f"{given}\r", until="Groupe A.txt")
    at.type("\x13", until="turn 1 of 126")
    at.type("US", until="turn 2 of")
    at.type("c", until="a few letters of a code")
    at.type("Silence\r", until="“Silence” in Entrevue 02")
    at.type("USc", until="a few letters of a code")
    at.type("Attente\r", until="“Attente” in Entrevue 02")
    at.type("2", until="Co-occurrence")
    at.type("3", until="Attente")  # the parts are listed once the draft is made
    at.type("b", until="report.docx: written in")
    assert at.leave() == 0
    assert "Traceback" not in at.words()
    with Project.open(str(folder / "le-lien.qualcode")) as project:
        coded = {coding.text for d in project.documents.all() for coding in project.codings.of_document(d.id)}
    words = wholejob.report_words(folder / "report.docx")
    assert coded == {"Genre là?", "OK, c'est bon. Je dis quoi?"}
    assert [quote for quote in coded if quote not in words] == []


INTERVIEW = "transcripts/artisans_fr/Entretien 01 25.01.08_traitement_A.docx"
NAMES = ("Geste", "Atelier", "Client", "Apprentissage", "Revenu")


@pytest.mark.nightly
def test_a_whole_interview_of_a_real_study_is_coded_by_keys_alone(material: Path, folder: Path) -> None:
    at = Terminal(folder)
    at.type("n", until="Language of most of the material")
    at.type("Métiers\r", until="Your name")
    at.type("Ana\r", until="YOUR FILES")
    at.type("/", until="a path, or drop a folder")
    at.type(f"{material / INTERVIEW}\r", until="Entretien")
    at.type("\x13", until="turn 1 of")
    with Project.open(str(folder / "metiers.qualcode")) as project:
        (document,) = project.documents.all()
        turns = list(enumerate(project.documents.turns(document.id), 1))
    said = [(number, turn) for number, turn in turns if turn.role == "participant" and turn.end > turn.start]
    assert len(said) > 40
    for place, (number, _turn) in enumerate(said):
        at.type("US", until=f"turn {number} of {len(turns)}")
        if place < len(NAMES):
            at.type("c", until="a few letters of a code")
            at.type(f"{NAMES[place]}\r", until="u undoes it")
        elif place % 3:
            at.type(str(place % 5 + 1), until="u undoes it")  # one of the recent codes, by its number
        else:
            at.type("c", until="a few letters of a code")
            at.type(f"{NAMES[place % 5][:3].lower()}\r", until="u undoes it")
    at.type("u", until="Undone")
    at.type("\x12", until="Done again")
    assert at.leave() == 0
    with Project.open(str(folder / "metiers.qualcode")) as project:
        codings = project.codings.of_document(document.id)
        assert [(one.start, one.end) for one in codings] == [(turn.start, turn.end) for _number, turn in said]
        assert sorted({code.name for code in project.codes.all()}) == sorted(NAMES)
        assert len({one.code for one in codings}) == len(NAMES)
        assert check(project._database) == []
