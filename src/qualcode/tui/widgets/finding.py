"""The line in which one types what is searched."""

from __future__ import annotations

from typing import Any, ClassVar

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command
from qualcode.tui.typed import TypedLine


class FindLine(TypedLine):
    """Says what is typed as it is typed; Enter stays at the hit, Escape lets the search go."""

    DEFAULT_CSS = """
    FindLine { display: none; height: 1; border: none; padding: 0 2; background: $panel; }
    FindLine:focus { border: none; background: $panel; }
    FindLine.open { display: block; }
    """
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("find.go", "enter", "submit", N_("go there"), N_("go to the first place found"), rank=1),
        Command("find.leave", "escape", "leave", N_("leave"), N_("let the search go"), rank=2),
    )
    BINDINGS: ClassVar[list[Any]] = [("escape", "leave", "")]

    class Wanted(TypedLine.Wanted):
        """Something is searched."""

    def __init__(self) -> None:
        """Wait to be opened."""
        super().__init__(id="find", compact=True)

    def asks(self) -> str:
        """Ask for words."""
        return _("search in this document")

    def stays(self, words: str) -> bool:  # noqa: ARG002 - a search is over whatever was typed
        """Leave the place to the hit."""
        return False
