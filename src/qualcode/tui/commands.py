"""One Command: key, palette entry, footer word and help are the same object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from qualcode.model.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.dom import DOMNode


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can ask for where the focus is.

    `id` names it for the keymap of the settings, `keys` are Textual's names of keys, `sign` is how the footer writes
    the first of them, `word` stands in the footer, `help` in the palette and the keys sheet; `rank` orders the footer,
    0 keeps the command out of it.
    """

    id: str
    keys: str
    action: str
    word: str
    help: str
    sign: str = ""
    rank: int = 0

    def binding(self) -> Binding:
        """Return the key that calls it."""
        return Binding(self.keys, self.action, self.help, show=False, id=self.id, priority=False)


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """Return the keys of several commands."""
    return [command.binding() for command in commands]


def commands_of(node: DOMNode | None) -> list[Command]:
    """Return the commands in reach of a widget: its own, then those of what it stands in."""
    found: dict[str, Command] = {}
    while node is not None:
        for command in getattr(node, "COMMANDS_HERE", ()):
            found.setdefault(command.id, command)
        node = node.parent
    return list(found.values())


def footer_commands(node: DOMNode | None) -> list[Command]:
    """Return the commands worth a word in the footer, those that matter most first."""
    return sorted((command for command in commands_of(node) if command.rank), key=lambda command: command.rank)


def key_sign(command: Command) -> str:
    """Return how a command's first key is written."""
    return command.sign or command.keys.split(",")[0]


class HereProvider(Provider):
    """The palette's entries: every command in reach of what had the focus."""

    def _commands(self) -> Sequence[Command]:
        return commands_of(self.focused or self.screen)

    async def discover(self) -> Hits:
        """List all of them."""
        for command in self._commands():
            yield DiscoveryHit(_(command.help), self._call(command), help=key_sign(command))

    async def search(self, query: str) -> Hits:
        """Find some by their words."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(_(command.help))
            if score > 0:
                yield Hit(score, matcher.highlight(_(command.help)), self._call(command), help=key_sign(command))

    def _call(self, command: Command) -> object:
        node = self.focused or self.screen

        async def call() -> None:
            await node.run_action(command.action)

        return call
