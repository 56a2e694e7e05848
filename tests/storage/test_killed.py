"""A process killed in the middle of its work: what was acknowledged is there, nothing is half done or locked."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.codings import ApplyCode, RemoveCodings
from qualcode.coding.passages.tables import CodingLine, ImportCodings
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage import engine, schema
from qualcode.storage.care import backup, restore
from qualcode.storage.care.check import is_whole

if TYPE_CHECKING:
    from collections.abc import Callable

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


def importing(path: Path) -> Callable[[int], None]:
    """Return what brings documents and tables of codings in for ever; an id is written once its document is there."""

    def work(out: int) -> None:
        project = Project.open(str(path), coder="Zoé", write=True)
        while True:
            name = os.urandom(6).hex()
            given = Transcript(f"Luc : {name} jardine.\n" * 40, "txt", turns=(Speech("Luc", 6, 27),))
            document = ImportDocument(name, f"{name}.txt", (name * 6)[:64], given)
            project.perform(document)
            os.write(out, f"{document.id}\n".encode())
            project.perform(ImportCodings(tuple(CodingLine(n, name, f"G/{n % 7}", n, n + 5) for n in range(30))))

    return work


def there(project: Project) -> set[str]:
    """Return the ids of all documents and codings."""
    documents = {document.id for document in project.documents.all()}
    return documents | {coding.id for each in documents for coding in project.codings.of_document(each)}


def loop(path: Path, kills: int, seed: int, work: Callable[[Path], Callable[[int], None]] = coding) -> int:
    chance, acknowledged = random.Random(seed), set()
    for _ in range(kills):
        acknowledged |= set(killed(work(path), chance.randrange(1, 8), chance))
    with Project.open(str(path), coder="Max", write=True) as project:
        assert acknowledged - there(project) == set()
        assert project.care.check() == []
    sys.stdout.write(f"{kills} kills, {len(acknowledged)} acknowledged, none lost, check clean\n")
    return len(acknowledged)


def test_twenty_kills_lose_nothing_that_was_acknowledged(kept: Path) -> None:
    assert loop(kept, KILLS, 1) >= KILLS


@pytest.mark.nightly
def test_five_hundred_kills_lose_nothing_that_was_acknowledged(kept: Path) -> None:
    assert loop(kept, 500, 2) >= 500


@pytest.mark.nightly
def test_fifty_imports_killed_lose_nothing_and_leave_no_half_table(kept: Path) -> None:
    assert loop(kept, 50, 3, importing) >= 50
    with Project.open(str(kept)) as project:
        names = {document.id: document.name for document in project.documents.all()}
        counts = {len(project.codings.of_document(each)) for each, name in names.items() if name != "E1"}
    assert counts <= {0, 30}


def die_after(calls: int) -> None:
    """Let this process be killed once it has called so many functions more."""
    left = iter(range(calls))

    def stop(*_: Any) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.settrace(lambda _frame, _event, _arg: stop())


def cut_short(path: Path, name: str, chance: random.Random) -> None:
    """Kill a backup or a restore at some step; what it leaves is the state before or the one after."""
    with Project.open(str(path)) as project:
        before = project.dump()
    copies = backup.backups(path)
    other = copies[-1]
    with Project.open(str(other)) as copy:
        after = copy.dump()

    def work(out: int) -> None:
        die_after(chance.randrange(1, 8_000))  # some fall before, some after
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


def migrated(released: Path, path: Path, calls: int) -> bool:
    """Kill what brings a project of an earlier schema up to date; tell whether it was over before."""
    script = released.read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)

    def work(out: int) -> None:
        die_after(calls)
        Project.open(str(path), coder="Zoé", write=True).close()
        os.write(out, b"x" * (LINE - 1) + b"\n")

    return bool(killed(work, 1, random.Random(calls)))


def migrations_killed(folder: Path, kills: int, seed: int) -> int:
    """Kill so many, each of some earlier schema; return how many were killed before they were over."""
    chance, over = random.Random(seed), 0
    released = sorted((Path(__file__).parent / "released").glob("*.sql"))[:-1]
    (folder / "whole").mkdir()
    migrated(released[0], folder / "whole" / "study.qualcode", 10**9)
    with Project.open(str(folder / "whole" / "study.qualcode")) as project:
        expected = project.dump()
    for number in range(kills):
        place = folder / str(number)
        place.mkdir()
        path = place / "study.qualcode"
        over += migrated(chance.choice(released), path, int(10 ** chance.uniform(2, 5)))
        with Project.open(str(path), coder="Max", write=True) as project:
            assert project.dump() == expected
            assert project.care.check() == []
        for each in backup.backups(path):
            with closing(engine.database(str(each), read_only=True)) as copy:
                assert not schema.is_current(copy)
                assert is_whole(copy)
    sys.stdout.write(f"{kills} migrations, {kills - over} killed within, each whole when opened again\n")
    return kills - over


def test_a_migration_that_is_killed_is_made_anew_by_the_next_who_writes(tmp_path: Path) -> None:
    assert migrations_killed(tmp_path, 2, 5) >= 1


@pytest.mark.nightly
def test_fifty_migrations_killed(tmp_path: Path) -> None:
    assert migrations_killed(tmp_path, 50, 6) >= 25


def test_a_killed_writer_leaves_no_stale_lock(kept: Path) -> None:
    killed(coding(kept), 1, random.Random(4))
    assert (kept.parent / f".{kept.name}.lock").exists()
    Project.open(str(kept), coder="Max", write=True).close()
    with Project.open(str(kept), coder="Max", write=True), pytest.raises(errors.ProjectLocked, match="Max has it open"):
        Project.open(str(kept), coder="Zoé", write=True)
