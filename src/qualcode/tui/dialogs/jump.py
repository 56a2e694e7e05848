"""Jumping: a letter on every panel over the dimmed screen; the letter goes there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.model.messages import _
from qualcode.tui.dialogs.frame import hint

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Region
    from textual.screen import Screen
    from textual.widget import Widget

LETTERS: Final = "asdfghjklqwertyuiop"
"""Those under the fingers first."""


@dataclass(frozen=True, slots=True)
class Target:
    """A panel with its letter."""

    letter: str
    widget: Widget
    region: Region


def targets(screen: Screen[object]) -> list[Target]:
    """Return what can be jumped to: whatever takes the focus and is in sight, in the order of reading.

    Args:
        screen: the one in front.
    """
    seen = [widget for widget in screen.focus_chain if widget.region.area and screen.region.overlaps(widget.region)]
    seen.sort(key=lambda widget: (widget.region.x, widget.region.y))
    return [Target(letter, widget, widget.region) for letter, widget in zip(LETTERS, seen, strict=False)]


class JumpDialog(ModalScreen["Widget | None"]):
    """Shows the letters; the answer is the panel of the letter typed."""

    DEFAULT_CSS = """
    JumpDialog { align: left top; background: $background 60%; }
    JumpDialog .letter {
        position: absolute; width: 5; height: 1; background: $accent; color: $background; text-style: bold;
        content-align: center middle;
    }
    JumpDialog .hint { dock: bottom; height: 1; background: $panel; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[Any]] = [("escape,semicolon", "leave", "")]

    def __init__(self, places: list[Target]) -> None:
        """Offer these."""
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        """Put a letter on each."""
        for place in self._places:
            letter = Static(Content(place.letter), classes="letter")
            letter.styles.offset = (
                min(place.region.x + 1, max(self.app.size.width - 6, 0)),
                min(place.region.y, max(self.app.size.height - 2, 0)),
            )
            yield letter
        yield Static(hint((_("a letter"), _("goes there")), (_("Esc"), _("close"))), classes="hint")

    def on_key(self, event: events.Key) -> None:
        """Go where the letter stands; any other key closes."""
        if event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        found = next((place.widget for place in self._places if place.letter == event.key.lower()), None)
        self.dismiss(found)

    def on_click(self, event: events.Click) -> None:
        """Go where the mouse is."""
        found = [place.widget for place in self._places if place.region.contains(event.screen_x, event.screen_y)]
        self.dismiss(found[-1] if found else None)

    def action_leave(self) -> None:
        """Stay where one was."""
        self.dismiss(None)
