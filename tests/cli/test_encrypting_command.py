"""`qualcode encrypt`, `decrypt`, `new --encrypted`: a passphrase is asked for, and opens what it shut."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from qualcode.storage import sealing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytest.importorskip("sqlcipher3", reason="the extra “encrypted” is not here")
pytestmark = pytest.mark.usefixtures("ana")
PASSPHRASE = "cheval agrafe pile"  # noqa: S105 - of these tests


class Kept(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.secrets[service, username]


@pytest.fixture(autouse=True)
def chain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep this machine's keyring out of it; derive keys quickly."""
    monkeypatch.setattr(sealing, "_ROUNDS", 1000)
    monkeypatch.setattr(sealing, "_known", {})
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


def anew() -> None:
    """Be another process, which knows no key."""
    sealing._known.clear()


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what lets somebody type lines: at a terminal, or down a pipe."""

    def typed(*lines: str, terminal: bool = False) -> None:
        given = io.StringIO("".join(f"{line}\n" for line in lines))
        monkeypatch.setattr(given, "isatty", lambda: terminal)
        monkeypatch.setattr(sys, "stdin", given)
        monkeypatch.setattr("qualcode.cli.common.leaks.click.prompt", lambda *_, **__: given.readline().rstrip("\n"))

    return typed


def test_a_project_is_encrypted_asked_for_and_taken_out_again(
    command: Callable[..., Any], study: Path, types: Callable[..., None]
) -> None:
    before = command("documents", "--json").rows
    types("court")
    assert "too short for a passphrase" in command("encrypt").err
    types(PASSPHRASE)
    ran = command("encrypt", "--remember")
    assert ran.code == 0
    assert f"{study.name}: encrypted; without the passphrase nobody can open it" in ran.err
    assert "no keyring; the passphrase was not kept" in ran.err
    assert PASSPHRASE not in ran.err + ran.out
    anew()
    types()
    ran = command("documents")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "encrypted; its passphrase is asked for on a terminal" in ran.err
    types("un autre passage", terminal=True)
    assert "this passphrase does not open it" in command("documents").err
    types(PASSPHRASE, terminal=True)
    assert command("documents", "--json").rows == before
    assert command("check").code == 0
    made = command("backup").err.partition(":")[0]
    anew()
    types(PASSPHRASE, terminal=True)
    assert command("restore", "1", "--yes").code == 0
    assert made
    ran = command("decrypt", "--yes")
    assert ran.code == 0
    assert "no longer encrypted" in ran.err
    assert "backups too" in ran.err
    anew()
    assert command("documents", "--json").rows == before
    assert "not encrypted; nothing to do" in command("decrypt", "--yes").err


def test_no_passphrase_is_asked_for_where_the_component_is_missing(
    command: Callable[..., Any], study: Path, types: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    types(PASSPHRASE)
    assert command("encrypt").code == 0
    shut = study.read_bytes()
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    for asked in (("encrypt",), ("new", study.with_name("neuf.qualcode"), "--encrypted"), ("documents",)):
        anew()
        types(PASSPHRASE, PASSPHRASE, terminal=True)
        ran = command(*asked)
        assert ran.code == 1
        assert "“pip install 'qualcode[encrypted]'”, or in the folder of qualcode “pip install '.[enc" in ran.err
        assert sys.stdin.read() == f"{PASSPHRASE}\n" * 2  # none of it was read
    assert study.read_bytes() == shut
    assert not study.with_name("neuf.qualcode").exists()


def test_a_keyring_opens_what_it_was_given(
    command: Callable[..., Any], tmp_path: Path, types: Callable[..., None]
) -> None:
    kept = Kept()
    keyring.set_keyring(kept)
    types(PASSPHRASE)
    place = tmp_path / "neuf.qualcode"
    assert command("new", place, "--encrypted").code == 0
    types("un autre passage")
    assert command("encrypt", "--remember", "-p", place).code == 0
    assert list(kept.secrets.values()) == ["un autre passage"]
    anew()
    types()
    assert command("documents", "-p", place).code == 0
    kept.secrets = dict.fromkeys(kept.secrets, "autre chose encore")
    anew()
    assert command("documents", "-p", place).code == 1
    kept.secrets = dict.fromkeys(kept.secrets, "un autre passage")
    assert command("decrypt", "--yes", "-p", place).code == 0
    assert kept.secrets == {}


def test_a_backup_that_could_not_be_encrypted_is_told_of(
    command: Callable[..., Any], study: Path, types: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = study.with_name(f"{study.name}-backups")
    folder.mkdir()
    (folder / "2024-01-01T00-00-00Z.qualcode").write_bytes(b"SQLite format 3\x00" + bytes(5000))
    types(PASSPHRASE, PASSPHRASE)
    assert command("encrypt").code == 0
    monkeypatch.setitem(sys.modules, "keyring", None)
    ran = command("encrypt", "--remember")
    assert "2024-01-01T00-00-00Z.qualcode: this backup could not be written anew" in ran.err
