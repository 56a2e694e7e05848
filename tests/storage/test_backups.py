"""Backups: whole, checked, private, few; a restore gives back what was; whatever goes wrong leaves nothing half."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding import care
from qualcode.coding.cases.joining import JoinCases
from qualcode.coding.codebook.codes import AddCode, RemoveCode
from qualcode.coding.codebook.tidying import MergeCodes
from qualcode.coding.documents.documents import ImportDocument, RemoveDocument
from qualcode.coding.passages.codings import ApplyCodes, Passage, RemoveCodings
from qualcode.coding.passages.tables import CodingLine, ImportCodings
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.model.transcript import Speech, Transcript
from qualcode.storage import engine
from qualcode.storage.care import backup, restore

if TYPE_CHECKING:
    from collections.abc import Callable

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")


def opened(path: Path, coder: str = "Zoé") -> Project:
    return Project.open(str(path), coder=coder, write=True)


def backups_of(path: Path) -> list[Path]:
    return backup.backups(path)


@POSIX
def test_a_backup_is_one_private_file_that_opens_as_it_is(kept: Path) -> None:
    with opened(kept) as project:
        made = project.care.back_up()
        study = project.dump()
    assert made.parent == kept.with_name("study.qualcode-backups")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    assert made.read_bytes()[18:20] == b"\x01\x01"  # no write-ahead log is wanted beside it
    with Project.open(str(made)) as copy:
        assert copy.dump() == study
        assert copy.care.check() == []
        assert len(copy.history()) > 3
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_a_backup_by_a_link_lies_with_the_file(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    link = tmp_path / "far" / "link.qualcode"
    link.symlink_to(kept)
    with opened(link) as project:
        made = project.care.back_up()
    assert made.parent == kept.with_name("study.qualcode-backups")


def test_two_of_one_second_stand_side_by_side_in_order(kept: Path) -> None:
    now = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    with opened(kept) as project:
        made = [backup.back_up(project._database, now) for _ in range(3)]
    stamp = "2024-05-06T07-08-09Z"
    assert [path.name for path in made] == [f"{stamp}.qualcode", f"{stamp}-2.qualcode", f"{stamp}-3.qualcode"]
    assert backups_of(kept) == made[::-1]


def test_ten_are_kept_and_one_a_day_for_thirty_days() -> None:
    now = datetime(2024, 5, 31, 12, tzinfo=UTC)
    moments = [now - timedelta(hours=6 * number) for number in range(200)]  # four a day for fifty days
    paths = [Path(f"{moment:%Y-%m-%dT%H-%M-%SZ}.qualcode") for moment in moments]
    kept = list(backup.kept(paths, now))
    assert kept[:10] == paths[:10]
    days = [path.name[:10] for path in kept[10:]]
    assert len(days) == len(set(days)) == 28  # ten of four a day reach into the third day, whose last is among them
    assert min(days) == "2024-05-01"
    assert all(path.name[11:13] == "18" for path in kept[10:])  # the last of its day


def test_files_of_others_in_the_folder_are_left_alone(kept: Path) -> None:
    folder = backup.folder_of(kept)
    folder.mkdir()
    strangers = ["notes.txt", "2024-99-99T00-00-00Z.qualcode", ".2024-01-01T00-00-00Z.qualcode.1.part"]
    for name in strangers:
        (folder / name).write_text("à moi", encoding="utf-8")
    with opened(kept) as project:
        for second in range(12):
            backup.back_up(project._database, datetime(2024, 5, 6, 7, 8, second, tzinfo=UTC))
    assert len(backups_of(kept)) == 10
    assert all((folder / name).exists() for name in strangers)


def test_the_draft_of_a_killed_process_is_swept_away_once_it_is_nobodys(kept: Path) -> None:
    folder = backup.folder_of(kept)
    folder.mkdir()
    old, young = folder / ".2024-01-01T00-00-00Z.qualcode.7.part", folder / ".2024-01-01T00-00-00Z.qualcode.8.part"
    for draft in (old, young):
        draft.write_text("des mots", encoding="utf-8")
    os.utime(old, (0, 0))
    with opened(kept) as project:
        project.care.back_up()
    assert (old.exists(), young.exists()) == (False, True)


def test_what_did_not_change_is_not_backed_up_again(kept: Path) -> None:
    with opened(kept) as project:
        assert project.care.back_up_if_changed() is not None
        assert project.care.back_up_if_changed() is None
        project.perform(AddCode("neuf"))
        assert project.care.back_up_if_changed() is not None
        project.undo()
        assert project.care.back_up_if_changed() is not None
    assert len(backups_of(kept)) == 3


def test_reading_makes_none(kept: Path) -> None:
    with Project.open(str(kept)) as project:
        assert project.care.back_up_if_changed() is None
        project.care.check()
    assert backups_of(kept) == []


def many(project: Project, count: int) -> tuple[str, list[str]]:
    """Apply a code in so many places; return the code and its codings."""
    document, code = project.documents.all()[0].id, AddCode("Souvent")
    project.perform(code)
    places = [(start, end) for start in range(8) for end in range(start + 1, 20)][:count]
    project.perform(ApplyCodes(tuple(Passage(document, start, end, code.id) for start, end in places)))
    return code.id, [coding.id for coding in project.codings.of_document(document) if coding.code == code.id]


@pytest.mark.parametrize(
    ("there", "removed", "copies"), [(100, 21, 1), (100, 11, 1), (100, 10, 0), (5, 1, 1), (5, 2, 1)]
)
def test_what_removes_much_is_backed_up_before(kept: Path, there: int, removed: int, copies: int) -> None:
    with opened(kept) as project:
        _code, ids = many(project, there - 1)  # one was there
        before = project.dump()
        project.perform(RemoveCodings(tuple(ids[:removed])))
        assert len(backups_of(kept)) == copies
        for path in backups_of(kept):
            with Project.open(str(path)) as copy:
                assert copy.dump() == before


WAYS: dict[str, Callable[[Project, str], Any]] = {
    "code": lambda project, code: project.perform(RemoveCode(code)),
    "document": lambda project, _code: project.perform(RemoveDocument(project.documents.all()[0].id)),
    "undo": lambda project, _code: project.undo(),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_remove_much_is_guarded_undo_too(kept: Path, way: str) -> None:
    with opened(kept) as project:
        code, _ids = many(project, 30)
        before = project.dump()
        WAYS[way](project, code)
        (made,) = backups_of(kept)
        with Project.open(str(made)) as copy:
            assert copy.dump() == before


def test_a_table_of_codings_is_preceded_by_a_backup_where_there_is_work_to_lose(kept: Path) -> None:
    line = CodingLine(1, "E1", "Autre", 0, 3)
    with opened(kept) as project:
        before = project.dump()
        project.perform(ImportCodings((line,)))
        (made,) = backups_of(kept)
        with Project.open(str(made)) as copy:
            assert copy.dump() == before
        project.perform(ImportCodings((line,)))  # nothing new in it: nothing to keep
        assert len(backups_of(kept)) == 1


def test_what_comes_in_or_becomes_one_is_preceded_by_a_backup_once_a_batch(kept: Path) -> None:
    with opened(kept) as project:
        text = Transcript("Ida : Oui.", "txt", turns=(Speech("Ida", 6, 10),))
        codes = AddCode("Peur"), AddCode("Joie")
        for action in codes:
            project.perform(action)
        assert len(backups_of(kept)) == 0
        for number in range(3):
            project.perform(ImportDocument(f"N{number}", f"n{number}", f"{number}" * 64, text), batch="1" * 32)
        assert len(backups_of(kept)) == 1
        cases = [project.cases.get(f"N{number}").id for number in range(2)]
        for merging in (MergeCodes(codes[0].id, (codes[1].id,)), JoinCases(cases[0], (cases[1],))):
            project.perform(merging)
        assert len(backups_of(kept)) == 3
        (coding,) = project.codings.of_document(project.documents.get("E1").id)
        project.perform(RemoveCodings((coding.id,)))
        assert len(backups_of(kept)) == 4  # the only one there was
        project.undo()
        project.redo()
        assert len(backups_of(kept)) == 4


def test_an_act_that_cannot_be_backed_up_is_refused_whole(kept: Path) -> None:
    with opened(kept) as project:
        _code, ids = many(project, 30)
        before = project.dump(), len(project.history())
        kept.with_name("study.qualcode-backups").write_text("in the way", encoding="utf-8")
        with pytest.raises(errors.CannotWrite, match="backups"):
            project.perform(RemoveCodings(tuple(ids)))
        assert (project.dump(), len(project.history())) == before


def test_a_rehearsal_makes_none(kept: Path) -> None:
    with opened(kept) as project, Project.rehearsing(project, "Zoé") as trial:
        assert trial.care.back_up_if_changed() is None
        trial.perform(ImportCodings((CodingLine(1, "E1", "Autre", 0, 0),)))
        trial.perform(RemoveDocument(trial.documents.all()[0].id))
    assert backups_of(kept) == []


def test_a_copy_that_is_not_sound_never_counts(kept: Path, monkeypatch: pytest.MonkeyPatch, nothing_left: Any) -> None:
    names = nothing_left()
    monkeypatch.setattr(backup, "is_whole", lambda _copy: False)
    with opened(kept) as project:
        with pytest.raises(errors.BackupFailed):
            project.care.back_up()
        assert list(backup.folder_of(kept).iterdir()) == []
        with pytest.raises(errors.BackupFailed):
            project.care.back_up_to(kept.with_name("out.qualcode"))
    assert set(nothing_left()) - set(names) == {"study.qualcode-backups", *_lock(kept)}


def _lock(path: Path) -> list[str]:
    return [] if (path.parent / f".{path.name}.lock").exists() else [f".{path.name}.lock"]


def test_a_full_disk_leaves_nothing_half(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pragmas = engine._pragmas

    def narrow(*, read_only: bool) -> tuple[str, ...]:
        return (*pragmas(read_only=read_only), *(() if read_only else ("PRAGMA max_page_count = 9",)))

    with opened(kept) as project:
        monkeypatch.setattr(engine, "_pragmas", narrow)
        with pytest.raises(errors.DiskFull):
            project.care.back_up()
        assert list(backup.folder_of(kept).iterdir()) == []


@pytest.mark.parametrize("step", ["create", "replace"])
def test_a_disk_that_fills_at_any_step_leaves_nothing_half(
    kept: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"qualcode.system.{'create_private' if step == 'create' else 'replace_file'}", full)
    with opened(kept) as project, pytest.raises((errors.DiskFull, errors.CannotWrite)):
        project.care.back_up()
    assert list(backup.folder_of(kept).iterdir()) == []


@pytest.mark.parametrize("count", [8, pytest.param(100, marks=pytest.mark.nightly)])
def test_random_backups_give_back_the_very_study(kept: Path, count: int) -> None:
    chance, states = random.Random(8), {}
    with opened(kept) as project:
        for number in range(count):
            for _ in range(chance.randrange(1, 4)):
                project.perform(AddCode(f"c{chance.random()}"))
            states[project.care.back_up_to(kept.with_name(f"{number}.copy"))] = project.dump()
    for path in chance.sample(sorted(states), count):
        done = care.go_back(str(kept), path, "Zoé")
        with Project.open(str(kept)) as project:
            assert project.dump() == states[path]
            assert project.care.check() == []
        assert done.before in backups_of(kept)


def test_a_restore_can_itself_be_taken_back(kept: Path) -> None:
    with opened(kept) as project:
        made = project.care.back_up()
        project.perform(AddCode("neuf"))
        later = project.dump()
    done = care.go_back(str(kept), made, "Zoé")
    assert done.before is not None
    care.go_back(str(kept), done.before, "Zoé")
    with opened(kept) as project:
        assert project.dump() == later
        project.undo()
        project.perform(AddCode("encore"))
        assert project.care.check() == []


def test_the_list_says_what_changed_since(kept: Path) -> None:
    with opened(kept) as project:
        made = project.care.back_up()
        project.perform(AddCode("neuf"))
        project.perform(AddCode("plus neuf"))
    (found,) = care.backups(str(kept))
    assert (found.path, found.actions_since, found.since) == (str(made), 2, {"codes": 2})
    assert found.size == made.stat().st_size
    care.go_back(str(kept), made, "Zoé")
    assert [each.actions_since for each in care.backups(str(kept))] == [None, 0]


@pytest.mark.parametrize("which", ["1", "name", "path"])
def test_a_backup_is_named_in_three_ways(kept: Path, which: str) -> None:
    with opened(kept) as project:
        made = project.care.back_up()
    asked = {"1": "1", "name": made.name, "path": str(made)}[which]
    assert care.chosen_backup(str(kept), asked) == made
    for wrong in ("0", "2", "-1", "nothing", "9" * 5000, "x\x00y", ""):
        with pytest.raises(errors.NoBackup):
            care.chosen_backup(str(kept), wrong)


@pytest.mark.parametrize("spoil", ["noise", "cut", "empty", "gone", "header"])
def test_a_project_beyond_reading_is_put_aside_and_replaced(kept: Path, spoil: str) -> None:
    with opened(kept) as project:
        made, study = project.care.back_up(), project.dump()
    content = kept.read_bytes()
    spoilt = {"noise": content[:4096] + os.urandom(len(content) - 4096), "cut": content[:5000], "empty": b""}
    if spoil == "gone":
        kept.unlink()
    else:
        kept.write_bytes(spoilt.get(spoil, bytes(16) + content[16:]))
    kept.with_name("study.qualcode-wal").write_bytes(b"old log")
    assert len(care.backups(str(kept))) == 1
    done = care.go_back(str(kept), made, "Zoé")
    with Project.open(str(kept)) as project:
        assert project.dump() == study
        assert project.care.check() == []
    assert (done.before is None) == (spoil == "gone")
    if done.before is not None:
        assert done.before.read_bytes() == spoilt.get(spoil, bytes(16) + content[16:])


def test_a_bad_backup_is_refused_and_the_project_stays(kept: Path) -> None:
    with opened(kept) as project:
        made, study = project.care.back_up(), project.dump()
    content = made.read_bytes()
    for bad in (content[:-4096], content[:4096] + os.urandom(len(content) - 4096), b"rubbish" * 100):
        made.write_bytes(bad)
        with pytest.raises((errors.BadBackup, errors.ProjectDamaged, errors.NotAProject)):
            care.go_back(str(kept), made, "Zoé")
        with Project.open(str(kept)) as project:
            assert project.dump() == study


def test_nobody_restores_under_somebody_who_writes_or_over_a_later_program(kept: Path) -> None:
    with opened(kept) as project:
        made = project.care.back_up()
        with pytest.raises(errors.ProjectLocked, match="Zoé has it open for writing since"):
            care.go_back(str(kept), made, "Max")
    connection = sqlite3.connect(kept)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(errors.ProjectNewer):
        care.go_back(str(kept), made, "Max")


def test_a_reader_sees_the_restored_study_without_opening_anew(kept: Path) -> None:
    with opened(kept) as project:
        made, study = project.care.back_up(), project.dump()
        project.perform(AddCode("neuf"))
    with Project.open(str(kept)) as reader:
        assert reader.dump() != study
        care.go_back(str(kept), made, "Zoé")
        assert reader.dump() == study


def test_a_server_has_its_keeper_and_gives_a_file_all_the_same(tmp_path: Path) -> None:
    for act in (restore.listed, lambda place: restore.restore(place, tmp_path, "Zoé")):
        with pytest.raises(errors.RestoreOnServer) as caught:
            act("postgresql://ana:s3cret@host/study")
        assert "s3cret" not in str(caught.value)


@pytest.mark.postgres
def test_a_servers_project_is_copied_into_a_file(postgres_url: str, tmp_path: Path, new_study: Any) -> None:
    project = new_study(postgres_url)
    with pytest.raises(errors.BackupOnServer, match="pg_dump"):
        project.care.back_up()
    assert project.care.back_up_if_changed() is None
    made = project.care.back_up_to(tmp_path)
    with opened(made) as copy:
        assert copy.dump() == project.dump()
        assert copy.care.check() == []
        copy.undo()
        copy.redo()
    project.close()
