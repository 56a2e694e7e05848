"""The name of a round of coding that begins: one is suggested, and one that is taken is said before it is given."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from qualcode.model import errors
from qualcode.model.messages import _, ngettext
from qualcode.model.practice import BEFORE_WORDS
from qualcode.tui.dialogs.line import LineDialog
from qualcode.words.folding import folded
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence


class RoundDialog(LineDialog):
    """Asks for the name of a round; an empty line takes the name suggested, a taken name is no answer."""

    DEFAULT_CSS = """
    RoundDialog #meaning.wrong { color: $error; }
    """

    def __init__(self, known: Sequence[str]) -> None:
        """Ask.

        Args:
            known: the names of the rounds there are, in their order.
        """
        asked = _("A round begins now. Its name?")
        if known:
            asked = _("A round begins now, after “{name}”. Its name?").format(name=known[-1])
        self._known = {folded(name) for name in known}
        self._suggested = first_free(known)
        super().__init__(asked, example=self._suggested, means=self._meaning, verb=_("start it"))

    def on_mount(self) -> None:
        """Say what Enter takes; nothing is typed yet."""
        self.query_one("#meaning", Static).update(Content(shown_line(self._meaning(""))))

    def take(self, words: str) -> None:
        """Answer with a name that no round bears."""
        if not self._refused(words):
            self.dismiss(words or self._suggested)

    def _meaning(self, words: str) -> str:
        """Say why a name cannot be given, or what an empty line takes."""
        refused = self._refused(words)
        self.query_one("#meaning").set_class(bool(refused), "wrong")
        return refused or ("" if words else _("Enter alone takes the name “{name}”.").format(name=self._suggested))

    def _refused(self, words: str) -> str:
        name = " ".join(words.split())
        if folded(name) in BEFORE_WORDS:
            return str(errors.ReservedRound(name))
        return str(errors.NameTaken(name)) if folded(name) in self._known else ""


def first_free(known: Sequence[str]) -> str:
    """Return the first name by number that no round bears, capitals ignored: never lower than how many there are.

    Args:
        known: the names of the rounds there are.
    """
    taken = {folded(name) for name in known}
    numbers = count(len(known) + 1)
    names = (ngettext("round {count}", "round {count}", number).format(count=number) for number in numbers)
    return next(name for name in names if folded(name) not in taken)
