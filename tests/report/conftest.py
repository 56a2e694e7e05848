from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qualcode.model import messages

if TYPE_CHECKING:
    from types import ModuleType


def _loaded(name: str) -> ModuleType:
    """Load a file of this folder that holds no tests: test folders are no packages."""
    spec = importlib.util.spec_from_file_location(f"report_tests_{name}", Path(__file__).parent / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def gardens() -> ModuleType:
    """The invented study."""
    return _loaded("gardens")


@pytest.fixture(scope="session")
def audited() -> ModuleType:
    """Two interviews and a group, and reports on them checked."""
    return _loaded("audited")


@pytest.fixture(scope="session")
def planting() -> ModuleType:
    """The maker of reports with planted errors."""
    return _loaded("planting")


@pytest.fixture(scope="session")
def french_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _loaded("catalogue").compile_french(tmp_path_factory.mktemp("locale"))


@pytest.fixture
def report_in_french(french_catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give reports their French, whether or not the program's catalogue is compiled."""
    monkeypatch.setattr(messages, "LOCALE", french_catalogue)
