"""What stands under the caret at the desk: the codings there, one's own apart, and the words with their source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work

from qualcode.model.messages import _
from qualcode.tui.asked import Choice, ChooseDialog
from qualcode.tui.screens.looking import Looking
from qualcode.tui.widgets.painting import clock

if TYPE_CHECKING:
    from qualcode.tui.layout.bands import Passage

LONG_QUOTE: Final = 60
"""Characters of a passage where it is named by its words."""


class Pointing(Looking):
    """The desk with what the caret points at."""

    def here(self) -> list[Passage]:
        """Return the codings under the caret, the innermost first."""
        caret = self.reader.caret
        rows = self.reader.margin.passages(self.reader.page.row_of(caret))
        found = [p for p in rows if p.start <= caret < p.end]
        return sorted(found, key=lambda passage: (passage.end - passage.start, passage.start, passage.name))

    def own(self) -> list[Passage]:
        """Return one's own codings under the caret, the innermost first; where there are none, say so."""
        here = self.here()
        found = [passage for passage in here if not passage.coder]
        if here and not found:
            words = _("“{code}” here is {name}’s coding: one changes one’s own.")
            self.say(words.format(code=here[0].name, name=here[0].coder))
        elif not here:
            self.say(_("No coding under the caret: p goes to the next one."))
        return found

    async def which(self, question: str, *, any_coder: bool = False) -> Passage | None:
        """Return the coding under the caret, one's own unless another's will do; of several, the one chosen."""
        found = (any_coder and self.here()) or self.own()
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        choices = [Choice(p.coding, self.offered(p), p.colour) for p in found]
        chosen = await self.app.push_screen_wait(ChooseDialog(question, choices))
        return next((passage for passage in found if passage.coding == chosen), None)

    def offered(self, passage: Passage) -> str:
        """Return a coding as a list of several names it: sign, code, whose, its words."""
        whose = f" ({passage.coder})" if passage.coder else ""
        return f"{passage.sign} {passage.name}{whose}  {self.quote(passage.start, passage.end)}"

    def quote(self, start: int, end: int) -> str:
        """Return the words of a passage on one line, cut where they are long."""
        words = " ".join(self.reader.sheet.text[start:end].split())
        return _("“{words}”").format(words=words if len(words) <= LONG_QUOTE else words[:LONG_QUOTE].rstrip() + "…")

    @work
    async def action_copy(self) -> None:
        """Copy the selection, or the passage under the caret, with its attribution."""
        span = self.reader.span
        if span is None:
            passage = await self.which(_("Copy which passage?"), any_coder=True)
            if passage is None:
                return
            start, end = passage.start, passage.end
        else:
            start, end = span
        words = self.reader.sheet.text[start:end]
        self.app.copy_to_clipboard(_("“{words}” ({source})").format(words=words, source=self.source(start)))
        self.say(_("Copied: {words} ({source})").format(words=self.quote(start, end), source=self.source(start)))

    def source(self, position: int) -> str:
        """Return whose words stand at a position: document, speaker, time."""
        number = self.reader.turn_number(position)
        parts = [self.names.get(self.opened, "")]
        if number is not None:
            turn = self.reader.sheet.turns[number]
            parts.append(turn.speaker)
            parts.append(clock(turn.time_start) if turn.time_start is not None else "")
        return ", ".join(part for part in parts if part)
