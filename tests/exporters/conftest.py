from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qualcode.exporters.word import write_docx
from qualcode.model import messages
from qualcode.report.draft import draft

if TYPE_CHECKING:
    from types import ModuleType


def _loaded(name: str) -> ModuleType:
    """Load a file of the report’s tests: test folders are no packages."""
    spec = importlib.util.spec_from_file_location(
        f"exporters_tests_{name}", Path(__file__).parent.parent / "report" / f"{name}.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _shared() -> ModuleType:
    """Let what tests of refreshed drafts share be imported by its name."""
    spec = importlib.util.spec_from_file_location("worked_on", Path(__file__).with_name("worked_on.py"))
    sys.modules["worked_on"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WORKED_ON = _shared()


@pytest.fixture(scope="session")
def gardens() -> ModuleType:
    """The invented study."""
    return _loaded("gardens")


@pytest.fixture(scope="session")
def french_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _loaded("catalogue").compile_french(tmp_path_factory.mktemp("locale"))


@pytest.fixture
def report_in_french(french_catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give reports their French, whether or not the program's catalogue is compiled."""
    monkeypatch.setattr(messages, "LOCALE", french_catalogue)


@pytest.fixture(scope="session")
def built(gardens: ModuleType) -> bytes:
    """Return the draft of the invented study."""
    return write_docx(draft(gardens.material(with_themes=False), WORKED_ON.OPTIONS))


@pytest.fixture(scope="session")
def changed(gardens: ModuleType) -> bytes:
    """Return the draft of the same study after one passage was bounded anew and another taken away."""
    return write_docx(draft(gardens.material(WORKED_ON.said_anew(gardens), with_themes=False), WORKED_ON.OPTIONS))


@pytest.fixture(scope="session")
def nothing(gardens: ModuleType) -> bytes:
    """Return a draft without blocks: no quotation stands in the file that would not be chosen now."""
    return write_docx(replace(draft(gardens.material(with_themes=False), WORKED_ON.OPTIONS), blocks=()))
