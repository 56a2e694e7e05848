"""The screen killed while somebody codes: what it had painted as coded is in the project, which is sound and free."""

from __future__ import annotations

import importlib.util
import os
import random
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.project import Project
from qualcode.model.transcript import Speech, Transcript


def _terminals() -> Any:
    """Return the file beside this one that has the terminal; tests are no package."""
    spec = importlib.util.spec_from_file_location("terminals", Path(__file__).with_name("test_real_terminal.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Terminal = _terminals().Terminal

LETTERS = "bcdfghjklmnpqrstvwxz"
"""Of names that no search takes for one another."""


def made(folder: Path) -> Path:
    """Make a project of one interview, and return its file."""
    text, turns = "", []
    for number in range(40):
        said = f"On jardine derrière, la {number}e année. Les pommiers ont gelé. On recommence au mois de mai."
        turns.append(Speech("Luc", len(text) + 6, len(text) + 6 + len(said)))
        text += f"Luc : {said}\n"
    path = folder / "study.qualcode"
    with Project.create(str(path), title="Le jardin", coder="Ana") as project:
        project.perform(ImportDocument("E1", "E1.txt", "1" * 64, Transcript(text, "txt", turns=tuple(turns))))
    return path


def coded_until_killed(path: Path, chance: random.Random) -> set[str]:
    """Code sentences by keys, kill the program within a moment of the last; return the codes painted as applied."""
    at, painted = Terminal(path.parent, "open", path.name, "--coder", "Ana"), set()
    at.type("", until="turn 1 of 40")
    for place in range(chance.randint(1, 4)):
        name = "".join(chance.sample(LETTERS, 8))
        at.type("s" if not place else ")s", until="")
        at.type("c", until="a few letters of a code")
        at.type(f"{name}\r", until=f"“{name}” in E1")
        painted.add(name)
    os.write(at._terminal, b")s.)s.)s."[: chance.randrange(10)])
    for _ in range(chance.randrange(400_000)):  # some place in what it does then
        pass
    os.kill(at.process, signal.SIGKILL)
    os.waitpid(at.process, 0)
    os.close(at._terminal)
    return painted


def killed(folder: Path, kills: int) -> int:
    """Kill so often; nothing that was painted is lost, and nothing stands in the way of the next."""
    path, chance, painted = made(folder), random.Random(kills), set()
    for _ in range(kills):
        painted |= coded_until_killed(path, chance)
        with Project.open(str(path), coder="Max", write=True) as project:
            names = {code.id: code.name for code in project.codes.all()}
            codings = project.codings.of_document(project.documents.all()[0].id)
            assert painted - {names[coding.code] for coding in codings} == set()
            assert project.care.check() == []
    sys.stdout.write(f"{kills} kills of the screen, {len(painted)} codings painted, none lost, check clean\n")
    return len(painted)


@pytest.mark.nightly
def test_twenty_kills_of_the_screen_lose_nothing_that_was_painted(tmp_path: Path) -> None:
    assert killed(tmp_path, 20) >= 20
