"""Results that can be computed again are kept beside the study and are no part of it."""

from __future__ import annotations

import pytest

from qualcode.coding.project import Project
from qualcode.model.errors import ReadOnlyProject


def test_results_are_kept_by_kind_and_key_over_a_restart(location: str) -> None:
    with Project.create(location, coder="Ana") as project:
        project.derived.put("terms", {"a": b"1", "b": b"\x00\xff"})
        project.derived.put("lemmas", {"a": b"other"})
        project.derived.put("terms", {"a": b"2"})
    with Project.open(location) as project:
        assert project.derived.get("terms", ["a", "b", "c"]) == {"a": b"2", "b": b"\x00\xff"}
        assert project.derived.get("lemmas", ["a"]) == {"a": b"other"}


def test_results_are_neither_journalled_nor_dumped_and_can_be_dropped(location: str) -> None:
    with Project.create(location, coder="Ana") as project:
        before = project.dump(), project.history()
        project.derived.put("terms", {"a": b"1"})
        assert (project.dump(), project.history()) == before
        project.derived.put("lemmas", {"a": b"1"})
        project.derived.drop("terms")
        assert project.derived.get("terms", ["a"]) == {}
        assert project.derived.get("lemmas", ["a"]) == {"a": b"1"}


def test_what_is_kept_instead_of_kinds_that_begin_alike_lets_go_of_those_alone(location: str) -> None:
    with Project.create(location, coder="Ana") as project:
        for kind in ("answers 1", "answers 2", "terms"):
            project.derived.put(kind, {"a": b"1"})
        project.derived.put("answers 2", {"b": b"2"}, instead_of="answers ")
        assert project.derived.get("answers 1", ["a"]) == {}
        assert project.derived.get("answers 2", ["a", "b"]) == {"a": b"1", "b": b"2"}
        assert project.derived.get("terms", ["a"]) == {"a": b"1"}


def test_a_project_open_for_reading_keeps_nothing(location: str) -> None:
    Project.create(location, coder="Ana").close()
    with Project.open(location) as project:
        assert not project.derived.keeps
        for refused in (lambda: project.derived.put("terms", {"a": b"1"}), lambda: project.derived.drop("terms")):
            with pytest.raises(ReadOnlyProject):
                refused()
        assert project.derived.get("terms", ["a"]) == {}
