"""Every refusal can say its sentence: whoever raises one gives it all the fields that the sentence names."""

from __future__ import annotations

import ast
import inspect
import string
from pathlib import Path

import qualcode
from qualcode.model import errors
from qualcode.model.errors.base import Refusal

SOURCE = Path(qualcode.__file__).parent
KINDS = {name: kind for name, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Refusal)}


def _fields(kind: type[Refusal]) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(kind.message) if name} - {"what"}


def _calls() -> list[tuple[str, ast.Call, str]]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in KINDS:
                    found.append((f"{path.relative_to(SOURCE)}:{node.lineno}", node, name))
    return found


def test_a_refusal_is_given_every_field_its_sentence_names() -> None:
    calls = _calls()
    assert len(calls) > 50
    short = []
    for place, call, name in calls:
        given = {keyword.arg for keyword in call.keywords}
        if None not in given and not _fields(KINDS[name]) <= given:
            short.append(f"{place} {name} lacks {sorted(_fields(KINDS[name]) - given)}")
    assert not short
