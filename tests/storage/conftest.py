"""Projects whose storage is put to the test."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.coding.codebook.codes import AddCode
from qualcode.coding.documents.documents import ImportDocument
from qualcode.coding.passages.codings import ApplyCode
from qualcode.coding.project import Project
from qualcode.model.transcript import Speech, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "Luc : On jardine, en famille.\n"


def filled(location: str) -> Project:
    """Make a small study with one of most things, and leave it open."""
    project = Project.create(location, title="Essai", coder="Zoé")
    given = Transcript(TEXT, "txt", turns=(Speech("Luc", 6, len(TEXT) - 1),))
    document = ImportDocument("E1", "E1.txt", hashlib.sha256(TEXT.encode()).hexdigest(), given)
    code = AddCode("Jardin")
    for action in (document, code, ApplyCode(document.id, 6, 16, code.id, memo="Tiens.", weight=3)):
        project.perform(action)
    return project


@pytest.fixture
def new_study() -> Callable[[str], Project]:
    return filled


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return the path of a project file that nobody has open."""
    path = tmp_path / "study.qualcode"
    filled(str(path)).close()
    return path


@pytest.fixture
def nothing_left(tmp_path: Path) -> Any:
    """Return what lists the files of the test's folder, preferences left out."""
    return lambda: sorted(path.name for path in tmp_path.iterdir() if path.name != "preferences")
