"""A disk that is full or may not be written: each act is done or not done, never half, and a sentence says so."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.passages.tables import CodingLine, ImportCodings
from qualcode.coding.project import Project
from qualcode.model import errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qualcode.coding.actions import Action

resource = pytest.importorskip("resource", reason="limits of POSIX")
PAGE = 4096
LONG = "Des mots que personne n’a dits. " * 400


def acts(project: Project, chance: random.Random) -> Iterator[Action]:
    """Give acts for ever, small and large."""
    document = project.documents.all()[0]
    while True:
        code = AddCode(f"c{chance.random()}", details=(("example", LONG),))
        yield code
        yield ApplyCode(document.id, 0, chance.randrange(1, 29), code.id, memo=LONG)
        name = chance.random()
        yield ImportCodings(tuple(CodingLine(n, "E1", f"G/{name}", n % 20, n % 20 + 5) for n in range(60)))


def until_refused(project: Project, chance: random.Random) -> str:
    """Act until there is no room; see that the state is the one before, and return the sentence."""
    before = project.dump()
    for action in acts(project, chance):
        try:
            project.perform(action)
        except errors.Refusal as refused:
            assert project.dump() == before
            return f"{type(refused).__name__}: {refused}"
        before = project.dump()
    raise AssertionError


def opened_until_refused(path: Path, seed: int) -> str:
    """Do so in a project that is opened for it."""
    with Project.open(str(path), coder="Zoé", write=True) as project:
        return until_refused(project, random.Random(seed))


def in_a_child(act: Callable[[], str]) -> str:
    """Run in a process of its own, whose limits end with it; return what it says."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "failed"
        try:
            said = act()
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read().decode()
    os.waitpid(child, 0)
    return said


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[Path]:
    """Mount a disk of so many bytes in memory, where one may; else skip."""
    place.mkdir()
    asked = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=False, capture_output=True
    )
    if asked.returncode:
        pytest.skip("no disk may be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def is_sound(path: Path) -> bool:
    """See that a project opens for writing, is sound, and takes an act."""
    with Project.open(str(path), coder="Max", write=True) as project:
        assert project.care.check() == []
        project.perform(AddCode("après"))
        return project.care.check() == []


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(2, 22))])
def test_a_file_that_may_grow_no_more_keeps_the_state_before(kept: Path, seed: int) -> None:
    limit = kept.stat().st_size + random.Random(seed).randrange(8 * PAGE, 400 * PAGE)

    def act() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        return opened_until_refused(kept, seed)

    said = in_a_child(act)
    assert said.startswith(("DiskFull", "ProjectDamaged")), said
    assert is_sound(kept)


@pytest.mark.skipif(sys.platform != "linux", reason="a disk in memory")
@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(2, 22))])
def test_a_disk_that_fills_keeps_the_state_before(kept: Path, tmp_path: Path, seed: int) -> None:
    room = kept.stat().st_size + random.Random(seed).randrange(60 * PAGE, 400 * PAGE)
    with small_disk(tmp_path / "disk", room) as disk:
        path = Path(shutil.copy(kept, disk))
        assert opened_until_refused(path, seed).startswith("DiskFull")
        saved = Path(shutil.copy(path, tmp_path / "saved.qualcode"))
        assert is_sound(saved)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(2, 22))])
def test_a_database_with_no_page_left_keeps_the_state_before(kept: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Project.open(str(kept), coder="Zoé", write=True) as project:

        @event.listens_for(project._database.engine, "checkout")
        def _narrow(connection: object, *_: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {kept.stat().st_size // PAGE + seed}")  # type: ignore[attr-defined]

        assert until_refused(project, chance).startswith("DiskFull")
    assert is_sound(kept)


READER = """
import os, sys
import qualcode.coding.project
os.setgid(65534); os.setuid(65534)
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.project import Project
from qualcode.model import errors
try:
    with Project.open(sys.argv[1], coder="Z", write=True) as project:
        project.perform(AddCode("x"))
except errors.Refusal as refused:
    print(type(refused).__name__, refused)
print(len(Project.open(sys.argv[1]).dump()["codings"]))
"""


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root becomes somebody else")
def test_a_file_that_may_not_be_written_is_told_of_and_read(kept: Path) -> None:
    folder = Path(f"/tmp/{kept.parent.name}-{os.getpid()}")  # noqa: S108 - others may enter
    shutil.copytree(kept.parent, folder)
    path, before = folder / kept.name, kept.read_bytes()
    try:
        folder.chmod(0o777)
        for each in folder.iterdir():
            each.chmod(0o444 if each.name == kept.name else 0o666)
        run = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=False)
        sentence, _newline, count = run.stdout.strip().rpartition("\n")
        assert count == "1", run.stderr
        assert str(path) in sentence
        assert path.read_bytes() == before
    finally:
        shutil.rmtree(folder)
