"""Codes among those that are there, one or several: what a theme rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qualcode.model.messages import N_, _, ngettext
from qualcode.tui.dialogs.one_code import OneCodePicker
from qualcode.tui.dialogs.picker import CodePicker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.tui.dialogs.entries import Pickable


class SeveralCodesPicker(OneCodePicker):
    """Asks which ones; Tab marks several."""

    HELP_HERE: ClassVar[str] = N_(
        "The codes. A few letters of a name, a label or a definition list those that fit; Tab marks several."
    )

    def __init__(self, asked: str, verb: str, codes: Sequence[Pickable], *, marked: Sequence[str] = ()) -> None:
        """Offer these.

        Args:
            asked: what for.
            verb: what Enter does.
            codes: those that can be chosen.
            marked: ids of those that are marked already; they are listed first.
        """
        super().__init__(asked, verb, codes, marked)
        self._marked = dict.fromkeys(marked)

    def told_keys(self) -> list[tuple[str, str]]:
        """Return its keys as they are written, and what they do."""
        ticked = ngettext("{count} ticked", "{count} ticked", len(self._marked)).format(count=len(self._marked))
        several = ticked if self._marked else _("several")
        enter, *rest = super().told_keys()
        return [enter, ("Tab", several), *rest]

    def action_mark(self) -> None:
        """Mark the code under the cursor, or no more."""
        CodePicker.action_mark(self)
