"""What stands where the terminal is too small to work in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.model.messages import _

if TYPE_CHECKING:
    from textual.app import ComposeResult

WIDTH: Final = 60
HEIGHT: Final = 16


class SmallScreen(ModalScreen[None]):
    """Says how large the terminal must be; it goes by itself once it is."""

    DEFAULT_CSS = """
    SmallScreen { align: center middle; background: $background; }
    SmallScreen Static { width: 100%; height: auto; text-align: center; }
    """

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static(id="too-small", markup=False)

    def on_mount(self) -> None:
        """Say it from the first moment."""
        self.on_resize()

    def on_resize(self) -> None:
        """Say the size there is."""
        words = _("Please enlarge this window: {width} × {height} is wanted, it is {now_width} × {now_height}.")
        size = self.app.size
        told = words.format(width=WIDTH, height=HEIGHT, now_width=size.width, now_height=size.height)
        self.query_one(Static).update(Content(told))


def too_small(width: int, height: int) -> bool:
    """Tell whether a terminal of that many cells is too small to work in."""
    return width < WIDTH or height < HEIGHT
