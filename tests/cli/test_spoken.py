"""In French, help and complaints are French to the last word: every command is asked, every complaint raised."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common.spoken import ALIKE, NAMES, between_marks, worded
from qualcode.cli.main import qualcode

if TYPE_CHECKING:
    import pytest

FRENCH_TOO = {"Argument", "Arguments", "Option", "Options", "Usage"}
SHORT = 5
"""Letters under which a piece of a message is too common to tell a language."""


@cache
def said() -> dict[str, str]:
    """Return what every command says in French, of itself and of wrong calls, by what was typed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    run = [sys.executable, "-X", "utf8", str(Path(__file__).with_name("french_walk.py"))]
    done = subprocess.run(run, env=kept, capture_output=True, text=True, check=True)
    told: dict[str, str] = json.loads(done.stdout)
    return told


@cache
def english_of_click() -> tuple[str, ...]:
    """Return the pieces of Click's own messages between their fields, without those that French shares."""
    found = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
                for message in node.args[:2]:
                    if isinstance(message, ast.Constant) and isinstance(message.value, str):
                        found.update(re.split(r"\{[^}]*\}|%\(\w+\)s", message.value))
    pieces = {piece.strip(" .:?!()'\n\t") for piece in found} - FRENCH_TOO
    return tuple(sorted(piece for piece in pieces if len(piece) >= SHORT))


def test_click_has_words_of_its_own_to_look_for() -> None:
    assert {"No such option", "Missing argument", "Invalid value for", "default"} <= set(english_of_click())
    assert len(english_of_click()) > 50


def test_every_command_and_every_kind_of_complaint_is_asked() -> None:
    assert sum(words.endswith("--help") for words in said()) > 90
    complaints = " ".join(text for words, text in said().items() if not words.endswith("--help"))
    for begun in ("Option inconnue", "Il manque l’argument", "Valeur non valide", "Commande inconnue", "en trop"):
        assert begun in complaints
    assert "demande une valeur" in complaints
    assert "ne prend pas de valeur" in complaints
    assert "hors de l’intervalle" in complaints


def test_no_help_and_no_complaint_holds_english_of_click() -> None:
    for words, text in said().items():
        for piece in english_of_click():
            assert not re.search(rf"(?<![\w-]){re.escape(piece)}(?![\w-])", text), (words, piece)


def test_no_help_and_no_complaint_names_a_value_or_a_kind_in_english() -> None:
    typed = re.compile(r"\b(?:" + "|".join(sorted(NAMES, key=len, reverse=True)) + r"|INTEGER|FLOAT|RANGE|BOOLEAN)\b")
    for words, text in said().items():
        assert not typed.search(text), words
        assert not re.search(r"\((?:integer|float)", text), words


def test_headings_marks_and_quotations_are_set_as_french_sets_them() -> None:
    for words, text in said().items():
        assert not re.search(r"[^\s\N{NO-BREAK SPACE}]:$", text, re.MULTILINE), words
        if not words.endswith("--help"):
            assert "'" not in text.partition("\n")[0], words
    assert "Options\N{NO-BREAK SPACE}:" in said()["qualcode codes --help"]
    assert said()["qualcode keywords --limit zork"].startswith(
        "Valeur non valide pour «\N{NO-BREAK SPACE}--limit\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}: "
        "«\N{NO-BREAK SPACE}zork\N{NO-BREAK SPACE}» n’est pas une valeur valide (nombre entier)."
    )


def test_every_word_that_stands_for_a_value_is_in_the_list_of_one_language_or_of_both() -> None:
    met = set()
    for command in _every(qualcode):
        context = click.Context(command)
        for parameter in command.params:
            if not (isinstance(parameter, click.Option) and parameter.is_flag):
                metavar = parameter.make_metavar(context)
                if "|" not in metavar or metavar == metavar.upper():
                    met.update(re.findall(r"[A-Z][A-Z-]+", metavar))
    assert met - NAMES - ALIKE == set()
    assert NAMES - met <= {"COMMAND", "ARGS"}


def _every(command: click.Command | None) -> list[click.Command]:
    inside = []
    if isinstance(command, click.Group):
        context = click.Context(command)
        inside = [one for name in command.list_commands(context) for one in _every(command.get_command(context, name))]
    return [command, *inside] if command is not None else []


def test_a_command_is_worded_anew_in_the_language_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands live as long as the process: what one language named is no source for the next."""
    limit = click.Option(["--limit"], type=click.IntRange(min=1))
    file = click.Argument(["file"], required=False)
    command = click.Command("x", params=[limit, file])
    monkeypatch.setenv("LANGUAGE", "fr")
    worded(worded(command))
    assert (limit.type.name, file.metavar) == ("nombre entier", "[FICHIER]")
    monkeypatch.setenv("LANGUAGE", "en")
    worded(command)
    assert (limit.metavar, limit.type.name, file.metavar) == ("N", "whole number", "[FILE]")
    assert between_marks("No such option: '--x'.") == "No such option: '--x'."
