"""Choose the language of the interface before a word of it is read: Click takes help texts when it is imported."""

from __future__ import annotations

import gettext
import os
from typing import TYPE_CHECKING

from qualcode.model.messages import DOMAIN, LOCALE
from qualcode.system import system_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES = ("en", "fr")
_OPTION = "--language"
_LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # as gettext reads them: the first one set decides


def choose_language(arguments: Sequence[str], environ: Mapping[str, str], preferred: str = "") -> str:
    """Return "fr" or "en" from what was typed, the environment, the preferences and the locale, in this order.

    Args:
        arguments: the command line without the program's name.
        environ: the environment's variables.
        preferred: the language kept in the preferences; empty for none.
    """
    for wish in (_typed(arguments), environ.get("QUALCODE_LANGUAGE", ""), preferred, _locale(environ)):
        language = _known(wish)
        if language:
            return language
    return "en"


def speak(language: str) -> None:
    """Let our messages and Click's come in a language; LANGUAGE is set only where the locale says another one."""
    gettext.textdomain(DOMAIN)
    if _heard() != language:
        os.environ["LANGUAGE"] = language


def _heard() -> str:
    """Return the language gettext speaks by itself: only French has a catalogue."""
    return "fr" if gettext.find(DOMAIN, str(LOCALE)) else "en"


def _typed(arguments: Sequence[str]) -> str:
    """Return what follows --language, the last time it is said, before a bare --."""
    wish = ""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith(_OPTION + "="):
            wish = argument.removeprefix(_OPTION + "=")
        elif argument == _OPTION:
            wish = "".join(arguments[position + 1 : position + 2])
    return wish


def _locale(environ: Mapping[str, str]) -> str:
    """Return the locale in force: the first variable set, else what the system itself says."""
    said = (environ[name] for name in _LOCALE_VARIABLES if environ.get(name))
    return next(said, "") or system_language()


def _known(wish: str) -> str:
    """Return the first language of a list such as `de:fr_CA.UTF-8` that the interface speaks; empty for none."""
    spoken = (name.replace("-", "_").partition("_")[0].partition(".")[0].lower() for name in wish.split(":"))
    return next((name for name in spoken if name in LANGUAGES), "")
