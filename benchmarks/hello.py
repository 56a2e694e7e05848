"""The barest Textual program, with nothing imported that it does not show: what a first paint is measured beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Hello(App[None]):
    """Shows a word."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Give the word."""
        yield Static("Hello")


if __name__ == "__main__":
    Hello().run()
