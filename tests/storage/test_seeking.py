"""A search after a purge finds what is left wherever it is, and nothing that only looks like it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.memos import AddMemo
from qualcode.coding.project import Project
from qualcode.coding.purging.words import PurgeWords, purge_words
from qualcode.model import errors
from qualcode.model.purging import Left
from qualcode.storage.care import backup
from qualcode.storage.purging import cleansing, seeking
from qualcode.storage.purging.seeking import Search

if TYPE_CHECKING:
    from pathlib import Path


def places(words: list[str], content: bytes, *texts: str) -> int:
    search = Search(words)
    search.learn(texts)
    return search.places(content, exact=False)


def test_bytes_are_told_from_longer_words_from_ids_and_from_noise() -> None:
    assert places(["Anne"], b"x Anne y anne\0ANNE Roy") == 3
    assert places(["Anne"], b"une Annette, Annexe", "Annette et l'Annexe") == 0
    assert places(["Anne"], b"une Annette, Anne", "Annette") == 1
    assert places(["Anne"], b"une autre Annette") == 1  # no text says that this is a word
    assert places(["Ada"], b"0c3ada5501b02f4e99aa") == 0
    assert places(["Ada"], b"\xff\x01\x83Ada\x00\x91\x07") == 0
    assert places(["Ada"], b"and then Ada said no more") == 1
    assert places(["Élise"], "E\u0301lise, \u00e9lise".encode()) == 2
    assert Search(["rose"]).places(b"Rose rose ROSE", exact=True) == 1


@pytest.mark.parametrize("stretch", [2_001, 2_500, 4_000, 7_777, 10**6])
def test_what_lies_where_two_stretches_meet_is_found_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(seeking, "_STRETCH", stretch)
    place = tmp_path / "file"
    place.write_bytes(b"".join(b"%d Hanna, " % number for number in range(2_000)))
    assert [left.count for left in seeking.in_bytes(place, Search(["Hanna"]), exact=True)] == [2_000]


def test_what_a_reader_keeps_in_the_log_is_found_there(kept: Path) -> None:
    with Project.open(str(kept), coder="Zoé", write=True) as project:
        project.perform(AddMemo("Ferdinand hésite"))
        with closing(sqlite3.connect(kept)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM memos").fetchone()  # an earlier state, which the log must hold for it
            (left,) = purge_words(project, {"Ferdinand": "P1"})
            assert (left.file, left.noun, left.exact) == ("study.qualcode-wal", "file", True)
            assert (
                str(left)
                == f"The words still stand in study.qualcode-wal: {left.count} place in the bytes of the file."
                or left.count > 1
            )
        project.care.cleanse()
        assert project.purging.left(["Ferdinand"]) == []


def test_a_large_file_is_written_anew_by_a_draft_beside_it(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleansing, "IN_MEMORY", 0)
    with Project.open(str(kept), coder="Zoé", write=True) as project:
        project.perform(AddMemo("Ferdinand hésite " * 90_000))
        assert purge_words(project, {"Ferdinand": "F"}) == []
        assert project.care.check() == []
    assert sorted(place.name for place in kept.parent.glob(".*.part")) == []
    assert b"Ferdinand" not in kept.read_bytes()


def test_a_longer_word_is_no_trace(kept: Path) -> None:
    with Project.open(str(kept), coder="Zoé", write=True) as project:
        project.perform(AddCode("Annexe de Anne"))
        assert purge_words(project, {"Anne": "P1"}) == []
        project.perform(AddCode("anne"))
        assert project.purging.left(["Anne"]) == [
            Left("", "codes", 1, exact=False),
            Left("", "actions", 1, exact=False),
        ]
        assert "--any-case" in str(project.purging.left(["Anne"])[0])
        assert project.purging.left([]) == project.purging.backups([]) == project.purging.beside([]) == []


def test_a_backup_of_an_earlier_version_is_read_too_and_can_only_be_deleted(kept: Path) -> None:
    with Project.open(str(kept), coder="Zoé", write=True) as project:
        copy = project.care.back_up()
        with closing(sqlite3.connect(copy)) as old:
            old.executescript("UPDATE alembic_version SET version_num = '0001'; DROP TABLE rounds")
        assert [(one.path, one.readable) for one in project.purging.backups(["Luc"])] == [(str(copy), True)]
        with pytest.raises(errors.ProjectOlder):
            project.purging.purge_backup(str(copy), [PurgeWords((("Luc", "P1"),))], "Zoé")
        project.purging.delete_backup(str(copy))
        with pytest.raises(errors.CannotWrite):
            project.purging.delete_backup(str(copy))
        assert project.purging.backups(["Luc"]) == []


def test_what_was_put_aside_and_what_a_killed_process_left_are_copies_too(kept: Path) -> None:
    with Project.open(str(kept), coder="Zoé", write=True) as project:
        project.care.back_up()
        aside = kept.with_name("study.qualcode.damaged-2024")
        aside.write_bytes(b"no project, but Luc is in it")
        (backup.folder_of(kept) / ".x.part").write_bytes(b"nobody")
        (kept.parent / "notes").mkdir()
        (kept.parent / "notes" / "n.txt").write_text("Luc", encoding="utf-16")
        (kept.parent / "Luc.pdf").write_bytes(b"")
        found = project.purging.backups(["Luc"])
        assert [(one.path.rpartition("/")[2][:5], one.readable, bool(one.left)) for one in found][1:] == [
            ("study", False, True),
            (".x.pa", False, False),
        ]
        assert [place.rpartition("/")[2] for place in project.purging.beside(["Luc"])] == ["Luc.pdf", "n.txt"]
