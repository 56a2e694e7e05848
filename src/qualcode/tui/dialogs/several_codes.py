"""Codes among those that are there, one or several: what a theme rests on."""

from __future__ import annotations

from typing import ClassVar

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.one_code import OneCodePicker
from qualcode.tui.dialogs.picker import CodePicker


class SeveralCodesPicker(OneCodePicker):
    """Asks which ones; Tab marks several."""

    HELP_HERE: ClassVar[str] = N_(
        "The codes. A few letters of a name, a label or a definition list those that fit; Tab marks several."
    )

    def told_keys(self) -> list[tuple[str, str]]:
        """Return its keys as they are written, and what they do."""
        several = _("{count} marked").format(count=len(self._marked)) if self._marked else _("several")
        enter, *rest = super().told_keys()
        return [enter, ("Tab", several), *rest]

    def action_mark(self) -> None:
        """Mark the code under the cursor, or no more."""
        CodePicker.action_mark(self)
