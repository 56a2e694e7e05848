from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from qualcode.exporters.files import write_whole
from qualcode.model.errors import CannotWrite, DiskFull

if TYPE_CHECKING:
    from pathlib import Path

FULL_DISK = """
import resource, signal, sys
from qualcode.exporters.files import write_whole
from qualcode.model.errors import CannotWrite, DiskFull
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_whole(sys.argv[1], b"n" * 100_000)
except (CannotWrite, DiskFull) as refusal:
    print(refusal)
"""
KILLED = """
import os, sys
from qualcode.exporters.files import write_whole
def wait(_descriptor):
    print("written", flush=True)
    sys.stdin.read()
os.fsync = wait
write_whole(sys.argv[1], b"n" * 100_000)
"""


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    target = tmp_path / "rapport.docx"
    write_whole(target, b"one")
    write_whole(str(target), b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["rapport.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_new_file_is_its_owners_alone_and_an_old_one_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "rapport.docx"
    write_whole(target, b"one")
    assert target.stat().st_mode & 0o777 == 0o600
    target.chmod(0o644)
    write_whole(target, b"two")
    assert target.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (OSError(errno.ENOSPC, "full"), DiskFull),
        (OSError(errno.EIO, "broken"), CannotWrite),
        (KeyboardInterrupt(), None),
    ],
)
def test_a_write_that_stops_half_way_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, refusal: type[Exception] | None
) -> None:
    target = tmp_path / "rapport.docx"
    target.write_bytes(b"old")

    def stop(_descriptor: int) -> None:
        raise fault

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(refusal or KeyboardInterrupt):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["rapport.docx"]


def test_a_folder_and_a_missing_folder_are_refused_with_a_reason(tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "absent" / "x.csv"):
        with pytest.raises(CannotWrite, match=r"cannot be written \(.+\); check"):
            write_whole(target, b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_whole(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX")
def test_a_disk_that_is_full_half_way_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "rapport.docx"
    target.write_bytes(b"old")
    ran = subprocess.run([sys.executable, "-c", FULL_DISK, str(target)], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith(str(target))
    assert ran.stdout.count("\n") == 1
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["rapport.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of POSIX")
def test_a_program_killed_half_way_leaves_the_old_file_whole_and_no_word_for_others(tmp_path: Path) -> None:
    target = tmp_path / "rapport.docx"
    target.write_bytes(b"old")
    target.chmod(0o600)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "written\n"
        child.kill()
    assert target.read_bytes() == b"old"
    (left,) = [path for path in tmp_path.iterdir() if path != target]
    assert left.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_program_left_is_swept_and_what_is_being_written_stays(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".qualcode-a.part", tmp_path / ".qualcode-b.part"
    for left in (old, fresh):
        left.write_bytes(b"words")
    os.utime(old, (0, 0))
    write_whole(tmp_path / "rapport.docx", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".qualcode-b.part", "rapport.docx"]
