from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest

from qualcode.exporters.files import write_whole
from qualcode.model.errors import CannotWrite, DiskFull

if TYPE_CHECKING:
    from pathlib import Path


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
