"""A line that opens over a list or a text, and says what is typed in it as it is typed."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Input


class TypedLine(Input):
    """Says what is typed; Enter holds to it, Escape lets it go. Each kind has its own `Wanted`."""

    class Wanted(Message):
        """Something was typed."""

        def __init__(self, words: str, *, done: bool) -> None:
            """Say what; `done` once it was entered."""
            super().__init__()
            self.words = words
            self.done = done

    def asks(self) -> str:
        """Return what stands in the line while it is empty."""
        raise NotImplementedError

    def stays(self, words: str) -> bool:
        """Tell whether the line stays open once these words were entered."""
        raise NotImplementedError

    def open(self) -> None:
        """Ask anew."""
        self.placeholder = self.asks()
        self.value = ""
        self.add_class("open")
        self.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say it while it is typed."""
        event.stop()
        if self.has_class("open"):
            self.post_message(self.Wanted(event.value, done=False))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hold to it."""
        event.stop()
        self.set_class(self.stays(event.value), "open")
        self.post_message(self.Wanted(event.value, done=True))

    def action_leave(self) -> None:
        """Let it go."""
        self.remove_class("open")
        self.post_message(self.Wanted("", done=True))
