"""What the tests of every room share: the real material, fresh projects on both databases, the two languages."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import itertools
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
NO_MATERIAL = "real material is not here ($QUALCODE_MATERIAL names its folder)"
NO_POSTGRES = "no PostgreSQL server ($QUALCODE_TEST_POSTGRES gives its URL)"
NIGHT = 4 * 3_600
"""Seconds of a long trial, however it is started: the suite's own limit falls in the middle of an act, and what
Hypothesis then tells is a flaky study (`_WrappedBaseException`), not a long one."""
LOOKED_THROUGH = 5_000, 10, 10
"""New objects after which Python looks for what nobody holds any more, and how often it looks among older ones: where
a screen is made for every other test, the usual 700 is a look every few milliseconds."""

hypothesis.settings.register_profile(
    "ci",
    max_examples=25,
    stateful_step_count=20,
    deadline=None,  # two busy cores: time says nothing here
    derandomize=True,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.register_profile(
    "nightly", hypothesis.settings.get_profile("ci"), max_examples=1000, stateful_step_count=60, derandomize=False
)
hypothesis.settings.load_profile(os.environ.get("QUALCODE_HYPOTHESIS", "ci"))


def load_tool(name: str) -> ModuleType:
    """Return a file of tools/ as a module; that folder is no package."""
    path = ROOT / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"qualcode_tools_{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pytest_configure(config: pytest.Config) -> None:
    """Speak English whatever the machine's language, and compile the catalogue once, before the workers start."""
    gc.disable()  # until all is collected: each of some twenty looks would go through every module there is
    os.environ["LANGUAGE"] = "en"
    for name in ("QUALCODE_LANGUAGE", "QUALCODE_PROJECT", "QUALCODE_CODER"):
        os.environ.pop(name, None)
    if not hasattr(config, "workerinput"):
        load_tool("catalogue").compile_all()


def pytest_collection_finish() -> None:
    """Leave what was loaded out of every later search for what nobody holds any more: it was a fifth of all work."""
    gc.freeze()
    gc.set_threshold(*LOOKED_THROUGH)
    gc.enable()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Give a long trial hours, where it does not say itself how long it may take."""
    if item.get_closest_marker("nightly") and not item.get_closest_marker("timeout"):
        item.add_marker(pytest.mark.timeout(NIGHT))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker tests that stand together: what they share is made once, and who is done first takes over."""
    from xdist.scheduler import WorkStealingScheduling  # noqa: PLC0415 - only where tests are spread over processes

    return WorkStealingScheduling(config, log)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests did not run for want of something."""
    reasons = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])]
    material = sum(NO_MATERIAL in reason for reason in reasons)
    postgres = sum(NO_POSTGRES in reason for reason in reasons)
    terminalreporter.write_line(
        f"for want of the real material {material} tests were skipped, for want of a PostgreSQL server {postgres}"
    )


@pytest.fixture(autouse=True)
def own_preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the preferences and the log of whoever runs it."""
    monkeypatch.setenv("QUALCODE_CONFIG", str(tmp_path / "preferences" / "settings.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(autouse=True)
def quick_files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk where a project is made: that each commit is flushed is proved in tests/storage."""
    if request.path.parent.name == "storage":
        return
    engine = importlib.import_module("qualcode.storage.engine")
    pragmas = engine._pragmas

    def quick(*, read_only: bool) -> tuple[str, ...]:
        return (*pragmas(read_only=read_only), "PRAGMA synchronous = OFF")

    monkeypatch.setattr(engine, "_pragmas", quick)


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this test read French."""
    monkeypatch.setenv("LANGUAGE", "fr")


@pytest.fixture(scope="session")
def material() -> Path:
    """Return the folder of real material, or skip."""
    named = os.environ.get("QUALCODE_MATERIAL", "")
    if not named or not Path(named).is_dir():
        pytest.skip(NO_MATERIAL)
    return Path(named)


@pytest.fixture(scope="session")
def soffice() -> str:
    """Return the command of LibreOffice, or skip."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("LibreOffice is not here")
    return found


class Server:
    """A PostgreSQL server where tests make databases of their own, from a template of this worker's."""

    def __init__(self, url: str, worker: str) -> None:
        self._url = url
        self._stem = f"qualcode_{worker}_{os.getpid()}"
        self._numbers = itertools.count(1)
        self.template = f"{self._stem}_template"
        self._run(f"CREATE DATABASE \"{self.template}\" TEMPLATE template0 ENCODING 'UTF8'")

    def create(self) -> str:
        """Make an empty database and return its URL."""
        name = f"{self._stem}_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}"')
        return self.url(name)

    def url(self, database: str) -> str:
        """Return the URL of a database of this server."""
        return urlunsplit(urlsplit(self._url)._replace(path=f"/{database}"))

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        name = urlsplit(url).path.removeprefix("/")
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        import psycopg  # noqa: PLC0415 - an extra: only who has a server needs it

        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres_server(worker_id: str) -> Iterator[Server]:
    """Return the server of $QUALCODE_TEST_POSTGRES, or skip; where one is required, its absence is a failure."""
    url = os.environ.get("QUALCODE_TEST_POSTGRES", "")
    if not url and os.environ.get("QUALCODE_REQUIRE_POSTGRES"):
        pytest.fail(NO_POSTGRES)
    if not url:
        pytest.skip(NO_POSTGRES)
    server = Server(url, worker_id)
    yield server
    server.drop(server.url(server.template))


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """Return the URL of an empty database, for this test alone."""
    url = postgres_server.create()
    yield url
    postgres_server.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a new project can be made, in a file and on a server in turn."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_url")
    return str(tmp_path / "study.qualcode")
