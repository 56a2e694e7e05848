"""Who may import whom, proved in fresh interpreters; the contracts in pyproject.toml say the same of the sources."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import qualcode

SOURCE = Path(qualcode.__file__).parent
HEAVY = {
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "textual",
    "spacy",
    "sklearn",
    "numpy",
    "scipy",
    "matplotlib",
    "wordcloud",
    "docx",
    "lxml",
    "pandas",
    "simplemma",
}
RUN = """
import json, sys
sys.argv = ["qualcode", *{arguments}]
from qualcode.__main__ import main
try:
    code = main()
except SystemExit as end:
    code = end.code
sys.stdout.flush()
sys.stderr.write("\\n" + json.dumps([code, sorted({{name.partition(".")[0] for name in sys.modules}})]))
"""


def _python(code: str, **environ: str) -> str:
    """Run a few lines in a fresh interpreter and return the last line of its stderr."""
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environ},
        encoding="utf-8",
    )
    return run.stderr.splitlines()[-1]


def _loaded(statement: str) -> set[str]:
    """Return the full names of the modules that a statement loads; coverage, which loads sqlite3, is left out."""
    code = f"import json, sys\n{statement}\nsys.stderr.write(json.dumps(list(sys.modules)))"
    return set(json.loads(_python(code, COVERAGE_PROCESS_START="", COVERAGE_PROCESS_CONFIG="")))


def _tops(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def _module_of(path: Path) -> str:
    parts = ("qualcode", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _modules_under(room: str) -> list[str]:
    return [_module_of(path) for path in sorted((SOURCE / room).rglob("*.py"))]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["--language", "fr", "--help"]])
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    code, loaded = json.loads(_python(RUN.format(arguments=arguments)))
    assert code in (0, None)
    assert not HEAVY & set(loaded)


def test_the_package_itself_loads_nothing_heavy() -> None:
    loaded = _loaded("import qualcode")
    assert not HEAVY & _tops(loaded)
    assert not {name for name in loaded if name.startswith("qualcode.coding")}


@pytest.mark.parametrize("room", ["analysis", "report", "importers", "exporters"])
def test_readings_reports_and_formats_load_no_database_and_no_door(room: str) -> None:
    loaded = _loaded("\n".join(f"import {name}" for name in _modules_under(room)))
    # not click: spaCy brings it along; the contracts say that no file of ours asks for it
    assert not {"sqlmodel", "sqlalchemy", "alembic", "textual", "sqlite3", "psycopg"} & _tops(loaded)
    rooms = {f"qualcode.{name}" for name in ("storage", "coding", "cli", "tui")}
    assert not rooms & loaded


@pytest.mark.parametrize("room", ["report", "importers"])
def test_drafts_and_formats_load_no_model(room: str) -> None:
    loaded = _loaded("\n".join(f"import {name}" for name in _modules_under(room)))
    assert not {"spacy", "sklearn", "scipy", "numpy", "matplotlib", "pandas"} & _tops(loaded)


def test_counting_codes_loads_neither_models_nor_a_database() -> None:
    loaded = _tops(_loaded("import qualcode.analysis.frequencies"))
    assert not {"sqlmodel", "sqlalchemy", "spacy", "sklearn", "matplotlib"} & loaded


def test_actions_load_no_screen_no_command_line_and_no_model() -> None:
    names = [*_modules_under("coding"), *_modules_under("storage")]
    names = [name for name in names if "migrations" not in name]
    loaded = _tops(_loaded("\n".join(f"import {name}" for name in names)))
    assert not {"textual", "rich", "click", "docx", "spacy", "sklearn", "numpy", "scipy", "matplotlib"} & loaded


def test_opening_a_project_leaves_migrations_and_readings_alone() -> None:
    loaded = _loaded("import qualcode.coding.project")
    assert not {"alembic", "sqlmodel", "pydantic"} & _tops(loaded)  # nor the classes that only a new project needs
    assert not {name for name in loaded if name.startswith(("qualcode.analysis", "qualcode.importers"))}
    assert "qualcode.coding.catalogue" not in loaded


def test_an_act_of_the_history_is_worded_though_nobody_imported_its_kind() -> None:
    said = "import sys; from qualcode.coding.project import action_words; "
    said += "sys.stderr.write(action_words('MarkReading', {}) + ' ' + action_words('ActOfALaterProgram', {}))"
    assert "ActOfALaterProgram" in _python(said)
    assert "qualcode.coding.catalogue" in _loaded("from qualcode.coding.actions import kind_of; kind_of('AddCode')")


def test_the_first_screen_loads_no_dialog_no_format_and_no_reading() -> None:
    loaded = _loaded("import qualcode.cli.screen, qualcode.tui.screens.desk.coding")
    values = {"qualcode.tui.dialogs", "qualcode.tui.dialogs.entries"}
    assert not {name for name in loaded if name.startswith("qualcode.tui.dialogs")} - values
    assert not {name for name in loaded if name.startswith(("qualcode.importers", "qualcode.analysis"))}
    assert "textual.widgets._text_area" not in loaded


def test_words_load_only_the_standard_library_and_the_model() -> None:
    loaded = _loaded("\n".join(f"import {name}" for name in [*_modules_under("words"), *_modules_under("model")]))
    assert not HEAVY & _tops(loaded)


@pytest.mark.parametrize("room", ["model", "system.py"])
def test_the_model_names_only_the_standard_library(room: str) -> None:
    place = SOURCE / room
    for path in [place] if place.is_file() else place.rglob("*.py"):
        for name in _imported(path):
            allowed = name.partition(".")[0] in sys.stdlib_module_names or name.startswith("qualcode.model")
            assert allowed, f"{path.name} imports {name}"


def test_faults_of_the_database_are_named_in_storage_only() -> None:
    for path in SOURCE.rglob("*.py"):
        if "storage" not in path.relative_to(SOURCE).parts:
            assert not [name for name in _imported(path) if name.startswith("sqlalchemy.exc")], path.name


def test_no_package_does_work_when_it_is_imported() -> None:
    for path in SOURCE.glob("*/**/__init__.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        plain = (ast.Expr, ast.ImportFrom, ast.Assign)
        assert all(isinstance(node, plain) for node in tree.body), path


def _imported(path: Path) -> list[str]:
    """Return every module a file names in an import, wherever in the file."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names
