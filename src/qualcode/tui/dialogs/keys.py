"""The sheet of all keys and, where asked for, the name under which the settings give a command another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content
from textual.widgets import Static

from qualcode import settings
from qualcode.model.messages import _
from qualcode.tui.dialogs.help import SheetDialog
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.dom import DOMNode
    from textual.screen import Screen

    from qualcode.tui.commands import Command


class KeysDialog(SheetDialog):
    """Shows every key of every place; the names that the settings need only where one asks for them."""

    BINDINGS: ClassVar[list[Any]] = [("n", "names", "")]

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the key that shows the names."""
        return (("n", _("names for the settings")),)

    def action_names(self) -> None:
        """Show under which name the settings give a command another key, or no more."""
        self._ids = not self._ids
        self.query_one("#sheet", Static).update(self._sheet())

    def _sheet(self) -> Content:
        """Write the sheet; above the names, what they are for."""
        written = super()._sheet()
        if not self._ids:
            return written
        words = _("Under [keys] in {file}, a name takes another key: {example}.").format(
            file=settings.path(), example='help = "ctrl+g"'
        )
        return Content.styled(shown_line(words), "$dim") + Content("\n\n") + written


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
