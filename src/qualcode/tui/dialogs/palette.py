"""The palette: every command in reach, found by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from qualcode.model.messages import _
from qualcode.tui.commands import Command, key_sign
from qualcode.tui.dialogs.letters import LettersDialog
from qualcode.words.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Sequence


_UNRANKED: Final = 1_000


class PaletteDialog(LettersDialog[Command]):
    """Answers with a command."""

    DEFAULT_CSS = """
    PaletteDialog { align: center top; }
    PaletteDialog > Vertical { margin-top: 2; }
    """

    def __init__(self, commands: Sequence[Command]) -> None:
        """Offer these."""
        super().__init__()
        self._commands = [command for command in commands if command.id != "palette"]

    def title_words(self) -> str:
        """Ask."""
        return _("What would you like to do?")

    def letters_of(self) -> str:
        """Ask for what it does."""
        return _("a few letters of a command")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), _("do it")), ("↑↓", _("choose")), (_("Esc"), _("close")))

    def fill(self, listing: OptionList, typed: str) -> None:
        """List the commands that do what was typed."""
        for command in fitting(typed, self._commands):
            listing.add_option(Option(self._line(command), id=command.id))
        if listing.option_count:
            listing.highlighted = 0
        else:
            listing.add_option(Option(Content.styled(_("no command is called so"), "$dim"), disabled=True))

    def _line(self, command: Command) -> Content:
        room, words, sign = self.room, _(command.help), key_sign(command)
        while cell_len(words) > room - cell_len(sign) - 2:
            words = words[:-2].rstrip() + "…"
        gap = room - cell_len(words) - cell_len(sign)
        return Content.assemble(words, " " * gap, (sign, "$faint"))

    @on(Input.Submitted)
    def _entered(self) -> None:
        listing = self.query_one(OptionList)
        if listing.highlighted is not None:
            self._answer(listing.get_option_at_index(listing.highlighted).id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._answer(event.option.id)

    def _answer(self, identifier: str | None) -> None:
        found = next((command for command in self._commands if command.id == identifier), None)
        if found is not None:
            self.dismiss(found)


def fitting(typed: str, commands: Sequence[Command]) -> list[Command]:
    """Return the commands whose help or other words hold every piece typed: starts of words, then the footer's."""
    pieces = search_key(typed).split()
    found = []
    for place, command in enumerate(commands):
        words = search_key(" ".join(_(told) for told in (command.help, command.also) if told))
        starts = sum(any(word.startswith(piece) for word in words.split()) for piece in pieces)
        if all(piece in words for piece in pieces):
            found.append((-starts, command.rank or _UNRANKED, place, command))
    return [command for *_order, command in sorted(found, key=lambda fit: fit[:3])]
