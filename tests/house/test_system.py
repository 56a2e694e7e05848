"""What differs between systems does the same thing on each; the Windows forms are read by mypy where there is none."""

from __future__ import annotations

import io
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from qualcode import system

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = 0o600
not_windows = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights by folder")


@not_windows
def test_a_private_file_is_private_from_its_first_moment(tmp_path: Path) -> None:
    system.create_private(tmp_path / "study")
    assert (tmp_path / "study").stat().st_mode & 0o777 == PRIVATE


def test_a_private_file_takes_nobodys_place(tmp_path: Path) -> None:
    (tmp_path / "study").write_bytes(b"there")
    with pytest.raises(FileExistsError):
        system.create_private(tmp_path / "study")
    assert (tmp_path / "study").read_bytes() == b"there"


def test_a_file_is_replaced_whole_and_nothing_stays_behind(tmp_path: Path) -> None:
    target = tmp_path / "target"
    system.write_private(target, b"one")
    system.write_private(target, b"two")
    assert target.read_bytes() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["target"]


def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "target"
    system.write_private(target, b"one")

    def fail(*_paths: Path) -> None:
        raise OSError("no")

    monkeypatch.setattr(system, "replace_file", fail)
    with pytest.raises(OSError, match="no"):
        system.write_private(target, b"two")
    assert target.read_bytes() == b"one"
    assert [file.name for file in tmp_path.iterdir()] == ["target"]


@pytest.mark.parametrize(("platform", "refusals", "attempts"), [("linux", 1, 1), ("win32", 2, 3), ("win32", 99, 5)])
def test_on_windows_a_file_held_for_a_moment_is_tried_again(
    platform: str, refusals: int, attempts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.write_private(tmp_path / "draft", b"new")
    tries = []

    def held(source: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) <= refusals:
            raise PermissionError("held by another program")
        return source.rename(target)

    monkeypatch.setattr(type(tmp_path), "replace", held)
    monkeypatch.setattr(system, "sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(system, "_PAUSE", 0)
    if attempts > refusals:
        system.replace_file(tmp_path / "draft", tmp_path / "target")
        assert (tmp_path / "target").read_bytes() == b"new"
    else:
        with pytest.raises(PermissionError):
            system.replace_file(tmp_path / "draft", tmp_path / "target")
    assert len(tries) == attempts


TAKE = "import sys; from qualcode import system; sys.exit(not system.lock_file(open(sys.argv[1], 'rb+')))"


def test_a_lock_keeps_other_processes_out_until_it_is_given_back(tmp_path: Path) -> None:
    place = tmp_path / "lock"
    place.write_bytes(b" ")
    other = [sys.executable, "-c", TAKE, str(place)]
    with place.open("rb+") as handle:
        assert system.lock_file(handle)
        assert subprocess.run(other, check=False).returncode == 1
        system.unlock_file(handle)
        assert subprocess.run(other, check=False).returncode == 0


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    place = tmp_path / "lock"
    place.write_bytes(b" ")
    subprocess.run([sys.executable, "-c", TAKE, str(place)], check=True)
    with place.open("rb+") as handle:
        assert system.lock_file(handle)


HOARD = """
import sys
from qualcode import system
if not system.limit_memory(512 * 1024 * 1024):
    sys.exit(3)
try:
    bytearray(1024 * 1024 * 1024)
except MemoryError:
    sys.exit(7)
"""


def test_a_process_is_kept_under_its_memory() -> None:
    code = subprocess.run([sys.executable, "-c", HOARD], check=False).returncode
    if code == 3:
        pytest.skip("this system sets no such limit")
    assert code == 7


@not_windows
def test_a_system_that_refuses_a_limit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_limits: object) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(system.resource, "setrlimit", refuse)
    assert system.limit_memory(512 * 1024 * 1024) is False


@not_windows
def test_a_mac_is_asked_for_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(system.subprocess, "run", lambda *_asked, **_how: SimpleNamespace(stdout="fr_CA\n"))
    assert system.system_language() == "fr_CA"


def test_a_stream_that_lacks_a_letter_shows_its_number_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
    monkeypatch.setattr(sys, "stdout", narrow)
    monkeypatch.setattr(sys, "stderr", io.StringIO())  # has no encoding to set: left alone
    system.prepare_console()
    narrow.write("cœur \udce9")
    narrow.flush()
    assert narrow.buffer.getvalue().decode("utf-8") == "cœur \\udce9"


def test_the_language_of_the_system_is_a_word_or_nothing() -> None:
    assert isinstance(system.system_language(), str)


@pytest.mark.parametrize(
    ("platform", "there", "called"),
    [
        ("linux", ("mallopt", "malloc_trim"), [("mallopt", -3, 2_000_000), ("malloc_trim", 0)]),
        ("linux", (), []),
        ("win32", ("mallopt", "malloc_trim"), []),
    ],
)
def test_memory_is_given_back_where_the_c_library_knows_how(
    platform: str, there: tuple[str, ...], called: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[object, ...]] = []
    library = SimpleNamespace(**{name: lambda *values, name=name: done.append((name, *values)) for name in there})
    monkeypatch.setattr(system.sys, "platform", platform)
    monkeypatch.setattr(system.ctypes, "CDLL", lambda _name: library)
    system.give_memory_back()
    assert done == called
