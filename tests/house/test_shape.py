"""The measures of the house: short functions, small files, few methods, everything annotated, SQL in one place."""

from __future__ import annotations

import ast
import re
import statistics
from functools import cache
from pathlib import Path

import pytest

import qualcode

SOURCE = Path(qualcode.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
LONGEST, USUAL, MEDIAN = 60, 30, 8  # lines of a function without its docstring
FILE_LINES, CLASS_METHODS, READER_METHODS = 400, 20, 12
NOUNS = {
    "document",
    "turn",
    "speaker",
    "case",
    "attribute",
    "code",
    "theme",
    "coding",
    "excerpt",
    "memo",
    "coder",
    "passage",
    "question",
    "quote",
}
SQL = re.compile(
    r"\s*(?:SELECT\s.*\sFROM\s|INSERT INTO\s|UPDATE\s+\w+\s+SET\s|DELETE FROM\s|PRAGMA\s"
    r"|select\s.*\sfrom\s|insert into\s|update\s+\w+\s+set\s|delete from\s|pragma\s)",
    re.DOTALL,
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions() -> list[tuple[Path, Function]]:
    return [(path, node) for path in FILES for node in ast.walk(_tree(path)) if isinstance(node, Function)]


def _size(function: Function) -> int:
    """Return the lines of a function without its docstring and decorators."""
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return lines
    return lines - (function.body[0].end_lineno - function.body[0].lineno + 1)


def test_no_function_is_longer_than_a_screen() -> None:
    long = [f"{path.name}:{f.lineno} {f.name} {_size(f)}" for path, f in _functions() if _size(f) > LONGEST]
    assert not long


def test_functions_are_short_as_a_rule() -> None:
    sizes = sorted(_size(function) for _path, function in _functions())
    assert statistics.median(sizes) <= MEDIAN
    assert sizes[min(len(sizes) - 1, int(len(sizes) * 0.9))] <= USUAL


def test_a_file_is_small_and_says_what_it_is_for() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") + 1 <= FILE_LINES, path
        assert not text or ast.get_docstring(_tree(path)), path


def test_no_class_has_more_methods_than_a_head_holds() -> None:
    for path in FILES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ClassDef):
                methods = sum(isinstance(child, Function) for child in node.body)
                assert methods <= CLASS_METHODS, f"{path.name}: {node.name} has {methods} methods"


def test_every_function_says_what_it_takes_and_gives() -> None:
    for path, function in _functions():
        spec = function.args
        given = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]
        bare = [a.arg for a in given if a.annotation is None and a.arg not in {"self", "cls"}]
        assert not bare, f"{path.name}: {function.name} {bare}"
        assert function.returns is not None, f"{path.name}: {function.name}"


def test_sql_is_written_in_storage_only() -> None:
    for path in FILES:
        if "storage" in path.relative_to(SOURCE).parts:
            continue
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not SQL.match(node.value), f"{path.name}:{node.lineno}"


@pytest.mark.parametrize(("file", "name"), [("coding/project.py", "Project"), ("tui/workbench.py", "Workbench")])
def test_the_middle_of_the_house_names_no_noun(file: str, name: str) -> None:
    """Readers hang on project.documents, .codes ...: a method for a noun would be the first of a hundred."""
    path = SOURCE / file
    if not path.exists():
        pytest.skip("this room is not built yet")
    found = next(node for node in ast.walk(_tree(path)) if isinstance(node, ast.ClassDef) and node.name == name)
    for node in found.body:
        if isinstance(node, Function) and not node.name.startswith("_") and not _is_property(node):
            words = {word.rstrip("s") for word in node.name.split("_")}
            assert not words & NOUNS, node.name


def test_a_reader_of_a_noun_stays_small() -> None:
    for node in ast.walk(_tree(SOURCE / "coding" / "readers.py")):
        if isinstance(node, ast.ClassDef):
            public = [child.name for child in node.body if isinstance(child, Function) and child.name[0] != "_"]
            assert len(public) <= READER_METHODS, f"{node.name}: {public}"


def _is_property(function: Function) -> bool:
    return any("property" in ast.unparse(decorator) for decorator in function.decorator_list)
