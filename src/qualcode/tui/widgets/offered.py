"""What stands under a line where one types a query: how it may go on, or where it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from qualcode.tui.layout.grid import shortened
from qualcode.words.shown import shown_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.words.offering import Offered


class OfferedList(Static):
    """Lists the ways to go on, one of them meant; or points at a character and says what is wrong there."""

    DEFAULT_CSS = """
    OfferedList { height: auto; padding: 0 1; display: none; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as Textual calls it
        """Show nothing yet."""
        super().__init__(id=id, markup=False)
        self.offered: tuple[Offered, ...] = ()
        self._meant = 0
        self._column = 0

    @property
    def meant(self) -> Offered | None:
        """The way to go on that is taken; None where none is offered."""
        return self.offered[self._meant] if self.offered else None

    def clear(self) -> None:
        """Show nothing."""
        self._show((), [])

    def offer(self, offered: Sequence[Offered], column: int) -> None:
        """List ways to go on.

        Args:
            offered: the first is meant.
            column: cells of the line before what is being typed.
        """
        self.offered, self._meant, self._column = tuple(offered), 0, column
        self._list()

    def refuse(self, column: int, sentence: str) -> None:
        """Point at a character, and say what is wrong there.

        Args:
            column: cells of the line before it.
            sentence: the words of the refusal.
        """
        self._show((), [Content.styled(" " * column + "^", "$error"), Content.styled(shown_line(sentence), "$error")])

    def move(self, direction: int) -> bool:
        """Mean the next way to go on, or the one before; tell whether there is one."""
        place = self._meant + direction
        if not 0 <= place < len(self.offered):
            return False
        self._meant = place
        self._list()
        return True

    def _list(self) -> None:
        room = max(self.app.size.width * 96 // 100 - 8, 20)
        column = min(self._column, room // 2)
        lines = []
        for number, one in enumerate(self.offered):
            text = shortened(shown_line(one.text), room - column - 6)
            padded = f" {text} " + " " * (
                max(cell_len(shown_line(each.text)) for each in self.offered) - cell_len(text)
            )
            sign = ("  Tab", "bold $accent") if number == self._meant else ("", "")
            style = "reverse" if number == self._meant else "$dim"
            lines.append(Content.assemble(" " * max(column - 1, 0), (padded, style), sign))
        self._show(self.offered, lines)

    def _show(self, offered: tuple[Offered, ...], lines: Sequence[Content]) -> None:
        self.offered = offered
        self.display = bool(lines)
        self.update(Content("\n").join(lines))
