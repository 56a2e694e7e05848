"""A dialog that finds by a few letters, and answers with the id of what is meant."""

from __future__ import annotations

from textual import on
from textual.widgets import Input, OptionList

from qualcode.tui.dialogs.letters import LettersDialog


class PickingDialog(LettersDialog[str]):
    """Answers with the id of the line that Enter or a click chooses; a line that cannot be chosen has none."""

    @on(Input.Submitted)
    def _entered(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None and option.id is not None:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
