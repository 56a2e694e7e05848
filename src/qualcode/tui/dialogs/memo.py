"""A memo on a coding or a document: plain words, kept when one leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from qualcode.model.messages import _
from qualcode.words.shown import shown, shown_line

if TYPE_CHECKING:
    from textual.app import ComposeResult


class MemoDialog(ModalScreen[str | None]):
    """Shows a memo to be written; the answer is its words, None where nothing of them was changed."""

    DEFAULT_CSS = """
    MemoDialog { align: center middle; }
    MemoDialog > Vertical {
        width: 72; max-width: 96%; height: auto; max-height: 90%;
        background: $panel; border: round $accent; padding: 0 2;
    }
    MemoDialog TextArea { height: 9; border: none; padding: 0; background: $panel; margin: 1 0; }
    MemoDialog TextArea:focus { border: none; }
    MemoDialog .about { color: $dim; max-height: 3; }
    """
    BINDINGS: ClassVar[list[Any]] = [("escape,ctrl+s", "keep", "")]

    def __init__(self, title: str, about: str, words: str) -> None:
        """Write on something.

        Args:
            title: what it is on.
            about: the passage, empty for a document.
            words: the memo as it is.
        """
        super().__init__()
        self._title = shown_line(title)
        self._about = shown_line(about)
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay it out: what it is on, the words, what the keys do."""
        with Vertical():
            yield Static(Content.styled(self._title, "bold"), markup=False)
            if self._about:
                yield Static(Content(self._about), classes="about", markup=False)
            yield TextArea(shown(self._words), soft_wrap=True, show_line_numbers=False)
            yield Static(
                Content.assemble((_("Esc"), "bold $accent"), " ", (_("keep it and close"), "$dim")),
                id="close",
                markup=False,
            )

    def on_mount(self) -> None:
        """Write at its end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @on(events.Click, "#close")
    def action_keep(self) -> None:
        """Answer the words, if they were changed."""
        words = self.query_one(TextArea).text
        self.dismiss(None if words == shown(self._words) else words)
