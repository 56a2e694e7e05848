"""Projects encrypted at rest: no word lies open, and the same care holds as for plain ones."""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import qualcode
from qualcode import system
from qualcode.coding import care
from qualcode.coding import sealing as sealed
from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.model.errors.encryption import (
    DoesNotOpen,
    EncryptionMissing,
    EncryptionOnServer,
    NotEncrypted,
    PassphraseNeeded,
    StaysShut,
)
from qualcode.model.errors.pseudonyms import PassphraseTooShort
from qualcode.storage import engine, schema, sealing
from qualcode.storage.care import backup, encrypting

if TYPE_CHECKING:
    from collections.abc import Callable

sqlcipher = pytest.importorskip("sqlcipher3", reason="the extra “encrypted” is not here")
PASSPHRASE = "cheval agrafe pile été"  # noqa: S105 - of these tests
SAID = ("jardin", "automne", "puits")
"""Words of the interviews below, in UTF-8 as SQLite keeps them."""


READER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN")
connection.execute("SELECT count(*) FROM codes").fetchone()
print("reads", flush=True)
time.sleep(60)
"""


def _loaded(name: str) -> Any:
    """Return a file beside this one; tests are no package."""
    spec = importlib.util.spec_from_file_location(f"sealed_{name}", Path(__file__).with_name(f"{name}.py"))
    sys.modules[spec.name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


KILLED, SOUNDNESS = _loaded("test_killed"), _loaded("soundness")


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget every key between tests, and derive them quickly."""
    monkeypatch.setattr(sealing, "_ROUNDS", 1000)
    monkeypatch.setattr(sealing, "_known", {})


@pytest.fixture(scope="module")
def sealed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an encrypted project and its backup, made once."""
    folder = tmp_path_factory.mktemp("sealed")
    SOUNDNESS.whole_study(folder / "study.qualcode")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "_ROUNDS", 1000)
        with Project.open(str(folder / "study.qualcode"), coder="Zoé", write=True) as project:
            project.care.back_up()
        done = sealed.encrypt(str(folder / "study.qualcode"), "Zoé", PASSPHRASE)
    assert done.backups >= 1
    assert done.left == ()
    return folder


@pytest.fixture
def shut(sealed_folder: Path, tmp_path: Path) -> Path:
    """Return an encrypted project with a backup; this process knows its key."""
    path = Path(shutil.copytree(sealed_folder, tmp_path / "shut")) / "study.qualcode"
    sealed.unlock(path, PASSPHRASE)
    return path


def everything(folder: Path) -> bytes:
    """Return the bytes of all files, the small one that says who writes left out."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")


def state(path: Path) -> tuple[Any, int]:
    with Project.open(str(path)) as project:
        return project.dump(), len(project.history())


def test_no_word_lies_open_and_the_study_is_the_same(kept: Path) -> None:
    before = state(kept)
    with Project.open(str(kept), coder="Zoé", write=True) as project:
        project.care.back_up()
    assert b"jardin" in everything(kept.parent)
    sealed.encrypt(str(kept), "Zoé", PASSPHRASE)
    assert state(kept) == before
    with Project.open(str(kept), coder="Zoé", write=True) as project:
        project.perform(AddCode("jardinière", details=(("example", "jardin " * 2000),)))
        made = project.care.back_up()
        assert project.care.check() == []
        found = everything(kept.parent)  # its write-ahead log too
    assert not any(word.encode() in found for word in SAID)
    assert b"jardini" not in found
    with Project.open(str(made)) as copy:
        assert copy.care.check() == []
        assert "jardinière" in {code.name for code in copy.codes.all()}
    assert {path.stat().st_mode & 0o777 for path in (kept, made)} == {0o600}


def test_a_new_project_is_encrypted_from_its_first_byte(tmp_path: Path) -> None:
    path = tmp_path / "neuf.qualcode"
    with Project.create(str(path), title="Le jardin", coder="Zoé", passphrase=PASSPHRASE) as project:
        project.perform(AddCode("jardin"))
        assert b"jardin" not in everything(tmp_path)
    assert sealed.shut_file(str(path)) is None
    sealing._known.clear()
    assert sealed.shut_file(str(path)) == path


def test_without_the_passphrase_nothing_opens_and_nothing_is_written(shut: Path) -> None:
    sealing._known.clear()
    before = everything(shut.parent)
    for act in (
        lambda: Project.open(str(shut)),
        lambda: Project.open(str(shut), coder="Max", write=True),
        lambda: care.backups(str(shut)),
        lambda: care.go_back(str(shut), backup.backups(shut)[0], "Max"),
        lambda: sealed.encrypt(str(shut), "Max", "un autre passage"),
        lambda: sealed.decrypt(str(shut), "Max"),
    ):
        with pytest.raises(PassphraseNeeded, match="encrypted"):
            act()
    with pytest.raises(DoesNotOpen):
        sealed.unlock(shut, PASSPHRASE.upper())
    assert everything(shut.parent) == before
    sealed.unlock(shut, "cheval agrafe pile e\u0301te\u0301")  # the same letters from another keyboard
    assert len(care.backups(str(shut))) >= 1
    assert "Key" in repr(sealing.key_of(shut, shut.read_bytes()))
    assert sealing.key_of(shut, shut.read_bytes()).secret.hex() not in repr(sealing.key_of(shut, shut.read_bytes()))


