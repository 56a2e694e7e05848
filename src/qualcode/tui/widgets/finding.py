"""The line in which one types what is searched."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.message import Message
from textual.widgets import Input

from qualcode.model.messages import N_, _
from qualcode.tui.commands import Command


class FindLine(Input):
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

    class Wanted(Message):
        """Something is searched."""

        def __init__(self, words: str, *, done: bool) -> None:
            """Say what; `done` once it was entered."""
            super().__init__()
            self.words = words
            self.done = done

    def __init__(self) -> None:
        """Wait to be opened."""
        super().__init__(id="find", compact=True)

    def open(self) -> None:
        """Ask for words."""
        self.placeholder = _("search in this document")
        self.value = ""
        self.add_class("open")
        self.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        event.stop()
        if self.has_class("open"):
            self.post_message(self.Wanted(event.value, done=False))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Stay at the hit."""
        event.stop()
        self.remove_class("open")
        self.post_message(self.Wanted(event.value, done=True))

    def action_leave(self) -> None:
        """Let the search go."""
        self.remove_class("open")
        self.post_message(self.Wanted("", done=True))
