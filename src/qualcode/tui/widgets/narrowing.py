"""The line in which one types which codes are shown."""

from __future__ import annotations

from typing import Any, ClassVar

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command
from qualcode.tui.typed import TypedLine


class NarrowLine(TypedLine):
    """Says what is typed as it is typed; Enter goes to the codes, Escape shows them all again."""

    DEFAULT_CSS = """
    NarrowLine { display: none; height: 1; border: none; padding: 0; margin-bottom: 1; background: $background; }
    NarrowLine:focus { border: none; background: $background; }
    NarrowLine.open { display: block; }
    """
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("narrow.go", "enter", "submit", N_("to the codes"), N_("go to the codes that are shown"), rank=1),
        Command("narrow.leave", "escape", "leave", N_("all codes"), N_("show all the codes again"), rank=2),
    )
    BINDINGS: ClassVar[list[Any]] = [("escape", "leave", ""), ("down", "submit", "")]

    class Wanted(TypedLine.Wanted):
        """Only codes called so are to be shown."""

    def __init__(self) -> None:
        """Wait to be opened."""
        super().__init__(id="narrow", compact=True)

    def asks(self) -> str:
        """Ask for letters."""
        return _("letters of a code")

    def stays(self, words: str) -> bool:
        """Stay as long as the line says something."""
        return bool(words.strip())

    def action_leave(self) -> None:
        """Show all the codes again."""
        self.value = ""
        super().action_leave()
