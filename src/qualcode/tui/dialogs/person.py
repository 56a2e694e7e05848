"""Somebody by a few letters of their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets.option_list import Option

from qualcode.model.messages import _
from qualcode.tui.dialogs.picking import PickingDialog
from qualcode.tui.layout.grid import shortened
from qualcode.tui.ranking import Name, ranked
from qualcode.words.folding import folded
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widgets import OptionList


class PersonDialog(PickingDialog):
    """Answers with the id of a case."""

    def __init__(self, asked: str, people: Sequence[tuple[str, str, tuple[str, ...]]], *, verb: str) -> None:
        """Offer some.

        Args:
            asked: what for.
            people: their ids, names, and the labels under which they speak.
            verb: what Enter does.
        """
        super().__init__()
        self._asked = shown_line(asked)
        self._called = {identifier: _said(name, labels) for identifier, name, labels in people}
        self._names = [Name(identifier, name, labels=labels) for identifier, name, labels in people]
        self._verb = verb

    def title_words(self) -> str:
        """Ask."""
        return self._asked

    def letters_of(self) -> str:
        """Ask for a name."""
        return _("a few letters of a name")

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name them."""
        return ((_("Enter"), self._verb), ("↑↓", _("choose")), (_("Esc"), _("close")))

    def fill(self, listing: OptionList, typed: str) -> None:
        """List the people called so, the best match first."""
        found = ranked(typed, self._names)
        listing.add_options(
            [Option(Content(shortened(shown_line(self._called[one]), self.room)), id=one) for one in found]
        )
        if found:
            listing.highlighted = 0
        else:
            listing.add_option(Option(Content.styled(_("nobody is called so"), "$dim"), disabled=True))


def _said(name: str, labels: Sequence[str]) -> str:
    """Return a name with the labels that do not stand in it."""
    others = [label for label in labels if folded(label) not in folded(name)]
    return f"{name}   {', '.join(others)}" if others else name
