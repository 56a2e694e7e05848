"""The palette: every command in reach, found by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from qualcode.model.messages import _
from qualcode.tui.commands import Command, key_sign
from qualcode.tui.dialogs.frame import Dialog
from qualcode.words.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


_UNRANKED: Final = 1_000
_TALLEST: Final = 16
_AROUND: Final = 11
"""Rows of the dialog beside its list, and above it."""


class PaletteDialog(Dialog[Command]):
    """Answers with a command."""

    DEFAULT_CSS = """
    PaletteDialog { align: center top; }
    PaletteDialog > Vertical { margin-top: 2; }
    PaletteDialog OptionList { max-height: 16; }
    PaletteDialog OptionList > .option-list--option-highlighted { background: $chosen; }
    PaletteDialog OptionList:nocolor > .option-list--option-highlighted { text-style: reverse; }
    """
    BINDINGS: ClassVar[list[Any]] = [("up", "cursor(-1)", ""), ("down", "cursor(1)", "")]

    def __init__(self, commands: Sequence[Command]) -> None:
        """Offer these."""
        super().__init__()
        self._commands = [command for command in commands if command.id != "palette"]

    def title_words(self) -> str:
        """Ask."""
        return _("What would you like to do?")

    def inside(self) -> ComposeResult:
        """Give a line and what fits it."""
        yield Input(placeholder=_("a few letters of a command"), compact=True)
        yield OptionList(markup=False)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), _("do it")), ("↑↓", _("choose")), (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """List all of them."""
        self._list("")
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Leave the title and the keys in sight in a low window."""
        self.query_one(OptionList).styles.max_height = max(min(_TALLEST, self.app.size.height - _AROUND), 2)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, typed: str) -> None:
        listing = self.query_one(OptionList)
        listing.clear_options()
        for command in fitting(typed, self._commands):
            listing.add_option(Option(self._line(command), id=command.id))
        if listing.option_count:
            listing.highlighted = 0
        else:
            listing.add_option(Option(Content.styled(_("no command is called so"), "$dim"), disabled=True))

    def _line(self, command: Command) -> Content:
        room = min(68, self.app.size.width * 96 // 100) - 8
        words, sign = _(command.help), key_sign(command)
        while cell_len(words) > room - cell_len(sign) - 2:
            words = words[:-2].rstrip() + "…"
        gap = room - cell_len(words) - cell_len(sign)
        return Content.assemble(words, " " * gap, (sign, "$faint"))

    def action_cursor(self, direction: int) -> None:
        """Move along the list while typing."""
        listing = self.query_one(OptionList)
        if listing.option_count:
            listing.highlighted = ((listing.highlighted or 0) + direction) % listing.option_count

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
    """Return the commands whose help holds every piece typed, starts of words first, then what the footer tells."""
    pieces = search_key(typed).split()
    found = []
    for place, command in enumerate(commands):
        words = search_key(_(command.help))
        starts = sum(any(word.startswith(piece) for word in words.split()) for piece in pieces)
        if all(piece in words for piece in pieces):
            found.append((-starts, command.rank or _UNRANKED, place, command))
    return [command for *_order, command in sorted(found, key=lambda fit: fit[:3])]
