"""Projects of every released schema open: backed up, brought up to date, sound, with the same study in them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from qualcode.coding.care import backups
from qualcode.coding.project import Project
from qualcode.model import errors
from qualcode.storage import engine, schema
from qualcode.storage.care.holding import holding

RELEASED = Path(__file__).parent / "released"
"""A small study under each schema, as SQL: made by the programs of their time, or by their migrations."""


def made(folder: Path, revision: str) -> Path:
    path = folder / "study.qualcode"
    connection = sqlite3.connect(path)
    connection.executescript((RELEASED / f"{revision}.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


def test_every_schema_has_its_file() -> None:
    assert sorted(path.stem for path in RELEASED.iterdir()) == sorted(schema.KNOWN)


@pytest.mark.parametrize("revision", schema.KNOWN)
def test_a_project_of_any_schema_opens_whole(tmp_path: Path, revision: str) -> None:
    path = made(tmp_path, revision)
    with Project.open(str(path), coder="Zoé", write=True) as project:
        study = project.dump()
        assert project.care.check() == []
        assert [row["name"] for row in study["documents"]] == ["Entrevue 01"]
        assert sorted(row["text"] for row in study["codings"]) == ["Au fond de la cour", "Depuis l’automne"]
        assert [row["value"] for row in study["attribute_values"]] == ["41"]
        project.undo()  # what was done under an earlier schema is still undone
        assert project.care.check() == []
    kept = backups(str(path))
    assert len(kept) == (revision != schema.REVISION)
    for each in kept:
        copy = engine.database(each.path, read_only=True)
        assert schema.is_current(copy) is False
        copy.close()


def test_the_same_study_comes_from_every_schema(tmp_path: Path) -> None:
    dumps = []
    for revision in schema.KNOWN:
        folder = tmp_path / revision
        folder.mkdir()
        with Project.open(str(made(folder, revision)), coder="Zoé", write=True) as project:
            dumps.append(project.dump())
    assert all(dump == dumps[0] for dump in dumps)


def test_a_project_that_is_not_whole_afterwards_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, "0001")
    before = _content(path)

    def spoiling(database: Any) -> None:
        with database.writing() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
        other = sqlite3.connect(database.path)
        other.execute("UPDATE codings SET code_id = 'nowhere'")
        other.commit()
        other.close()

    monkeypatch.setattr(schema, "upgrade", spoiling)
    with pytest.raises(errors.MigrationFailed, match=r"study\.qualcode-backups"):
        Project.open(str(path), coder="Zoé", write=True)
    assert _content(path) == before


def test_without_room_for_the_copy_nothing_is_brought_up_to_date(tmp_path: Path) -> None:
    path = made(tmp_path, "0001")
    before = path.read_bytes()
    (tmp_path / "study.qualcode-backups").write_text("in the way", encoding="utf-8")
    with pytest.raises(errors.CannotWrite):
        Project.open(str(path), coder="Zoé", write=True)
    database = engine.database(str(path), read_only=True)
    assert schema.is_current(database) is False
    assert holding(database).counts["codings"] == 2
    database.close()
    assert path.read_bytes()[100:] == before[100:]


def _content(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()
