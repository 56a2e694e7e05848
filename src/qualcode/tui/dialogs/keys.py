"""The sheet of all keys, and under which name the settings give a command another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.messages import _
from qualcode.tui.dialogs.help import SheetDialog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.dom import DOMNode
    from textual.screen import Screen

    from qualcode.tui.commands import Command


class KeysDialog(SheetDialog):
    """Shows every key of every place."""

    def __init__(self, title: str, groups: list[tuple[str, list[Command]]]) -> None:
        """Show these; the name at the end of a line is for `[keys]` in the settings file."""
        super().__init__(title, groups, ids=True)


def keys_of_screen(title: str, screen: Screen[object]) -> list[tuple[str, list[Command]]]:
    """Return the commands of a screen and of what stands on it, each once.

    Args:
        title: the name of the place.
        screen: where its widgets are.
    """
    nodes: Iterable[DOMNode] = (screen, *screen.query("*"))
    return [(title, _commands(nodes))]


def keys_of_app(app: DOMNode) -> list[tuple[str, list[Command]]]:
    """Return the commands that serve everywhere."""
    return [(_("Everywhere"), _commands([app]))]


def _commands(nodes: Iterable[DOMNode]) -> list[Command]:
    found: dict[str, Command] = {}
    for node in nodes:
        for command in getattr(node, "COMMANDS_HERE", ()):
            found.setdefault(command.id, command)
    return list(found.values())
