"""What was done, told line by line, for as long as a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.frame import KeyedDialog, key_line
from qualcode.tui.widgets.prose import Prose
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

_AROUND = 6
"""Rows of the box beside its lines."""


class TellingDialog(KeyedDialog[None]):
    """Tells; closing it changes nothing."""

    DEFAULT_CSS = """
    TellingDialog { align: center middle; }
    TellingDialog > Vertical {
        width: 84; max-width: 96%; height: auto; max-height: 94%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    TellingDialog VerticalScroll { height: auto; margin: 1 0; scrollbar-size-vertical: 1;
        scrollbar-background: $panel; background: $panel; }
    TellingDialog VerticalScroll Static { height: auto; }
    """
    HELP_HERE: ClassVar[str] = N_("What was done, and what is left to do by hand.")
    BINDINGS: ClassVar[list[Any]] = [("escape,enter,q", "leave", "")]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        """Tell these lines."""
        super().__init__()
        self._title_words = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static(Prose(Content.styled(shown_line(self._title_words), "bold")), markup=False)
            with VerticalScroll(can_focus=True):
                yield Static(Prose(Content("\n".join(map(shown_line, self._lines)))), markup=False)
            yield key_line(("↑↓", _("scroll")), (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Leave the keys in sight in a low window."""
        room = self.app.size.height * 94 // 100 - _AROUND
        self.query_one(VerticalScroll).styles.max_height = max(room, 3)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
