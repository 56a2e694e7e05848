"""A document by a few letters of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.widgets.option_list import Option

from qualcode.model.messages import _
from qualcode.tui.dialogs.letters import BORDERS, WIDE
from qualcode.tui.dialogs.picking import PickingDialog
from qualcode.tui.ranking import Name, ranked
from qualcode.tui.widgets.painting import shortened
from qualcode.tui.widgets.shelf import STATES, kind_words
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widgets import OptionList

    from qualcode.tui.widgets.shelf import Volume

MOST = 200
"""Documents that are listed; more letters find the others."""
WIDEST: Final = 108
"""Cells of the dialog at most, where names are long and there is room."""


class DocumentDialog(PickingDialog):
    """Answers with the id of a document."""

    def __init__(self, volumes: Sequence[Volume]) -> None:
        """Offer these."""
        super().__init__()
        self._volumes = {volume.id: volume for volume in volumes}
        self._names = [Name(volume.id, volume.name) for volume in volumes]

    def wide(self) -> int:
        """Return the cells that the longest name asks for, with what stands beside it."""
        asked = (cell_len(shown_line(each.name)) + cell_len(_beside(each)) for each in self._volumes.values())
        return min(max(WIDE, max(asked, default=0) + BORDERS), WIDEST)

    def title_words(self) -> str:
        """Ask."""
        return _("Go to which document?")

    def letters_of(self) -> str:
        """Ask for its name."""
        return _("a few letters of its name")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), _("go there")), ("↑↓", _("choose")), (_("Esc"), _("close")))

    def fill(self, listing: OptionList, typed: str) -> None:
        """List the documents called so, the best match first."""
        found = ranked(typed, self._names)[:MOST]
        listing.add_options([Option(self._line(self._volumes[one]), id=one) for one in found])
        if found:
            listing.highlighted = 0
        else:
            listing.add_option(Option(Content.styled(_("no document is called so"), "$dim"), disabled=True))

    def _line(self, volume: Volume) -> Content:
        beside = _beside(volume)
        name = shortened(shown_line(volume.name), max(self.room - cell_len(beside), 8))
        return Content.assemble(name, (beside, "$faint"))


def _beside(volume: Volume) -> str:
    """Return what stands behind a document's name: its kind and how far one is with it."""
    state = _(STATES[volume.state])
    return f"  {kind_words(volume.kind)}, {state}"
