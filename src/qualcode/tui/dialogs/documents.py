"""A document by a few letters of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from qualcode.model.messages import _
from qualcode.tui.dialogs.letters import LettersDialog
from qualcode.tui.ranking import Name, ranked
from qualcode.tui.widgets.painting import shortened
from qualcode.tui.widgets.shelf import STATES, kind_words
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.tui.widgets.shelf import Volume

MOST = 200
"""Documents that are listed; more letters find the others."""


class DocumentDialog(LettersDialog[str]):
    """Answers with the id of a document."""

    def __init__(self, volumes: Sequence[Volume]) -> None:
        """Offer these."""
        super().__init__()
        self._volumes = {volume.id: volume for volume in volumes}
        self._names = [Name(volume.id, volume.name) for volume in volumes]

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
        state = _(STATES[volume.state])
        beside = f"  {kind_words(volume.kind)}, {state}"
        name = shortened(shown_line(volume.name), max(self.room - cell_len(beside), 8))
        return Content.assemble(name, (beside, "$faint"))

    @on(Input.Submitted)
    def _entered(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None and option.id is not None:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
