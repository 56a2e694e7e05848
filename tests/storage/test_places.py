"""A project on a network or in a folder that is copied elsewhere: told of once, with the way for teams."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qualcode import system
from qualcode.coding.project import Project
from qualcode.model.care import NETWORK, SYNCED, Danger
from qualcode.storage.care.places import danger

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the mounts of Linux")


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.rclone", "9p"])
def test_a_network_folder_is_known_by_its_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(system, "file_system", lambda _folder: kind)
    assert danger(tmp_path / "s.qualcode") == Danger(NETWORK, kind)


@pytest.mark.parametrize("kind", ["ext4", "apfs", "btrfs", "overlay", "tmpfs", "fuse.gocryptfs", "fuseblk", ""])
def test_a_disk_of_this_machine_is_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(system, "file_system", lambda _folder: kind)
    assert danger(tmp_path / "s.qualcode") is None


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personnel)", "Dropbox"),
        ("OneDrive - Université Laval", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-ana@example.org", "Google Drive"),
        ("Nextcloud/thèse", "Nextcloud"),
    ],
)
def test_a_folder_that_is_copied_is_known_by_its_name(tmp_path: Path, folder: str, name: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    assert danger(tmp_path / folder / "s.qualcode") == Danger(SYNCED, name)
    link = tmp_path / "link.qualcode"
    link.symlink_to(tmp_path / folder / "s.qualcode")
    assert danger(link) == Danger(SYNCED, name)


@pytest.mark.parametrize("folder", ["mes dropbox", "Icons", "driven"])
def test_other_names_are_safe(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    assert danger(tmp_path / folder / "s.qualcode") is None


def test_it_is_told_once_and_only_to_who_writes(tmp_path: Path) -> None:
    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    place = str(folder / "s.qualcode")
    Project.create(place, coder="Zoé").close()
    with Project.open(place) as project:
        assert project.care.danger() is None
    told = []
    for _ in range(2):
        with Project.open(place, coder="Zoé", write=True) as project:
            told.append(project.care.danger())
    assert told == [Danger(SYNCED, "Nextcloud"), None]
    sentence = Danger(SYNCED, "Nextcloud").sentence("s.qualcode")
    assert sentence.startswith("s.qualcode: ")
    assert "PostgreSQL" in sentence
    assert "PostgreSQL" in Danger(NETWORK, "nfs4").sentence("s.qualcode")


@LINUX
def test_the_nearest_mount_says_the_file_system(monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = [("/", "ext4"), ("/srv", "xfs"), ("/srv/ana/share", "nfs4"), ("/srv/ana/share two", "cifs")]
    monkeypatch.setattr(system, "_mounts", lambda: mounts)
    for folder, kind in [
        ("/srv/ana/share/thèse", "nfs4"),
        ("/srv/ana/shared", "xfs"),
        ("/srv/ana/share two", "cifs"),
        ("/tmp", "ext4"),  # noqa: S108 - only a name here
    ]:
        assert system.file_system(Path(folder)) == kind
    monkeypatch.setattr(system, "_mounts", list)
    assert system.file_system(Path("/srv")) == ""


@LINUX
def test_this_machines_own_mounts_are_read() -> None:
    assert system.file_system(Path("/proc")) == "proc"
    assert system._unescaped(r"/srv/share\040two") == "/srv/share two"
