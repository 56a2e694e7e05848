"""Both languages are whole: every message a person can read is marked, gathered and translated, Click's own too."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import qualcode
from qualcode.model.messages import DOMAIN, LOCALE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(qualcode.__file__).parent
# where the message stands among the arguments of each function, and where its plural
PLACES = {
    "_": (0,),
    "N_": (0,),
    "NN_": (0, 1),
    "gettext": (0,),
    "ngettext": (0, 1),
    "pgettext": (1,),
    "dgettext": (1,),
    "dngettext": (1, 2),
}


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue_tool", ROOT / "tools" / "catalogue.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _calls(folder: Path) -> list[tuple[Path, ast.Call, str]]:
    """Return every call that takes a message, with its file and the name of the function."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in PLACES:
                    found.append((path, node, name))
    return found


def _messages(folder: Path) -> Iterator[str]:
    """Give the literal messages of a folder's calls, the singular of a pair only."""
    for _path, call, name in _calls(folder):
        place = PLACES[name][0]
        if len(call.args) > place and isinstance(call.args[place], ast.Constant):
            yield call.args[place].value


def _held(catalogue: ModuleType) -> set[str]:
    held = catalogue.read(catalogue.FRENCH)
    return {m.id if isinstance(m.id, str) else m.id[0] for m in held if catalogue.is_translated(m)}


def test_the_french_catalogue_is_whole_and_well_formed(catalogue: ModuleType) -> None:
    assert catalogue.faults() == []


def test_every_message_of_the_code_is_translated(catalogue: ModuleType) -> None:
    """The tree of the sources is a second opinion on what the extraction found."""
    assert set(_messages(SOURCE)) - _held(catalogue) == set()


def test_every_message_of_click_is_translated(catalogue: ModuleType) -> None:
    ids = {message for message in _messages(Path(click.__file__).parent) if isinstance(message, str)}
    assert len(ids) > 60
    assert ids - _held(catalogue) == set()


def test_a_message_is_a_literal_with_named_fields() -> None:
    """An f-string or a sum is never found by the extraction, and stays English without a word of warning."""
    for path, call, name in _calls(SOURCE):
        for place in PLACES[name]:
            if len(call.args) > place:
                made = isinstance(call.args[place], ast.JoinedStr | ast.BinOp)
                assert not made, f"{path.name}:{call.lineno}: {ast.unparse(call)}"


def test_the_two_forms_of_a_count_are_marked_together() -> None:
    """Marked one by one, they would be two messages, and ngettext would find neither."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                marked = [ast.unparse(part) for part in node.elts if ast.unparse(part).startswith("N_(")]
                assert len(marked) < 2 or "{count}" not in "".join(marked), f"{path.name}:{node.lineno}: use NN_"


def test_a_marked_message_has_no_nameless_field() -> None:
    for message in _messages(SOURCE):
        assert "{}" not in message, message
        assert "%s" not in message, message


def test_in_french_nought_and_one_are_singular() -> None:
    french = gettext.translation(DOMAIN, str(LOCALE), ["fr"])
    one, many = "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"
    forms = [french.ngettext(one, many, count) for count in (0, 1, 2)]
    assert forms[0] == forms[1] != forms[2]


def test_a_refusal_is_worded_when_shown_in_the_language_of_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    from qualcode.model.errors import EmptyFile  # noqa: PLC0415 - beside its only use

    refusal = EmptyFile("a.txt")
    english = str(refusal)
    monkeypatch.setenv("LANGUAGE", "fr")
    assert str(refusal) != english
    assert str(refusal).startswith("a.txt\N{NO-BREAK SPACE}: ")


def test_the_judge_of_the_catalogue_sees_what_is_wrong(catalogue: ModuleType) -> None:
    from babel.messages import Message  # noqa: PLC0415 - beside its only use

    for text in ("« mot »", "Erreur: {what}", "Quoi ?", "{other}", "{what} « ici »", "l'école {what}", "{what} …\n"):
        assert catalogue._ill_formed(Message("{what}", text)), text
    good = "{what}\N{NO-BREAK SPACE}: l’étude «\N{NO-BREAK SPACE}Été\N{NO-BREAK SPACE}» est à 10:30; oui?"
    assert catalogue._ill_formed(Message("{what}", good)) == []


def test_python_finds_the_catalogue_without_any_setting() -> None:
    assert sys.modules["qualcode.model.messages"].LOCALE == SOURCE / "locale"
    assert gettext.find(DOMAIN, str(LOCALE), ["fr_CA"])


def test_no_message_hides_inside_an_f_string() -> None:
    """There the extraction does not look, and the message would stay English."""
    hidden = [
        f"{path.name}:{inner.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in PLACES
    ]
    assert hidden == []
