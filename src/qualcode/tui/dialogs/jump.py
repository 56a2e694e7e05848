"""Jumping: a letter on every panel over the dimmed screen, on a folded one at its edge; the letter goes there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, runtime_checkable

from rich.cells import cell_len
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

    from qualcode.tui.dialogs.entries import Folded

LETTERS: Final = "asdfghjklqwertyuiop"
"""Those under the fingers first."""


@dataclass(frozen=True, slots=True)
class Target:
    """A panel with its letter; one that is folded has the action that unfolds it, and a name."""

    letter: str
    widget: Widget
    region: Region
    action: str = ""
    name: str = ""


@runtime_checkable
class Folding(Protocol):
    """A screen that knows which of its panels are folded away."""

    def folded_panels(self) -> list[Folded]:
        """Return them."""


def targets(screen: Screen[object]) -> list[Target]:
    """Return what can be jumped to: whatever takes the focus and is in sight, or folded away, in the order of reading.

    Args:
        screen: the one in front.
    """
    seen = [widget for widget in screen.focus_chain if widget.region.area and screen.region.overlaps(widget.region)]
    places = [Target("", widget, widget.region) for widget in seen]
    if isinstance(screen, Folding):
        places += [Target("", screen, one.region, one.action, one.name) for one in screen.folded_panels()]
    places.sort(key=lambda place: (place.region.x, place.region.y))
    return [replace(place, letter=letter) for letter, place in zip(LETTERS, places, strict=False)]


class JumpDialog(ModalScreen["Target | None"]):
    """Shows the letters; the answer is the panel of the letter typed."""

    DEFAULT_CSS = """
    JumpDialog { align: left top; background: $background 60%; }
    JumpDialog .letter {
        position: absolute; width: auto; min-width: 5; height: 1; padding: 0 1; background: $accent;
        color: $background; text-style: bold; content-align: center middle;
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
            words = f"{place.letter} {place.name}".strip()
            letter = Static(Content(words), classes="letter")
            letter.styles.offset = (
                min(place.region.x + 1, max(self.app.size.width - max(cell_len(words) + 3, 6), 0)),
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
        found = next((place for place in self._places if place.letter == event.key.lower()), None)
        self.dismiss(found)

    def on_click(self, event: events.Click) -> None:
        """Go where the mouse is."""
        found = [place for place in self._places if place.region.contains(event.screen_x, event.screen_y)]
        self.dismiss(found[-1] if found else None)

    def action_leave(self) -> None:
        """Stay where one was."""
        self.dismiss(None)
