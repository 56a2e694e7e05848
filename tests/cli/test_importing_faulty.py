"""A refused file changes nothing: after a folder of faulty files of every format, the study is what it was before."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

pytestmark = pytest.mark.usefixtures("ana")

FEW, MANY = 6, 120
"""Faulty files of each format."""


def helper() -> ModuleType:
    place = Path(__file__).parent.parent / "importers" / "mutations.py"
    spec = importlib.util.spec_from_file_location("qualcode_mutations", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MUTATIONS = helper()


def faulty(folder: Path, count: int) -> None:
    """Put faulty files of every format into a folder."""
    folder.mkdir()
    for ending, make in MUTATIONS.SAMPLES.items():
        for number, data in enumerate(MUTATIONS.mutated(make(), f"{ending} refused", count)):
            (folder / f"{ending[1:]}{number:03}{ending}").write_bytes(data)


def nothing_changes(command: Callable[..., Any], count: int) -> None:
    folder = Path("faulty")
    faulty(folder, count)
    told = command("import", folder, "--dry-run", "--json").json["refused"]
    refused = {row["file"] for row in told if Path(row["file"]).is_file()}  # of an archive only the whole
    for path in folder.iterdir():
        if str(path) not in refused:
            path.unlink()
    assert len(refused) > count
    before = command("export", "json", "-").out
    ran = command("import", folder)
    assert (ran.code, command("export", "json", "-").out) == (1, before)
    lines = [line for line in ran.err.splitlines() if line.startswith("qualcode: ")]
    assert "Traceback" not in ran.err
    assert {line.partition(": ")[2].partition(":")[0] for line in lines} == refused
    assert len(lines) == len(refused)


@pytest.mark.usefixtures("study")
def test_refused_files_leave_the_study_as_it_was(command: Callable[..., Any]) -> None:
    nothing_changes(command, FEW)


@pytest.mark.nightly
@pytest.mark.timeout(1_800)
@pytest.mark.usefixtures("study")
def test_many_refused_files_leave_the_study_as_it_was(command: Callable[..., Any]) -> None:
    nothing_changes(command, MANY)
