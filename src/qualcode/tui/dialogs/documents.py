"""A document by a few letters of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from qualcode.model.messages import _
from qualcode.tui.dialogs.frame import Dialog
from qualcode.tui.ranking import Name, ranked
from qualcode.tui.widgets.painting import shortened
from qualcode.tui.widgets.shelf import STATES, kind_words
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from qualcode.tui.widgets.shelf import Volume

MOST = 200
"""Documents that are listed; more letters find the others."""


class DocumentDialog(Dialog[str]):
    """Answers with the id of a document."""

    DEFAULT_CSS = """
    DocumentDialog OptionList > .option-list--option-highlighted { background: $chosen; }
    """
    BINDINGS: ClassVar[list[Any]] = [("up", "cursor(-1)", ""), ("down", "cursor(1)", "")]

    def __init__(self, volumes: Sequence[Volume]) -> None:
        """Offer these."""
        super().__init__()
        self._volumes = {volume.id: volume for volume in volumes}
        self._names = [Name(volume.id, volume.name) for volume in volumes]

    def title_words(self) -> str:
        """Ask."""
        return _("Go to which document?")

    def inside(self) -> ComposeResult:
        """Give a line and what fits it."""
        yield Input(placeholder=_("a few letters of its name"), compact=True)
        yield OptionList(markup=False)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), _("go there")), ("↑↓", _("choose")), (_("Esc"), _("close")))

    def on_mount(self) -> None:
        """List all of them."""
        self._list("")
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Leave the title and the keys in sight in a low window."""
        self.query_one(OptionList).styles.max_height = max(min(16, self.app.size.height - 11), 2)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, typed: str) -> None:
        listing = self.query_one(OptionList)
        listing.clear_options()
        found = ranked(typed, self._names)[:MOST]
        listing.add_options([Option(self._line(self._volumes[one]), id=one) for one in found])
        if found:
            listing.highlighted = 0
        else:
            listing.add_option(Option(Content.styled(_("no document is called so"), "$dim"), disabled=True))

    def _line(self, volume: Volume) -> Content:
        state = _(STATES[volume.state])
        beside = f"  {kind_words(volume.kind)}, {state}"
        room = min(68, self.app.size.width * 96 // 100) - 8
        name = shortened(shown_line(volume.name), max(room - cell_len(beside), 8))
        return Content.assemble(name, (beside, "$faint"))

    def action_cursor(self, direction: int) -> None:
        """Move along the list while typing."""
        listing = self.query_one(OptionList)
        if listing.option_count:
            listing.highlighted = ((listing.highlighted or 0) + direction) % listing.option_count

    @on(Input.Submitted)
    def _entered(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None and option.id is not None:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
