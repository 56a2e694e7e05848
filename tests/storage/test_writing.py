"""Rows into columns and back, images, and what is said of them."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from qualcode.coding.project import Project
from qualcode.model.changes import Touched
from qualcode.model.ids import new_id
from qualcode.storage import derived
from qualcode.storage.care.rehearsal import rehearsal
from qualcode.storage.columns import columnar, framed, frames, packed, rows_of, unpacked
from qualcode.storage.inserting import put
from qualcode.storage.texts import storable
from qualcode.storage.writing import Image, Writer, touched_by

if TYPE_CHECKING:
    from pathlib import Path

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)
)


@st.composite
def row_lists(draw: Any) -> list[dict[str, Any]]:
    names = draw(st.lists(st.sampled_from("abcd="), min_size=1, unique=True))
    few = st.sampled_from(draw(st.lists(VALUES, min_size=1, max_size=2)))
    return draw(st.lists(st.fixed_dictionaries({name: draw(st.sampled_from([VALUES, few])) for name in names})))


def typed(rows: list[dict[str, Any]]) -> list[dict[str, tuple[type, Any]]]:
    """Tell 1, 1.0 and True apart."""
    return [{name: (type(value), value) for name, value in row.items()} for row in rows]


@given(row_lists())
def test_rows_come_back_from_columns_as_they_were(rows: list[dict[str, Any]]) -> None:
    columns = unpacked(packed(columnar(rows)))
    assert typed(rows_of(columns, len(rows))) == typed(rows)


def test_a_column_of_one_value_is_written_once_and_one_can_be_left_out() -> None:
    rows = [{"a": "x", "b": 1, "version": 3}, {"a": "x", "b": True, "version": 4}]
    assert columnar(rows, but="version") == {"a": {"=": "x"}, "b": [1, True]}
    assert rows_of({}, 2) == [{}, {}]


@given(st.lists(st.binary(max_size=300)))
def test_frames_come_back_in_order(parts: list[bytes]) -> None:
    assert frames(framed(parts)) == parts


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_what_can_be_stored_keeps_its_length_and_all_but_what_no_database_takes(words: str) -> None:
    kept = storable(words)
    assert len(kept) == len(words)
    kept.encode()
    for was, now in zip(words, kept, strict=True):
        assert now == ("\ufffd" if was == "\x00" or "\ud800" <= was <= "\udfff" else was)


STEPS = st.lists(st.sampled_from(["insert", "update", "delete"]), min_size=1, max_size=6)


@given(st.booleans(), STEPS)
def test_what_was_touched_is_the_difference_of_before_and_after(there: bool, steps: list[str]) -> None:
    before, images = there, []
    for step in steps:
        if (step == "insert") != there:  # only what can happen
            images.append(Image(step, "codes", ["x"]))
            there = step != "delete"
    found = touched_by(images).get("codes", Touched())
    expected = Touched(
        frozenset({"x"} if there and not before else ()),
        frozenset({"x"} if there and before and images else ()),
        frozenset({"x"} if before and not there else ()),
    )
    assert found == expected


def test_a_writer_knows_only_nouns_that_are_journalled(tmp_path: Path) -> None:
    with Project.create(str(tmp_path / "s"), coder="Zoé") as project, project._database.writing() as connection:
        writer = Writer(connection)
        for noun in ("actions", "texts", "derived", "alembic_version"):
            with pytest.raises(KeyError):
                writer.insert(noun, [{"id": "x"}])
        writer.insert("codes", [])
        writer.update("codes", [], {"name": "x"})
        writer.update("codes", ["absent"], {"name": "x"})
        writer.delete("codes", ["absent"])
        assert (writer.rows, writer.images) == (0, [])


def test_a_row_written_again_and_again_counts_its_versions(tmp_path: Path) -> None:
    with Project.create(str(tmp_path / "s"), coder="Zoé") as project, project._database.writing() as connection:
        writer = Writer(connection)
        ids = [new_id() for _ in range(1200)]  # over two IN lists
        writer.insert("themes", [{"id": i, "name": i, "name_key": i, "status": "kept"} for i in ids])
        writer.update("themes", ids[:1000], {"claim": "x"})
        writer.update("themes", ids, {"claim": "x"})
        versions = [row["version"] for row in writer.rows_of("themes", ids, ["version"]).values()]
        assert sorted(versions) == [2] * 1200
        writer.delete("themes", ids)
        assert connection.execute(text("SELECT count(*) FROM themes")).scalar_one() == 0
        assert writer.rows == 1200 * 3


def test_what_is_derived_is_kept_replaced_and_dropped_outside_the_study(location: str) -> None:
    with Project.create(location, coder="Zoé") as project:
        before = project.dump()
        with project._database.writing() as connection:
            derived.keep(connection, "lemmas", {"a": b"1", "b": b"2"})
            derived.keep(connection, "lemmas", {"a": b"3"})
            derived.keep(connection, "other", {"a": b"4"})
            derived.keep(connection, "other", {})
            assert derived.kept(connection, "lemmas", ["a", "b", "c"]) == {"a": b"3", "b": b"2"}
            derived.drop(connection, "lemmas")
            assert derived.kept(connection, "lemmas", ["a", "b"]) == {}
            assert derived.kept(connection, "other", ["a"]) == {"a": b"4"}
        assert project.dump() == before
        assert len(project.history()) == 1


def test_what_belongs_to_a_closed_engine_is_kept_by_no_statement() -> None:
    """A rehearsal is an engine of its own: were a statement kept for each, they would add up until the program ends."""
    database = rehearsal(None, lambda _connection: None)
    with database.writing() as connection:
        put(connection, "texts", [{"sha256": "0" * 64, "content": "Oui."}])
    dialect = weakref.ref(database.engine.dialect)
    database.close()
    del database, connection
    gc.collect()
    assert dialect() is None
