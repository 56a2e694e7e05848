"""Every default key is typed on Canadian French, Canadian multilingual and US keyboards without AltGr or a dead key."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import qualcode.tui
from qualcode.tui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

FAR = frozenset("[]{}@#\\|`~^<>'\"$£¤¬¦±¢¨¯¸«»°")
"""Signs behind AltGr or a dead key, or moved elsewhere, on one of the three keyboards."""
NAMES = {
    "left_square_bracket", "right_square_bracket", "left_curly_bracket", "right_curly_bracket", "at", "number_sign",
    "backslash", "vertical_line", "grave_accent", "tilde", "circumflex_accent", "less_than_sign", "greater_than_sign",
    "apostrophe", "quotation_mark", "dollar_sign",
}  # fmt: skip


def commands() -> Iterator[Command]:
    """Yield every command that any file of the screen declares, in a tuple or in a class."""
    for found in pkgutil.walk_packages(qualcode.tui.__path__, "qualcode.tui."):
        module = importlib.import_module(found.name)
        held = [*vars(module).values(), *(each for kind in vars(module).values() for each in vars_of(kind))]
        for value in held:
            if isinstance(value, Command):
                yield value
            elif isinstance(value, tuple):
                yield from (each for each in value if isinstance(each, Command))


def vars_of(kind: object) -> list[object]:
    return list(vars(kind).values()) if isinstance(kind, type) else []


def test_no_default_key_is_behind_altgr_or_dead_on_a_keyboard_of_the_country() -> None:
    keys = {key: command.id for command in commands() for key in command.keys.split(",")}
    assert len(keys) > 60
    far = {key: name for key, name in keys.items() if key.split("+")[-1] in NAMES or set(key.split("+")[-1]) & FAR}
    assert far == {}
