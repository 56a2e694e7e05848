"""The frame of the dialogs that find something by a few letters: a line to type in, what fits it below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.widgets import Input, OptionList

from qualcode.tui.dialogs.frame import Answer, Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

_TALLEST: Final = 16
_AROUND: Final = 12
"""Rows of the dialog beside its list, and above it."""
WIDE, BORDERS = 68, 8
"""Cells of the dialog as a rule, and of its border and air."""


class LettersDialog(Dialog[Answer]):
    """Lists what fits the letters typed, the best one meant."""

    DEFAULT_CSS = "LettersDialog OptionList { max-height: 16; }"
    BINDINGS: ClassVar[list[Any]] = [("up", "cursor(-1)", ""), ("down", "cursor(1)", "")]

    def letters_of(self) -> str:
        """Return what the line asks for while it is empty."""
        raise NotImplementedError

    def fill(self, listing: OptionList, typed: str) -> None:
        """List what fits; the list is empty before."""
        raise NotImplementedError

    def inside(self) -> ComposeResult:
        """Give a line and what fits it."""
        yield Input(placeholder=self.letters_of(), compact=True)
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """List all of them."""
        self.query_one(Vertical).styles.width = self.wide()
        self._list("")
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Leave the title and the keys in sight in a low window."""
        self.query_one(OptionList).styles.max_height = max(min(_TALLEST, self.app.size.height - _AROUND), 2)

    @property
    def room(self) -> int:
        """Cells of a line of the list."""
        return min(self.wide(), self.app.size.width * 96 // 100) - BORDERS

    def wide(self) -> int:
        """Return the cells of the dialog at most: more where what it lists is longer."""
        return WIDE

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, typed: str) -> None:
        listing = self.query_one(OptionList)
        listing.clear_options()
        self.fill(listing, typed)

    def action_cursor(self, direction: int) -> None:
        """Move along the list while typing."""
        listing = self.query_one(OptionList)
        if listing.option_count:
            listing.highlighted = ((listing.highlighted or 0) + direction) % listing.option_count
