"""A person's preferences, in a small TOML file of theirs; a broken file costs one warning line, never the work."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import platformdirs

from qualcode.model.errors.projects import CannotWrite
from qualcode.model.messages import N_, _
from qualcode.system import write_private

if TYPE_CHECKING:
    from collections.abc import Mapping

RECENT = 10  # projects remembered
FEW_PEOPLE = 5  # in a cell of a table: fewer may be known by it
_MOST_PEOPLE = 9999
_KEYS = "keys"
_BROKEN = N_("{what}: these preferences cannot be read ({reason}); correct or remove the file, the usual ones serve")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person prefers, on this machine.

    Attributes:
        coder: the name under which their changes are recorded; asked for once, never taken from the login.
        language: "en" or "fr"; empty for the locale's.
        theme: the look of the screen.
        recent: locations of projects, the latest first, without passwords.
        player: the command that opens a recording, with `{seconds}` and `{file}` where these go.
        recordings: the folder where recordings lie; empty for beside the project.
        small_cell: people in a cell of a table that goes out from which nobody warns; empty for the usual number.
        keys: other keys for commands of the screen, by the command's id; a table `[keys]` of the file.
    """

    coder: str = ""
    language: str = ""
    theme: str = "dark"
    player: str = ""
    recordings: str = ""
    small_cell: str = ""
    recent: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def least_people(self) -> int:
        """People in a cell of a table from which nobody warns: five, where nothing else is said."""
        told = self.small_cell.strip()
        return int(told) if told.isdecimal() and len(told) <= len(str(_MOST_PEOPLE)) else FEW_PEOPLE


def path() -> Path:
    """Return where the preferences are: $QUALCODE_CONFIG, else the system's place for them."""
    named = os.environ.get("QUALCODE_CONFIG")
    return Path(named) if named else platformdirs.user_config_path("qualcode", appauthor=False) / "settings.toml"


def load(*, silent: bool = False) -> Settings:
    """Return the preferences, and the usual ones where there are none or the file is broken.

    Args:
        silent: say nothing of a broken file; for whoever reads before the language is chosen.
    """
    file = path()
    try:
        return _understood(tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, TypeError) as fault:
        if not silent:
            reason = getattr(fault, "strerror", None) or str(fault)
            sys.stderr.write(_(_BROKEN).format(what=file.name, reason=reason) + "\n")
        return Settings()


def save(settings: Settings) -> Path:
    """Write the preferences in one step, readable by their owner only, and return where.

    Raises:
        CannotWrite: where the system refuses.
    """
    file = path()
    names = [each.name for each in fields(settings) if each.name != _KEYS]
    lines = [f"{name} = {_toml(getattr(settings, name))}\n" for name in names]
    if settings.keys:
        lines += ["\n[keys]\n", *(f"{_toml(name)} = {_toml(keys)}\n" for name, keys in settings.keys.items())]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_private(file, "".join(lines).encode("utf-8", "replace"))
    except OSError as fault:
        raise CannotWrite(str(file), reason=fault.strerror or str(fault)) from fault
    return file


def remember(settings: Settings, location: str) -> Settings:
    """Return the preferences with a project first among the recent ones; the password of a URL is left out."""
    kept = _without_password(location)
    others = (other for other in settings.recent if other != kept)
    return replace(settings, recent=(kept, *others)[:RECENT])


def with_coder(name: str) -> Settings:
    """Return the preferences with a name in them, written where the system lets us: a full disk ends no work."""
    named = replace(load(silent=True), coder=name)
    with suppress(CannotWrite):
        save(named)
    return named


def _understood(table: dict[str, Any]) -> Settings:
    """Return the settings a file holds; names of later versions are passed over."""
    kept = {each.name: table[each.name] for each in fields(Settings) if each.name in table}
    recent, keys = kept.pop("recent", []), kept.pop(_KEYS, {})
    if not isinstance(recent, list) or not isinstance(keys, dict):
        raise TypeError(_KEYS)
    if not all(isinstance(word, str) for word in [*kept.values(), *recent, *keys.values()]):
        raise TypeError(", ".join([*kept, "recent", _KEYS]))
    return Settings(**kept, recent=tuple(recent), keys=keys)


def _toml(value: str | tuple[str, ...]) -> str:
    """Write a text or a list of texts as TOML, whose strings are JSON's but for the delete character."""
    written = json.dumps(value, ensure_ascii=False)
    return written.replace("\x7f", "\\u007f")


def _without_password(location: str) -> str:
    if "://" not in location:
        return location
    url = urlsplit(location)
    secret = f":{url.password}@" if url.password else ""
    return location.replace(secret, "@", 1) if secret else location
