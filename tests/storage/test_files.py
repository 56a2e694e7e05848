"""Project files: private, marked, durable; what is not one, or not whole, is refused with a sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.project import Project
from qualcode.coding.studies import EditStudy
from qualcode.model import errors
from qualcode.storage.engine import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Callable

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
ROOT_ONLY = pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root becomes somebody else")
HOLDER = """
import sys, time
from qualcode.coding.project import Project
project = Project.open(sys.argv[1], coder="Zoé", write=True)
print("held", flush=True)
time.sleep(60)
"""


def other_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()


OTHERS: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("Luc : On jardine.\n" * 20, encoding="utf-8"),
    "picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200)),
    "empty": lambda path: path.touch(),
    "another database": other_sqlite,
    "a header and no more": lambda path: path.write_bytes(b"SQLite format 3\x00"),
}


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("other", OTHERS)
def test_what_is_not_a_project_is_refused_and_left_alone(
    tmp_path: Path, other: str, write: bool, nothing_left: Any
) -> None:
    path = tmp_path / "x"
    OTHERS[other](path)
    before = path.read_bytes()
    with pytest.raises(errors.NotAProject, match="x: not a qualcode project"):
        Project.open(str(path), coder="Zoé", write=write)
    assert path.read_bytes() == before
    assert nothing_left() == ["x"]


def test_a_folder_a_missing_file_and_an_impossible_name_are_refused(tmp_path: Path) -> None:
    for act in (Project.open, Project.create):
        with pytest.raises(errors.ProjectIsFolder):
            act(str(tmp_path))
    with pytest.raises(errors.NoProject, match="qualcode new"):
        Project.open(str(tmp_path / "absent"))
    with pytest.raises(errors.CannotOpen):
        Project.open(str(tmp_path / "x\x00y"))
    for name in ("x\x00y", "a/b/c", "n" * 300):
        with pytest.raises(errors.CannotWrite):
            Project.create(str(tmp_path / name))


@POSIX
def test_a_pipe_is_no_project_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(errors.NotAProject):
        Project.open(str(tmp_path / "pipe"))


@pytest.mark.parametrize("kept_bytes", [100, 4096, 20_000])
def test_a_truncated_file_is_damaged_not_a_traceback(kept: Path, kept_bytes: int) -> None:
    kept.write_bytes(kept.read_bytes()[:kept_bytes])
    for write in (False, True):
        with pytest.raises((errors.ProjectDamaged, errors.NotAProject)), Project.open(str(kept), write=write) as it:
            it.dump()


def test_a_file_of_rubbish_behind_a_good_header_is_damaged(kept: Path) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[:100] + os.urandom(len(whole) - 100))
    for write in (False, True):
        with pytest.raises((errors.ProjectDamaged, errors.NotAProject)), Project.open(str(kept), write=write) as it:
            it.dump()


@pytest.mark.parametrize("journal_mode", ["WAL", "DELETE"])
def test_a_newer_schema_is_refused_and_its_file_untouched(kept: Path, journal_mode: str, nothing_left: Any) -> None:
    connection = sqlite3.connect(kept)
    connection.execute(f"PRAGMA journal_mode = {journal_mode}")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before, names = kept.read_bytes(), nothing_left()
    for write in (False, True):
        with pytest.raises(errors.ProjectNewer, match="update the program"):
            Project.open(str(kept), coder="Zoé", write=write)
    assert (kept.read_bytes(), nothing_left()) == (before, names)


def test_a_database_of_ours_without_a_schema_is_no_project(kept: Path) -> None:
    connection = sqlite3.connect(kept)
    connection.execute("DROP TABLE alembic_version")
    connection.close()
    with pytest.raises(errors.NotAProject):
        Project.open(str(kept))


def test_an_earlier_schema_is_not_brought_forward_by_a_reader(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.storage.schema.REVISION", "9999")
    with pytest.raises(errors.ProjectOlder):
        Project.open(str(kept))


@POSIX
def test_a_project_is_private_from_its_first_byte(tmp_path: Path, new_study: Any) -> None:
    old = os.umask(0)
    try:
        project = new_study(str(tmp_path / "s.qualcode"))
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
        project.close()
    finally:
        os.umask(old)
    assert modes == dict.fromkeys(("s.qualcode", "s.qualcode-wal", "s.qualcode-shm", ".s.qualcode.lock"), 0o600)


def test_the_header_says_what_the_file_is_right_after_creation(tmp_path: Path) -> None:
    with Project.create(str(tmp_path / "s.qualcode"), coder="Zoé"):
        header = (tmp_path / "s.qualcode").read_bytes()[:100]
    assert header[68:72] == b"QCOD" == APPLICATION_ID.to_bytes(4, "big")


@pytest.mark.parametrize("write", [False, True])
def test_every_connection_keeps_the_promises(kept: Path, write: bool) -> None:
    with Project.open(str(kept), coder="Zoé", write=write) as project, project._database.reading() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("foreign_keys", "synchronous", "secure_delete", "busy_timeout", "journal_mode", "query_only")
        }
    assert found == {
        "foreign_keys": 1,
        "synchronous": 2,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "journal_mode": "wal",
        "query_only": 0 if write else 1,
    }


@pytest.mark.parametrize("name", ["a?b=c.qualcode", "50 %41.qualcode", "é#1.qualcode", "file:x", ":memory:", "-"])
def test_a_file_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_study: Any, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    new_study(name).close()
    assert (tmp_path / name).stat().st_size > 0
    with Project.open(name) as project:
        assert len(project.documents.all()) == 1


def test_what_is_there_is_never_overwritten(kept: Path) -> None:
    before = kept.read_bytes()
    with pytest.raises(errors.ProjectExists):
        Project.create(str(kept), coder="Zoé")
    assert kept.read_bytes() == before


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"coder": "x" * 251}, errors.NameTooLong),
        ({"title": "x" * 251}, errors.NameTooLong),
        ({"corpus_language": "de"}, errors.BadChoice),
    ],
)
def test_a_creation_refused_leaves_nothing_behind(
    tmp_path: Path, nothing_left: Any, wrong: dict[str, str], refusal: type[errors.Refusal]
) -> None:
    with pytest.raises(refusal):
        Project.create(str(tmp_path / "s.qualcode"), **wrong)
    assert nothing_left() == []
    Project.create(str(tmp_path / "s.qualcode"), coder="Zoé").close()


def test_a_creation_that_fails_midway_leaves_nothing_behind(
    tmp_path: Path, nothing_left: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("qualcode.storage.reading.studies.begin", fail)
    with pytest.raises(errors.DiskFull):
        Project.create(str(tmp_path / "s.qualcode"), coder="Zoé")
    assert nothing_left() == []


def test_a_lock_that_cannot_be_taken_leaves_nothing_behind(tmp_path: Path, nothing_left: Any) -> None:
    (tmp_path / ".s.qualcode.lock").mkdir()  # so that it cannot be opened
    with pytest.raises(errors.CannotWrite):
        Project.create(str(tmp_path / "s.qualcode"), coder="Zoé")
    assert nothing_left() == [".s.qualcode.lock"]


def test_a_full_disk_is_told_and_nothing_is_changed(kept: Path) -> None:
    with Project.open(str(kept), coder="Zoé", write=True) as project:
        before = project.dump()

        @event.listens_for(project._database.engine, "checkout")
        def _fill(connection: Any, *_: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")

        with pytest.raises(errors.DiskFull, match="nothing was changed"):
            project.perform(EditStudy(title="x" * 250)) and project.perform(
                AddCode("x", details=(("example", "long " * 100_000),))
            )
        assert project.dump()["codes"] == before["codes"]
        assert project.dump()["codings"] == before["codings"]


def test_reading_only_never_writes(kept: Path) -> None:
    before = kept.read_bytes()
    with Project.open(str(kept), coder="Zoé") as project:
        with pytest.raises(errors.ReadOnlyProject):
            project.perform(AddCode("x"))
        with pytest.raises(errors.ReadOnlyProject), project._database.writing() as connection:
            connection.execute(text("DELETE FROM codings"))
    assert kept.read_bytes() == before


@POSIX
@ROOT_ONLY
def test_a_project_that_cannot_be_written_is_read_all_the_same(kept: Path) -> None:
    folder = Path(shutil.copytree(kept.parent, f"/tmp/{kept.parent.name}-{os.getpid()}"))  # noqa: S108 - others may enter
    try:
        for path in [*folder.rglob("*"), folder]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        script = (
            "import os, sys; os.setgid(65534); os.setuid(65534)\n"
            "from qualcode.coding.project import Project\n"
            "from qualcode.model import errors\n"
            "print(len(Project.open(sys.argv[1]).dump()['codings']))\n"
            "try: Project.open(sys.argv[1], coder='Z', write=True)\n"
            "except errors.Refusal as refused: print(type(refused).__name__)\n"
        )
        found = subprocess.run(
            [sys.executable, "-c", f"import qualcode.coding.project\n{script}", str(folder / kept.name)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert found.stdout.split() == ["1", "CannotWrite"], found.stderr
    finally:
        shutil.rmtree(folder)


class Holder:
    """Another process that has a project open for writing."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "held\n"

    def die(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def test_one_writes_the_others_read_and_a_killed_writer_frees_the_place(kept: Path, tmp_path: Path) -> None:
    holder = Holder(kept)
    try:
        with pytest.raises(errors.ProjectLocked, match="Zoé has it open for writing since 20"):
            Project.open(str(kept), coder="Max", write=True)
        link = tmp_path / "link.qualcode"
        link.symlink_to(kept)
        with pytest.raises(errors.ProjectLocked):
            Project.open(str(link), coder="Max", write=True)
        with Project.open(str(kept)) as reader:
            assert len(reader.dump()["codings"]) == 1
    finally:
        holder.die()
    with Project.open(str(kept), coder="Max", write=True) as project:
        project.perform(AddCode("x"))


@pytest.mark.parametrize("said", [b"", b"\x00rubbish", b'\x00["list"]', b"\x00{}"])
def test_a_lock_says_what_it_can_of_its_holder(kept: Path, said: bytes) -> None:
    with Project.open(str(kept), coder="Zoé", write=True):
        (kept.parent / ".study.qualcode.lock").write_bytes(said)
        with pytest.raises(errors.ProjectLocked, match="qualcode has it open for writing since"):
            Project.open(str(kept), coder="Max", write=True)


def test_a_database_that_stays_locked_is_busy(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.storage.engine.BUSY_MILLISECONDS", 10)
    stranger = sqlite3.connect(kept, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    try:
        with Project.open(str(kept), coder="Zoé", write=True) as project:
            with pytest.raises(errors.ProjectBusy):
                project.perform(AddCode("x"))
            assert len(project.dump()["codes"]) == 1
    finally:
        stranger.close()


def test_readers_see_one_state_of_the_study(kept: Path) -> None:
    with Project.open(str(kept), coder="Zoé", write=True) as writer, Project.open(str(kept)) as reader:
        with reader._database.reading() as connection:
            first = connection.execute(text("SELECT count(*) FROM codes")).scalar()
            writer.perform(AddCode("pendant"))
            assert connection.execute(text("SELECT count(*) FROM codes")).scalar() == first
        assert len(reader.codes.all()) == first + 1
