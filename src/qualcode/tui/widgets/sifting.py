"""The line in which one types which documents are listed."""

from __future__ import annotations

from typing import Any, ClassVar

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command
from qualcode.tui.typed import TypedLine
from qualcode.words.shown import shown_line


class SiftLine(TypedLine):
    """Says what is typed as it is typed; Enter goes to the documents, Escape lists them all again."""

    DEFAULT_CSS = """
    SiftLine { display: none; height: 1; border: none; padding: 0; margin-bottom: 1; background: $background; }
    SiftLine:focus { border: none; background: $background; }
    SiftLine.open { display: block; }
    """
    HELP_HERE: ClassVar[str] = N_(
        "Letters of a name, or attribute=value, such as site=Montréal; a comma stands between several. Nothing after "
        "the equals sign asks for documents without a value."
    )
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("sift.go", "enter", "submit", N_("to the documents"), N_("go to the documents listed"), rank=1),
        Command("sift.leave", "escape", "leave", N_("all documents"), N_("list all the documents again"), rank=2),
    )
    BINDINGS: ClassVar[list[Any]] = [("escape", "leave", ""), ("down", "submit", "")]

    class Wanted(TypedLine.Wanted):
        """Only documents like this are to be listed."""

    def __init__(self) -> None:
        """Wait to be opened."""
        super().__init__(id="sift", compact=True)

    def asks(self) -> str:
        """Ask for letters."""
        # TRANSLATORS: in a line of twenty letters: type a name, or for example site=Laval
        return _("name, site=Laval")

    def open(self) -> None:
        """Ask; what was asked before stands there still."""
        self.placeholder = self.asks()
        self.add_class("open")
        self.cursor_position = len(self.value)
        self.focus()

    def stays(self, words: str) -> bool:
        """Stay as long as the line says something."""
        return bool(words.strip())

    def say(self, words: str) -> None:
        """Say a filter that was not typed here: it stands open as long as there is one."""
        with self.prevent(self.Changed):
            self.value = shown_line(words)
        self.set_class(bool(words), "open")

    def action_leave(self) -> None:
        """List all the documents again."""
        self.value = ""
        super().action_leave()
