"""The line in which one types which codes are shown."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.message import Message
from textual.widgets import Input

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command


class NarrowLine(Input):
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

    class Wanted(Message):
        """Only codes called so are to be shown."""

        def __init__(self, words: str, *, done: bool) -> None:
            """Say how; `done` once it was entered."""
            super().__init__()
            self.words = words
            self.done = done

    def __init__(self) -> None:
        """Wait to be opened."""
        super().__init__(id="narrow", compact=True)

    def open(self) -> None:
        """Ask for letters."""
        self.placeholder = _("letters of a code")
        self.value = ""
        self.add_class("open")
        self.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow while typing."""
        event.stop()
        if self.has_class("open"):
            self.post_message(self.Wanted(event.value, done=False))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the codes; the line stays as long as it says something."""
        event.stop()
        self.set_class(bool(event.value.strip()), "open")
        self.post_message(self.Wanted(event.value, done=True))

    def action_leave(self) -> None:
        """Show all the codes again."""
        self.value = ""
        self.remove_class("open")
        self.post_message(self.Wanted("", done=True))
