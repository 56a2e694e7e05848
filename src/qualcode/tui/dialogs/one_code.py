"""One code among those that are there: where a passage goes, what a code is merged into, what it stands under."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from qualcode.model.messages import N_, _
from qualcode.tui.dialogs.picker import CodePicker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.tui.dialogs.entries import Pickable


class OneCodePicker(CodePicker):
    """Asks which one."""

    DEFAULT_CSS = """
    OneCodePicker { background: $background 0%; align: center middle; }
    """
    HELP_HERE: ClassVar[str] = N_("The codes. A few letters of a name, a label or a definition list those that fit.")
    MAKES: ClassVar[bool] = False

    def __init__(self, asked: str, verb: str, codes: Sequence[Pickable], recent: Sequence[str] = ()) -> None:
        """Offer these.

        Args:
            asked: what for.
            verb: what Enter does.
            codes: those that can be chosen.
            recent: ids, the latest first.
        """
        super().__init__(codes, recent)
        self.asked = asked
        self._verb = verb

    def told_keys(self) -> list[tuple[str, str]]:
        """Return its keys as they are written, and what they do."""
        return [(_("Enter"), self._verb), ("1–9", _("at once")), (_("Esc"), _("close"))]

    def action_mark(self) -> None:
        """Mark nothing: one is asked for."""

    def action_new(self) -> None:
        """Make nothing: the code is one of those there."""
