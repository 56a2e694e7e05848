"""A process killed in the middle of its work: what was acknowledged is there, nothing is half done or locked."""

from __future__ import annotations

import os
import random
import signal
import sys
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.passages.codings import ApplyCode, RemoveCodings
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.storage.care import backup, restore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")
KILLS = 20
LINE = 33
"""Bytes of an acknowledgement: an id and a line's end."""


def killed(work: Callable[[int], None], after: int, chance: random.Random) -> list[str]:
    """Let a child work and acknowledge by ids in a pipe; kill it once `after` came, or a moment later."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(writing)
        finally:
            os._exit(0)
    os.close(writing)
    said = b""
    while len(said) < after * LINE and (more := os.read(reading, 4096)):
        said += more
    for _ in range(chance.randrange(20_000)):  # some place between two acknowledgements, never the same
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 4096):
        said += more
    os.close(reading)
    return said.decode().split("\n")[:-1]


def coding(path: Path) -> Callable[[int], None]:
    """Return what codes, undoes and removes for ever; an id is written once its action has answered."""

    def work(out: int) -> None:
        project = Project.open(str(path), coder="Zoé", write=True)
        document = project.documents.all()[0].id
        while True:
            code = AddCode(f"c{os.urandom(6).hex()}")
            project.perform(code)
            for start in range(6):
                applied = ApplyCode(document, start, start + 4, code.id, memo="m")
                project.perform(applied)
                if start == 5:
                    project.perform(RemoveCodings((applied.id,)))
                    project.undo()
                os.write(out, f"{applied.id}\n".encode())

    return work


def loop(path: Path, kills: int, seed: int) -> int:
    chance, acknowledged = random.Random(seed), set()
    for _ in range(kills):
        acknowledged |= set(killed(coding(path), chance.randrange(1, 8), chance))
    with Project.open(str(path), coder="Max", write=True) as project:
        there = {coding.id for coding in project.codings.of_document(project.documents.all()[0].id)}
        assert acknowledged - there == set()
        assert project.care.check() == []
    return len(acknowledged)


def test_twenty_kills_lose_nothing_that_was_acknowledged(kept: Path) -> None:
    assert loop(kept, KILLS, 1) >= KILLS


@pytest.mark.nightly
def test_five_hundred_kills_lose_nothing_that_was_acknowledged(kept: Path) -> None:
    assert loop(kept, 500, 2) >= 500


def cut_short(path: Path, name: str, chance: random.Random) -> None:
    """Kill a backup or a restore at some step; what it leaves is the state before or the one after."""
    with Project.open(str(path)) as project:
        before = project.dump()
    copies = backup.backups(path)
    other = copies[-1]
    with Project.open(str(other)) as copy:
        after = copy.dump()
    steps = iter(range(chance.randrange(1, 8_000)))  # calls of functions: some fall before, some after

    def stop(*_: Any) -> None:
        if next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    def work(out: int) -> None:
        sys.settrace(lambda _frame, _event, _arg: stop())
        if name == "backup":
            with Project.open(str(path)) as project:
                project.care.back_up()
        else:
            restore.restore(str(path), other, "Zoé")
        os.write(out, b"x" * (LINE - 1) + b"\n")

    killed(work, 1, chance)
    with Project.open(str(path), coder="Zoé", write=True) as project:
        assert project.dump() in ([before] if name == "backup" else [before, after])
        assert project.care.check() == []
    for each in backup.backups(path):
        with Project.open(str(each)) as copy:
            assert copy.care.check() == []


def prepared(path: Path) -> None:
    with Project.open(str(path), coder="Zoé", write=True) as project:
        project.care.back_up()
        project.perform(AddCode("neuf"))


@pytest.mark.parametrize("name", ["backup", "restore"])
def test_a_backup_or_a_restore_that_is_killed_leaves_one_state_or_the_other(kept: Path, name: str) -> None:
    prepared(kept)
    chance = random.Random(name)
    for _ in range(4):
        cut_short(kept, name, chance)


@pytest.mark.nightly
@pytest.mark.parametrize("name", ["backup", "restore"])
def test_fifty_backups_and_restores_killed(kept: Path, name: str) -> None:
    prepared(kept)
    chance = random.Random(name)
    for _ in range(50):
        cut_short(kept, name, chance)


def test_a_killed_writer_leaves_no_stale_lock(kept: Path) -> None:
    killed(coding(kept), 1, random.Random(4))
    assert (kept.parent / f".{kept.name}.lock").exists()
    Project.open(str(kept), coder="Max", write=True).close()
    with Project.open(str(kept), coder="Max", write=True), pytest.raises(errors.ProjectLocked, match="Max has it open"):
        Project.open(str(kept), coder="Zoé", write=True)
