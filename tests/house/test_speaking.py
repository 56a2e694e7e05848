"""The language is chosen by what was typed, then the environment, the preferences and the locale."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from qualcode import __main__, speaking
from qualcode.speaking import choose_language


@pytest.fixture(autouse=True)
def a_system_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaking, "system_language", lambda: "")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_CA.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_CA.UTF-8", "LC_MESSAGES": "fr_FR@euro"}, "fr"),
        ({"LANG": "en_CA.UTF-8", "LANGUAGE": "de:fr_CA:en"}, "fr"),
        ({"LANG": "fr_CA.UTF-8", "LANGUAGE": "en_CA:fr"}, "en"),
        ({"LANG": "fr_CA.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "fr_CA.UTF-8", "QUALCODE_LANGUAGE": "en"}, "en"),
        ({"LANG": "en_CA.UTF-8", "QUALCODE_LANGUAGE": "FR-ca"}, "fr"),
    ],
)
def test_the_environment_chooses(environ: dict[str, str], language: str) -> None:
    assert choose_language([], environ) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--language", "fr", "codes"], "fr"),
        (["codes", "--language=fr"], "fr"),
        (["--language=fr", "codes", "--language", "en"], "en"),
        (["code", "--text", "--", "--language", "fr"], "en"),
        (["new", "--corpus-language", "fr-CA"], "en"),
        (["--language"], "en"),
        (["--language", "xx"], "en"),
    ],
)
def test_what_is_typed_goes_before_the_environment(arguments: list[str], language: str) -> None:
    assert choose_language(arguments, {"LANG": "en_CA.UTF-8"}) == language


def test_the_preferences_go_before_the_locale_and_after_the_rest() -> None:
    assert choose_language([], {"LANG": "en_CA.UTF-8"}, "fr") == "fr"
    assert choose_language([], {"QUALCODE_LANGUAGE": "en"}, "fr") == "en"


def test_the_system_is_asked_where_the_environment_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaking, "system_language", lambda: "fr_CA")
    assert choose_language([], {}) == "fr"
    assert choose_language([], {"LANG": "en_US.UTF-8"}) == "en"


SPOKEN = """
import json, os, sys
from qualcode import speaking
from qualcode.model.errors import EmptyName
speaking.speak({language!r})
import click
print(json.dumps([str(EmptyName("x")), str(click.NoSuchOption("--x")), os.environ.get("LANGUAGE")]))
"""


def _spoken(language: str, **environ: str) -> list[str | None]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    run = [sys.executable, "-X", "utf8", "-c", SPOKEN.format(language=language)]
    return json.loads(subprocess.run(run, env=kept | environ, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("environ", [{"LC_ALL": "C.UTF-8"}, {"LANG": "fr_CA.UTF-8"}, {"LANGUAGE": "en:fr"}])
def test_our_words_and_those_of_click_come_in_the_language_chosen(environ: dict[str, str]) -> None:
    ours, clicks, _set = _spoken("fr", **environ)
    assert ours == "x\N{NO-BREAK SPACE}: il faut un nom"
    assert not clicks.startswith("No such option")
    ours, clicks, _set = _spoken("en", **environ)
    assert ours == "x: a name is needed"
    assert clicks.startswith("No such option")


def test_nothing_is_set_where_the_locale_says_the_language_already() -> None:
    assert _spoken("fr", LANG="fr_CA.UTF-8")[2] is None


def test_a_start_that_is_interrupted_ends_as_shells_expect(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(__main__.system, "prepare_console", interrupted)
    assert __main__.main() == 130
