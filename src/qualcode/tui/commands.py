"""One Command: key, palette entry, footer word and help are the same object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.binding import Binding
from textual.widget import Widget

from qualcode.model.messages import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from textual.dom import DOMNode

_SIGNS: Final = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "tab": "Tab",
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "home": N_("Home"),
    "end": N_("End"),
    "delete": N_("Del"),
    "backspace": "⌫",
    "full_stop": ".",
    "comma": ",",
    "semicolon": ";",
    "colon": ":",
    "slash": "/",
    "backslash": "\\",
    "question_mark": "?",
    "exclamation_mark": "!",
    "plus": "+",
    "minus": "-",
    "asterisk": "*",
    "equals_sign": "=",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "number_sign": "#",
    "apostrophe": "'",
}
"""How keys are written for a person where Textual's name of them would not do."""

_rebound: dict[str, str] = {}
"""Keys of the settings by the id of the command."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can ask for where the focus is.

    `id` names it for the keymap of the settings, `keys` are Textual's names of keys, `sign` is how the footer writes
    the first of them, `word` stands in the footer, `help` in the palette and the keys sheet; `rank` orders the footer,
    0 keeps the command out of it. `also` are words by which the palette finds it that stand nowhere.
    """

    id: str
    keys: str
    action: str
    word: str
    help: str
    sign: str = ""
    rank: int = 0
    also: str = ""

    def binding(self) -> Binding:
        """Return the key that calls it."""
        return Binding(self.keys, self.action, self.help, show=False, id=self.id, priority=False)


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """Return the keys of several commands."""
    return [command.binding() for command in commands]


def rebind(keys: Mapping[str, str]) -> None:
    """Let signs tell the keys of the settings instead of ours."""
    _rebound.clear()
    _rebound.update(keys)


def has_own_keys() -> bool:
    """Tell whether somebody has keys of their own, which Textual alone knows."""
    return bool(_rebound)


def owned_commands(node: DOMNode | None) -> Iterator[tuple[Command, DOMNode]]:
    """Give the commands in reach of a widget with whose they are: its own, then those of what it stands in.

    What has nothing to act on there, by Textual's `check_action`, is in nobody's reach.
    """
    seen: set[str] = set()
    while node is not None:
        for command in getattr(node, "COMMANDS_HERE", ()):
            if command.id not in seen and node.check_action(command.action.partition("(")[0], ()) is not False:
                seen.add(command.id)
                yield command, node
        node = node.parent


def commands_of(node: DOMNode | None) -> list[Command]:
    """Return the commands in reach of a widget: its own, then those of what it stands in."""
    return [command for command, _owner in owned_commands(node)]


async def call(action: str, node: DOMNode | None) -> bool:
    """Do an action in reach of a widget where it belongs; returns whether anybody knew it."""
    for command, owner in owned_commands(node):
        if command.action == action:
            await owner.app.run_action(action, default_namespace=owner)
            return True
    return False


def takes_letters(node: DOMNode | None) -> bool:
    """Tell whether what is typed there is written: the keys of all that it stands in are letters then."""
    return isinstance(node, Widget) and node.check_consume_key("a", "a")


def footer_commands(node: DOMNode | None) -> list[Command]:
    """Return the commands worth a word in the footer, those that matter most first; where one writes, its own alone."""
    own = getattr(node, "COMMANDS_HERE", ()) if takes_letters(node) else ()
    found = own or commands_of(node)
    return sorted((command for command in found if command.rank), key=lambda command: command.rank)


def key_sign(command: Command) -> str:
    """Return how a command's first key is written."""
    if command.id in _rebound:
        return sign_of(_rebound[command.id].split(",")[0])
    return _(command.sign) if command.sign else sign_of(command.keys.split(",")[0])


def key_signs(command: Command) -> str:
    """Return how all keys of a command are written."""
    return " ".join(dict.fromkeys(sign_of(key) for key in keys_of(command)))


def keys_of(command: Command) -> list[str]:
    """Return the keys that call a command, by Textual's names, those of the settings where they say some."""
    return [key.strip() for key in _rebound.get(command.id, command.keys).split(",") if key.strip()]


def sign_of(key: str) -> str:
    """Return how a key is written, such as ^p for ctrl+p and ⇧← for shift+left."""
    *held, last = key.strip().split("+")
    sign = _(_SIGNS[last]) if last in _SIGNS else last.upper() if last[:1] == "f" and last[1:].isdigit() else last
    for name in reversed(held):
        sign = {"ctrl": "^", "shift": "⇧"}.get(name, f"{name}+") + sign
    return sign