def test_a_notebook_gives_the_passphrase(shut: Path) -> None:
    sealing._known.clear()
    with pytest.raises(DoesNotOpen):
        qualcode.open(shut, passphrase=PASSPHRASE.upper())
    for _ in range(2):
        with qualcode.open(shut, passphrase=PASSPHRASE) as project:
            assert len(project.documents.all()) == 3


def test_another_program_opens_it_by_the_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_ROUNDS", 256_000)
    path = tmp_path / "s.qualcode"
    Project.create(str(path), coder="Zoé", passphrase=PASSPHRASE).close()
    connection = sqlcipher.connect(str(path))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert connection.execute("SELECT name FROM coders").fetchall() == [("Zoé",)]
    connection.close()


def test_a_passphrase_is_changed_and_taken_off_again(shut: Path) -> None:
    before = state(shut)
    there = len(backup.backups(shut))
    assert sealed.encrypt(str(shut), "Zoé", "un tout autre passage").backups == there
    assert state(shut) == before
    sealing._known.clear()
    with pytest.raises(DoesNotOpen):
        sealed.unlock(shut, PASSPHRASE)
    sealed.unlock(shut, "un tout autre passage")
    assert sealed.decrypt(str(shut), "Zoé").backups == there
    assert sealed.kept_under(str(shut)) == ""
    assert state(shut) == before
    assert shut.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(NotEncrypted):
        sealed.decrypt(str(shut), "Zoé")


def test_a_backup_gives_back_the_state_whatever_it_lies_under(shut: Path, tmp_path: Path) -> None:
    before = state(shut)
    with Project.open(str(shut), coder="Zoé", write=True) as project:
        project.perform(AddCode("après"))
    care.go_back(str(shut), backup.backups(shut)[0], "Zoé")
    assert state(shut) == before
    plain = tmp_path / "plain.qualcode"
    encrypting.converted(shut, plain, None)
    with Project.open(str(shut), coder="Zoé", write=True) as project:
        project.perform(AddCode("encore"))
    care.go_back(str(shut), plain, "Zoé")
    assert state(shut) == before
    assert sealed.kept_under(str(shut)) == sealed.name_of(shut) != ""
    plain.unlink()
    assert b"jardin" not in everything(shut.parent)


def test_who_has_it_open_keeps_it_as_it_is(kept: Path) -> None:
    with Project.open(str(kept), coder="Max", write=True), pytest.raises(errors.ProjectLocked):
        sealed.encrypt(str(kept), "Zoé", PASSPHRASE)
    with subprocess.Popen([sys.executable, "-c", READER, str(kept)], stdout=subprocess.PIPE) as reader:
        reader.stdout.readline()
        with pytest.raises(errors.ProjectBusy):
            sealed.encrypt(str(kept), "Zoé", PASSPHRASE)
        reader.kill()
    assert not list(kept.parent.glob(".*.part*"))
    assert sealed.encrypt(str(kept), "Zoé", PASSPHRASE).backups == 0


def test_what_is_not_sound_or_not_the_same_is_not_taken(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(encrypting, "check", lambda _found: ["a fault"])
        with pytest.raises(errors.BackupFailed):
            sealed.encrypt(str(kept), "Zoé", PASSPHRASE)
    with monkeypatch.context() as patch:
        patch.setattr(encrypting, "is_whole", lambda _found: False)
        with pytest.raises(errors.BackupFailed):
            sealed.encrypt(str(kept), "Zoé", PASSPHRASE)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "is_current", lambda _found: False)
        with pytest.raises(errors.ProjectOlder):
            sealed.encrypt(str(kept), "Zoé", PASSPHRASE)
    with pytest.raises(PassphraseTooShort):
        sealed.encrypt(str(kept), "Zoé", "court")
    with pytest.raises(EncryptionOnServer):
        sealed.encrypt("postgresql://127.0.0.1:1/x", "Zoé", PASSPHRASE)
    with pytest.raises(EncryptionOnServer):
        Project.create("postgresql://127.0.0.1:1/x", passphrase=PASSPHRASE)
    with pytest.raises(EncryptionOnServer):
        sealed.refuse_unready("postgresql://127.0.0.1:1/x")
    assert sealed.shut_file("postgresql://127.0.0.1:1/x") is None
    assert kept.read_bytes()[100:] == before[100:]
    assert not list(kept.parent.glob(".*.part*"))


def test_what_a_killed_one_left_is_let_go(kept: Path) -> None:
    left = kept.with_name(f".{kept.name}.7.part")
    left.write_bytes(b"jardin")
    sealed.encrypt(str(kept), "Zoé", PASSPHRASE)
    assert not left.exists()


def test_a_backup_that_cannot_be_read_is_named_and_left(shut: Path) -> None:
    bad = backup.folder_of(shut) / "2024-01-01T00-00-00Z.qualcode"
    bad.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    assert sealed.encrypt(str(shut), "Zoé", PASSPHRASE).left == (bad,)


def test_without_the_extra_a_sentence_says_what_to_install(shut: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    for act in (
        lambda: Project.open(str(shut)),
        lambda: Project.create(str(shut.with_name("neuf.qualcode")), passphrase=PASSPHRASE),
        lambda: sealed.encrypt(str(shut), "Zoé", PASSPHRASE),
        lambda: sealed.refuse_unready(str(shut)),
    ):
        with pytest.raises(EncryptionMissing, match=r"qualcode\[encrypted\].*'\.\[encrypted\]"):
            act()
    assert not shut.with_name("neuf.qualcode").exists()


def test_an_earlier_schema_is_brought_up_to_date_under_its_key(tmp_path: Path) -> None:
    plain, path = tmp_path / "plain", tmp_path / "study.qualcode"
    with closing(sqlite3.connect(plain)) as connection:
        connection.executescript((Path(__file__).parent / "released" / "0001.sql").read_text(encoding="utf-8"))
    encrypting.converted(plain, path, sealing.new_key(PASSPHRASE))
    with Project.open(str(path), coder="Zoé", write=True) as project:
        assert project.care.check() == []
        assert len(project.dump()["codings"]) == 2
    (copy,) = backup.backups(path)
    assert sealing.is_sealed(copy.read_bytes())


def test_damage_is_found_page_by_page(shut: Path) -> None:
    with shut.open("r+b") as file:
        file.seek(5 * 4096 + 100)
        file.write(b"noise")
    try:
        with Project.open(str(shut)) as project:
            rules = {fault.rule for fault in project.care.check()}
    except errors.Refusal as refused:
        rules = {type(refused).__name__}
    assert rules & {"integrity", "unreadable", "ProjectDamaged"}


@pytest.mark.parametrize(("page", "given"), [(0, "backup"), (2, "plain"), (5, "backup")])
def test_whatever_page_is_damaged_a_backup_takes_its_place_and_stays_encrypted(
    shut: Path, tmp_path: Path, page: int, given: str
) -> None:
    before = state(shut)
    plain = tmp_path / "plain.qualcode"
    encrypting.converted(shut, plain, None)
    with shut.open("r+b") as file:
        file.seek(page * 4096 + 100)
        file.write(b"noise")
    if page:
        with Project.open(str(shut)) as project:
            assert project.care.check() != []
    which = plain if given == "plain" else backup.backups(shut)[0]
    done = care.go_back(str(shut), which, "Zoé")
    assert state(shut)[0] == before[0]
    assert (engine.is_sealed(str(shut)), done.before is not None) == (True, True)
    assert not [word for word in SAID if word.encode() in everything(shut.parent)]
    assert not list(shut.parent.glob(".*.part"))


def test_rubbish_is_no_encrypted_project(tmp_path: Path) -> None:
    path = tmp_path / "x.qualcode"
    path.write_bytes(random.Random(1).randbytes(8192))
    assert sealed.shut_file(str(path)) is None
    with pytest.raises(errors.NotAProject):
        Project.open(str(path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows erases nothing")
def test_the_former_file_is_overwritten(tmp_path: Path) -> None:
    former, new = tmp_path / "former", tmp_path / "new"
    former.write_bytes(b"jardin" * 300_000)
    new.write_bytes(b"new")
    with former.open("rb") as still:
        system.replace_erasing(new, former)
        assert still.read() == bytes(1_800_000)
    assert former.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")
def test_kills_of_an_encrypted_project_lose_nothing(shut: Path) -> None:
    assert KILLED.loop(shut, 6, 9) >= 6


def cut_short(act: Callable[[], object], calls: int) -> None:
    def work(out: int) -> None:
        KILLED.die_after(calls)
        act()
        os.write(out, b"x" * 33)

    KILLED.killed(work, 1, random.Random(calls))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="fork and SIGKILL")
@pytest.mark.parametrize("count", [4, pytest.param(50, marks=pytest.mark.nightly)])
def test_who_is_killed_while_encrypting_has_the_project_as_it_was_or_as_it_was_to_be(kept: Path, count: int) -> None:
    before, chance = state(kept), random.Random(count)
    whole = Path(shutil.copy(kept, kept.with_name("whole")))
    for _ in range(count):
        for left in kept.parent.glob("study.qualcode*"):
            left.unlink()
        shutil.copy(whole, kept)
        cut_short(lambda: sealed.encrypt(str(kept), "Zoé", PASSPHRASE), int(10 ** chance.uniform(2.5, 5)))
        if sealed.shut_file(str(kept)):
            sealed.unlock(kept, PASSPHRASE)
        assert state(kept) == before
        with Project.open(str(kept), coder="Max", write=True) as project:
            assert project.care.check() == []


def test_what_stays_shut_is_one_kind_of_refusal() -> None:
    assert all(issubclass(kind, StaysShut) for kind in (PassphraseNeeded, EncryptionMissing, DoesNotOpen))
    assert engine.is_url("postgresql://x/y")
